"""Letters about a suspension by management: it begins, it lasts longer, and what follows is to be decided."""

from datetime import date, datetime

from agreements.mailing import coordinators, send, without
from agreements.models import Agreement, Suspension
from agreements.policy.decision import Reason
from agreements.policy.grievance import route_of
from eligibility.models import Employee
from telework.models import AuditEvent, User

SUSPENDED_ACTION = "suspend_by_management"


def suspended(suspension: Suspension, why: Reason, actor: User, now: datetime) -> None:
    """To the employee, the supervisor, the coordinator and whoever had approved the agreement."""
    agreement = suspension.agreement
    context = {**_context(suspension, actor), "why": why}
    people = without(actor, _people(agreement, now))
    send("suspended_by_management", agreement, f"suspension:{suspension.pk}", people, now, context=context)


def extended(suspension: Suspension, before: date, words: str, actor: User, now: datetime) -> None:
    """To the same people: the new last day, and why."""
    agreement = suspension.agreement
    context = {**_context(suspension, actor), "before": before, "words": words}
    event = f"suspension:{suspension.pk}:until:{suspension.until_on}"
    people = without(actor, _people(agreement, now))
    send("suspension_extended", agreement, event, people, now, context=context)


def decision_due(suspension: Suspension, now: datetime, *, was_extended: bool) -> None:
    """To the supervisor and whoever suspended: what follows is to be decided, or it ends by itself."""
    agreement = suspension.agreement
    event = f"suspension:{suspension.pk}:until:{suspension.until_on}:due"
    people = [agreement.employee.supervisor, suspended_by(suspension)]
    context = {"suspension": suspension, "was_extended": was_extended}
    send("suspension_decision_due", agreement, event, people, now, context=context)


def suspended_by(suspension: Suspension) -> Employee | None:
    """Whoever suspended, by the audit chain; None where no person did."""
    events = AuditEvent.objects.filter(chain=suspension.agreement.chain, action=SUSPENDED_ACTION)
    event = events.filter(at=suspension.starts_at).first()
    return Employee.objects.filter(user=event.actor_id).first() if event is not None else None


def _context(suspension: Suspension, actor: User) -> dict[str, object]:
    employee = suspension.agreement.employee
    position = employee.position
    route = route_of(position.service, position.bargaining_unit) if position is not None else None
    return {"suspension": suspension, "by": actor.get_full_name() or actor.get_username(), "route": route}


def _people(agreement: Agreement, now: datetime) -> list[Employee | None]:
    employee = agreement.employee
    approvers = [s.decided_by for s in agreement.terms_in_force().yes_steps().select_related("decided_by")]
    return [employee, employee.supervisor, *coordinators(agreement, now), *approvers]
