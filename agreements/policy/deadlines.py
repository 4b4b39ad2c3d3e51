"""By when each act is expected, who is reminded when it is late, and how its time is counted."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import IntEnum

from agreements.states import Act
from telework.calendar import FederalCalendar
from telework.policy import Reading

EXPECTED_WORKDAYS: Mapping[Act, int] = {
    Act.APPROVE: 5,
    Act.CONSULT: 5,
    Act.SIGN: 2,
    Act.CLEAR: 10,
    Act.RECORD: 5,
}
# Workdays after the expected day.
SECOND_REMINDER_AFTER = 2
NEXT_LEVEL_AFTER = 4

DECISION_READING = Reading(
    "Time to decide",
    "The regulation names none. A decision is expected within 5 workdays, as are advice and a recorded act; "
    "a signature within 2, the answer of an outside authority within 10. A bureau may expect its supervisors "
    "sooner. Whoever has the step is reminded on the last of these days and 2 workdays after it. 4 workdays "
    "after it the next level and the bureau telework coordinator are told. Silence decides nothing.",
)


class Reminder(IntEnum):
    """What has been sent about a step that waits; each includes the ones before it."""

    DUE = 1
    SECOND = 2
    NEXT_LEVEL = 3


def expected_workdays(act: Act, of_bureau: int | None = None) -> int:
    """Workdays in which `act` is expected.

    of_bureau  what the bureau's own policy expects of its supervisors, where it does and this is theirs
    """
    department = EXPECTED_WORKDAYS[act]
    return department if of_bureau is None else max(1, min(of_bureau, department))


def reminder_due(
    due_on: date, today: date, calendar: FederalCalendar, *, washington: bool
) -> Reminder | None:
    """The furthest reminder whose day has come; None before the expected day.

    due_on      the day by which the act was expected, in Washington's date
    washington  whether the employee's duty station lies in the area that has Inauguration Day
    """
    if today < due_on:
        return None
    for workdays, reminder in (
        (NEXT_LEVEL_AFTER, Reminder.NEXT_LEVEL),
        (SECOND_REMINDER_AFTER, Reminder.SECOND),
    ):
        if today >= calendar.count_workdays(due_on, workdays, washington=washington).last_day:
            return reminder
    return Reminder.DUE


def workdays_taken(opened_on: date, until: date, calendar: FederalCalendar, *, washington: bool) -> int:
    """Workdays after the day on which a step opened, through `until`; that day itself does not count."""
    days = (opened_on + timedelta(days=number) for number in range(1, (until - opened_on).days + 1))
    return sum(calendar.is_workday(day, washington=washington) for day in days)
