"""Who pays for remote-access devices: agreements with one, the account of each, and totals (2366.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Subquery

from agreements.models import Agreement, RemoteAccess, TermsVersion
from agreements.models.agreement import IN_FORCE_FIRST, STANDING, AgreementQuerySet
from agreements.policy.schedule import Pattern
from agreements.policy.worksite import FobAccount, fob_account
from agreements.states import State
from eligibility.permissions import bureaus_where, has_role
from telework.models import User
from telework.roles import Role

CENTRAL = "The Department's central account"
WHY = {
    FobAccount.CENTRAL: "Core telework: the central account pays (3 FAM 2366.2).",
    FobAccount.BUREAU: "Situational telework: the bureau pays (3 FAM 2366.2).",
}


@dataclass(frozen=True)
class Billed:
    """One agreement with a device, and who pays for it."""

    agreement: Agreement
    pattern: str
    account: str
    why: str


@dataclass(frozen=True)
class AccountTotal:
    """How many devices one account pays for."""

    account: str
    number: int


def with_devices(user: User, today: date) -> AgreementQuerySet:
    """Agreements in effect, suspended ones too, whose terms give a device; those that `user` reports on.

    The telework managing officer reports on every bureau, a coordinator on exactly their own.
    """
    standing = TermsVersion.objects.filter(STANDING, agreement=OuterRef("pk")).order_by(*IN_FORCE_FIRST)
    found = Agreement.objects.filter(state__in=[State.ACTIVE, State.SUSPENDED]).annotate(
        fob_access=Subquery(standing.values("remote_access")[:1]),
        fob_pattern=Subquery(standing.values("pattern")[:1]),
    )
    found = found.filter(fob_access=RemoteAccess.GLOBAL_OPENNET)
    if not has_role(user, Role.MANAGING_OFFICER, today):
        found = found.filter(bureau__in=bureaus_where(user, frozenset({Role.COORDINATOR}), today))
    return found.select_related("employee", "bureau").order_by("bureau__code", "number")


def billed(agreement: Agreement) -> Billed:
    """Who pays for the device of one of `with_devices`."""
    pattern = Pattern(getattr(agreement, "fob_pattern", ""))
    account = fob_account(pattern)
    return Billed(agreement, pattern.label, _name(account, agreement.bureau.code), WHY[account])


def totals(found: AgreementQuerySet) -> list[AccountTotal]:
    """By account, the central one first, in one query."""
    counted = found.order_by().values_list("fob_pattern", "bureau__code").annotate(number=Count("pk"))
    numbers: dict[str, int] = {}
    for pattern, bureau, number in sorted(counted, key=_central_first):
        name = _name(fob_account(Pattern(pattern)), bureau)
        numbers[name] = numbers.get(name, 0) + number
    return [AccountTotal(name, number) for name, number in numbers.items()]


def rows(found: AgreementQuerySet) -> Iterator[tuple[str, ...]]:
    """For the file, one at a time."""
    for agreement in found.iterator(chunk_size=1000):
        one = billed(agreement)
        employee = agreement.employee
        yield (
            str(agreement.number),
            employee.number,
            employee.full_name,
            agreement.bureau.code,
            one.pattern,
            one.account,
            one.why,
        )


def _name(account: FobAccount, bureau: str) -> str:
    return CENTRAL if account is FobAccount.CENTRAL else f"Bureau {bureau}"


def _central_first(row: tuple[str, str, int]) -> tuple[bool, str]:
    return fob_account(Pattern(row[0])) is not FobAccount.CENTRAL, row[1]
