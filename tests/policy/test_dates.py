"""Dates and routes that no rule asks about: evacuation, clearance, notice overseas, reviews, as tables."""

from datetime import date, timedelta

import pytest

from agreements.policy.medevac import last_day
from agreements.policy.review import review_due_on
from deto.policy.clearance import Route, clearance
from deto.policy.notice import earliest_last_day

START = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("medevac_end", "days_used", "expected"),
    [
        pytest.param(date(2026, 12, 31), 0, date(2026, 3, 31), id="ninetieth day"),
        pytest.param(date(2026, 3, 30), 0, date(2026, 3, 30), id="the evacuation ends first"),
        pytest.param(date(2026, 12, 31), 60, date(2026, 1, 30), id="thirty days are left"),
        pytest.param(date(2026, 12, 31), 89, date(2026, 1, 1), id="one day is left"),
        pytest.param(date(2026, 12, 31), 90, None, id="none is left"),
    ],
)
@pytest.mark.citation("2362.5(2)")
def test_an_evacuation_allows_ninety_days_in_all(
    medevac_end: date, days_used: int, expected: date | None
) -> None:
    assert last_day(START, medevac_end, days_used=days_used) == expected


@pytest.mark.citation("2362.5(2)")
def test_an_evacuation_cannot_end_before_telework_starts() -> None:
    with pytest.raises(ValueError, match="ends before"):
        last_day(START, date(2025, 12, 31))


@pytest.mark.parametrize(
    ("days", "is_extension", "has_country_duties", "route", "citation"),
    [
        (364, False, False, Route.COUNTRY_CLEARANCE, "2368.4(e)"),
        (365, False, False, Route.NSDD38, "2368.4(e)"),
        (1, True, False, Route.NSDD38, "2368.6(a)"),
        (1, False, True, Route.NSDD38, "2368.8(b)"),
    ],
)
@pytest.mark.citation("2368.4(e)")
@pytest.mark.citation("2368.6(a)")
@pytest.mark.citation("2368.8(b)")
def test_length_extension_and_country_duties_decide_the_clearance(
    days: int, is_extension: bool, has_country_duties: bool, route: Route, citation: str
) -> None:
    end = START + timedelta(days=days - 1)
    found = clearance(START, end, is_extension=is_extension, has_country_duties=has_country_duties)

    assert (found.days, found.route, found.citation) == (days, route, citation)


@pytest.mark.parametrize(
    ("given_on", "expected"),
    [
        pytest.param(date(2026, 11, 23), date(2026, 12, 26), id="within a pay period"),
        pytest.param(date(2026, 11, 28), date(2026, 12, 26), id="its last day"),
        pytest.param(date(2026, 11, 29), date(2027, 1, 9), id="first day of the next"),
        pytest.param(date(2026, 12, 12), date(2027, 1, 9), id="last day of the next"),
        pytest.param(date(2028, 2, 13), date(2028, 3, 18), id="over the end of February of a leap year"),
    ],
)
@pytest.mark.citation("2368.6(b)")
@pytest.mark.citation("2368.6(c)")
def test_notice_overseas_is_two_whole_pay_periods(given_on: date, expected: date) -> None:
    notice = earliest_last_day(given_on)

    assert notice.last_day == expected
    assert len(notice.counted_days) == 28
    assert [mark.day for mark in notice.days if mark.kind == "counted"] == list(notice.counted_days)
    assert (notice.after, notice.days[0].kind) == (given_on, "notice")
    assert notice.first_day_without == expected + timedelta(days=1)


@pytest.mark.parametrize(
    ("kind", "start", "due_on"),
    [
        ("domestic", date(2026, 12, 7), date(2027, 12, 7)),
        ("domestic", date(2028, 2, 29), date(2029, 2, 28)),
        ("deto", date(2026, 12, 7), date(2027, 6, 7)),
        ("deto", date(2027, 8, 31), date(2028, 2, 29)),
    ],
)
@pytest.mark.citation("2362.1(e)")
@pytest.mark.citation("2368.5(c)")
def test_reviews_are_due_on_the_same_day_of_the_month(kind: str, start: date, due_on: date) -> None:
    assert review_due_on(kind, start) == due_on


@pytest.mark.citation("2362.1(e)")
def test_a_review_after_the_last_year_of_the_calendar_is_no_date() -> None:
    assert review_due_on("domestic", date(9998, 12, 31)) == date(9999, 12, 31)
    with pytest.raises(OverflowError):
        review_due_on("domestic", date(9999, 1, 1))
