"""Where a case stands, in words: status, who has it, since when, what happens next and when."""

from dataclasses import dataclass
from datetime import date, datetime

from agreements import selectors
from agreements.models import Agreement, ApprovalStep, Notice, Review, Suspension
from agreements.policy.changes import is_answered_by_notice
from agreements.recording import awaited
from agreements.states import END_REASON_LABELS, EndReason, State
from telework import clock

ITSELF = "eTelework, by itself"
SUSPENDED = (
    "No telework until what suspended it is gone; then it is in effect again by itself. "
    "Either side can give notice."
)
# The chain is sealed with the kind, and the reader is outside.
WHOEVER_DECIDES = "Those who decide"
OVER = {
    State.DENIED: "Nothing. A new request can be made at any time.",
    State.WITHDRAWN: "Nothing. A new request can be made at any time.",
}
# States that go on to something by themselves beside an open review.
BESIDE_REVIEW = frozenset({State.APPROVED, State.SUSPENDED})


@dataclass(frozen=True)
class Standing:
    """The four lines of the summary box."""

    status: str
    owner: str
    since: date
    next_step: str


def day_in_words(day: date) -> str:
    """A day as every page writes it: "Monday, 7 December 2026"."""
    return f"{day:%A}, {day.day} {day:%B %Y}"


def standing_of(
    agreement: Agreement,
    now: datetime,
    *,
    step: ApprovalStep | None = None,
    notice: Notice | None = None,
    review: Review | None = None,
    suspension: Suspension | None = None,
    look_again_until: date | None = None,
) -> Standing:
    """Where `agreement` stands.

    step    the step that waits for a decision, if any
    notice  the notice that runs, if any
    review  the review that waits for an answer, the most urgent one, if any
    suspension  the suspension that runs, if any
    look_again_until  the last day to ask that the next level looks at a denial again, where it can be asked
    """
    today = clock.date_of(now)
    owner, next_step = _owner_and_next(agreement, today, step, notice)
    if notice is None and suspension is not None and suspension.is_by_management:
        owner, next_step = _paused(suspension, today)
    if look_again_until is not None:
        owner, next_step = agreement.employee.full_name, _looked_at_again(look_again_until)
    ends_on = notice.last_day if notice is not None else None
    if review is not None and not is_answered_by_notice(review.due_on, ends_on):
        owner, asked = _review(agreement, review, today)
        goes_on = notice is not None or agreement.state in BESIDE_REVIEW
        next_step = f"{asked} {next_step}" if goes_on else asked
    return Standing(agreement.state_label, owner, clock.date_of(agreement.state_since), next_step)


def waiting_step(agreement: Agreement) -> ApprovalStep | None:
    """The step of the latest round that waits for a decision."""
    return (
        ApprovalStep.objects.filter(
            terms__agreement=agreement, opened_at__isnull=False, closed_at__isnull=True
        )
        .select_related("terms__agreement", "bureau", "post", "assignee")
        .order_by("-round", "ordinal")
        .first()
    )


def holder_of(step: ApprovalStep, today: date) -> str:
    """Who has a waiting step: the office, and the people who hold it."""
    names = " or ".join(person.full_name for person in selectors.deciders(step, today))
    return f"{names} ({step.office})" if names else f"{step.office}: nobody holds this office now"


def _owner_and_next(
    agreement: Agreement, today: date, step: ApprovalStep | None, notice: Notice | None
) -> tuple[str, str]:
    employee = agreement.employee.full_name
    if notice is not None:
        return ITSELF, f"Notice is running. The last day is {day_in_words(notice.last_day)}."
    match agreement.state:
        case State.DRAFT:
            return employee, "Complete the parts of the request, then sign it."
        case State.RETURNED:
            return employee, "Change the parts named below, then sign again."
        case State.IN_REVIEW if step is not None:
            return holder_of(step, today), _decision_expected(step, today)
        case State.IN_REVIEW:
            return WHOEVER_DECIDES, "A decision."
        case State.APPROVED:
            return ITSELF, _start(agreement, today)
        case State.SUSPENDED:
            return ITSELF, SUSPENDED
        case State.ACTIVE:
            return _active(agreement, today, step)
        case State.ENDED:
            return "", _ended(agreement)
    return "", OVER.get(State(agreement.state), "")


def _decision_expected(step: ApprovalStep, today: date) -> str:
    asked = awaited(step.act)
    asked = asked[0].upper() + asked[1:]
    if step.due_on is None:
        return f"{asked}."
    if step.due_on < today:
        due = day_in_words(step.due_on)
        return f"{asked}. It was expected by {due} and is late; silence decides nothing."
    return f"{asked}, expected by {day_in_words(step.due_on)}."


def open_review(agreement: Agreement) -> Review | None:
    """The most urgent review that waits for an answer."""
    return Review.objects.open().filter(agreement=agreement).first()


def _review(agreement: Agreement, review: Review, today: date) -> tuple[str, str]:
    supervisor = agreement.employee.supervisor
    owner = supervisor.full_name if supervisor is not None else "The supervisor: HR has none recorded"
    due = day_in_words(review.due_on)
    if review.is_yearly:
        both = f"{owner} and {agreement.employee.full_name}" if review.waits_for_employee else owner
        late = "It was" if review.due_on < today else "It is"
        return (
            both,
            f"The yearly review, which both sides sign. {late} due by {due}; silence decides nothing.",
        )
    if review.due_on < today:
        return owner, f"The answer to a review. It was due by {due} and is late; silence decides nothing."
    return owner, f"The answer to a review, due by {due}: whether the agreement goes on."


def _looked_at_again(until: date) -> str:
    return (
        f"Through {day_in_words(until)} the employee can ask that the next level looks at it again, once. "
        "A new request can be made at any time."
    )


def _paused(suspension: Suspension, today: date) -> tuple[str, str]:
    """Management has it: what follows is its decision, by its day."""
    until, due = suspension.until_on, suspension.decision_due_on
    assert until is not None, "management's suspension has its last day"
    assert due is not None, "management's suspension has its day of decision"
    follows = f"No telework through {day_in_words(until)}; on the next day it is in effect again by itself."
    if due < today:
        return suspension.suspended_by, f"{follows} Silence prolongs nothing."
    return suspension.suspended_by, f"Management decides by {day_in_words(due)} what follows. {follows}"


def _start(agreement: Agreement, today: date) -> str:
    assert agreement.starts_on is not None, "an approved agreement has its start"
    if agreement.starts_on < today:
        return (
            f"It was to start on {day_in_words(agreement.starts_on)}. The start is held until a rule of "
            "eligibility is met; then it starts by itself."
        )
    if agreement.starts_on == today:
        return (
            f"It takes effect today, {day_in_words(today)}, unless a rule of eligibility holds the start. "
            "Until it says here that it is in effect, telework has not begun."
        )
    return f"It takes effect on {day_in_words(agreement.starts_on)}."


def _active(agreement: Agreement, today: date, step: ApprovalStep | None) -> tuple[str, str]:
    """Who has it: whoever is asked about changed terms, else the employee."""
    if step is None:
        return agreement.employee.full_name, _in_effect(agreement)
    asked = f"Changed terms wait. {_decision_expected(step, today)} Until then the old ones hold."
    return holder_of(step, today), asked


def _in_effect(agreement: Agreement) -> str:
    emergency = agreement.emergency
    if emergency is not None:
        until = emergency.until or agreement.ends_on
        latest = f", on {day_in_words(until)} at the latest" if until is not None else ""
        return f"It ends by itself with the declared emergency “{emergency.name}”{latest}."
    if agreement.ends_on is not None:
        return f"It ends by itself; the last day is {day_in_words(agreement.ends_on)}."
    return "Nothing to do. It has no end date, and is looked at again once a year."


def _ended(agreement: Agreement) -> str:
    assert agreement.ended_on is not None, "an ended agreement has its last day"
    why = END_REASON_LABELS[EndReason(agreement.end_reason)]
    return f"Nothing. The last day was {day_in_words(agreement.ended_on)}. {why}."
