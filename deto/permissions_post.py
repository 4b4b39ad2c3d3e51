"""Who keeps the post's side of a stay: arrivals and departures, and the post's own page (2368.8(a))."""

from datetime import date

from agreements.models import Agreement
from agreements.permissions import may_act
from deto.permissions_stay import KIND, OTHER_KIND
from eligibility.permissions import employee_of, roles_of
from telework.access import Access
from telework.models import User
from telework.roles import Role

KEEPERS = frozenset({Role.MANAGEMENT_OFFICER, Role.HR_OFFICER})
READERS = (Role.MANAGEMENT_OFFICER, Role.HR_OFFICER, Role.SECURITY_OFFICER, Role.DESIGNATED_OFFICIAL)
NOT_THE_POST = (
    "Arrivals and departures are recorded by the management officer or the human resources officer of the "
    "post (3 FAM 2368.8(a)). Tell one of them."
)


def may_record_stay(user: User, agreement: Agreement, today: date) -> Access:
    """An officer of the post; nobody about their own stay."""
    person, access = employee_of(user), may_act(user, today)
    if person is None or not access:
        return access
    if agreement.kind != KIND:
        return Access.no(OTHER_KIND)
    if person.pk == agreement.employee_id:
        return Access.no("Nobody records this about their own stay.")
    held = roles_of(user, today)
    if any(one.role in KEEPERS and one.post == agreement.post_id for one in held):
        return Access.yes()
    return Access.no(NOT_THE_POST)


def posts_read(user: User, today: date) -> frozenset[int]:
    """The posts whose page `user` reads: those of which they are an officer."""
    return frozenset(h.post for h in roles_of(user, today) if h.role in READERS and h.post is not None)
