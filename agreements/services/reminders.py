"""Reminding whoever has a step, and telling the next level; a reminder decides nothing."""

from datetime import datetime

from agreements import letters_waiting, permissions
from agreements.models import ApprovalStep
from agreements.overdue import STEP_REMINDED, reminder_for, subject_of
from agreements.policy.deadlines import Reminder
from agreements.services.deciding import is_deciding
from agreements.services.locking import lock_step
from telework import audit, clock
from telework.commands import command
from telework.errors import NotPermitted, WrongState
from telework.models import AuditEvent, User
from telework.workdays import federal_calendar


@command
def remind_of_step(*, actor: User, now: datetime, step: ApprovalStep) -> ApprovalStep:
    """Send the furthest reminder of a waiting step whose day has come, once.

    What a late sweep has missed is not sent after it: the furthest says the same and more.
    Raises NotPermitted for people, WrongState when nothing is due or it was sent already.
    """
    agreement, step = lock_step(step)
    access = permissions.may_watch(actor)
    if not access:
        raise NotPermitted(access.reason)
    if not step.is_waiting or not is_deciding(agreement, step.terms):
        raise WrongState("Nothing is waited for here any more.")
    due = reminder_for(step, clock.date_of(now), federal_calendar())
    if due is None or due <= _sent(step, agreement.chain):
        raise WrongState("No reminder of this step is due.")
    assert step.due_on is not None, "what is due has its day"
    audit.record(
        chain=agreement.chain,
        action=STEP_REMINDED,
        actor=actor,
        now=now,
        subject=subject_of(step, due),
        payload={"step": step.pk, "reminder": due.name.lower(), "due_on": step.due_on.isoformat()},
    )
    letters_waiting.reminded(step, due, now)
    return step


def _sent(step: ApprovalStep, chain: str) -> int:
    """The furthest reminder that was sent about a step; 0 for none."""
    events = AuditEvent.objects.filter(chain=chain, action=STEP_REMINDED)
    subjects = set(events.values_list("subject", flat=True))
    return max((reminder for reminder in Reminder if subject_of(step, reminder) in subjects), default=0)
