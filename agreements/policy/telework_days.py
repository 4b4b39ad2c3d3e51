"""Which days a schedule makes telework days. No Django."""

from collections.abc import Iterator
from datetime import date, timedelta

from agreements.policy.schedule import Place, Schedule
from telework.calendar import PAY_PERIOD_ANCHOR, FederalCalendar, pay_period
from telework.policy import Reading

DAYS_OF_A_WEEK = 7
ONE_DAY = timedelta(days=1)
WEEKS_READING = Reading(
    "Week 1 and week 2",
    "A schedule repeats with the pay period. Week 1 is its first seven days, Sunday to Saturday, and week 2 "
    "the next seven. Federal holidays as they are observed, and days closed by executive order, are no "
    "telework days.",
)


def telework_days(
    schedule: Schedule,
    first: date,
    last: date,
    calendar: FederalCalendar,
    *,
    washington: bool,
    anchor: date = PAY_PERIOD_ANCHOR,
) -> Iterator[date]:
    """The telework days from `first` through `last`.

    washington  whether the duty station lies in the area that has Inauguration Day
    anchor      the first day of any pay period
    """
    scheduled = {(day.week, day.weekday) for day in schedule.days if day.place is Place.TELEWORK}
    day = first
    while day <= last:
        week = (day - pay_period(day, anchor=anchor).start).days // DAYS_OF_A_WEEK + 1
        is_off = calendar.holiday(day, washington=washington) or calendar.closure(day)
        if (week, day.weekday()) in scheduled and not is_off:
            yield day
        day += ONE_DAY
