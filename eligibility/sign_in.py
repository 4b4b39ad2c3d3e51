"""Who may not sign in although the password is right: people who have left."""

from datetime import date

from django.utils import dateformat

from eligibility.permissions import employee_of
from telework.access import Access
from telework.models import User


def may_sign_in(user: User, today: date) -> Access:
    """No for a person whose last day of service has passed; accounts without an employee record may."""
    employee = employee_of(user)
    if employee is None or not employee.is_separated(today):
        return Access.yes()
    last_day = dateformat.format(employee.separated_on, "l, j F Y") if employee.separated_on else ""
    return Access.no(
        f"Your personnel record says that your last day was {last_day}, and "
        "eTelework is for people who serve. If the record is wrong, ask your HR specialist to correct it. "
        "For a copy of a former agreement, ask the telework coordinator of your former bureau."
    )
