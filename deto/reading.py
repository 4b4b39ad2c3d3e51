"""Which stays an office reads beyond the chain: M those that a status touches, the post's officers theirs."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from agreements.selectors import add_reading, posts_where
from deto import standing_status
from deto.permissions_post import READERS
from deto.permissions_stay import KIND
from eligibility.permissions import has_role
from telework.models import User
from telework.roles import Role


def for_waivers(user: User | AnonymousUser, today: date) -> Q:
    if not has_role(user, Role.UNDER_SECRETARY_MANAGEMENT, today):
        return Q(pk__in=[])
    return Q(pk__in=standing_status.touched(today).values("pk"))


def at_their_post(user: User | AnonymousUser, today: date) -> Q:
    """The HR officer states determinations, the security officer gets the NSDD-38 request (2368.4(e))."""
    posts = posts_where(user, frozenset(READERS), today)
    return Q(kind=KIND, post__in=posts) if posts else Q(pk__in=[])


add_reading(for_waivers)
add_reading(at_their_post)
