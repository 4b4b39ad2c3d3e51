"""Who decides about somebody else's eligibility: the bureau excepts, management designates (2362.2)."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from eligibility.models import Employee
from eligibility.models.people import EmployeeQuerySet
from eligibility.permissions import NO_EMPLOYEE_RECORD, bureaus_where, employee_of, has_role
from telework.access import Access
from telework.models import User
from telework.roles import BUREAU_DECIDERS, Role

BUREAU_READERS = BUREAU_DECIDERS | {Role.COORDINATOR}
ONLY_BUREAU_EXCEPTS = (
    "An exception is made by the executive director of the person's bureau, or the designee. Ask them, and "
    "say what speaks for it."
)
ONLY_MANAGEMENT_DESIGNATES = (
    "Somebody is designated ineligible by their supervisor, or by the executive director of their bureau or "
    "the designee."
)
ONLY_THE_SUPERVISOR_STATES = (
    "Only the person's supervisor states that the work needs close supervision, or that absence burdens the "
    "office (3 FAM 2362.2(c)(2)(a), (e))."
)
ONLY_MANAGING_OFFICER = (
    "A declared emergency is entered by the telework managing officer, as the Secretary has determined it."
)


def decides_for_bureau_of(user: User | AnonymousUser, person: Employee, today: date) -> bool:
    bureau = person.bureau
    return bureau is not None and bureau.pk in bureaus_where(user, BUREAU_DECIDERS, today)


def may_except(user: User | AnonymousUser, person: Employee, today: date) -> Access:
    """The executive director of the person's bureau, or the designee; nobody about themselves."""
    refused = _not_about_oneself(user, person, today, "excepts themselves from a rule")
    if refused is not None:
        return refused
    return Access.yes() if decides_for_bureau_of(user, person, today) else Access.no(ONLY_BUREAU_EXCEPTS)


def may_designate(user: User | AnonymousUser, person: Employee, today: date) -> Access:
    """The person's supervisor too; nobody about themselves."""
    refused = _not_about_oneself(user, person, today, "designates themselves")
    if refused is not None:
        return refused
    actor = employee_of(user)
    is_supervisor = actor is not None and actor.pk == person.supervisor_id
    if is_supervisor or decides_for_bureau_of(user, person, today):
        return Access.yes()
    return Access.no(ONLY_MANAGEMENT_DESIGNATES)


def may_state(user: User | AnonymousUser, person: Employee, today: date) -> Access:
    """The person's supervisor alone: these are the supervisor's own facts (2362.2(c)(2)(a), (e))."""
    refused = _not_about_oneself(user, person, today, "states this about themselves")
    if refused is not None:
        return refused
    actor = employee_of(user)
    is_supervisor = actor is not None and actor.pk == person.supervisor_id
    return Access.yes() if is_supervisor else Access.no(ONLY_THE_SUPERVISOR_STATES)


def may_declare(user: User | AnonymousUser, today: date) -> Access:
    if has_role(user, Role.MANAGING_OFFICER, today):
        return Access.yes()
    return Access.no(ONLY_MANAGING_OFFICER)


def people_visible_to(user: User | AnonymousUser, today: date) -> EmployeeQuerySet:
    """One's own people: reports, and the bureau's for its deciders and its coordinator; never oneself."""
    reader = employee_of(user)
    if reader is None or reader.is_separated(today):
        return Employee.objects.none()
    bureaus = bureaus_where(user, BUREAU_READERS, today)
    return (
        Employee.objects.serving(today)
        .with_bureau()
        .filter(Q(supervisor=reader) | Q(position__bureau__in=bureaus))
        .exclude(pk=reader.pk)
    )


def has_people(user: User | AnonymousUser, today: date) -> bool:
    """Whether there is anybody whose eligibility `user` may look at."""
    return bool(bureaus_where(user, BUREAU_READERS, today)) or people_visible_to(user, today).exists()


def _not_about_oneself(user: User | AnonymousUser, person: Employee, today: date, what: str) -> Access | None:
    actor = employee_of(user)
    if actor is None or actor.is_separated(today):
        return Access.no(NO_EMPLOYEE_RECORD)
    if actor.pk == person.pk:
        return Access.no(f"Nobody {what}. Somebody else who may decide has to do it.")
    return None
