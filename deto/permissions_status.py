"""Who enters and lifts statuses of posts and countries, and who waives them (2368.3(b)(5))."""

from datetime import date

from agreements.permissions import may_act
from eligibility.models import Post
from eligibility.permissions import employee_of, has_role, roles_of
from telework.access import Access
from telework.models import User
from telework.roles import Role

KEEPERS = (Role.MANAGING_OFFICER, Role.MANAGEMENT_OFFICER)
ONLY_KEEPERS = (
    "The status of a post is entered by its management officer, that of any post or country by the telework "
    "managing officer. Tell one of them (3 FAM 2368.3(b)(5))."
)
ONLY_M = "Only the Under Secretary for Management waives a status (3 FAM 2368.3(b)(5), 3 FAM 3776)."


def may_keep_status(user: User, post: Post | None, today: date) -> Access:
    """The managing officer for any place; a management officer for the own post, never for a country."""
    access = may_act(user, today)
    if not access:
        return access
    if has_role(user, Role.MANAGING_OFFICER, today):
        return Access.yes()
    held = roles_of(user, today)
    if post is not None and any(h.role is Role.MANAGEMENT_OFFICER and h.post == post.pk for h in held):
        return Access.yes()
    return Access.no(ONLY_KEEPERS)


def posts_kept(user: User, today: date) -> frozenset[int] | None:
    """The posts whose status `user` keeps; None: every post and country."""
    if has_role(user, Role.MANAGING_OFFICER, today):
        return None
    held = roles_of(user, today)
    return frozenset(h.post for h in held if h.role is Role.MANAGEMENT_OFFICER and h.post is not None)


def may_waive(user: User, employee: int, today: date) -> Access:
    """M alone, and never for the own stay."""
    person, access = employee_of(user), may_act(user, today)
    if person is None or not access:
        return access
    if person.pk == employee:
        return Access.no("Nobody waives a status for themselves.")
    return Access.yes() if has_role(user, Role.UNDER_SECRETARY_MANAGEMENT, today) else Access.no(ONLY_M)
