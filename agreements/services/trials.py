"""A trial: its review opens by itself, and its employee may decline it until it starts."""

from datetime import date, datetime

from agreements import letters_later, permissions, permissions_later
from agreements.case_days import in_washington
from agreements.models import Agreement, ApprovalStep, Review
from agreements.policy import trial
from agreements.services import reviews
from agreements.services.changing import permit
from agreements.services.deciding import record, save_state
from agreements.services.locking import lock_case
from agreements.standing import day_in_words
from agreements.states import EndReason, State
from agreements.trial_of import trial_step
from telework import clock
from telework.commands import command
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import User
from telework.workdays import federal_calendar


@command
def open_trial_review(*, actor: User, now: datetime, agreement: Agreement) -> Review:
    """Open the review before the end of a trial, once.

    Raises NotPermitted for people, WrongState before the day, without a trial, or when it was opened.
    """
    agreement = lock_case(agreement)
    permit(permissions.may_watch(actor))
    is_live = agreement.state in (State.ACTIVE, State.SUSPENDED)
    if not is_live or trial_step(agreement) is None or _is_opened(agreement):
        raise WrongState("There is no trial here whose review is to be opened.")
    assert agreement.ends_on is not None, "a trial ends"
    if clock.date_of(now) < opens_on(agreement, agreement.ends_on):
        raise WrongState("The review of this trial is not to be opened yet.")
    details = f"The trial ends on {day_in_words(agreement.ends_on)}."
    return reviews.open_review(actor=actor, now=now, agreement=agreement, cause=trial.CAUSE, details=details)


def _is_opened(agreement: Agreement) -> bool:
    return agreement.reviews.filter(cause=trial.CAUSE, opened_at__gte=agreement.approved_at).exists()


def check_trial(agreement: Agreement, step: ApprovalStep, until: date | None, now: datetime) -> None:
    """Whether a decider may approve through `until`, which is before what was asked for.

    Raises PolicyRefused: a day that is none, or terms of an agreement that holds already.
    """
    if until is None:
        return
    if agreement.state != State.IN_REVIEW or agreement.approved_at is not None:
        why = "These are changed terms of an agreement that holds, so they are no trial. Leave it empty."
    else:
        terms = step.terms
        assert terms.requested_start_on is not None, "the terms rules ask for a start date"
        first_day = max(terms.requested_start_on, clock.date_of(now))
        why = trial.fault_of(until, first_day, terms.requested_end_on)
    if why:
        raise PolicyRefused(why, fields={"trial_until": why})


def opens_on(agreement: Agreement, until: date) -> date:
    """The day on which the review of a trial through `until` opens."""
    return trial.review_opens_on(until, federal_calendar(), washington=in_washington(agreement))


@command
def decline_trial(*, actor: User, now: datetime, agreement: Agreement) -> Agreement:
    """The employee does not want the shorter time: the agreement ends before it starts, at once.

    Raises NotPermitted for everybody else, WrongState once it has started, or where nothing is a trial.
    """
    agreement = lock_case(agreement)
    access = permissions_later.may_decline_trial(actor, agreement, clock.date_of(now))
    if not access:
        raise NotPermitted(access.reason)
    step = trial_step(agreement)
    if agreement.state != State.APPROVED or step is None:
        raise WrongState("There is no trial here that has not started. You can give notice instead.")
    agreement.end()
    agreement.starts_on = None  # it never took effect
    agreement.ended_on, agreement.end_reason = clock.date_of(now), EndReason.BY_EMPLOYEE
    save_state(agreement, now, "starts_on", "ended_on", "end_reason")
    agreement.notices.filter(withdrawn_at__isnull=True, completed_at__isnull=True).update(completed_at=now)
    record(agreement, "decline_trial", actor, now, {"step": step.pk})
    letters_later.trial_declined(agreement, step, actor, now)
    return agreement
