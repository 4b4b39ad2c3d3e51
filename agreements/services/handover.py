"""Passing steps on: by itself when the decider is absent, and by the coordinator with a reason."""

from datetime import datetime

from agreements import letters, letters_routing, second_look
from agreements.absence import NOBODY_DECIDES, OFFICE_FILLED, successor_of
from agreements.models import Agreement, ApprovalStep
from agreements.permissions_routing import is_open_to_reassignment, may_reassign
from agreements.selectors import deciders
from agreements.services.deciding import is_deciding
from agreements.services.locking import lock_step
from agreements.services.routing import due_on
from agreements.services.settling import note, settle
from eligibility.models import Employee
from eligibility.permissions import employee_of
from telework import audit, clock
from telework.commands import command
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import User

LONGEST_REASON = 1000
BY_ITSELF = "A step is passed on by itself when its decider is absent; a coordinator reassigns it."


@command
def pass_on(*, actor: User, now: datetime, step: ApprovalStep) -> ApprovalStep:
    """Give a waiting step to the new supervisor, to who holds its office again, or to the next level up.

    Raises NotPermitted for people, WrongState where it is decided, its decider serves, or nobody is above.
    """
    agreement, step = lock_step(step)
    _system_only(actor)
    _require_waiting(agreement, step)
    before = step.assignee
    if settle(step, now) is None:
        raise WrongState("This step stays where it is.")
    _ask_anew(step, before, now)
    return step


@command
def reassign(*, actor: User, now: datetime, step: ApprovalStep, to: Employee, reason: str) -> ApprovalStep:
    """Give an undecided step to a named person, with the reason, which all of them read.

    Raises NotPermitted unless `actor` coordinates the case's bureau; WrongState where it is decided, or with
    that person already; PolicyRefused, by field, without a reason or for somebody who cannot decide it.
    """
    agreement, step = lock_step(step)
    today = clock.date_of(now)
    access = may_reassign(actor, agreement, today)
    if not access:
        raise NotPermitted(access.reason)
    is_open = is_open_to_reassignment(step)
    if not is_open or not is_deciding(agreement, step.terms):
        raise WrongState(is_open.reason or "There is nothing to decide any more. Nothing was changed.")
    fields = {} if why_not_to(to, step, actor, now) == "" else {"to": why_not_to(to, step, actor, now)}
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        fields["reason"] = f"Say why, in at most {LONGEST_REASON} characters. Everybody concerned reads it."
    if fields:
        raise PolicyRefused(next(iter(fields.values())), fields=fields)
    before = step.assignee
    step.assignee, step.moved_up = to, False
    step.passed_on_because, step.passed_on_by = reason.strip(), employee_of(actor)
    step.save()
    note(step, "reassign", actor, now, before)
    if step.is_waiting:
        _ask_anew(step, before, now)
    return step


@command
def report_vacancy(*, actor: User, now: datetime, step: ApprovalStep) -> ApprovalStep:
    """Tell the coordinator, once, that nobody can decide a step and nobody is above.

    Of a further question whoever asked it is told too.

    Raises NotPermitted for people, WrongState where somebody can.
    """
    agreement, step = lock_step(step)
    _system_only(actor)
    _require_waiting(agreement, step)
    today = clock.date_of(now)
    if deciders(step, today) or successor_of(step, today) is not None:
        raise WrongState("Somebody can decide this step.")
    _keep(step, NOBODY_DECIDES, actor, now)
    letters_routing.nobody_decides(step, now)
    return step


@command
def announce_holder(*, actor: User, now: datetime, step: ApprovalStep) -> ApprovalStep:
    """Ask whoever can decide a step that nobody could decide before.

    Raises NotPermitted for people, WrongState where still nobody can.
    """
    agreement, step = lock_step(step)
    _system_only(actor)
    _require_waiting(agreement, step)
    if not deciders(step, clock.date_of(now)):
        raise WrongState("Still nobody can decide this step.")
    step.due_on = due_on(step, now)
    step.save(update_fields=["due_on"])
    _keep(step, OFFICE_FILLED, actor, now)
    letters.decision_needed(step, now)
    return step


def why_not_to(person: Employee, step: ApprovalStep, actor: User, now: datetime) -> str:
    """Why `person` cannot get the step; empty where they can."""
    if person.pk == step.terms.agreement.employee_id:
        return "It is their own agreement, and nobody decides on their own."
    if person.is_separated(clock.date_of(now)):
        return "This person has left the Department."
    if person.user_id == actor.pk:
        return "A coordinator decides nothing. Choose somebody else."
    if step.looks_again and person.pk in second_look.deniers(step.terms):
        return "This person denied the request. The next level looks at it again, never who denied it."
    if person.pk == step.asked_by_id:
        return "This person asked the question. Choose somebody else."
    if person.pk == step.assignee_id:
        return "The step is with this person already."
    return ""


def _ask_anew(step: ApprovalStep, before: Employee | None, now: datetime) -> None:
    """Who has it now gets the whole time to decide."""
    step.due_on = due_on(step, now)
    step.save(update_fields=["due_on"])
    letters_routing.passed_on(step, before, now)


def _system_only(actor: User) -> None:
    if not actor.is_system:
        raise NotPermitted(BY_ITSELF)


def _require_waiting(agreement: Agreement, step: ApprovalStep) -> None:
    if not step.is_waiting or not is_deciding(agreement, step.terms):
        raise WrongState("This step does not wait for a decision.")


def _keep(step: ApprovalStep, action: str, actor: User, now: datetime) -> None:
    audit.record(
        chain=step.terms.agreement.chain,
        action=action,
        actor=actor,
        now=now,
        subject=f"step:{step.pk}",
        payload={"step": step.pk, "office": step.title},
    )
