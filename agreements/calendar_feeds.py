"""From a secret address to whose calendar it opens, and back to nothing where it does not."""

from datetime import date

from django.utils.crypto import constant_time_compare

from agreements.models import CalendarFeed
from eligibility.models import Employee
from eligibility.sign_in import may_sign_in
from telework.audit import sha256


def digest_of(token: str) -> str:
    """What is kept of an address."""
    return sha256(token.encode())


def feed_of(person: Employee) -> CalendarFeed | None:
    """The address that opens the calendar of `person` now."""
    return CalendarFeed.objects.filter(employee=person, revoked_at__isnull=True).first()


def opened_by(token: str, today: date) -> CalendarFeed | None:
    """The feed with its person; None for an unknown address, a revoked one, and of whoever may not sign in.

    It closes by itself with the last day of service, and with the account.
    """
    digest = digest_of(token)
    feed = (
        CalendarFeed.objects.filter(token_sha256=digest, revoked_at__isnull=True)
        .select_related("employee__user", "employee__position")
        .first()
    )
    if feed is None or not constant_time_compare(feed.token_sha256, digest):
        return None
    user = feed.employee.user
    return feed if user is not None and user.is_active and may_sign_in(user, today) else None
