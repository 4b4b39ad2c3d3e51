"""The yearly review: opened in time, signed by both sides, reminded of, told of when missed (2362.1(e))."""

from datetime import date, datetime

from agreements import letters_yearly, permissions
from agreements.case_days import in_washington
from agreements.models import Agreement, Review, TermsVersion
from agreements.models.review import ReviewQuerySet
from agreements.policy import yearly
from agreements.policy.changes import answer_due_on
from agreements.policy.review import review_due_on
from agreements.services.changing import permit
from agreements.services.deciding import record
from agreements.services.locking import lock_case
from agreements.states import State
from telework import clock
from telework.commands import command
from telework.errors import WrongState
from telework.models import User
from telework.workdays import federal_calendar

DOMESTIC = "domestic"
LIVE = (State.ACTIVE, State.SUSPENDED)


def count_anew(agreement: Agreement, since: date) -> None:
    """The year of an agreement counts from `since`; the caller holds its lock, and writes what happened."""
    has_one = agreement.kind_record.has_yearly_review
    agreement.review_on = review_due_on(DOMESTIC, since) if has_one else None
    agreement.save(update_fields=["review_on"])


@command
def open_yearly_review(*, actor: User, now: datetime, agreement: Agreement) -> Review:
    """Ask both sides to look at an agreement again, 60 days before its year is over.

    Raises NotPermitted for people, WrongState before that day, when it is open, or where it ends before.
    """
    agreement = lock_case(agreement)
    permit(permissions.may_watch(actor))
    today, due_on = clock.date_of(now), agreement.review_on
    if agreement.state not in LIVE or due_on is None or today < due_on - yearly.OPENS_BEFORE:
        raise WrongState("The yearly review of this agreement is not to be opened yet.")
    if _open_one(agreement).exists():
        raise WrongState("The yearly review of this agreement is open already.")
    if yearly.ends_before(due_on, agreement.ends_on, *_noticed(agreement)):
        raise WrongState("This agreement ends before its yearly review is due.")
    due_on = max(due_on, _earliest_answer(agreement, today))
    review = Review.objects.create(
        agreement=agreement,
        cause=yearly.CAUSE,
        details=f"Agreement {agreement.number} as it stands: its sites, its days and its safety checklist.",
        opened_at=now,
        due_on=due_on,
        remind_on=yearly.next_reminder(due_on, today),
    )
    payload = {"review": review.pk, "cause": review.cause, "due_on": review.due_on.isoformat()}
    record(agreement, "open_review", actor, now, payload)
    letters_yearly.opened(review, now)
    return review


@command
def sign_review(*, actor: User, now: datetime, review: Review) -> Review:
    """The employee's side of a yearly review: the agreement is read again, and everything in it still holds.

    Before or after the supervisor's answer. Raises NotPermitted for everybody else, WrongState when it is
    signed, answered otherwise, or over.
    """
    agreement, review = _locked(review)
    permit(permissions.may_sign_review(actor, review, clock.date_of(now)))
    if not review.waits_for_employee:
        raise WrongState(why_not_signed(review))
    review.employee_signed_at = now
    review.save(update_fields=["employee_signed_at"])
    record(agreement, "sign_review", actor, now, {"review": review.pk, "due_on": review.due_on.isoformat()})
    return review


@command
def remind_of_yearly_review(*, actor: User, now: datetime, review: Review) -> Review:
    """Remind whoever has not signed, 30 and 14 days before the day and on it.

    Raises NotPermitted for people, WrongState where nothing is due or it was sent already.
    """
    agreement, review = _locked(review)
    permit(permissions.may_watch(actor))
    today = clock.date_of(now)
    is_waiting = review.is_open or review.waits_for_employee
    if not is_waiting or review.remind_on is None or review.remind_on > today:
        raise WrongState("No reminder of this review is due.")
    review.remind_on = yearly.next_reminder(review.due_on, today)
    review.save(update_fields=["remind_on"])
    payload = {"review": review.pk, "due_on": review.due_on.isoformat()}
    record(agreement, "review_reminded", actor, now, payload)
    if today <= review.due_on:
        letters_yearly.reminded(review, now)
    return review


@command
def tell_missed_review(*, actor: User, now: datetime, review: Review) -> Review:
    """30 days after its day: supervisor, next level and coordinator are told, once, that it is missed.

    Raises NotPermitted for people, WrongState where it is not missed or was told already.
    """
    agreement, review = _locked(review)
    permit(permissions.may_watch(actor))
    today = clock.date_of(now)
    is_waiting = review.is_open or review.waits_for_employee
    if not is_waiting or review.missed_told_at is not None or not yearly.is_missed(review.due_on, today):
        raise WrongState("This review is not missed, or it was told already.")
    review.missed_told_at = now
    review.save(update_fields=["missed_told_at"])
    payload = {"review": review.pk, "due_on": review.due_on.isoformat()}
    record(agreement, "review_missed", actor, now, payload)
    letters_yearly.missed(review, now)
    return review


def answer_by_terms(agreement: Agreement, terms: TermsVersion, actor: User, now: datetime) -> None:
    """New terms that take effect answer an open yearly review: both sides have just signed them."""
    review = _open_one(agreement).select_for_update().first()
    approved = terms.yes_steps().filter(decided_by__isnull=False).order_by("ordinal").first()
    if review is None or approved is None:
        return
    review.outcome, review.statement = (
        Review.Outcome.TERMS,
        f"New terms, version {terms.number}, took effect.",
    )
    review.decided_by, review.decided_at = approved.decided_by, now
    review.employee_signed_at = terms.signed_at
    review.save()
    payload = {"review": review.pk, "cause": review.cause, "outcome": str(review.outcome)}
    record(agreement, "decide_review", actor, now, payload)


def why_not_signed(review: Review) -> str:
    """Why there is nothing for the employee to sign."""
    if review.employee_signed_at is not None:
        return "You have signed this review already. Nothing was changed."
    if review.lapsed_at is not None:
        return "The agreement has ended, so nothing is left to sign. Nothing was changed."
    return "This review was answered in another way, so there is nothing to sign. Nothing was changed."


def _locked(review: Review) -> tuple[Agreement, Review]:
    """The review and its case, read again under lock; only a yearly review has two sides."""
    agreement = lock_case(review.agreement)
    review = Review.objects.select_for_update().get(pk=review.pk)
    review.agreement = agreement
    if not review.is_yearly:
        raise WrongState("This is no yearly review: the supervisor alone answers it.")
    return agreement, review


def _open_one(agreement: Agreement) -> ReviewQuerySet:
    return Review.objects.open().filter(agreement=agreement, cause=yearly.CAUSE)


def _noticed(agreement: Agreement) -> list[date]:
    running = agreement.notices.filter(withdrawn_at__isnull=True, completed_at__isnull=True)
    return list(running.values_list("last_day", flat=True))


def _earliest_answer(agreement: Agreement, today: date) -> date:
    return answer_due_on(today, federal_calendar(), washington=in_washington(agreement))
