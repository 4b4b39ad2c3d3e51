"""Reviews of a live agreement: opened by a changed fact, decided by the supervisor either way (2362.1(e))."""

from datetime import date, datetime
from typing import Any

from agreements import letters, permissions, watching
from agreements.collect import person_findings
from agreements.letters_later import trial_decided
from agreements.models import Agreement, Review
from agreements.policy.changes import UNREVIEWED, answer_due_on
from agreements.services.lifecycle import give_notice_of
from agreements.services.locking import lock_case
from agreements.services.trial_end import lengthen_trial
from agreements.services.yearly import count_anew
from agreements.states import WAITING_TO_END
from eligibility.models import Employee, PersonnelChange
from eligibility.permissions import employee_of
from eligibility.services.training import ask_for_manager_course
from telework import audit, clock
from telework.access import Access
from telework.commands import command
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import User
from telework.policy import Outcome, bars
from telework.workdays import federal_calendar

Outcomes = Review.Outcome
LONGEST_DETAILS = 500
NO_ANSWER = "Choose one answer: the agreement goes on, or you give notice (3 FAM 2362.1(e))."
CANNOT_GO_ON = (
    "A rule of eligibility is not met, so the agreement cannot simply go on (3 FAM 2362.2). Give notice, or "
    "first have HR correct the fact or the bureau's executive director make an exception; then answer this "
    "review."
)
NOT_COMPLYING = (
    "State that performance complies with the agreement. If it does not, change the terms with the "
    "employee or give notice (3 FAM 2362.1(e))."
)
CANNOT_GO_ON_NOW = (
    "A rule of eligibility is not met, so the agreement cannot simply go on (3 FAM 2362.2). First have HR "
    "correct the fact; then answer this review. Below is who decides whether the agreement ends."
)


@command
def open_review(*, actor: User, now: datetime, agreement: Agreement, cause: str, details: str) -> Review:
    """Ask the supervisor for a decision because a fact changed; one review for a cause is open at a time.

    cause    a PersonnelChange.Matter
    details  what changed, old and new; added to the review that is open for this cause already
    Raises NotPermitted for people, WrongState for an agreement that is not live.
    """
    locked = lock_case(agreement)
    _permit(permissions.may_watch(actor))
    return _open(locked, actor, now, cause, details)


def _open(agreement: Agreement, actor: User, now: datetime, cause: str, details: str) -> Review:
    if agreement.state not in WAITING_TO_END:
        raise WrongState("Only an agreement that is approved or in effect is reviewed.")
    review = Review.objects.select_for_update().open().filter(agreement=agreement, cause=cause).first()
    if review is None:
        review = Review(agreement=agreement, cause=cause, opened_at=now, details=details[:LONGEST_DETAILS])
        review.due_on = _due_on(agreement, clock.date_of(now))
    else:
        # What changed last matters most, and is never cut off.
        review.details = f"{details}\n{review.details}"[:LONGEST_DETAILS]
    review.save()
    payload = {"review": review.pk, "cause": cause, "due_on": review.due_on.isoformat()}
    _audit(review, "open_review", actor, now, payload)
    letters.review_opened(review, now)
    return review


@command
def handle_change(*, actor: User, now: datetime, change: PersonnelChange) -> list[Review]:
    """Open a review of each live agreement of the person, once for each change (2362.1(e)).

    Raises NotPermitted for people, WrongState when another sweep was first.
    """
    Employee.objects.select_for_update().get(pk=change.employee_id)
    _permit(permissions.may_watch(actor))
    change = PersonnelChange.objects.select_for_update().get(pk=change.pk)
    if change.handled_at is not None:
        raise WrongState("This change has been handled already.")
    reviews: list[Review] = []
    if change.matter not in UNREVIEWED:
        live = Agreement.objects.select_for_update().filter(
            employee=change.employee_id, state__in=WAITING_TO_END
        )
        reviews = [_open(agreement, actor, now, change.matter, in_words(change)) for agreement in live]
    if reviews and change.matter == PersonnelChange.Matter.SUPERVISOR:
        _ask_who_inherits(change, now)
    change.handled_at = now
    change.save(update_fields=["handled_at"])
    return reviews


def _ask_who_inherits(change: PersonnelChange, now: datetime) -> None:
    """The new supervisor of a teleworker takes the course for managers too (2362.7)."""
    employee = Employee.objects.select_related("supervisor").get(pk=change.employee_id)
    if employee.supervisor is not None:
        occasion = f"inherited:{change.pk}"
        ask_for_manager_course(supervisor=employee.supervisor, person=employee, occasion=occasion, now=now)


@command
def put_aside_changes(*, actor: User, now: datetime) -> int:
    """Mark the changes that concern no live agreement as handled, all at once; returns how many.

    A request that is being decided shows its decider the facts of the day, so it needs no review.
    """
    _permit(permissions.may_watch(actor))
    return watching.changes_to_put_aside().update(handled_at=now)


@command
def decide_review(
    *,
    actor: User,
    now: datetime,
    review: Review,
    outcome: str,
    statement: str,
    reason_code: str = "",
    last_day: date | None = None,
    complies: bool = False,
) -> Review:
    """Answer a review, either way: the agreement goes on, or ends with notice.

    A trial goes on to the end that was asked for, or ends on its day.
    statement    why it may go on, or the justification of the notice; the employee gets it
    reason_code  with notice: the work-based reason (2362.1(m))
    last_day     with notice: the last day in effect; None for the earliest possible
    complies     with yes to a yearly review: performance complies with the agreement
    Raises NotPermitted, WrongState (decided, lapsed, a notice runs) or PolicyRefused (no statement; a rule of
    eligibility is not met, so it cannot go on; what `give_notice` refuses).
    """
    review = _locked(review)
    agreement = review.agreement
    _permit(permissions.may_decide_review(actor, review, clock.date_of(now)))
    if not review.is_open:
        raise WrongState(closed_because(review))
    answered = [review]
    if outcome == Outcomes.CONTINUES:
        _go_on(review, actor, now, statement, complies=complies)
    elif outcome == Outcomes.ENDS and review.is_of_trial:
        _check_ending(statement)
    elif outcome == Outcomes.NOTICE:
        give_notice_of(agreement, actor, now, last_day, reason_code, statement)
        answered += _answered_by_notice(review)
    else:
        raise PolicyRefused(NO_ANSWER, fields={"outcome": "Choose one answer."})
    for each in answered:
        each.agreement = agreement
        _close(each, outcome, statement, actor, now)
    return review


@command
def remind_of_review(*, actor: User, now: datetime, review: Review) -> Review:
    """Tell the next level and the coordinator, once, that a review is late; it stays the supervisor's.

    Raises NotPermitted for people, WrongState when it is not late, or was told already.
    """
    review = _locked(review)
    _permit(permissions.may_watch(actor))
    payload = {"review": review.pk, "due_on": review.due_on.isoformat()}
    if not review.is_open or review.due_on >= clock.date_of(now):
        raise WrongState("This review is not late.")
    if audit.is_recorded(review.agreement.chain, watching.REVIEW_LATE, payload):
        raise WrongState("It has been told already that this review is late.")
    _audit(review, watching.REVIEW_LATE, actor, now, payload)
    letters.review_late(review, now)
    return review


def in_words(change: PersonnelChange) -> str:
    """What changed, old and new, as of which day."""
    day = f"{change.as_of.day} {change.as_of:%B %Y}"
    return f"{change.get_matter_display()}: {change.old} \N{RIGHTWARDS ARROW} {change.new} (as of {day})"


def closed_because(review: Review) -> str:
    """Why a review can no longer be decided."""
    if review.decided_by is not None:
        return f"{review.decided_by.full_name} has already decided this review. Nothing was changed."
    return "The agreement has ended, so nothing is left to review. Nothing was changed."


def _locked(review: Review) -> Review:
    """The review, read again with its agreement, both under lock: the agreement first, as everywhere."""
    agreement = lock_case(review.agreement)
    locked = Review.objects.select_for_update().get(pk=review.pk)
    locked.agreement = agreement
    return locked


def _check_may_continue(agreement: Agreement, statement: str, today: date) -> None:
    if not statement.strip():
        why = "State that performance complies, and why the agreement can go on (3 FAM 2362.1(e))."
        raise PolicyRefused(why, fields={"statement": why})
    failed = tuple(f for f in bars(person_findings(agreement, today)) if f.outcome is Outcome.FAILED)
    if failed:
        raise PolicyRefused(CANNOT_GO_ON, findings=failed)


def _go_on(review: Review, actor: User, now: datetime, statement: str, *, complies: bool) -> None:
    """The agreement goes on, a trial to the end that was asked for; its year counts anew."""
    today = clock.date_of(now)
    if review.is_yearly and not complies:
        raise PolicyRefused(NOT_COMPLYING, fields={"complies": NOT_COMPLYING})
    _check_may_continue(review.agreement, statement, today)
    if review.is_of_trial:
        lengthen_trial(review.agreement, actor, now)
    count_anew(review.agreement, today)


def _answered_by_notice(review: Review) -> list[Review]:
    """A notice answers whatever else was asked about the same agreement."""
    others = Review.objects.select_for_update().open().filter(agreement=review.agreement)
    return list(others.exclude(pk=review.pk))


def _check_ending(statement: str) -> None:
    if not statement.strip():
        why = "Say why the trial ends on its day; the employee gets it (3 FAM 2362.1(i))."
        raise PolicyRefused(why, fields={"statement": why})


def _close(review: Review, outcome: str, statement: str, actor: User, now: datetime) -> None:
    review.outcome, review.statement = outcome, statement.strip()
    review.decided_by, review.decided_at = employee_of(actor), now
    review.save(update_fields=["outcome", "statement", "decided_by", "decided_at"])
    payload = {"review": review.pk, "cause": review.cause, "outcome": str(outcome)}
    _audit(review, "decide_review", actor, now, payload)
    if review.is_of_trial and outcome != Outcomes.NOTICE:
        trial_decided(review, actor, now)
    elif outcome == Outcomes.CONTINUES:
        letters.review_continues(review, actor, now)


def _due_on(agreement: Agreement, today: date) -> date:
    position = agreement.employee.position
    washington = position is not None and position.in_washington_area
    return answer_due_on(today, federal_calendar(), washington=washington)


def _permit(access: Access) -> None:
    if not access:
        raise NotPermitted(access.reason)


def _audit(review: Review, action: str, actor: User, now: datetime, payload: dict[str, Any]) -> None:
    audit.record(
        chain=review.agreement.chain,
        action=action,
        actor=actor,
        now=now,
        subject=f"review:{review.pk}",
        payload=payload,
    )
