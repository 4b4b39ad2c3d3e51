"""Notice of cancellation: ten workdays, by either side (2362.1(m), 2362.1(n))."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from agreements.policy.decision import DECISION_REASONS, Reason
from telework.calendar import DayMark, FederalCalendar, WorkdayCount
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


class NoticeCount(Protocol):
    """The days of one notice, whatever is counted: what pages and letters show of them.

    after         the day of notice
    number        how many workdays or pay periods
    length        the same in words, for example "10 workdays"
    last_counted  what the last day is, for example "Workday 10"
    """

    @property
    def after(self) -> date: ...
    @property
    def number(self) -> int: ...
    @property
    def last_day(self) -> date: ...
    @property
    def first_day_without(self) -> date: ...
    @property
    def days(self) -> tuple[DayMark, ...]: ...
    @property
    def length(self) -> str: ...
    @property
    def last_counted(self) -> str: ...


@dataclass(frozen=True)
class NoticeRules:
    """How long one kind's notice is, on what management's rests, and where the regulation says so.

    length         the least of it, in words
    by_employee    citation of the employee's notice
    by_supervisor  citation of management's; `with_reason` with its reason, `by_both` of either side's
    reason         what management's notice rests on, in words; `reason_label` names it on forms
    not_counted    how the days are counted, in words
    reasons        what management can choose from
    readings       how the regulation is read
    count          the days after a day of notice; None: workdays, with the bureau's own policy and closures
    """

    length: str = f"{NOTICE_WORKDAYS} workdays"
    by_employee: str = "2362.1(n)"
    by_supervisor: str = "2362.1(m)"
    with_reason: str = "2362.1(m), (i)"
    by_both: str = "2362.1(m), (n)"
    reason: str = "for a reason that lies in the work"
    reason_label: str = "work-based reason"
    not_counted: str = "the day of notice, weekends and federal holidays do not count"
    reasons: tuple[Reason, ...] = DECISION_REASONS
    readings: tuple[Reading, ...] = (NOTICE_READING, NOTICE_LONGEST_READING)
    count: Callable[[date], NoticeCount] | None = None


IN_WORKDAYS = NoticeRules()


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
