"""How long a closed case is kept: the schedule's least, and the day counted from the cutoff."""

from datetime import date

import pytest

from agreements.policy.retention import CASE_FILES, dispose_on


@pytest.mark.parametrize(
    ("cutoff", "years", "expected"),
    [
        (date(2026, 12, 8), 3, date(2029, 12, 8)),
        (date(2026, 12, 31), 1, date(2027, 12, 31)),
        (date(2028, 2, 28), 3, date(2031, 2, 28)),
        (date(2028, 2, 29), 3, date(2031, 3, 1)),
        (date(2028, 2, 29), 4, date(2032, 2, 29)),
        (date(2027, 3, 1), 1, date(2028, 3, 1)),
    ],
)
def test_disposition_day_is_that_of_the_cutoff_years_later(cutoff: date, years: int, expected: date) -> None:
    assert dispose_on(cutoff, years) == expected


@pytest.mark.parametrize("chosen", [1, 3, 25])
def test_years_may_be_as_many_as_the_schedule_asks_or_more(chosen: int) -> None:
    assert CASE_FILES.years(chosen) == chosen


@pytest.mark.parametrize("chosen", [0, -1])
def test_years_are_never_fewer_than_the_schedule_asks(chosen: int) -> None:
    with pytest.raises(ValueError, match=r"GRS 2\.3, item 040 asks for at least 1"):
        CASE_FILES.years(chosen)


def test_usual_years_outlast_the_least() -> None:
    assert (CASE_FILES.least_years, CASE_FILES.usual_years) == (1, 3)
