"""Changed terms for the two walks: cases that have some, their commands and their pages."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from agreements.models import Agreement, ApprovalStep
from agreements.services import changing, renewal
from tests import changing as terms
from tests.cast import NOW, Cast, approve_step, proof, submitted, waiting_step

if TYPE_CHECKING:
    from tests.walks.attempts import Attempt

FROM = date(2027, 1, 4)
ON_ITS_DAY = datetime(2027, 1, 4, 17, 0, tzinfo=UTC)
RENEWED_TO = date(2028, 3, 31)

Build = Callable[[Cast], Agreement]


def states(active: Build) -> dict[str, Build]:
    """Cases with changed terms: written, sent, accepted; adjusted by the supervisor; proposed."""

    def changing_(cast: Cast) -> Agreement:
        case = active(cast)
        terms.begin(cast, case, NOW)
        terms.write(cast, case, "schedule", NOW, schedule_data=terms.MONDAYS_TOO.to_json())
        return case

    def asked(cast: Cast) -> Agreement:
        return terms.send(cast, changing_(cast), NOW)

    def accepted(cast: Cast) -> Agreement:
        case = asked(cast)
        approve_step(cast, case, "supervisor")
        approve_step(cast, case, "director")
        return case

    def adjusted(cast: Cast) -> Agreement:
        case = active(cast)
        terms.adjust(cast, case, NOW)
        return case

    def proposed(cast: Cast) -> Agreement:
        case = submitted(cast)
        terms.propose(cast.user("supervisor"), waiting_step(case), NOW)
        return case

    return {
        "changing": changing_,
        "asked": asked,
        "accepted": accepted,
        "adjusted": adjusted,
        "proposed": proposed,
    }


def _decided_now(case: Agreement) -> ApprovalStep:
    """The step that waits for somebody else than the employee."""
    waiting = ApprovalStep.objects.filter(
        terms__agreement=case, opened_at__isnull=False, closed_at__isnull=True
    )
    return waiting.exclude(role="employee").get()


TERMS_CALLS: Mapping[str, Callable[["Attempt"], object]] = {
    "begin_changes": lambda a: changing.begin_changes(
        **a.given, justification=terms.WHY, takes_effect_on=FROM
    ),
    "withdraw_changes": lambda a: changing.withdraw_changes(**a.given),
    "renew": lambda a: renewal.renew(**a.given, last_day=RENEWED_TO, authentication=proof()),
    "take_effect": lambda a: renewal.take_effect(
        actor=a.actor, now=ON_ITS_DAY, terms=a.case.terms_versions.latest("number")
    ),
    "adjust": lambda a: terms.adjust_as(a.actor, a.case, NOW),
    "propose": lambda a: terms.propose(
        a.actor, _decided_now(a.case), NOW, changes={"unscheduled_telework": False}
    ),
    "accept_terms": lambda a: terms.sign_as(a.actor, a.case, NOW),
}
PAGES = frozenset(
    {"terms_change", "terms_renew", "terms_withdraw", "terms_adjust", "terms_propose", "terms_sign"}
)


def address(name: str, case: Agreement | None) -> str:
    """The address of a page of changed terms; without a case, of nothing."""
    number = str(case.number) if case is not None else "TW-2000-999999"
    if name not in ("terms_propose", "terms_sign"):
        return reverse(name, args=[number])
    steps = ApprovalStep.objects.filter(terms__agreement=case, opened_at__isnull=False)
    steps = steps.filter(role="employee") if name == "terms_sign" else steps.exclude(role="employee")
    step = steps.order_by("-ordinal", "-pk").first() if case is not None else None
    return reverse(name, args=[number, step.pk if step is not None else 999999])
