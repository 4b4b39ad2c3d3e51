"""Live cases under a provision, counted among those that the reader may see."""

from collections.abc import Callable
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef

from agreements import selectors
from agreements.models import Notice, TermsVersion, Worksite
from agreements.models.agreement import AgreementQuerySet
from agreements.policy.schedule import Pattern
from agreements.states import Party, State
from eligibility.permissions import has_role
from telework.models import User
from telework.roles import Role

# Who is shown how many cases stand under a provision; others would only count their own.
COUNT_READERS = (Role.COORDINATOR, Role.MANAGING_OFFICER, Role.AUDITOR)
LIVE = (State.ACTIVE, State.SUSPENDED)
Narrowing = Callable[[AgreementQuerySet], AgreementQuerySet]


def _with_pattern(pattern: Pattern) -> Narrowing:
    terms = TermsVersion.objects.filter(agreement=OuterRef("pk"), pattern=pattern)
    return lambda cases: cases.filter(Exists(terms), state__in=LIVE)


def _with_notice_by(party: Party) -> Narrowing:
    running = Notice.objects.filter(
        agreement=OuterRef("pk"), party=party, withdrawn_at__isnull=True, completed_at__isnull=True
    )
    return lambda cases: cases.filter(Exists(running))


def _at_telecenter(cases: AgreementQuerySet) -> AgreementQuerySet:
    sites = Worksite.objects.filter(terms__agreement=OuterRef("pk"), kind=Worksite.Kind.TELECENTER)
    return cases.filter(Exists(sites), state__in=LIVE)


CASES: dict[str, tuple[str, Narrowing]] = {
    "all_live": (
        "requests being decided and agreements not yet over",
        lambda cases: cases.filter(state__in=(State.IN_REVIEW, State.APPROVED, *LIVE)),
    ),
    "core": ("core agreements in effect or suspended", _with_pattern(Pattern.CORE)),
    "situational": ("situational agreements in effect or suspended", _with_pattern(Pattern.SITUATIONAL)),
    "in_effect": (
        "agreements in effect or suspended",
        lambda cases: cases.filter(state__in=LIVE),
    ),
    "in_review": ("requests being decided", lambda cases: cases.filter(state=State.IN_REVIEW)),
    "notice_by_employee": ("notices running that the employee gave", _with_notice_by(Party.EMPLOYEE)),
    "notice_by_supervisor": ("notices running that the supervisor gave", _with_notice_by(Party.SUPERVISOR)),
    "telecenter": ("agreements in effect or suspended with a telework center", _at_telecenter),
}


def count(name: str, user: User | AnonymousUser, today: date) -> tuple[int, str] | None:
    """How many cases, and of what; None where no count makes sense or the reader holds none of the roles."""
    if not name or not any(has_role(user, role, today) for role in COUNT_READERS):
        return None
    what, narrowed = CASES[name]
    return narrowed(selectors.visible_to(user, today)).count(), what
