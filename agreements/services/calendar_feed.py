"""The secret address of one's own calendar: made, replaced and revoked by its owner alone."""

import secrets
from datetime import datetime

from agreements import permissions
from agreements.calendar_feeds import digest_of, feed_of
from agreements.models import CalendarFeed
from eligibility.models import Employee
from eligibility.permissions import employee_of
from telework import audit, clock
from telework.commands import command
from telework.errors import NotPermitted, WrongState
from telework.models import User

# 256 bits.
TOKEN_BYTES = 32
NOT_YOURS = "Only whose calendar it is can revoke its address."
MADE_MEANWHILE = (
    "This form was sent before, or your address has changed since you opened it. Nothing was changed now. "
    "An address is shown only once: if you do not have it, open your calendar page and replace it."
)
REVOKED = "This address was revoked already. Nothing was changed."


@command
def create_feed(*, actor: User, now: datetime, replaces: int | None = None) -> tuple[CalendarFeed, str]:
    """A new address of the actor's own calendar, with its token, which is kept nowhere.

    replaces  key of the address that it takes the place of, and that is revoked; None where there is none
    Raises NotPermitted, or WrongState where another address is in force than the one named.
    """
    person = _myself(actor, now)
    before = feed_of(person)
    if (before.pk if before is not None else None) != replaces:
        raise WrongState(MADE_MEANWHILE)
    if before is not None:
        _revoke(before, now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    feed = CalendarFeed.objects.create(employee=person, token_sha256=digest_of(token), created_at=now)
    _audit("create_feed", feed, actor, now, {"feed": feed.pk, "replaces": replaces})
    return feed, token


@command
def revoke_feed(*, actor: User, now: datetime, feed: CalendarFeed) -> CalendarFeed:
    """Close the address for good; whoever asks it from now on learns nothing.

    Raises NotPermitted, or WrongState where it was revoked.
    """
    person = _myself(actor, now)
    feed = CalendarFeed.objects.select_for_update().get(pk=feed.pk)
    if feed.employee_id != person.pk:
        raise NotPermitted(NOT_YOURS)
    if feed.revoked_at is not None:
        raise WrongState(REVOKED)
    _revoke(feed, now)
    _audit("revoke_feed", feed, actor, now, {"feed": feed.pk})
    return feed


def _revoke(feed: CalendarFeed, now: datetime) -> None:
    feed.revoked_at = now
    feed.save(update_fields=["revoked_at"])


def _myself(actor: User, now: datetime) -> Employee:
    """The actor's own record, locked."""
    access = permissions.may_act(actor, clock.date_of(now))
    person = employee_of(actor)
    if person is None or not access:
        raise NotPermitted(access.reason)
    return Employee.objects.select_for_update().get(pk=person.pk)


def _audit(
    action: str, feed: CalendarFeed, actor: User, now: datetime, payload: dict[str, int | None]
) -> None:
    audit.record(
        chain=f"employee:{feed.employee_id}",
        action=action,
        actor=actor,
        now=now,
        subject=f"employee:{feed.employee.number}",
        payload=payload,
    )
