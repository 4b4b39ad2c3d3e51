"""Suspension by management: for how long, once more for how long, and by when the next decision is due."""

from datetime import date, timedelta

from telework.calendar import FederalCalendar
from telework.policy import Reading

PAUSE_WORKDAYS = 10
# As long as a suspension and its extension can last together.
REST_WORKDAYS = 20
CITATION = "2362.2(a)"
# How the cause of a suspension by management begins; the code of its reason follows.
CAUSE = "management."

PAUSE_READING = Reading(
    "Suspension by management",
    "Management may modify telework (3 FAM 2362.2(a)); the regulation does not say how fast or for how long. "
    "The supervisor or the bureau's executive director can suspend an agreement from the same day, for a "
    "work-based reason in writing, through a day at most 10 workdays later, and extend it once by at most 10 "
    "workdays more. It never takes the place of notice: whoever wants the agreement to end gives 10 "
    "workdays' notice. The workday before the last day is the day to decide what follows. Silence prolongs "
    "nothing: the agreement is in effect again by itself on the next day. Once it has ended, however early, "
    "management does not suspend the same agreement again for 20 workdays, so that suspensions cannot be "
    "strung together. A suspension is no discipline.",
)


def latest_until(start: date, calendar: FederalCalendar, *, washington: bool) -> date:
    """The last day that a suspension, or its extension, may have.

    start       the day of the suspension, or the last day of the one that is extended
    washington  whether the duty station lies in the area that has Inauguration Day
    """
    return calendar.count_workdays(start, PAUSE_WORKDAYS, washington=washington).last_day


def decision_due_on(start: date, until: date, calendar: FederalCalendar, *, washington: bool) -> date:
    """The workday before the last day, or `start` where there is none between."""
    day = until - timedelta(days=1)
    while day > start and not calendar.is_workday(day, washington=washington):
        day -= timedelta(days=1)
    return max(day, start)


def can_begin_again_on(ended: date, calendar: FederalCalendar, *, washington: bool) -> date:
    """The first day of another suspension by management, after one that ended on `ended`."""
    return calendar.count_workdays(ended, REST_WORKDAYS, washington=washington).last_day + timedelta(days=1)
