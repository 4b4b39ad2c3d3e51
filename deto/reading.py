"""Which cases an office reads beyond the chain: M those that a status touches (2368.3(b)(5))."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from agreements.selectors import add_reading
from deto import standing_status
from eligibility.permissions import has_role
from telework.models import User
from telework.roles import Role


def for_waivers(user: User | AnonymousUser, today: date) -> Q:
    if not has_role(user, Role.UNDER_SECRETARY_MANAGEMENT, today):
        return Q(pk__in=[])
    return Q(pk__in=standing_status.touched(today).values("pk"))


add_reading(for_waivers)
