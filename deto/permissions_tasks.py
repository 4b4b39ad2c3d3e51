"""Whose a task is today, and who may say that it is done (2368.4(h), 2368.5, 2368.10)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from agreements import selectors
from agreements.permissions import may_act
from deto.models import Task
from eligibility.models import Employee
from eligibility.permissions import bureaus_where, employee_of, has_role
from telework.access import Access
from telework.models import User
from telework.roles import Role

# The coordinator enters these too: an SF-50 for HR, a briefing that the post has reported.
COORDINATOR_ENTERS = (Task.Code.SF50_IN, Task.Code.SF50_OUT, Task.Code.BRIEFING)
WHOSE = {
    Role.EMPLOYEE: "The employee does this (3 FAM {}). Ask them.",
    Role.SUPERVISOR: "The supervisor of today does this (3 FAM {}), never on their own agreement. Ask them.",
    Role.HR_SPECIALIST: (
        "An HR specialist or the telework coordinator of the employing bureau does this (3 FAM {}), never on "
        "their own agreement. Ask them."
    ),
}


def owners_of(task: Task, today: date) -> list[Employee]:
    """Who has the task today, who has left and the employee of an office's task excepted."""
    employee = task.agreement.employee
    if task.owner == Role.EMPLOYEE:
        people: Iterable[Employee | None] = [employee]
    elif task.owner == Role.SUPERVISOR:
        people = [employee.supervisor]
    else:
        bureau = task.agreement.bureau_id
        people = selectors.office_holders(Role(task.owner), bureau=bureau, post=None, today=today)
    is_own = task.owner == Role.EMPLOYEE
    return [p for p in people if p and not p.is_separated(today) and (is_own or p.pk != employee.pk)]


def may_complete(user: User, task: Task, today: date, citation: str) -> Access:
    """The owner of today; for SF-50 and briefing the bureau's coordinator too."""
    person, access = employee_of(user), may_act(user, today)
    if person is None or not access:
        return access
    if Task.objects.filter(theirs(user, person, today), pk=task.pk).exists():
        return Access.yes()
    return Access.no(WHOSE[Role(task.owner)].format(citation))


def theirs(user: User, person: Employee, today: date) -> Q:
    """The tasks that `user` may say to be done today."""
    others = ~Q(agreement__employee=person)
    hr = bureaus_where(user, frozenset({Role.HR_SPECIALIST}), today)
    kept = bureaus_where(user, frozenset({Role.COORDINATOR}), today)
    return (
        Q(owner=Role.EMPLOYEE, agreement__employee=person)
        | Q(others, owner=Role.SUPERVISOR, agreement__employee__supervisor=person)
        | Q(others, owner=Role.HR_SPECIALIST, agreement__bureau__in=hr)
        | Q(others, code__in=COORDINATOR_ENTERS, agreement__bureau__in=kept)
    )


def in_view(user: User, today: date) -> Q:
    """The tasks whose lateness `user` watches over: the bureau's, for who runs the programme all."""
    if has_role(user, Role.MANAGING_OFFICER, today):
        return Q()
    return Q(agreement__bureau__in=bureaus_where(user, frozenset({Role.COORDINATOR}), today))
