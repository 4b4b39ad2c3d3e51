"""What the law rules out suspends a live agreement at once, and lifts by itself; separation ends requests."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from agreements import letters, permissions
from agreements.models import Agreement, Suspension
from agreements.policy import interim, post_status
from agreements.services.locking import lock_case
from agreements.standing_in import standing_in_for
from agreements.states import State
from agreements.watching import REQUESTS, STATUTORY_RULES
from eligibility.models import Employee
from eligibility.services.determination import assess
from telework import audit, clock
from telework.access import Access
from telework.commands import command
from telework.errors import NotPermitted, WrongState
from telework.models import User
from telework.policy import Finding, Outcome

RECORD_CLEARED = "The record no longer holds anything that rules out telework by law."
LAW_TAKES_OVER = "The law itself rules out telework now."


@command
def suspend(
    *, actor: User, now: datetime, agreement: Agreement, cause: str, citation: str, reason: str
) -> Agreement:
    """Take an agreement out of effect until what stands in its way is gone; a running notice runs on.

    cause     code of the rule
    citation  the paragraph, for example "2362.2(c)(2)(b)"
    reason    what the employee reads
    Raises NotPermitted for people, WrongState for an agreement that is not in effect.
    """
    locked = lock_case(agreement)
    _permit(permissions.may_watch(actor))
    return suspend_case(locked, actor, now, cause, citation, reason)


def suspend_case(
    agreement: Agreement, actor: User, now: datetime, cause: str, citation: str, reason: str
) -> Agreement:
    """`suspend` inside a command that has locked the case and asked who may."""
    if agreement.state != State.ACTIVE:
        raise WrongState("Only an agreement in effect can be suspended.")
    agreement.suspend()
    agreement.was_suspended = True
    _save(agreement, now, "was_suspended")
    return _write(agreement, actor, now, cause, citation, reason)


def _write(
    agreement: Agreement, actor: User, now: datetime, cause: str, citation: str, reason: str
) -> Agreement:
    suspension = Suspension.objects.create(
        agreement=agreement,
        cause=cause,
        citation=citation,
        reason=reason,
        starts_at=now,
        suspended_by=actor.get_full_name() or actor.get_username(),
    )
    _audit(agreement, "suspend", actor, now, {"cause": cause, "citation": citation})
    letters.suspended(suspension, now)
    return agreement


@command
def suspend_if_barred(*, actor: User, now: datetime, agreement: Agreement) -> Agreement:
    """Suspend where the law itself rules telework out for the employee (2362.2(a); 5 U.S.C. 6502(a)(2)).

    Raises NotPermitted for people, WrongState when no such rule is broken.
    """
    locked = lock_case(agreement)
    _permit(permissions.may_watch(actor))
    barred = statutory_bars(locked.employee, now)
    if not barred:
        raise WrongState("Nothing in the law stands in the way of this agreement.")
    reason = "\n".join(finding.message for finding in barred)
    return suspend_case(locked, actor, now, barred[0].code, barred[0].citation, reason)


@command
def resume(*, actor: User, now: datetime, agreement: Agreement, because: str) -> Agreement:
    """Bring a suspended agreement back into effect; `because` says what is gone.

    Raises NotPermitted for people, WrongState when it is not suspended.
    """
    locked = lock_case(agreement)
    _permit(permissions.may_watch(actor))
    return resume_case(locked, actor, now, because)


def resume_case(agreement: Agreement, actor: User, now: datetime, because: str) -> Agreement:
    """`resume` inside a command that has locked the case and asked who may."""
    suspension = running_suspension(agreement)
    if agreement.state != State.SUSPENDED or suspension is None:
        raise WrongState("This agreement is not suspended.")
    if standing_in_for(agreement) is not None:
        return stay_set_aside(agreement, suspension, actor, now)
    if reason := agreement.kind_record.place_bar(agreement, clock.date_of(now)):
        return _stay_for_place(agreement, suspension, actor, now, reason)
    agreement.resume()
    _save(agreement, now)
    suspension.lifted_at, suspension.lifted_because = now, because
    suspension.save(update_fields=["lifted_at", "lifted_because"])
    _audit(agreement, "resume", actor, now, {"suspension": suspension.pk})
    letters.resumed(suspension, now)
    return agreement


@command
def resume_if_cleared(*, actor: User, now: datetime, agreement: Agreement) -> Agreement:
    """Resume what the law had suspended once the record is clear.

    Raises NotPermitted for people, WrongState while a rule of the law is broken, or another cause suspends.
    """
    locked = lock_case(agreement)
    _permit(permissions.may_watch(actor))
    suspension = running_suspension(locked)
    if suspension is None or suspension.cause not in STATUTORY_RULES or statutory_bars(locked.employee, now):
        raise WrongState("This agreement stays suspended.")
    return resume_case(locked, actor, now, RECORD_CLEARED)


@command
def withdraw_for_leaver(*, actor: User, now: datetime, agreement: Agreement) -> Agreement:
    """Close a request whose employee has left; who had been asked to act is told that nothing is left to do.

    Raises NotPermitted for people, WrongState when the request is decided, or the employee serves.
    """
    agreement = lock_case(agreement)
    _permit(permissions.may_watch(actor))
    left_on = agreement.employee.separated_on
    if agreement.state not in REQUESTS or left_on is None or left_on >= clock.date_of(now):
        raise WrongState("This request stays as it is.")
    agreement.withdraw()
    _save(agreement, now)
    terms = agreement.latest_terms()
    undecided = terms.steps.filter(closed_at__isnull=True)
    waiting = [step for step in undecided if step.is_waiting]
    undecided.update(closed_at=now)
    _audit(agreement, "withdraw_for_leaver", actor, now, {"separated_on": left_on.isoformat()})
    letters.withdrawn_for_leaver(agreement, waiting, now)
    return agreement


def stay_suspended_by_law(
    agreement: Agreement, suspension: Suspension, actor: User, now: datetime, barred: Sequence[Finding]
) -> Agreement:
    """Another suspension is over, and the law keeps the agreement suspended without a gap."""
    suspension.lifted_at, suspension.lifted_because = now, LAW_TAKES_OVER
    suspension.save(update_fields=["lifted_at", "lifted_because"])
    reason = "\n".join(finding.message for finding in barred)
    return _write(agreement, actor, now, barred[0].code, barred[0].citation, reason)


def stay_set_aside(agreement: Agreement, suspension: Suspension, actor: User, now: datetime) -> Agreement:
    """Another suspension is over while an arrangement stands in: it goes on for that reason, with no gap."""
    if suspension.is_interim:
        raise WrongState("This agreement stays suspended.")
    suspension.lifted_at, suspension.lifted_because = now, interim.REASON
    suspension.save(update_fields=["lifted_at", "lifted_because"])
    return _write(agreement, actor, now, interim.CAUSE, interim.CITATION, interim.REASON)


def _stay_for_place(
    agreement: Agreement, suspension: Suspension, actor: User, now: datetime, reason: str
) -> Agreement:
    """Another suspension is over while the status of the post stands: it goes on for that, with no gap."""
    if suspension.is_of_post:
        raise WrongState("This agreement stays suspended.")
    suspension.lifted_at, suspension.lifted_because = now, reason
    suspension.save(update_fields=["lifted_at", "lifted_because"])
    return _write(agreement, actor, now, post_status.CAUSE, post_status.CITATION, reason)


def statutory_bars(employee: Employee, now: datetime) -> tuple[Finding, ...]:
    """The findings that no exception reaches: the law itself rules telework out."""
    findings = assess(employee, clock.date_of(now))
    return tuple(finding for finding in findings if finding.statutory and finding.outcome is Outcome.FAILED)


def running_suspension(agreement: Agreement) -> Suspension | None:
    return agreement.suspensions.filter(lifted_at__isnull=True).first()


def _permit(access: Access) -> None:
    if not access:
        raise NotPermitted(access.reason)


def _save(agreement: Agreement, now: datetime, *fields: str) -> None:
    agreement.state_since = now
    agreement.save(update_fields=["state", "state_since", *fields])


def _audit(agreement: Agreement, action: str, actor: User, now: datetime, payload: dict[str, Any]) -> None:
    audit.record(
        chain=agreement.chain,
        action=action,
        actor=actor,
        now=now,
        subject=str(agreement.number),
        payload=payload,
    )
