"""Steps whose decider is absent or whose office is vacant, and who has them now: the next level up.

2362.1(e): "a new supervisor inherits the pending work". Whoever holds an office again is asked before anybody
above. Offices of the whole Department never go up: nobody but medical services or the accommodation office
can give their answer (2361.3(c), 2362.5(4)). Nor does a further question: its words were written for the one
who was asked, so whoever asked and the coordinator are told, and say who gets it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from agreements import chains
from agreements.chains import ResolvedStep
from agreements.directory import CaseDirectory
from agreements.models import ApprovalStep
from agreements.selectors import DECIDED_ON
from eligibility.models import Employee, RoleAssignment
from telework.models import AuditEvent
from telework.roles import BUREAU_DECIDERS, ROLES, Role, Scope

NOBODY_DECIDES = "nobody_decides"
OFFICE_FILLED = "office_filled"
_OF_SCOPE = {scope: [role.value for role in Role if ROLES[role].scope is scope] for scope in Scope}


@dataclass(frozen=True)
class Successor:
    """Who has a step now: `assignee`, or whoever holds its office, and why."""

    assignee: Employee | None
    moved_up: bool
    because: str


def to_pass_on(today: date) -> Iterator[ApprovalStep]:
    """Waiting steps whose person has left or is no longer the supervisor, and those of vacant offices.

    Where nobody is above, the step stays where it is.
    """
    left = Q(assignee__separated_on__lt=today)
    for step in _waiting().filter(left | _inherited(today) | _is_vacant(today)):
        if successor_of(step, today) is not None:
            yield step


def to_report(today: date) -> "QuerySet[ApprovalStep]":
    """Waiting steps that nobody can decide, of which the coordinator has not been told."""
    is_not_told = Q(last_told__isnull=True) | Q(last_told=OFFICE_FILLED)
    return _with_last_told().filter(_is_absent(today), is_not_told)


def to_announce(today: date) -> "QuerySet[ApprovalStep]":
    """Steps that nobody could decide and somebody can now."""
    return _with_last_told().filter(last_told=NOBODY_DECIDES).exclude(_is_absent(today))


def successor_of(step: ApprovalStep, today: date) -> Successor | None:
    """Who has the step now; None when it stays where it is."""
    directory = CaseDirectory(step.terms.agreement, today)
    supervisor = step.terms.agreement.employee.supervisor
    if supervisor is not None and _follows(step, supervisor, today):
        why = f"{supervisor.full_name} is the supervisor of {step.terms.agreement.employee.full_name} now."
        return Successor(supervisor, False, why)
    is_absent = step.assignee is not None and step.assignee.is_separated(today)
    if step.assignee is not None and not is_absent:
        return None
    has_left = f"{step.assignee.full_name} has left the Department." if step.assignee is not None else ""
    if _is_office(step) and _able(step, directory):
        return Successor(None, False, has_left) if is_absent else None
    if step.asked_of or ROLES[Role(step.role)].scope is Scope.DEPARTMENT:
        return None
    above = directory.next_level_up(step.assignee_id or _decider_before(step))
    if above is None:
        return None
    return Successor(Employee.objects.get(pk=above), True, has_left or "Nobody holds the office.")


def split_off(step: ApprovalStep, supervisor: Employee, today: date) -> tuple[list[str], list[ResolvedStep]]:
    """The capacities in which a new supervisor has a joint step, and the steps that the others need.

    Whoever had the step held further offices; a new supervisor does not hold them by being the supervisor.
    """
    agreement = step.terms.agreement
    chain = agreement.kind_record.chain
    resolved = chains.resolve(chain, CaseDirectory(agreement, today), agreement.employee_id)
    own = next((one for one in resolved if one.assignee == supervisor.pk), None)
    kept = [code for code in step.capacities if own is not None and Role(code) in own.capacities]
    lost = {Role(code) for code in step.capacities} - {Role(code) for code in kept}
    return kept or [step.role], [one for one in resolved if one is not own and lost & {*one.capacities}]


def _waiting() -> "QuerySet[ApprovalStep]":
    return (
        ApprovalStep.objects.filter(
            opened_at__isnull=False, closed_at__isnull=True, terms__agreement__state__in=DECIDED_ON
        )
        .exclude(role=Role.EMPLOYEE, asked_of="")
        .select_related("terms__agreement__employee__supervisor", "assignee", "bureau", "post")
        .order_by("pk")
    )


def _inherited(today: date) -> Q:
    """Steps of a supervisor who is none of the employee any more; not what a coordinator passed on."""
    serving = Employee.objects.serving(today)
    inherited = Q(
        role=Role.SUPERVISOR,
        looks_again=False,
        asked_of="",
        passed_on_by__isnull=True,
        assignee__isnull=False,
        terms__agreement__employee__supervisor__in=serving,
    )
    return inherited & ~Q(assignee=F("terms__agreement__employee__supervisor"))


def _follows(step: ApprovalStep, supervisor: Employee, today: date) -> bool:
    is_supervisors = step.role == Role.SUPERVISOR and not step.looks_again and not step.asked_of
    is_absent = step.assignee is None or step.assignee.is_separated(today)
    return (
        is_supervisors
        and supervisor.pk not in (step.assignee_id, step.terms.agreement.employee_id)
        and not supervisor.is_separated(today)
        and (step.passed_on_by_id is None or is_absent)
    )


def _is_office(step: ApprovalStep) -> bool:
    is_own = not step.asked_of and not step.looks_again
    return is_own and ROLES[Role(step.role)].granted_by is not None


def _able(step: ApprovalStep, directory: CaseDirectory) -> Sequence[int]:
    is_host = step.bureau_id != directory.agreement.bureau_id
    holders = directory.holders(Role(step.role), is_host=is_host)
    return [person for person in holders if person != directory.agreement.employee_id]


def _decider_before(step: ApprovalStep) -> int:
    """Who decided before it; the employee where nobody did: from there the next level is counted."""
    earlier = step.terms.steps.filter(round=step.round, stage__lt=step.stage).order_by("-stage", "-ordinal")
    for before in earlier:
        person = before.decided_by_id or before.assignee_id
        if person is not None:
            return person
    return step.terms.agreement.employee_id


def _is_vacant(today: date, *, every_office: bool = False) -> Q:
    """Steps of offices that nobody holds but the employee of the case.

    every_office  the offices of the whole Department too
    """
    holders = (
        RoleAssignment.objects.in_force(today)
        .by_serving(today)
        .exclude(employee=OuterRef("terms__agreement__employee"))
    )
    deciders = [role.value for role in BUREAU_DECIDERS]
    at_bureau, at_post = {"bureau": OuterRef("bureau")}, {"post": OuterRef("post")}
    same = {"role": OuterRef("role")}
    vacant = Q(~Exists(holders.filter(role__in=deciders, **at_bureau)), role__in=deciders)
    others = [role for role in _OF_SCOPE[Scope.BUREAU] if role not in deciders]
    vacant |= Q(~Exists(holders.filter(**same, **at_bureau)), role__in=others)
    vacant |= Q(~Exists(holders.filter(**same, **at_post)), role__in=_OF_SCOPE[Scope.POST])
    if every_office:
        vacant |= Q(~Exists(holders.filter(**same)), role__in=_OF_SCOPE[Scope.DEPARTMENT])
    return vacant & Q(assignee__isnull=True)


def _is_absent(today: date) -> Q:
    return Q(assignee__separated_on__lt=today) | _is_vacant(today, every_office=True)


def _with_last_told() -> "QuerySet[Any]":
    """Waiting steps with what was last kept about a vacancy: that nobody can decide, or somebody again."""
    kept = AuditEvent.objects.filter(
        chain=_named("agreement:", "terms__agreement_id"),
        subject=_named("step:", "pk"),
        action__in=(NOBODY_DECIDES, OFFICE_FILLED),
    )
    return _waiting().annotate(last_told=Subquery(kept.order_by("-sequence").values("action")[:1]))


def _named(prefix: str, field: str) -> Concat:
    return Concat(Value(prefix), Cast(OuterRef(field), CharField()), output_field=CharField())
