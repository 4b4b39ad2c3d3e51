"""Days that the regulation leaves open: deadlines, taking back, looking again, suspensions, trials."""

from datetime import date

import pytest

from agreements.policy import deadlines, pause, second_thoughts, trial
from agreements.policy.deadlines import Reminder
from agreements.policy.grievance import ADMINISTRATIVE, FOREIGN_SERVICE, NEGOTIATED, Route, route_of
from agreements.states import Act
from telework.calendar import FederalCalendar

CALENDAR = FederalCalendar({})
MONDAY = date(2026, 11, 23)  # Thursday the 26th is Thanksgiving Day


@pytest.mark.parametrize(
    ("act", "of_bureau", "expected"),
    [
        (Act.APPROVE, None, 5),
        (Act.CONSULT, None, 5),
        (Act.SIGN, None, 2),
        (Act.CLEAR, None, 10),
        (Act.RECORD, None, 5),
        (Act.APPROVE, 3, 3),
        (Act.APPROVE, 9, 5),
        (Act.APPROVE, 0, 1),
    ],
)
@pytest.mark.citation("2362(d)")
def test_each_act_has_its_workdays_and_a_bureau_may_expect_fewer(
    act: Act, of_bureau: int | None, expected: int
) -> None:
    assert deadlines.expected_workdays(act, of_bureau) == expected


@pytest.mark.parametrize(
    ("today", "reminder"),
    [
        (date(2026, 11, 22), None),
        (date(2026, 11, 23), Reminder.DUE),
        (date(2026, 11, 24), Reminder.DUE),
        (date(2026, 11, 25), Reminder.SECOND),
        (date(2026, 11, 29), Reminder.SECOND),
        (date(2026, 11, 30), Reminder.NEXT_LEVEL),
        (date(2027, 3, 1), Reminder.NEXT_LEVEL),
    ],
)
def test_reminders_come_on_the_day_two_workdays_after_and_four(
    today: date, reminder: Reminder | None
) -> None:
    assert deadlines.reminder_due(MONDAY, today, CALENDAR, washington=True) is reminder


@pytest.mark.parametrize(
    ("until", "taken"),
    [
        (MONDAY, 0),
        (date(2026, 11, 24), 1),
        (date(2026, 11, 27), 3),
        (date(2026, 11, 29), 3),
        (date(2026, 11, 30), 4),
    ],
)
def test_time_is_counted_in_workdays_without_the_day_on_which_a_step_opened(until: date, taken: int) -> None:
    assert deadlines.workdays_taken(MONDAY, until, CALENDAR, washington=True) == taken


@pytest.mark.parametrize(
    ("decided_on", "last"),
    [
        (MONDAY, date(2026, 11, 24)),
        (date(2026, 11, 25), date(2026, 11, 27)),
        (date(2026, 11, 27), date(2026, 11, 30)),
    ],
)
def test_decision_is_taken_back_through_the_next_workday(decided_on: date, last: date) -> None:
    assert second_thoughts.take_back_until(decided_on, CALENDAR, washington=True) == last


def test_denial_is_looked_at_again_when_asked_within_ten_workdays() -> None:
    assert second_thoughts.look_again_until(MONDAY, CALENDAR, washington=True) == date(2026, 12, 8)


@pytest.mark.parametrize(
    ("service", "unit", "route"),
    [
        ("foreign", "", FOREIGN_SERVICE),
        ("foreign", "AFSA", FOREIGN_SERVICE),
        ("civil", "NFFE", NEGOTIATED),
        ("civil", "", ADMINISTRATIVE),
    ],
)
def test_grievance_goes_the_way_of_service_and_bargaining_unit(service: str, unit: str, route: Route) -> None:
    assert route_of(service, unit) is route


@pytest.mark.citation("2362.2(a)")
def test_suspension_lasts_at_most_ten_workdays() -> None:
    assert pause.latest_until(MONDAY, CALENDAR, washington=True) == date(2026, 12, 8)


@pytest.mark.parametrize(
    ("until", "due"),
    [
        (date(2026, 12, 8), date(2026, 12, 7)),
        (date(2026, 11, 30), date(2026, 11, 27)),
        (date(2026, 11, 24), MONDAY),
        (MONDAY, MONDAY),
    ],
)
def test_what_follows_a_suspension_is_decided_the_workday_before_its_last(until: date, due: date) -> None:
    assert pause.decision_due_on(MONDAY, until, CALENDAR, washington=True) == due


@pytest.mark.parametrize(
    ("until", "asked", "is_possible"),
    [
        (date(2026, 12, 22), None, False),
        (date(2026, 12, 23), None, True),
        (date(2027, 11, 23), None, True),
        (date(2027, 11, 24), None, False),
        (date(2027, 3, 1), date(2027, 3, 1), False),
        (date(2027, 3, 1), date(2027, 3, 2), True),
    ],
)
def test_trial_lasts_thirty_days_to_twelve_months_and_less_than_asked_for(
    until: date, asked: date | None, is_possible: bool
) -> None:
    assert (not trial.fault_of(until, MONDAY, asked)) == is_possible


def test_review_of_a_trial_opens_fifteen_workdays_before_its_last_day() -> None:
    # Monday 7 December less fifteen workdays, Thanksgiving Day among the days between.
    assert trial.review_opens_on(date(2026, 12, 7), CALENDAR, washington=True) == date(2026, 11, 13)
