"""What comes after a decision, for the two walks: suspended by management, on trial, and their pages."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from agreements.models import Agreement, ApprovalStep, Review
from agreements.services import (
    lifecycle,
    looking_again,
    pausing,
    reminders,
    taking_back,
    trials,
    yearly,
)
from telework.models import User
from tests.cast import NOW, Cast, approve_step, approved, submitted, train, waiting_step
from tests.cast import person as somebody
from tests.deciding import approve, deny

if TYPE_CHECKING:
    from tests.walks.attempts import Attempt

SUMMER = datetime(2026, 6, 15, 15, 0, tzinfo=UTC)
LATE = datetime(2026, 12, 6, 17, 0, tzinfo=UTC)
PAUSED_UNTIL, EXTENDED_UNTIL = date(2026, 12, 3), date(2026, 12, 10)
DECISION_DUE = datetime(2026, 12, 2, 17, 0, tzinfo=UTC)
YEAR_ENDS, YEAR_ENDING = date(2027, 3, 31), datetime(2027, 2, 1, 17, 0, tzinfo=UTC)
YEAR_ENDED = datetime(2027, 5, 3, 17, 0, tzinfo=UTC)
TRIAL_UNTIL, TRIAL_ENDS_SOON = date(2027, 3, 31), date(2026, 12, 4)

Build = Callable[[Cast], Agreement]


def on_trial(cast: Cast, now: datetime = NOW, until: date = TRIAL_UNTIL, **asked: date) -> Agreement:
    """Approved as a trial, not started."""
    case = approve_step(cast, submitted(cast, now, **asked), "supervisor", now)
    return approve(cast.user("director"), waiting_step(case), now, trial_until=until)


def pause(actor: User, case: Agreement, now: datetime = NOW) -> Agreement:
    pausing.suspend_by_management(
        actor=actor,
        now=now,
        agreement=case,
        reason_code="programme_needs",
        reason_text="The desk must be staffed.",
        until_on=PAUSED_UNTIL,
    )
    return Agreement.objects.get(pk=case.pk)


def states(active: Build) -> dict[str, Build]:
    """Suspended by management; approved as a trial; a trial in effect that ends soon."""

    def tested(cast: Cast) -> Agreement:
        case = on_trial(cast, SUMMER, TRIAL_ENDS_SOON, start=SUMMER.date())
        return lifecycle.start(actor=User.objects.system(), now=SUMMER, agreement=case)

    return {
        "paused": lambda cast: pause(cast.user("supervisor"), active(cast)),
        "trial": on_trial,
        "tested": tested,
        "yearly": lambda cast: year_ending(active(cast)),
    }


def year_ending(case: Agreement) -> Agreement:
    """Its yearly review is open."""
    Agreement.objects.filter(pk=case.pk).update(review_on=YEAR_ENDS)
    yearly.open_yearly_review(actor=User.objects.system(), now=YEAR_ENDING, agreement=case)
    return Agreement.objects.get(pk=case.pk)


def end_years() -> None:
    """The year of whatever is in effect ends at the same time."""
    Agreement.objects.filter(review_on__isnull=False).update(review_on=YEAR_ENDS)


def case_of(office: Cast, state: str, relation: str) -> Agreement:
    """A case for the URL walk, of a person of its own."""
    owner = somebody(f"{state}-{relation}", "Owner", office.bureau, supervisor=office.supervisor)
    train(owner)
    cast = replace(office, employee=owner)
    if state == "trial":
        return on_trial(cast)
    if state == "yearly":
        case = approved(cast, SUMMER, start=SUMMER.date())
        return year_ending(lifecycle.start(actor=User.objects.system(), now=SUMMER, agreement=case))
    return deny(cast.user("supervisor"), waiting_step(submitted(cast)))


def _decided(case: Agreement | None) -> ApprovalStep | None:
    """The step that was decided last."""
    steps = ApprovalStep.objects.filter(terms__agreement=case).exclude(decision="")
    return steps.order_by("-closed_at", "-terms__number", "-ordinal").first() if case is not None else None


def _step(found: ApprovalStep | None) -> ApprovalStep:
    assert found is not None, "the table has a dash where there is no step"
    return found


def _yearly(case: Agreement) -> Review:
    return case.reviews.get(cause="yearly")


def _opened(case: Agreement) -> ApprovalStep:
    """The step that waits, or else the last that was opened."""
    steps = ApprovalStep.objects.filter(terms__agreement=case, opened_at__isnull=False)
    return _step(steps.filter(closed_at__isnull=True).first() or steps.order_by("-pk").first())


LATER_CALLS: Mapping[str, Callable[["Attempt"], object]] = {
    "remind_of_step": lambda a: reminders.remind_of_step(actor=a.actor, now=LATE, step=_opened(a.case)),
    "take_back": lambda a: taking_back.take_back(actor=a.actor, now=NOW, step=_step(_decided(a.case))),
    "ask_to_look_again": lambda a: looking_again.ask_to_look_again(**a.given, words="We are two."),
    "decline_trial": lambda a: trials.decline_trial(**a.given),
    "open_trial_review": lambda a: trials.open_trial_review(**a.given),
    "open_yearly_review": lambda a: yearly.open_yearly_review(**a.at(YEAR_ENDING)),
    "sign_review": lambda a: yearly.sign_review(actor=a.actor, now=NOW, review=_yearly(a.case)),
    "remind_of_yearly_review": lambda a: yearly.remind_of_yearly_review(
        actor=a.actor, now=YEAR_ENDED, review=_yearly(a.case)
    ),
    "tell_missed_review": lambda a: yearly.tell_missed_review(
        actor=a.actor, now=YEAR_ENDED, review=_yearly(a.case)
    ),
    "suspend_by_management": lambda a: pause(a.actor, a.case),
    "extend_pause": lambda a: pausing.extend_pause(
        **a.given, reason_text="The season is longer.", until_on=EXTENDED_UNTIL
    ),
    "lift_pause": lambda a: pausing.lift_pause(**a.given),
    "resume_when_due": lambda a: pausing.resume_when_due(**a.at(LATE)),
    "remind_of_pause": lambda a: pausing.remind_of_pause(
        actor=a.actor, now=DECISION_DUE, suspension=a.case.suspensions.latest("pk")
    ),
}
PAGES = frozenset({"take_back", "look_again", "trial_decline", "suspension", "review_sign"})
STATES = ("denied", "trial", "yearly")


def address(name: str, case: Agreement | None) -> str:
    """The address of a page about what was decided; without a case, of nothing."""
    number = str(case.number) if case is not None else "TW-2000-999999"
    if name == "review_sign":
        asked = case.reviews.first() if case is not None else None
        return reverse(name, args=[number, asked.pk if asked is not None else 999999])
    if name != "take_back":
        return reverse(name, args=[number])
    step = _decided(case)
    return reverse(name, args=[number, step.pk if step is not None else 999999])
