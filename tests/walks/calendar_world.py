"""The own calendar in the two walks: an address that is known here, and who makes and revokes one."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from agreements.calendar_feeds import digest_of, feed_of
from agreements.models import CalendarFeed
from agreements.services.calendar_feed import create_feed, revoke_feed
from eligibility.models import Employee
from eligibility.permissions import employee_of
from telework.models import User
from tests.cast import NOW

if TYPE_CHECKING:
    from tests.walks.attempts import Attempt

TOKEN = "A" * 43


def add_feed(owner: Employee) -> CalendarFeed:
    """As if `owner` had made an address."""
    return CalendarFeed.objects.create(employee=owner, token_sha256=digest_of(TOKEN), created_at=NOW)


def _created(actor: User) -> object:
    person = employee_of(actor)
    before = feed_of(person) if person is not None else None
    return create_feed(actor=actor, now=NOW, replaces=before.pk if before is not None else None)


CALENDAR_CALLS: Mapping[str, Callable[["Attempt"], object]] = {
    "create_feed": lambda a: _created(a.actor),
    "revoke_feed": lambda a: revoke_feed(actor=a.actor, now=NOW, feed=CalendarFeed.objects.get()),
}
