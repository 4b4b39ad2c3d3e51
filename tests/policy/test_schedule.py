"""The two-week schedule and the rules on it."""

import json
from datetime import date
from decimal import Decimal

import pytest

from agreements.facts import TermsFacts
from agreements.policy.fam_2018 import TERMS_RULES
from agreements.policy.schedule import Pattern, Place, Schedule, WorkSchedule, problems
from telework.policy import Outcome
from tests.policy.known_good import (
    COMPLETE,
    TODAY,
    complete_but,
    finding,
    not_passed,
    schedule,
    with_day,
)

PASSED, FAILED, UNKNOWN = Outcome.PASSED, Outcome.FAILED, Outcome.UNKNOWN
OFFICE = schedule("ooooo--", "ooooo--")
NINES = with_day(with_day(schedule("ooooo--", "oooto--", "9"), 1, 0, hours=Decimal(8)), 1, 4, place=Place.OFF)
FIVE_FOUR_NINE = with_day(with_day(NINES, 1, 4, hours=Decimal(0)), 1, 3, place=Place.TELEWORK)


def outcome(code: str, facts: TermsFacts) -> Outcome:
    return finding(TERMS_RULES, code, facts).outcome


def test_a_schedule_survives_json_and_always_gives_the_same_bytes() -> None:
    whole, decimals = schedule("ootot--", "ootot--", "8"), schedule("ootot--", "ootot--", "8.00")
    as_json = json.loads(json.dumps(whole.to_json()))

    assert Schedule.from_json(as_json) == whole
    assert decimals.to_json() == as_json
    assert as_json[2] == {"week": 1, "weekday": 2, "place": "telework", "hours": "8.00", "site": None}


def test_a_schedule_keeps_the_site_of_a_day() -> None:
    base = with_day(schedule("ootot--", "ootot--"), 1, 2, site=2)

    assert Schedule.from_json(base.to_json()).telework_days[0].site == 2


@pytest.mark.parametrize("days", [OFFICE.days[:13], OFFICE.days + OFFICE.days[:1], OFFICE.days[::-1]])
def test_a_schedule_has_each_of_fourteen_days_once_and_in_order(days: tuple) -> None:  # type: ignore[type-arg]
    with pytest.raises(ValueError):
        Schedule(days)


def test_a_schedule_counts_its_days_and_hours() -> None:
    counted = schedule("ottot--", "oo--t--", "9")

    assert counted.days_per_pay_period == 4
    assert [counted.telework_days_in_week(week) for week in (1, 2)] == [3, 1]
    assert len(counted.office_days) == 4
    assert [counted.hours_in_week(week) for week in (1, 2)] == [45, 27]
    assert counted.hours == 72


def test_the_form_begins_with_ten_office_days_of_eight_hours() -> None:
    assert Schedule.at_office() == OFFICE


@pytest.mark.citation("2364.3")
@pytest.mark.parametrize(
    ("place", "hours", "words"),
    [
        (Place.OFFICE, "8", None),
        (Place.OFFICE, "0.25", None),
        (Place.TELEWORK, "24", None),
        (Place.TELEWORK, "24.25", "more than 24"),
        (Place.TELEWORK, "0", "Enter the hours"),
        (Place.OFFICE, "-1", "Enter the hours"),
        (Place.OFFICE, "8.1", "quarter hours"),
        (Place.OFF, "0", None),
        (Place.OFF, "1", "no hours"),
    ],
)
def test_hours_of_a_day_must_be_possible(place: Place, hours: str, words: str | None) -> None:
    changed = with_day(OFFICE, 2, 1, place=place, hours=Decimal(hours))
    rule = finding(TERMS_RULES, "schedule.hours", complete_but(schedule=changed))

    assert len(problems(changed)) == (words is not None)
    assert rule.outcome is (FAILED if words else PASSED)
    if words:
        assert words in rule.message
        assert "Tuesday of week 2" in rule.message


@pytest.mark.citation("2361.4 core")
@pytest.mark.parametrize(
    ("pattern", "week_1", "week_2", "expected", "words"),
    [
        (Pattern.CORE, "otooo--", "ooooo--", FAILED, "none in week 2."),
        (Pattern.CORE, "ooooo--", "ttttt--", FAILED, "none in week 1."),
        (Pattern.CORE, "ooooo--", "ooooo--", FAILED, "none in week 1 and week 2."),
        (Pattern.CORE, "otooo--", "ooooo-t", PASSED, ""),
        (Pattern.CORE, "ttttt--", "ttttt--", PASSED, ""),
        (Pattern.SITUATIONAL, "ooooo--", "ooooo--", PASSED, ""),
    ],
)
def test_core_needs_a_telework_day_in_each_week(
    pattern: Pattern, week_1: str, week_2: str, expected: Outcome, words: str
) -> None:
    facts = complete_but(pattern=pattern, schedule=schedule(week_1, week_2))
    result = finding(TERMS_RULES, "schedule.core_every_week", facts)

    assert result.outcome is expected
    assert words in result.message


@pytest.mark.citation("2361.4 situational")
@pytest.mark.parametrize(
    ("pattern", "week_1", "expected"),
    [
        (Pattern.SITUATIONAL, "ooooo--", PASSED),
        (Pattern.SITUATIONAL, "otooo--", FAILED),
        (Pattern.CORE, "otooo--", PASSED),
    ],
)
def test_situational_has_no_fixed_days(pattern: Pattern, week_1: str, expected: Outcome) -> None:
    facts = complete_but(pattern=pattern, schedule=schedule(week_1, "ooooo--"))

    assert outcome("schedule.situational_not_fixed", facts) is expected


@pytest.mark.citation("2361.4 core")
@pytest.mark.citation("2362.1(f)")
@pytest.mark.parametrize(
    ("pattern", "week_1", "week_2"),
    [
        (Pattern.CORE, "otooo--", "otooo--"),
        (Pattern.CORE, "ttttt--", "ttttt--"),
        (Pattern.SITUATIONAL, "ooooo--", "ooooo--"),
    ],
)
def test_one_day_a_week_all_days_and_single_days_are_all_possible(
    pattern: Pattern, week_1: str, week_2: str
) -> None:
    facts = complete_but(pattern=pattern, schedule=schedule(week_1, week_2))

    assert not_passed(TERMS_RULES, facts) == {}


@pytest.mark.citation("2361.4 core")
@pytest.mark.parametrize("code", ["schedule.core_every_week", "schedule.situational_not_fixed"])
@pytest.mark.parametrize("missing", ["pattern", "schedule"])
def test_rules_of_the_pattern_wait_for_the_answers(code: str, missing: str) -> None:
    assert outcome(code, complete_but(**{missing: None})) is UNKNOWN


@pytest.mark.citation("2361.4 core")
@pytest.mark.parametrize(("pattern", "expected"), [(Pattern.CORE, PASSED), (None, FAILED)])
def test_the_pattern_must_be_stated(pattern: Pattern | None, expected: Outcome) -> None:
    assert outcome("schedule.pattern", complete_but(pattern=pattern)) is expected


@pytest.mark.citation("2364.3")
@pytest.mark.parametrize(("kind", "expected"), [(WorkSchedule.FIXED, PASSED), (None, FAILED)])
def test_the_work_schedule_must_be_named(kind: WorkSchedule | None, expected: Outcome) -> None:
    assert outcome("schedule.work_schedule", complete_but(work_schedule=kind)) is expected


@pytest.mark.citation("2362.1(g)")
@pytest.mark.citation("2364.3")
@pytest.mark.parametrize(
    ("hours", "part_time", "expected"),
    [
        ("8", False, PASSED),
        ("7.75", False, FAILED),
        ("8.25", False, FAILED),
        ("8", True, FAILED),
        ("7.75", True, PASSED),
        ("0.25", True, PASSED),
        ("0", True, FAILED),
    ],
)
def test_hours_match_the_tour_of_duty(hours: str, part_time: bool, expected: Outcome) -> None:
    facts = complete_but(schedule=schedule("ootot--", "ootot--", hours), is_part_time=part_time)

    assert outcome("schedule.tour_of_duty", facts) is expected


@pytest.mark.citation("2362.1(g)")
def test_part_time_is_no_obstacle() -> None:
    facts = complete_but(
        is_part_time=True, work_schedule=WorkSchedule.PART_TIME, schedule=schedule("o-t-o--", "o-t-o--")
    )

    assert not_passed(TERMS_RULES, facts) == {}


@pytest.mark.citation("2364.3")
@pytest.mark.parametrize(
    ("kind", "part_time", "days", "expected"),
    [
        (WorkSchedule.FIXED, False, schedule("ootot--", "ootot--"), PASSED),
        (WorkSchedule.FLEXITOUR, False, schedule("ootot--", "ootot--"), PASSED),
        (WorkSchedule.GLIDING, False, schedule("ootot--", "ootot--"), PASSED),
        (WorkSchedule.FIXED, False, schedule("oot-o--", "oot-o--", "10"), FAILED),
        (WorkSchedule.FIXED, False, FIVE_FOUR_NINE, FAILED),
        (WorkSchedule.FIVE_FOUR_NINE, False, FIVE_FOUR_NINE, PASSED),
        (WorkSchedule.FIVE_FOUR_NINE, False, schedule("ootot--", "ootot--"), FAILED),
        (WorkSchedule.FOUR_TEN, False, schedule("oot-o--", "-otoo--", "10"), PASSED),
        (WorkSchedule.FOUR_TEN, False, schedule("ootoo--", "-oto---", "10"), FAILED),
        (WorkSchedule.FOUR_TEN, False, schedule("ootot--", "ootot--"), FAILED),
        (WorkSchedule.MAXIFLEX, False, schedule("oot-o--", "-otoo--", "10"), PASSED),
        (WorkSchedule.PART_TIME, True, schedule("o-t-o--", "o-t-o--"), PASSED),
        (WorkSchedule.PART_TIME, False, schedule("ootot--", "ootot--"), FAILED),
        (WorkSchedule.FIXED, True, schedule("ootot--", "ootot--"), FAILED),
        (None, False, OFFICE, UNKNOWN),
        (WorkSchedule.FIXED, False, None, UNKNOWN),
    ],
)
def test_days_have_the_shape_of_the_work_schedule(
    kind: WorkSchedule | None, part_time: bool, days: Schedule | None, expected: Outcome
) -> None:
    facts = complete_but(work_schedule=kind, is_part_time=part_time, schedule=days)

    assert outcome("schedule.shape", facts) is expected


@pytest.mark.citation("2364.3")
@pytest.mark.parametrize(
    ("kind", "days"),
    [
        (WorkSchedule.FIVE_FOUR_NINE, FIVE_FOUR_NINE),
        (WorkSchedule.FOUR_TEN, schedule("oot-o--", "-otoo--", "10")),
    ],
)
def test_compressed_schedules_and_telework_go_together(kind: WorkSchedule, days: Schedule) -> None:
    assert not_passed(TERMS_RULES, complete_but(work_schedule=kind, schedule=days)) == {}


@pytest.mark.citation("2362.1(d)")
@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (TODAY, PASSED),
        (date(2026, 12, 8), PASSED),
        (date(2026, 12, 6), FAILED),
        (None, FAILED),
        (date(2027, 12, 7), PASSED),
        (date(2027, 12, 8), FAILED),
    ],
)
def test_start_is_never_in_the_past_nor_more_than_a_year_ahead(start: date | None, expected: Outcome) -> None:
    assert outcome("schedule.start", complete_but(requested_start_on=start)) is expected


@pytest.mark.citation("2362.1(d)")
@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (TODAY, None, PASSED),
        (None, None, PASSED),
        (TODAY, TODAY, PASSED),
        (TODAY, date(2026, 12, 6), FAILED),
        (None, TODAY, UNKNOWN),
    ],
)
def test_end_may_be_empty_and_never_precedes_the_start(
    start: date | None, end: date | None, expected: Outcome
) -> None:
    assert outcome("schedule.end", complete_but(requested_start_on=start, requested_end_on=end)) is expected


@pytest.mark.citation("2361.4 official work site")
@pytest.mark.parametrize(
    ("back_on", "start", "expected"),
    [
        (None, TODAY, PASSED),
        (date(2026, 12, 8), TODAY, PASSED),
        (TODAY, TODAY, FAILED),
        (TODAY, None, UNKNOWN),
    ],
)
def test_a_temporary_situation_ends_after_the_start(
    back_on: date | None, start: date | None, expected: Outcome
) -> None:
    facts = complete_but(temporary_until=back_on, requested_start_on=start)

    assert outcome("schedule.temporary_return", facts) is expected


def test_the_complete_request_passes_every_rule() -> None:
    assert not_passed(TERMS_RULES, COMPLETE) == {}
