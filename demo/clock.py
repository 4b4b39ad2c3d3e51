"""The clock of the demonstration: it moves forward, day by day, and what falls due on each day happens."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from agreements import tasks
from demo.models import DemoClock
from deto import tasks as overseas
from eligibility.services.daily_letter import send_daily_letters
from telework import clock, outbox, rendering

ONE_DAY = timedelta(days=1)
MOST_DAYS = 400


class ClockRefused(ValueError):
    """The clock does not move like that; the message says why."""


@dataclass
class Moved:
    """What happened on the way."""

    now: datetime
    days: int = 0
    started: int = 0
    ended: int = 0
    rendered: int = 0
    sent: int = 0


def offset() -> timedelta:
    """How far ahead the clock is: one row by its key, for every reading of the clock."""
    seconds = DemoClock.objects.filter(pk=DemoClock.ROW).values_list("offset_seconds", flat=True).first()
    return timedelta(seconds=seconds or 0)


def move_to(day: date) -> Moved:
    """Move to the same time of day on `day`, Washington's date; each day on the way is swept.

    Raises ClockRefused for a day that is not ahead, or too far.
    """
    moved = Moved(timezone.now() + offset())
    refusal = refusal_of(day, clock.date_of(moved.now))
    if refusal:
        raise ClockRefused(refusal)
    while clock.date_of(moved.now) < day:
        moved.now = _next_day(clock.date_of(moved.now) + ONE_DAY)
        swept = tasks.sweep_due(moved.now)
        overseas.sweep_due(moved.now)
        send_daily_letters(moved.now)
        moved.days += 1
        moved.started += swept.started
        moved.ended += swept.ended
    moved.rendered = rendering.render_due(moved.now).rendered
    moved.sent = outbox.deliver_due(moved.now).sent
    return moved


def refusal_of(day: date, today: date) -> str:
    """Why the clock cannot go from `today` to `day`; blank when it can."""
    if day <= today:
        return (
            f"The clock only moves forward. Choose a day after {today:%A}, {today.day} {today:%B %Y}. "
            "To begin anew, stop the demonstration and delete its data."
        )
    if (day - today).days > MOST_DAYS:
        latest = today + timedelta(days=MOST_DAYS)
        return (
            f"That is too far for one step. Choose a day until {latest:%A}, {latest.day} {latest:%B %Y}, "
            "then move on from there."
        )
    return ""


@transaction.atomic
def _next_day(day: date) -> datetime:
    """Set the clock to `day`, never back; the instant it then shows."""
    row, _ = DemoClock.objects.select_for_update().get_or_create(pk=DemoClock.ROW)
    machine = timezone.now()
    shown = timezone.localtime(
        machine + timedelta(seconds=row.offset_seconds), timezone.get_default_timezone()
    )
    target = datetime.combine(day, shown.timetz())
    row.offset_seconds = max(row.offset_seconds, round((target - machine).total_seconds()))
    row.save(update_fields=["offset_seconds"])
    return machine + timedelta(seconds=row.offset_seconds)
