"""The yearly review's days: reminders, when it is missed, and where an agreement ends before."""

from datetime import date, timedelta

import pytest

from agreements.policy.yearly import ends_before, is_missed, next_reminder

DUE = date(2027, 12, 7)
pytestmark = pytest.mark.citation("2362.1(e)")


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (DUE - timedelta(days=60), date(2027, 11, 7)),
        (DUE - timedelta(days=31), date(2027, 11, 7)),
        (DUE - timedelta(days=30), date(2027, 11, 23)),
        (DUE - timedelta(days=14), DUE),
        (DUE - timedelta(days=1), DUE),
        (DUE, None),
        (DUE + timedelta(days=400), None),
    ],
)
def test_next_reminder_comes_30_and_14_days_before_and_on_the_day(after: date, expected: date | None) -> None:
    assert next_reminder(DUE, after) == expected


def test_reminders_around_a_leap_day_count_days() -> None:
    assert next_reminder(date(2028, 3, 14), date(2028, 2, 28)) == date(2028, 2, 29)


@pytest.mark.parametrize(("days", "missed"), [(0, False), (29, False), (30, True), (31, True)])
def test_review_is_missed_30_days_after_its_day(days: int, *, missed: bool) -> None:
    assert is_missed(DUE, DUE + timedelta(days=days)) is missed


@pytest.mark.parametrize(
    ("last_days", "over"),
    [
        ((), False),
        ((None,), False),
        ((DUE,), False),
        ((DUE - timedelta(days=1),), True),
        ((None, DUE - timedelta(days=1)), True),
    ],
)
def test_agreement_that_ends_before_the_day_is_not_reviewed(
    last_days: tuple[date | None, ...], *, over: bool
) -> None:
    assert ends_before(DUE, *last_days) is over
