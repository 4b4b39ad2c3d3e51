"""Who may put something on the file of a case, and who reads it."""

from datetime import date

from django.db.models import Q

from agreements import selectors
from agreements.models import Agreement
from agreements.models.file import Audience
from eligibility.models import Employee
from eligibility.permissions import NO_EMPLOYEE_RECORD, bureaus_where, employee_of
from telework.access import Access
from telework.models import User
from telework.roles import BUREAU_DECIDERS, Role

KEEPERS = frozenset({Role.COORDINATOR})
NOTHING_WRITTEN = (
    "Nothing is written beside this agreement, so that nothing is kept which nobody needs to know. "
    "Speak with the office that decides."
)
READERS_ONLY = "Only the employee, the people who decide, and the coordinator write beside an agreement."


def may_write(user: User, agreement: Agreement, today: date) -> Access:
    """The employee, who decides or has decided, the supervisor, the coordinator; never on a sealed kind."""
    person = employee_of(user)
    if person is None or person.is_separated(today):
        return Access.no(NO_EMPLOYEE_RECORD)
    is_own = person.pk == agreement.employee_id
    if not is_own and (agreement.submitted_at is None or not _is_insider(user, person, agreement, today)):
        return Access.no(READERS_ONLY)
    if agreement.kind_record.is_sealed:
        return Access.no(NOTHING_WRITTEN)
    return Access.yes()


def may_read_deciders(user: User, agreement: Agreement, today: date) -> Access:
    """What is said among those who decide and the coordinator; never the employee."""
    person = employee_of(user)
    if person is None or person.is_separated(today) or person.pk == agreement.employee_id:
        return Access.no("This is read by the people who decide, and the coordinator.")
    if not _is_insider(user, person, agreement, today):
        return Access.no("This is read by the people who decide, and the coordinator.")
    return Access.yes()


def readable(user: User, agreement: Agreement, today: date) -> Q:
    """Which comments and attachments of `agreement` the reader sees, as a condition on their audience."""
    everything = may_read_deciders(user, agreement, today)
    return Q() if everything else Q(audience=Audience.CASE)


def may_keep_intake(user: User, employee: Employee, today: date) -> Access:
    """The coordinator of the person's bureau, for everybody but themselves (2363.3(b))."""
    person = employee_of(user)
    if person is None or person.is_separated(today):
        return Access.no(NO_EMPLOYEE_RECORD)
    if person.pk == employee.pk:
        return Access.no("Nobody puts their own agreement on file. Ask another coordinator.")
    if employee.bureau is None or employee.bureau.pk not in bureaus_where(user, KEEPERS, today):
        return Access.no("Agreements are put on file by the coordinator of the person's bureau.")
    return Access.yes()


def _is_insider(user: User, person: Employee, agreement: Agreement, today: date) -> bool:
    if person.pk == agreement.employee.supervisor_id:
        return True
    if agreement.bureau_id in bureaus_where(user, KEEPERS | BUREAU_DECIDERS, today):
        return True
    return selectors.part_in(user, today).filter(terms__agreement=agreement).exists()
