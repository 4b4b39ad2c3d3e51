"""Notice of cancellation: ten workdays, by either side (2362.1(m), 2362.1(n))."""

from datetime import date, timedelta

from telework.calendar import FederalCalendar, WorkdayCount
from telework.policy import Reading

NOTICE_WORKDAYS = 10
NOTICE_LONGEST = timedelta(days=365)

NOTICE_READING = Reading(
    "10 workdays' notice",
    "Workdays are Monday to Friday, less federal holidays as they are observed and days closed by executive "
    "order. The day of notice, in Washington's date, does not count. The agreement stays in effect through "
    "the tenth workday after it; the next day is the first without it. A bureau's own policy may ask its "
    "supervisors, never employees, for more (2362(d)): the one in force on the day of notice counts.",
)
NOTICE_LONGEST_READING = Reading(
    "At most one year's notice",
    "The regulation names the shortest notice and no longest. A last day can be chosen up to one year after "
    "the day of notice: by then the agreement is looked at again anyway, and a notice is not a plan. Each "
    "side gives its own notice; the agreement ends with the earlier last day.",
)


def earliest_last_day(
    given_on: date, calendar: FederalCalendar, *, washington: bool, of_bureau: int | None = None
) -> WorkdayCount:
    """The count whose `last_day` is the earliest day an agreement can end on.

    given_on    day of notice, in Washington's date
    washington  whether the duty station lies in the area that has Inauguration Day
    of_bureau   workdays that the bureau's own policy asks of its supervisors, where it asks for more
    """
    workdays = max(NOTICE_WORKDAYS, of_bureau or 0)
    return calendar.count_workdays(given_on, workdays, washington=washington)


def latest_last_day(given_on: date) -> date:
    """The latest day that can be chosen as the last one, in Washington's date."""
    return given_on + NOTICE_LONGEST
