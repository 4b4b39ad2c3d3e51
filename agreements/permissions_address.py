"""Who reads somebody else's address for cause, with a record of it."""

from datetime import date

from agreements.models import Agreement
from agreements.permissions import may_see_home_address
from agreements.selectors import DEPARTMENT_READERS
from eligibility.permissions import has_role
from telework.access import Access
from telework.models import User

BESIDE_THE_CHAIN = (
    "Addresses are shown to the employee, the people who decide, and the coordinator. Only the telework "
    "managing officer and auditors read them for cause beside these."
)


def may_look_at_address(user: User, agreement: Agreement, today: date) -> Access:
    """The managing officer and auditors; who sees the address anyway needs no look that is recorded."""
    is_reader = any(has_role(user, role, today) for role in DEPARTMENT_READERS)
    if not is_reader or may_see_home_address(user, agreement, today):
        return Access.no(BESIDE_THE_CHAIN)
    return Access.yes()
