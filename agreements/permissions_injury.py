"""Who reports an injury at the alternate site, who acknowledges it, and who reads of it (2367(c))."""

from datetime import date

from agreements.models import Agreement
from agreements.permissions import may_act, may_alone
from eligibility.permissions import bureaus_where, employee_of
from telework.access import Access
from telework.models import User
from telework.roles import Role

KEEPERS = frozenset({Role.COORDINATOR})
READERS_ONLY = "Reports of injuries are read by the employee, the supervisor and the coordinators."


def may_report(user: User, agreement: Agreement, today: date) -> Access:
    """The employee alone says what happened to them."""
    why = "Only the employee reports what happened to them at the site (3 FAM 2367(c))."
    return may_alone(user, agreement.employee_id, today, why)


def may_acknowledge(user: User, agreement: Agreement, today: date) -> Access:
    """The supervisor of the day: whoever follows inherits what was not acknowledged."""
    why = "A report is acknowledged by the supervisor of the employee (3 FAM 2367(c))."
    return may_alone(user, agreement.employee.supervisor_id, today, why)


def may_read(user: User, agreement: Agreement, today: date) -> Access:
    """The employee, the supervisor and the coordinators of the case's bureau; nobody else."""
    person, access = employee_of(user), may_act(user, today)
    if person is None or not access:
        return access
    if person.pk in (agreement.employee_id, agreement.employee.supervisor_id):
        return Access.yes()
    if agreement.bureau_id in bureaus_where(user, KEEPERS, today):
        return Access.yes()
    return Access.no(READERS_ONLY)
