"""Workdays, holidays, closures and pay periods, as tables of days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telework.calendar import FederalCalendar, inauguration_day, pay_period, statutory_holidays

CLOSURES = {
    date(2024, 12, 24): "Executive order of 20 December 2024",
    date(2025, 1, 9): "National Day of Mourning",
    date(2025, 12, 24): "Executive order of 18 December 2025",
    date(2025, 12, 26): "Executive order of 18 December 2025",
}
CALENDAR = FederalCalendar(CLOSURES)
PLAIN = FederalCalendar({})

# Days off of a Monday to Friday workweek under 5 U.S.C. 6103 and Executive Order 11582, written by hand.
DAYS_OFF = {
    2024: "01-01 01-15 02-19 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25",
    2025: "01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25",
    2026: "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25",
    2027: "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31",
    2028: "01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25",
}


def day(text: str) -> date:
    return date.fromisoformat(text)


def weekdays_of(year: int) -> list[date]:
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    return [d for d in days if d.year == year and d.weekday() < 5]


@pytest.mark.parametrize("year", sorted(DAYS_OFF))
@pytest.mark.parametrize("washington", [True, False])
def test_weekday_holidays_of_a_year_are_exactly_those_of_the_law(year: int, washington: bool) -> None:
    found = [d for d in weekdays_of(year) if PLAIN.holiday(d, washington=washington)]

    assert found == [date(year, *map(int, text.split("-"))) for text in DAYS_OFF[year].split()]


@pytest.mark.parametrize("closed", ["2018-12-05", "2019-12-24", "2020-12-24", *map(str, CLOSURES)])
def test_closures_come_from_the_table_alone(closed: str) -> None:
    closed_on = day(closed)

    assert PLAIN.holiday(closed_on, washington=True) is None
    assert PLAIN.is_workday(closed_on, washington=True)
    assert not FederalCalendar({closed_on: "Order"}).is_workday(closed_on, washington=True)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2026-07-03", "Independence Day (observed)"),
        ("2026-07-04", "Independence Day"),
        ("2027-12-31", "New Year's Day (observed)"),
        ("2026-06-19", "Juneteenth National Independence Day"),
        ("2026-07-02", None),
    ],
)
def test_holidays_have_names(text: str, name: str | None) -> None:
    assert PLAIN.holiday(day(text), washington=False) == name


@pytest.mark.parametrize(
    ("year", "observed"),
    [
        (1965, None),
        (2013, date(2013, 1, 21)),
        (2024, None),
        (2025, date(2025, 1, 20)),
        (2026, None),
        (2029, date(2029, 1, 20)),
        (2033, date(2033, 1, 20)),
    ],
)
def test_inauguration_day_is_every_fourth_year_and_moves_from_sunday_only(
    year: int, observed: date | None
) -> None:
    assert inauguration_day(year) == observed


def test_inauguration_day_is_a_holiday_only_in_the_washington_area() -> None:
    assert PLAIN.holiday(date(2033, 1, 20), washington=True) == "Inauguration Day"
    assert PLAIN.is_workday(date(2033, 1, 20), washington=False)


def test_inauguration_on_a_saturday_gives_no_other_day() -> None:
    assert PLAIN.is_workday(date(2029, 1, 19), washington=True)
    assert PLAIN.is_workday(date(2029, 1, 22), washington=True)
    assert not PLAIN.is_workday(date(2029, 1, 20), washington=True)


COUNTS = [
    pytest.param("2026-12-07", True, "2026-12-21", id="two plain weeks"),
    pytest.param("2026-08-01", True, "2026-08-14", id="notice on a Saturday"),
    pytest.param("2026-08-02", True, "2026-08-14", id="notice on a Sunday"),
    pytest.param("2026-07-31", True, "2026-08-14", id="notice on the Friday before"),
    pytest.param("2026-06-29", False, "2026-07-14", id="Independence Day observed on a Friday"),
    pytest.param("2027-06-28", False, "2027-07-13", id="Independence Day observed on a Monday"),
    pytest.param("2026-11-09", True, "2026-11-24", id="Veterans Day inside"),
    pytest.param("2026-11-11", True, "2026-11-25", id="notice on a holiday"),
    pytest.param("2027-12-20", True, "2028-01-05", id="New Year observed on 31 December of the year before"),
    pytest.param("2025-12-15", True, "2026-01-02", id="two closures around Christmas, then New Year"),
    pytest.param("2024-12-23", True, "2025-01-10", id="closed on Christmas Eve and for mourning"),
    pytest.param("2024-12-26", True, "2025-01-13", id="closed for mourning only"),
    pytest.param("2025-01-10", True, "2025-01-27", id="Inauguration Day on the King holiday counts once"),
    pytest.param("2029-01-08", True, "2029-01-23", id="Inauguration Day on a Saturday"),
    pytest.param("2033-01-14", True, "2033-02-01", id="Inauguration Day on a Thursday, Washington"),
    pytest.param("2033-01-14", False, "2033-01-31", id="Inauguration Day on a Thursday, elsewhere"),
]


@pytest.mark.citation("2362.1(m)")
@pytest.mark.citation("2362.1(n)")
@pytest.mark.parametrize(("notice_on", "washington", "last_day"), COUNTS)
def test_ten_workdays_are_counted_from_the_day_after_notice(
    notice_on: str, washington: bool, last_day: str
) -> None:
    count = CALENDAR.count_workdays(day(notice_on), 10, washington=washington)

    assert count.last_day == day(last_day)
    assert count.first_day_without == day(last_day) + timedelta(days=1)


def test_the_strip_says_of_every_day_why_it_counts_or_not() -> None:
    marks = CALENDAR.count_workdays(date(2025, 12, 23), 3, washington=True).days

    assert [(m.day.day, m.kind, m.label, m.number) for m in marks] == [
        (23, "notice", "Day of notice", None),
        (24, "closure", "Executive order of 18 December 2025", None),
        (25, "holiday", "Christmas Day", None),
        (26, "closure", "Executive order of 18 December 2025", None),
        (27, "weekend", "Saturday", None),
        (28, "weekend", "Sunday", None),
        (29, "counted", "Workday 1 of 3", 1),
        (30, "counted", "Workday 2 of 3", 2),
        (31, "counted", "Workday 3 of 3", 3),
    ]


@pytest.mark.parametrize("number", [0, -1])
def test_counting_no_workdays_is_refused(number: int) -> None:
    with pytest.raises(ValueError):
        PLAIN.count_workdays(date(2026, 12, 7), number, washington=True)


def test_the_table_of_closures_is_copied() -> None:
    table = {date(2026, 12, 24): "Order"}
    calendar = FederalCalendar(table)
    table.clear()

    assert calendar.closure(date(2026, 12, 24)) == "Order"


ANY_DAY = st.dates(date(2011, 1, 1), date(2060, 12, 31))
WEEKDAYS = ANY_DAY.filter(lambda d: d.weekday() < 5)


@given(
    after=ANY_DAY, number=st.integers(1, 30), washington=st.booleans(), closed=st.sets(ANY_DAY, max_size=3)
)
def test_the_last_day_is_a_workday_and_exactly_so_many_were_counted(
    after: date, number: int, washington: bool, closed: set[date]
) -> None:
    calendar = FederalCalendar(dict.fromkeys(closed, "Order"))
    count = calendar.count_workdays(after, number, washington=washington)
    numbers = [mark.number for mark in count.days if mark.kind == "counted"]

    assert calendar.is_workday(count.last_day, washington=washington)
    assert numbers == list(range(1, number + 1))
    assert [mark.day for mark in count.days] == [
        after + timedelta(days=n) for n in range((count.last_day - after).days + 1)
    ]


@given(after=ANY_DAY, washington=st.booleans())
def test_ten_workdays_take_two_weeks_from_a_weekday_and_twelve_days_from_a_sunday(
    after: date, washington: bool
) -> None:
    count = PLAIN.count_workdays(after, 10, washington=washington)
    least = {5: 13, 6: 12}.get(after.weekday(), 14)

    assert (count.last_day - after).days >= least


@given(after=ANY_DAY, offset=st.integers(0, 30), washington=st.booleans())
def test_a_closure_never_makes_the_last_day_earlier(after: date, offset: int, washington: bool) -> None:
    closed = FederalCalendar({after + timedelta(days=offset): "Order"})
    without = PLAIN.count_workdays(after, 10, washington=washington)

    assert closed.count_workdays(after, 10, washington=washington).last_day >= without.last_day


@given(closed=WEEKDAYS)
def test_a_closure_is_never_a_workday(closed: date) -> None:
    assert not FederalCalendar({closed: "Order"}).is_workday(closed, washington=False)


@given(year=st.integers(2021, 2100))
def test_every_year_has_the_eleven_holidays_on_their_own_days(year: int) -> None:
    on_the_day = [name for name in statutory_holidays(year).values() if not name.endswith("(observed)")]

    assert len(on_the_day) == 11


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("2023-01-01", "2023-01-01"),
        ("2023-01-14", "2023-01-01"),
        ("2023-01-15", "2023-01-15"),
        ("2022-12-31", "2022-12-18"),
        ("2000-01-02", "2000-01-02"),
        ("2001-01-14", "2001-01-14"),
        ("2025-01-12", "2025-01-12"),
        ("2026-01-10", "2025-12-28"),
        ("2026-01-11", "2026-01-11"),
        ("2026-12-27", "2026-12-27"),
        ("2027-01-09", "2026-12-27"),
        ("2028-01-09", "2028-01-09"),
    ],
)
def test_pay_periods_follow_the_standard_cycle(text: str, start: str) -> None:
    assert pay_period(day(text)).start == day(start)


def test_the_anchor_of_the_pay_periods_can_be_moved_to_the_other_cycle() -> None:
    assert pay_period(date(2023, 1, 7), anchor=date(2023, 1, 8)).start == date(2022, 12, 25)


@given(any_day=ANY_DAY)
def test_a_pay_period_is_fourteen_days_from_sunday_and_holds_the_day(any_day: date) -> None:
    period = pay_period(any_day)

    assert period.start <= any_day <= period.end
    assert (period.end - period.start).days == 13
    assert f"{period.start:%A}" == "Sunday"
