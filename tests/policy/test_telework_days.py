"""Which days a schedule makes telework days, week by week of the pay period."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.policy.schedule import Place, Schedule, ScheduledDay
from agreements.policy.telework_days import telework_days
from telework.calendar import FederalCalendar, pay_period

CLOSED = date(2026, 12, 24)
CALENDAR = FederalCalendar({CLOSED: "Closed by executive order"})


def schedule(*telework: tuple[int, int]) -> Schedule:
    return Schedule.of(
        ScheduledDay(
            d.week, d.weekday, Place.TELEWORK if (d.week, d.weekday) in telework else d.place, d.hours
        )
        for d in Schedule.at_office().days
    )


def days(first: date, last: date, *telework: tuple[int, int], washington: bool = True) -> list[date]:
    return list(telework_days(schedule(*telework), first, last, CALENDAR, washington=washington))


def test_week_1_is_the_first_week_of_the_pay_period_and_begins_on_sunday() -> None:
    # The pay period of 29 November to 12 December 2026.
    assert pay_period(date(2026, 12, 1)).start == date(2026, 11, 29)
    found = days(date(2026, 11, 29), date(2026, 12, 26), (1, 1), (2, 3), (1, 6), (2, 5))
    assert found == [
        date(2026, 11, 29),
        date(2026, 12, 1),
        date(2026, 12, 10),
        date(2026, 12, 12),
        date(2026, 12, 13),
        date(2026, 12, 15),
        date(2026, 12, 26),  # the Thursday of week 2 is closed
    ]


def test_first_and_last_day_count() -> None:
    assert days(date(2026, 12, 1), date(2026, 12, 1), (1, 1)) == [date(2026, 12, 1)]
    assert days(date(2026, 12, 2), date(2026, 12, 1), (1, 1)) == []


def test_holidays_as_they_are_observed_and_closures_are_no_telework_days() -> None:
    every_friday = days(date(2026, 6, 28), date(2026, 7, 11), (1, 4), (2, 4))
    assert date(2026, 7, 3) not in every_friday  # Independence Day, a Saturday
    every_thursday = days(date(2026, 12, 13), date(2026, 12, 31), (1, 3), (2, 3))
    assert every_thursday == [date(2026, 12, 17), date(2026, 12, 31)]


@pytest.mark.parametrize(("washington", "is_one"), [(True, False), (False, True)])
def test_inauguration_day_is_a_holiday_in_the_washington_area_alone(washington: bool, is_one: bool) -> None:
    day = date(2029, 1, 20)  # a Saturday
    week = (day - pay_period(day).start).days // 7 + 1
    assert (days(day, day, (week, 5), washington=washington) == [day]) is is_one


@given(st.dates(date(2024, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_every_day_found_is_scheduled_so_and_none_is_missing(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    found = days(first, last, (1, 1), (2, 3))
    for number in range(length + 1):
        day = first + timedelta(days=number)
        offset = (day - pay_period(day).start).days
        off = CALENDAR.holiday(day, washington=True) or CALENDAR.closure(day)
        assert (day in found) is (offset in (2, 11) and not off)
