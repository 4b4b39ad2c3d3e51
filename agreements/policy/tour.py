"""Rules of the schedule: pattern, hours, tour of duty, dates (2361.4, 2364.3)."""

from datetime import timedelta
from decimal import Decimal
from functools import partial

from agreements.facts import TermsFacts
from agreements.policy.schedule import WEEKS, Pattern, Schedule, WorkSchedule, problems
from telework.policy import Rule, Use, in_words

SECTION = "schedule"
SUPERVISOR = "your supervisor"
EIGHT_HOUR_SCHEDULES = (WorkSchedule.FIXED, WorkSchedule.FLEXITOUR, WorkSchedule.GLIDING)
SCHEDULE_FIRST = "Fill in the pattern and the two-week schedule first."


def schedule_in_words(schedule: Schedule) -> str:
    return (
        f"{schedule.days_per_pay_period} telework days, {len(schedule.office_days)} days at the regular work "
        f"site, {in_words(schedule.hours)} hours in the pay period"
    )


SCHEDULE_USED = Use("schedule", "Two-week schedule", schedule_in_words)
PATTERN_USED = Use("pattern", "Pattern")
WORK_SCHEDULE_USED = Use("work_schedule", "Kind of work schedule")
PART_TIME_USED = Use("is_part_time", "Part-time position")
START_AHEAD = timedelta(days=365)
START_USED = Use("requested_start_on", "Requested start")

# What the two-week schedule answers, once there is one.
about_schedule = partial(Rule[TermsFacts], ask=SUPERVISOR, section=SECTION, unknown=SCHEDULE_FIRST)


def weeks_short_of(facts: TermsFacts, minimum: int) -> tuple[int, ...]:
    if facts.schedule is None:
        return WEEKS
    return tuple(week for week in WEEKS if facts.schedule.telework_days_in_week(week) < minimum)


def core_rule(*, minimum: int) -> Rule[TermsFacts]:
    """A core agreement has at least `minimum` telework days in each week of the pay period."""

    def is_short(facts: TermsFacts) -> bool | None:
        if facts.pattern is None or facts.schedule is None:
            return None
        return facts.pattern == Pattern.CORE and bool(weeks_short_of(facts, minimum))

    def which(facts: TermsFacts) -> str:
        weeks = " and ".join(f"week {week}" for week in weeks_short_of(facts, minimum))
        return f"There is none in {weeks}."

    return about_schedule(
        code="schedule.core_every_week",
        citation="2361.4",
        sentence="Core telework has a telework day in each of the two weeks, or the pattern is situational.",
        refusal="Core telework needs at least one telework day in each week.",
        would_change="Add a telework day to that week, or choose situational telework.",
        uses=(PATTERN_USED, SCHEDULE_USED),
        violated_by=is_short,
        detail=which,
    )


def has_fixed_days(facts: TermsFacts) -> bool | None:
    if facts.pattern is None or facts.schedule is None:
        return None
    return facts.pattern == Pattern.SITUATIONAL and bool(facts.schedule.telework_days)


def tour_rule(*, full_time_hours: Decimal) -> Rule[TermsFacts]:
    """Full time: exactly so many hours in the pay period. Part-time: some, and fewer (2362.1(g))."""

    def differs(facts: TermsFacts) -> bool | None:
        if facts.schedule is None:
            return None
        hours = facts.schedule.hours
        if facts.is_part_time:
            return not 0 < hours < full_time_hours
        return hours != full_time_hours

    def how(facts: TermsFacts) -> str:
        hours = in_words(facts.schedule.hours) if facts.schedule else "no"
        needed = in_words(full_time_hours)
        wanted = f"more than none and fewer than {needed}" if facts.is_part_time else needed
        return f"The schedule has {hours} hours in the pay period; it needs {wanted}."

    return about_schedule(
        code="schedule.tour_of_duty",
        citation="2364.3",
        sentence="The hours of the schedule match your tour of duty.",
        refusal="The hours of the schedule do not match your tour of duty.",
        would_change="Change the hours of single days until the sum is right.",
        uses=(SCHEDULE_USED, PART_TIME_USED),
        violated_by=differs,
        detail=how,
    )


def shape_problem(facts: TermsFacts) -> str | None:
    """Why the days do not have the shape of the chosen work schedule; None when they do."""
    if facts.schedule is None or facts.work_schedule is None:
        return None
    kind = facts.work_schedule
    if facts.is_part_time is not (kind is WorkSchedule.PART_TIME):
        return "Part-time positions use the part-time schedule, and only they do."
    hours = sorted(day.hours for day in facts.schedule.duty_days)
    if kind in EIGHT_HOUR_SCHEDULES and hours != [8] * 10:
        return "It needs ten days of eight hours."
    if kind is WorkSchedule.FIVE_FOUR_NINE and hours != [8] + [9] * 8:
        return "It needs eight days of nine hours and one day of eight."
    if kind is WorkSchedule.FOUR_TEN and not _is_four_ten(facts.schedule):
        return "It needs four days of ten hours in each week."
    return None


def _is_four_ten(schedule: Schedule) -> bool:
    return all([day.hours for day in schedule.week(week) if day.is_duty_day] == [10] * 4 for week in WEEKS)


def has_wrong_shape(facts: TermsFacts) -> bool | None:
    if facts.schedule is None or facts.work_schedule is None:
        return None
    return shape_problem(facts) is not None


def starts_in_the_past(facts: TermsFacts) -> bool:
    return facts.requested_start_on is None or facts.requested_start_on < facts.today


def starts_out_of_reach(facts: TermsFacts) -> bool:
    """True for a start in the past, none at all, or one more than a year ahead."""
    start = facts.requested_start_on
    return start is None or starts_in_the_past(facts) or start > facts.today + START_AHEAD


def start_problem(facts: TermsFacts) -> str:
    if facts.requested_start_on is None:
        return "You have not given one."
    return f"You gave {in_words(facts.requested_start_on)}."


def ends_before_it_starts(facts: TermsFacts) -> bool | None:
    if facts.requested_end_on is None:
        return False
    if facts.requested_start_on is None:
        return None
    return facts.requested_end_on < facts.requested_start_on


def returns_before_it_starts(facts: TermsFacts) -> bool | None:
    if facts.temporary_until is None:
        return False
    if facts.requested_start_on is None:
        return None
    return facts.temporary_until <= facts.requested_start_on


PATTERN_STATED: Rule[TermsFacts] = Rule(
    code="schedule.pattern",
    citation="2361.4",
    sentence="You have said whether your telework is core or situational.",
    refusal="Say whether you ask for core telework, with fixed days, or for situational telework, without.",
    would_change="Choose one of the two.",
    ask=SUPERVISOR,
    uses=(PATTERN_USED,),
    violated_by=lambda facts: facts.pattern is None,
    section=SECTION,
)

SITUATIONAL_HAS_NO_FIXED_DAYS: Rule[TermsFacts] = about_schedule(
    code="schedule.situational_not_fixed",
    citation="2361.4",
    sentence="The fixed days of the schedule suit the pattern.",
    refusal="Situational telework has no fixed days, but your schedule has some.",
    would_change="Make those days office days and ask for single days later, or choose core telework.",
    uses=(PATTERN_USED, SCHEDULE_USED),
    violated_by=has_fixed_days,
)

HOURS_OF_DAYS: Rule[TermsFacts] = about_schedule(
    code="schedule.hours",
    citation="2364.3",
    sentence="Every day of duty has its hours, and days off have none.",
    refusal="The hours of some days cannot be right.",
    would_change="Correct the hours of these days.",
    uses=(SCHEDULE_USED,),
    violated_by=lambda facts: None if facts.schedule is None else bool(problems(facts.schedule)),
    detail=lambda facts: " ".join(problems(facts.schedule)) if facts.schedule else "",
)

WORK_SCHEDULE_STATED: Rule[TermsFacts] = Rule(
    code="schedule.work_schedule",
    citation="2364.3",
    sentence="You have named your kind of work schedule.",
    refusal="Name your kind of work schedule: fixed, flexible, compressed or part-time.",
    would_change="Choose the schedule that you work under now.",
    ask=SUPERVISOR,
    uses=(WORK_SCHEDULE_USED,),
    violated_by=lambda facts: facts.work_schedule is None,
    section=SECTION,
)

SHAPE: Rule[TermsFacts] = Rule(
    code="schedule.shape",
    citation="2364.3",
    sentence="The days have the shape of your work schedule.",
    refusal="The days do not have the shape of the work schedule that you chose.",
    would_change="Change the hours of the days, or choose the work schedule that fits them.",
    ask=SUPERVISOR,
    uses=(WORK_SCHEDULE_USED, SCHEDULE_USED, PART_TIME_USED),
    violated_by=has_wrong_shape,
    section=SECTION,
    detail=lambda facts: shape_problem(facts) or "",
    unknown="Fill in the kind of work schedule and the two-week schedule first.",
)

START: Rule[TermsFacts] = Rule(
    code="schedule.start",
    citation="2362.1(d)",
    sentence="The requested start is today or later, and at most one year ahead.",
    refusal=(
        "An agreement comes before the telework, so it starts today or later, and at most one year ahead."
    ),
    would_change=(
        "Choose today or a day within one year. If it is approved after that, it starts on the day of "
        "approval."
    ),
    ask="your bureau telework coordinator",
    uses=(START_USED, Use("today", "Today in Washington")),
    violated_by=starts_out_of_reach,
    section=SECTION,
    detail=start_problem,
)

END: Rule[TermsFacts] = Rule(
    code="schedule.end",
    citation="2362.1(d)",
    sentence="The agreement has no end date, or one that follows its start.",
    refusal="The last day lies before the start.",
    would_change="Choose a later last day, or leave it empty: an agreement needs no end date.",
    ask="your bureau telework coordinator",
    uses=(START_USED, Use("requested_end_on", "Last day")),
    violated_by=ends_before_it_starts,
    section=SECTION,
    unknown="Give the requested start first.",
)

RETURN_DATE: Rule[TermsFacts] = Rule(
    code="schedule.temporary_return",
    citation="2361.4",
    sentence="If being away is temporary, you return after the agreement starts.",
    refusal="You call the situation temporary, but the expected return is not after the start.",
    would_change="Give the day on which you expect to be back, or do not call it temporary.",
    ask=SUPERVISOR,
    uses=(START_USED, Use("temporary_until", "Expected return")),
    violated_by=returns_before_it_starts,
    section=SECTION,
    unknown="Give the requested start first.",
)
