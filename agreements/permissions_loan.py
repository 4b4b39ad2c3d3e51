"""Who lends Government equipment, and who records that it is back (2366.3(a))."""

from datetime import date

from agreements.models import Agreement
from agreements.permissions import may_act
from eligibility.permissions import bureaus_where, employee_of
from telework.access import Access
from telework.models import User
from telework.roles import BUREAU_DECIDERS, Role

KEEPERS = BUREAU_DECIDERS | {Role.COORDINATOR}


def may_lend(user: User, agreement: Agreement, today: date) -> Access:
    """The bureau's executive director or the designee, never to themselves."""
    why = "Equipment is lent by the bureau's executive director or the designee (3 FAM 2366.3(a))."
    return _may(user, agreement, today, BUREAU_DECIDERS, why)


def may_record_return(user: User, agreement: Agreement, today: date) -> Access:
    """They, and the bureau's coordinators; never of what they borrowed themselves."""
    why = "A return is recorded by the bureau's executive director, the designee or the coordinator."
    return _may(user, agreement, today, KEEPERS, why)


def _may(user: User, agreement: Agreement, today: date, roles: frozenset[Role], why: str) -> Access:
    person, access = employee_of(user), may_act(user, today)
    if person is None or not access:
        return access
    if agreement.bureau_id not in bureaus_where(user, roles, today):
        return Access.no(why)
    if person.pk == agreement.employee_id:
        return Access.no("Nobody does this for what they borrow themselves. Ask somebody else who can.")
    return Access.yes()
