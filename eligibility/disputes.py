"""Facts that somebody says are wrong: who keeps each, who may read and who may answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from eligibility.models import Employee, FactDispute
from eligibility.models.exception import DisputeQuerySet
from eligibility.permissions import bureaus_where, employee_of
from eligibility.policy.disputes import DisputableFact, Keeper, disputable_facts
from eligibility.policy.fam_2018 import DOMESTIC_RULES
from eligibility.selectors import holders
from telework.access import Access
from telework.models import User
from telework.roles import BUREAU_DECIDERS, Role

FACTS: dict[str, DisputableFact] = disputable_facts(DOMESTIC_RULES)
# Who stands in, in this order, where nobody else is there to answer.
STAND_INS = (Role.HR_SPECIALIST, Role.COORDINATOR, Role.EXECUTIVE_DIRECTOR, Role.EXECUTIVE_DIRECTOR_DESIGNEE)
READERS = BUREAU_DECIDERS | {Role.COORDINATOR, Role.HR_SPECIALIST}


@dataclass(frozen=True)
class Offices:
    """Who holds the offices of one bureau that answer for facts."""

    by_role: dict[Role, list[Employee]]

    @classmethod
    def of(cls, bureau: int | None, today: date) -> "Offices":
        if bureau is None:
            return cls({})
        return cls({role: holders(role, bureau=bureau, today=today) for role in STAND_INS})


def keepers(
    person: Employee, fact: DisputableFact, today: date, offices: Offices | None = None
) -> list[Employee]:
    """Who answers for `fact` about `person`: the one who keeps it, or who stands in; never oneself."""
    known = offices or Offices.of(person.bureau.pk if person.bureau is not None else None, today)
    supervisor = person.supervisor
    if fact.keeper is Keeper.SUPERVISOR and supervisor is not None and not supervisor.is_separated(today):
        return [supervisor]
    roles = STAND_INS[1:] if fact.keeper is Keeper.COORDINATOR else STAND_INS
    for role in roles:
        found = [one for one in known.by_role.get(role, []) if one.pk != person.pk]
        if found:
            return found
    return []


def disputes_visible_to(user: User | AnonymousUser, today: date) -> DisputeQuerySet:
    """One's own, those of one's reports, and to the offices of a bureau those of its people."""
    reader = employee_of(user)
    if reader is None or reader.is_separated(today):
        return FactDispute.objects.none()
    bureaus = bureaus_where(user, READERS, today)
    return FactDispute.objects.filter(
        Q(employee=reader) | Q(employee__supervisor=reader) | Q(employee__position__bureau__in=bureaus)
    ).select_related("employee__position__bureau", "employee__supervisor", "answered_by")


def may_answer(
    user: User | AnonymousUser, dispute: FactDispute, today: date, offices: Offices | None = None
) -> Access:
    """Whoever keeps the fact today; never the person who says that it is wrong."""
    reader = employee_of(user)
    owners = keepers(dispute.employee, fact_of(dispute), today, offices)
    if reader is not None and reader.pk in {one.pk for one in owners}:
        return Access.yes()
    names = " or ".join(one.full_name for one in owners) or "nobody yet: the role is vacant"
    return Access.no(f"Whoever keeps this fact answers. That is {names}.")


def fact_of(dispute: FactDispute) -> DisputableFact:
    """The fact as it is kept now; one that no rule looks at any more is answered by HR."""
    known = FACTS.get(dispute.fact)
    return known or DisputableFact(dispute.fact, Keeper.HR_SPECIALIST, (dispute.label,))


def to_answer(user: User | AnonymousUser, disputes: Iterable[FactDispute], today: date) -> list[FactDispute]:
    """Those among `disputes` that wait for `user`; the offices of each bureau are looked up once."""
    known: dict[int | None, Offices] = {}
    waiting = []
    for dispute in disputes:
        bureau = dispute.employee.bureau.pk if dispute.employee.bureau is not None else None
        if bureau not in known:
            known[bureau] = Offices.of(bureau, today)
        if dispute.answered_at is None and may_answer(user, dispute, today, known[bureau]):
            waiting.append(dispute)
    return waiting


def disputes_to_answer(user: User | AnonymousUser, today: date) -> list[FactDispute]:
    """Those that wait for `user`."""
    return to_answer(user, disputes_visible_to(user, today).filter(answered_at__isnull=True), today)


def has_disputes_to_read(user: User | AnonymousUser, today: date) -> bool:
    return bool(bureaus_where(user, READERS, today)) or disputes_visible_to(user, today).exists()
