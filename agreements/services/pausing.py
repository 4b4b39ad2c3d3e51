"""Management suspends an agreement the same day, for a time; it is in effect again by itself (2362.2(a))."""

from datetime import date, datetime

from agreements import letters_pause, permissions_later
from agreements.case_days import in_washington
from agreements.models import Agreement, Suspension
from agreements.overdue import PAUSE_DUE
from agreements.permissions import may_watch
from agreements.policy import fam_2018, pause
from agreements.services.deciding import record, save_state
from agreements.services.locking import lock_case
from agreements.services.suspension import (
    resume_case,
    running_suspension,
    statutory_bars,
    stay_suspended_by_law,
)
from agreements.standing import day_in_words
from agreements.states import State
from telework import audit, clock
from telework.commands import command
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import AuditEvent, User
from telework.workdays import federal_calendar

EXTENDED = "extend_pause"
NOT_PAUSED = "Management has not suspended this agreement. Nothing was changed."


@command
def suspend_by_management(
    *, actor: User, now: datetime, agreement: Agreement, reason_code: str, reason_text: str, until_on: date
) -> Suspension:
    """Take an agreement out of effect from now through `until_on`, Washington's date.

    reason_code, reason_text  the work-based reason and the words that the employee reads (2362.1(i))
    Raises NotPermitted, WrongState (not in effect, suspended shortly before) or PolicyRefused by field
    (reason, words, day).
    """
    agreement = lock_case(agreement)
    today = clock.date_of(now)
    _permit(actor, agreement, today)
    if agreement.state != State.ACTIVE:
        raise WrongState("Only an agreement in effect can be suspended. Nothing was changed.")
    require_rested(agreement, today)
    reason = next((r for r in fam_2018.DECISION_REASONS if r.code == reason_code), None)
    fields = _faults(agreement, today, until_on, reason_text, earliest=today)
    if reason is None:
        fields["reason_code"] = "Choose the work-based reason (3 FAM 2362.1(i))."
    if fields or reason is None:
        raise PolicyRefused("The agreement was not suspended.", fields=fields)
    agreement.suspend()
    agreement.was_suspended = True
    save_state(agreement, now, "was_suspended")
    suspension = Suspension.objects.create(
        agreement=agreement,
        cause=f"{pause.CAUSE}{reason.code}",
        citation=reason.citation,
        reason=reason_text.strip(),
        starts_at=now,
        suspended_by=actor.get_full_name() or actor.get_username(),
        until_on=until_on,
        decision_due_on=_decision_due_on(agreement, today, until_on),
    )
    payload = {"reason": reason.code, "until_on": until_on.isoformat()}
    record(agreement, letters_pause.SUSPENDED_ACTION, actor, now, payload)
    letters_pause.suspended(suspension, reason, actor, now)
    return suspension


@command
def extend_pause(
    *, actor: User, now: datetime, agreement: Agreement, reason_text: str, until_on: date
) -> Suspension:
    """Extend management's suspension once, with words of its own.

    Raises NotPermitted, WrongState (not suspended by management, extended already) or PolicyRefused by field.
    """
    agreement = lock_case(agreement)
    today = clock.date_of(now)
    _permit(actor, agreement, today)
    suspension = running_pause(agreement)
    if was_extended(suspension):
        raise WrongState("This suspension was extended once already. Give notice, or let it end.")
    assert suspension.until_on is not None, "management's suspension has its last day"
    before = suspension.until_on
    fields = _faults(agreement, before, until_on, reason_text, earliest=before)
    if fields:
        raise PolicyRefused("The suspension was not extended.", fields=fields)
    suspension.until_on = until_on
    suspension.decision_due_on = _decision_due_on(agreement, max(today, before), until_on)
    suspension.reason = f"{suspension.reason}\n{reason_text.strip()}"
    suspension.save(update_fields=["until_on", "decision_due_on", "reason"])
    payload = {
        "suspension": suspension.pk,
        "before": before.isoformat(),
        "until_on": until_on.isoformat(),
    }
    record(agreement, EXTENDED, actor, now, payload)
    letters_pause.extended(suspension, before, reason_text.strip(), actor, now)
    return suspension


@command
def lift_pause(*, actor: User, now: datetime, agreement: Agreement) -> Agreement:
    """End management's suspension before its day.

    Raises NotPermitted, WrongState where management has not suspended, or the law itself rules telework out.
    """
    agreement = lock_case(agreement)
    _permit(actor, agreement, clock.date_of(now))
    running_pause(agreement)
    if statutory_bars(agreement.employee, now):
        raise WrongState("The law itself rules telework out now, so the agreement stays suspended.")
    by = actor.get_full_name() or actor.get_username()
    return resume_case(agreement, actor, now, f"{by} has ended the suspension.")


@command
def resume_when_due(*, actor: User, now: datetime, agreement: Agreement) -> Agreement:
    """Bring an agreement back into effect once the last day of management's suspension is over.

    Where the law itself rules telework out by then, the agreement stays suspended for that reason, without
    a gap. Raises NotPermitted for people, WrongState before the day is over.
    """
    agreement = lock_case(agreement)
    _watch(actor)
    suspension = running_pause(agreement)
    if suspension.until_on is None or suspension.until_on >= clock.date_of(now):
        raise WrongState("This suspension is not over yet.")
    if barred := statutory_bars(agreement.employee, now):
        return stay_suspended_by_law(agreement, suspension, actor, now, barred)
    because = f"Its last day, {day_in_words(suspension.until_on)}, is over."
    return resume_case(agreement, actor, now, because)


@command
def remind_of_pause(*, actor: User, now: datetime, suspension: Suspension) -> Suspension:
    """Tell management, once for each last day, that what follows is to be decided.

    Raises NotPermitted for people, WrongState before the day, or when it was told.
    """
    agreement = lock_case(suspension.agreement)
    _watch(actor)
    suspension = running_pause(agreement)
    due_on, subject = suspension.decision_due_on, f"suspension:{suspension.pk}:{suspension.until_on}"
    if due_on is None or due_on > clock.date_of(now):
        raise WrongState("Nothing is to be decided about this suspension yet.")
    if AuditEvent.objects.filter(chain=agreement.chain, action=PAUSE_DUE, subject=subject).exists():
        raise WrongState("Management has been told already.")
    payload = {"suspension": suspension.pk, "due_on": due_on.isoformat()}
    audit.record(
        chain=agreement.chain, action=PAUSE_DUE, actor=actor, now=now, subject=subject, payload=payload
    )
    letters_pause.decision_due(suspension, now, was_extended=was_extended(suspension))
    return suspension


def running_pause(agreement: Agreement) -> Suspension:
    """Management's suspension that runs; WrongState where there is none."""
    suspension = running_suspension(agreement)
    if agreement.state != State.SUSPENDED or suspension is None or not suspension.is_by_management:
        raise WrongState(NOT_PAUSED)
    suspension.agreement = agreement
    return suspension


def require_rested(agreement: Agreement, today: date) -> None:
    """WrongState where management suspended this agreement shortly before; says from when it can again."""
    since = can_begin_again_on(agreement)
    if since is not None and today < since:
        raise WrongState(
            "Management suspended this agreement shortly before. Suspensions are not strung together: "
            f"another can begin on {day_in_words(since)}. If it cannot go on as it is, give notice; for "
            "single days, call the employee to the office (3 FAM 2362.1(o))."
        )


def can_begin_again_on(agreement: Agreement) -> date | None:
    """The first day of another suspension by management; None where there was none yet."""
    before = agreement.suspensions.filter(cause__startswith=pause.CAUSE, lifted_at__isnull=False)
    last = before.order_by("-lifted_at").first()
    if last is None or last.lifted_at is None:
        return None
    ended, washington = clock.date_of(last.lifted_at), in_washington(agreement)
    return pause.can_begin_again_on(ended, federal_calendar(), washington=washington)


def was_extended(suspension: Suspension) -> bool:
    """Whether a suspension was extended: the audit chain says so."""
    events = AuditEvent.objects.filter(chain=suspension.agreement.chain, action=EXTENDED)
    return events.filter(at__gte=suspension.starts_at).exists()


def _permit(actor: User, agreement: Agreement, today: date) -> None:
    access = permissions_later.may_pause(actor, agreement, today)
    if not access:
        raise NotPermitted(access.reason)


def _watch(actor: User) -> None:
    access = may_watch(actor)
    if not access:
        raise NotPermitted(access.reason)


def _faults(
    agreement: Agreement, start: date, until_on: date, words: str, *, earliest: date
) -> dict[str, str]:
    """What is wrong with a last day and the words, by field."""
    latest = latest_until(agreement, start)
    fields = {}
    if not words.strip():
        fields["reason_text"] = "Say why, in words that the employee reads (3 FAM 2362.1(i))."
    if until_on <= earliest:
        fields["until_on"] = f"Choose a day after {day_in_words(earliest)}."
    elif until_on > latest:
        fields["until_on"] = (
            f"The latest day is {day_in_words(latest)}, {pause.PAUSE_WORKDAYS} workdays on. "
            "Give notice if the agreement is to end."
        )
    return fields


def latest_until(agreement: Agreement, start: date) -> date:
    """The last day that a suspension beginning on `start`, or extended from it, may have."""
    return pause.latest_until(start, federal_calendar(), washington=in_washington(agreement))


def _decision_due_on(agreement: Agreement, start: date, until_on: date) -> date:
    return pause.decision_due_on(start, until_on, federal_calendar(), washington=in_washington(agreement))
