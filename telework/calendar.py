"""Federal workdays and pay periods: statutory holidays are computed, closures are given. No Django."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

import holidays

SATURDAY = 5
SUNDAY = 6
FIRST_INAUGURATION_YEAR = 1965
INAUGURATION_DAY = "Inauguration Day"
PAY_PERIOD_DAYS = 14
PAY_PERIOD_ANCHOR = date(2023, 1, 1)
ONE_DAY = timedelta(days=1)

DayKind = Literal["notice", "before", "weekend", "holiday", "closure", "counted"]


@dataclass(frozen=True)
class DayMark:
    """One day of a count: why it counts or not, in words, and its number if it counts."""

    day: date
    kind: DayKind
    label: str
    number: int | None = None


@dataclass(frozen=True)
class WorkdayCount:
    """`number` workdays after the day `after`; the last of them, the next calendar day, every day between."""

    after: date
    number: int
    last_day: date
    first_day_without: date
    days: tuple[DayMark, ...]

    @property
    def length(self) -> str:
        """How much was counted, in words."""
        return f"{self.number} workdays"

    @property
    def last_counted(self) -> str:
        """What the last day is, in words that begin a sentence."""
        return f"Workday {self.number}"


class FederalCalendar:
    """Workdays of a Monday to Friday workweek.

    closures    days on which the offices are closed by order, with the reason; they are no workdays
    washington  whether the duty station lies in the area that has Inauguration Day (5 U.S.C. 6103(c))
    """

    def __init__(self, closures: Mapping[date, str]) -> None:
        self.closures: Mapping[date, str] = MappingProxyType(dict(closures))

    def holiday(self, day: date, *, washington: bool) -> str | None:
        """Name of the legal holiday kept on that day, observed days included; closures are not here."""
        name = statutory_holidays(day.year).get(day)
        if name is None and washington and day == inauguration_day(day.year):
            return INAUGURATION_DAY
        return name

    def closure(self, day: date) -> str | None:
        """Reason of the closing ordered for that day."""
        return self.closures.get(day)

    def is_workday(self, day: date, *, washington: bool) -> bool:
        return self._day_off(day, washington=washington) is None

    def count_workdays(self, after: date, number: int, *, washington: bool) -> WorkdayCount:
        """Count `number` workdays; the day `after` itself does not count. ValueError below one."""
        if number < 1:
            raise ValueError("count at least one workday")
        marks = [DayMark(after, "notice", "Day of notice")]
        day, counted = after, 0
        while counted < number:
            day += ONE_DAY
            mark = self._day_off(day, washington=washington)
            if mark is None:
                counted += 1
                mark = DayMark(day, "counted", f"Workday {counted} of {number}", counted)
            marks.append(mark)
        return WorkdayCount(after, number, day, day + ONE_DAY, tuple(marks))

    def _day_off(self, day: date, *, washington: bool) -> DayMark | None:
        if day.weekday() >= SATURDAY:
            return DayMark(day, "weekend", f"{day:%A}")
        if name := self.holiday(day, washington=washington):
            return DayMark(day, "holiday", name)
        if reason := self.closure(day):
            return DayMark(day, "closure", reason)
        return None


@lru_cache(maxsize=256)
def statutory_holidays(year: int) -> Mapping[date, str]:
    """The holidays of 5 U.S.C. 6103(a) that fall into a year, and the days they are observed on.

    No subdivision and only the public category: the others carry closings ordered for one day and
    Inauguration Day. New Year's Day of the next year is here when it is observed on 31 December.
    """
    return MappingProxyType(
        dict(holidays.country_holidays("US", years=year, expand=False, categories=("public",)))
    )


def inauguration_day(year: int) -> date | None:
    """Day of public observance, every fourth year after 1965; a Sunday moves to Monday.

    A Saturday stays where it is: Friday is no holiday in its place (51 Comp. Gen. 586).
    """
    if year <= FIRST_INAUGURATION_YEAR or (year - FIRST_INAUGURATION_YEAR) % 4:
        return None
    day = date(year, 1, 20)
    return day + ONE_DAY if day.weekday() == SUNDAY else day


@dataclass(frozen=True)
class PayPeriod:
    """Fourteen days, Sunday to Saturday, known by the first."""

    start: date
    end: date


def pay_period(day: date, *, anchor: date = PAY_PERIOD_ANCHOR) -> PayPeriod:
    """The pay period a day lies in; `anchor` is the first day of any pay period."""
    start = day - timedelta(days=(day - anchor).days % PAY_PERIOD_DAYS)
    return PayPeriod(start, start + timedelta(days=PAY_PERIOD_DAYS - 1))
