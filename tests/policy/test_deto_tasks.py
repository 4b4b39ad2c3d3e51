"""By which day each task of an arrangement overseas is due (2368.4(h), 2368.5, 2368.10)."""

from datetime import date

import pytest

from agreements.policy.worksite import sf50_due_on
from deto.policy import duedates
from deto.policy.duedates import Dates

MONDAY = date(2026, 12, 7)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (date(2026, 12, 7), date(2027, 1, 6)),
        (date(2027, 1, 30), date(2027, 3, 1)),
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 3, 30)),
        (date(2027, 12, 31), date(2028, 1, 30)),
    ],
)
def test_checklist_is_due_thirty_days_after_the_start(start: date, due: date) -> None:
    assert duedates.checklist_due_on(start) == due


# Pay periods begin on Sunday 29 November, 13 December and 27 December 2026.
@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 11, 29), date(2026, 12, 26)),
        (date(2026, 12, 7), date(2026, 12, 26)),
        (date(2026, 12, 12), date(2026, 12, 26)),
        (date(2026, 12, 13), date(2027, 1, 9)),
    ],
)
def test_form_sf50_is_due_with_the_first_pay_period_that_begins_after(day: date, due: date) -> None:
    assert sf50_due_on(day) == due


@pytest.mark.parametrize(
    ("start", "end", "due"),
    [
        (date(2026, 12, 7), date(2027, 11, 30), [date(2027, 6, 7)]),
        (date(2026, 12, 7), date(2027, 12, 7), [date(2027, 6, 7), date(2027, 12, 7)]),
        (date(2026, 8, 31), date(2027, 9, 30), [date(2027, 2, 28), date(2027, 8, 31)]),
        (date(2027, 8, 31), date(2028, 3, 1), [date(2028, 2, 29)]),
        (date(2026, 12, 7), date(2027, 6, 6), []),
        (date(2026, 12, 7), None, [date(2027, 6, 7)]),
    ],
)
def test_review_is_due_every_six_months_through_the_end(
    start: date, end: date | None, due: list[date]
) -> None:
    assert list(duedates.reviews_due_on(start, end)) == due


@pytest.mark.parametrize(
    ("arrival", "due"), [(date(2026, 12, 5), date(2026, 12, 19)), (None, date(2026, 12, 21))]
)
def test_briefing_is_due_two_weeks_after_the_arrival_or_else_the_start(
    arrival: date | None, due: date
) -> None:
    assert duedates.briefing_due_on(MONDAY, arrival) == due


def test_reviews_that_lie_outside_the_stay_are_not_asked_for() -> None:
    dates = Dates(MONDAY, date(2027, 5, 1), midyear=date(2027, 6, 1), appraisal=date(2026, 12, 1))
    codes = {one.code for one in duedates.while_it_lasts(dates)}
    assert codes == {duedates.SF50_IN, duedates.DS1963, duedates.BRIEFING}


def test_equipment_is_returned_only_where_the_government_owns_some() -> None:
    assert [one.code for one in duedates.after_the_end(MONDAY, has_equipment=False)] == [duedates.SF50_OUT]
    assert duedates.after_the_end(MONDAY, has_equipment=True)[1].due_on == date(2026, 12, 21)


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2026, 12, 11), None),
        (date(2026, 12, 12), date(2026, 12, 12)),
        (date(2026, 12, 22), date(2026, 12, 12)),
        (date(2026, 12, 23), date(2026, 12, 23)),
        (date(2026, 12, 26), date(2026, 12, 26)),
    ],
)
def test_reminders_come_fourteen_and_three_days_before_and_on_the_day(today: date, day: date | None) -> None:
    assert duedates.reminder_day(date(2026, 12, 26), today) == day
