"""Whose determinations somebody may see, and how much of them."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from eligibility.models import Bureau, Employee
from eligibility.models.people import EmployeeQuerySet
from eligibility.permissions import bureaus_where, employee_of, has_role
from telework.access import Access
from telework.models import User
from telework.roles import BUREAU_DECIDERS, Role

EVERYWHERE = (Role.MANAGING_OFFICER, Role.AUDITOR)
IN_BUREAU = frozenset({Role.COORDINATOR, Role.HR_SPECIALIST})
# Who reads the facts behind an outcome: whoever keeps the file, has facts entered, or decides on exceptions.
FACT_READERS = IN_BUREAU | BUREAU_DECIDERS
READERS = (Role.COORDINATOR, Role.HR_SPECIALIST, *EVERYWHERE)
PLANNERS = (Role.COORDINATOR, Role.HR_SPECIALIST, Role.MANAGING_OFFICER)


def sees_everywhere(user: User | AnonymousUser, today: date) -> bool:
    return any(has_role(user, role, today) for role in EVERYWHERE)


def people_in_reach(user: User | AnonymousUser, today: date) -> EmployeeQuerySet:
    """The serving people whose outcome `user` sees by role: the bureau's, or the Department's (2363.3)."""
    people = Employee.objects.serving(today)
    if sees_everywhere(user, today):
        return people
    return people.filter(position__bureau__in=bureaus_where(user, IN_BUREAU, today))


def bureaus_in_reach(user: User | AnonymousUser, today: date) -> "QuerySet[Bureau]":
    if sees_everywhere(user, today):
        return Bureau.objects.all()
    return Bureau.objects.filter(pk__in=bureaus_where(user, IN_BUREAU, today))


def visible_to(user: User | AnonymousUser, today: date) -> EmployeeQuerySet:
    """The people whose outcome `user` may see: oneself, one's reports, the bureau's, or the Department's."""
    person = employee_of(user)
    if person is None or person.is_separated(today):
        return Employee.objects.none()
    others = Q(supervisor=person) | Q(position__bureau__in=bureaus_where(user, FACT_READERS, today))
    if sees_everywhere(user, today):
        return Employee.objects.all()
    return Employee.objects.filter(Q(pk=person.pk) | others)


def may_read_facts(user: User | AnonymousUser, person: Employee, today: date) -> Access:
    """The rules and the facts behind an outcome: for the person, the supervisor, and the bureau's offices."""
    reader = employee_of(user)
    if reader is not None and not reader.is_separated(today):
        if reader.pk in (person.pk, person.supervisor_id):
            return Access.yes()
        if person.bureau is not None and person.bureau.pk in bureaus_where(user, FACT_READERS, today):
            return Access.yes()
    return Access.no(
        "The facts that led to an outcome are read by the person, the supervisor, and the offices of the "
        "bureau that deal with them."
    )


def may_determine_now(user: User | AnonymousUser, person: Employee, today: date) -> Access:
    """Coordinator and HR specialist of the person's bureau, and the system; nobody about themselves."""
    if isinstance(user, User) and user.is_system:
        return Access.yes()
    reader = employee_of(user)
    if reader is not None and reader.pk == person.pk:
        return Access.no("Yours is made by itself each night, and when you ask for telework.")
    if person.bureau is not None and person.bureau.pk in bureaus_where(user, IN_BUREAU, today):
        return Access.yes()
    return Access.no(
        "Only the telework coordinator or the HR specialist of the person's bureau has it determined anew. "
        "Ask one of them."
    )
