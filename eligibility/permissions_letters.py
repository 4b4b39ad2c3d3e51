"""Who may choose how their letters come, and who may send the daily letters."""

from datetime import date

from eligibility.permissions import NO_EMPLOYEE_RECORD, employee_of
from telework.access import Access
from telework.models import User


def may_choose_letters(user: User, today: date) -> Access:
    """Everybody who serves, for themselves."""
    person = employee_of(user)
    if person is None or person.is_separated(today):
        return Access.no(NO_EMPLOYEE_RECORD)
    return Access.yes()


def may_send_daily_letter(user: User) -> Access:
    if user.is_system:
        return Access.yes()
    return Access.no("The daily letter goes out by itself; nobody sends it by hand.")
