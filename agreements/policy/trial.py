"""A trial: approved to an end date, with a review before it."""

from datetime import date, timedelta

from agreements.policy.review import months_after
from telework.calendar import FederalCalendar
from telework.policy import Reading

CAUSE = "trial"
CAUSE_LABEL = "End of the trial"
LONGEST_MONTHS = 12
SHORTEST = timedelta(days=30)
# The answer is due ten workdays after the review opens, so five are left to plan with it.
OPENS_BEFORE_WORKDAYS = 15

TRIAL_READING = Reading(
    "Trial",
    "The regulation does not speak of one. A decider may approve what was asked for through an earlier day, "
    "30 days to 12 months after the first. Nothing else changes, so it needs no new signature. The employee "
    "is told at once. Doing nothing accepts nothing that was not asked for; until the first day the employee "
    "can decline the trial, at once and without a reason, and afterwards give notice as always. A review "
    "opens 15 workdays before the last day. The supervisor answers it, and whoever set the trial is told. "
    "Answered with yes, the agreement goes on to the end that was asked for. Without an answer it ends on "
    "its day, as approved.",
)


def fault_of(until: date, first_day: date, last_day_asked: date | None) -> str:
    """Why `until` cannot be the last day of a trial; empty where it can.

    first_day       the day on which the agreement would start
    last_day_asked  the last day asked for; None for no end
    """
    if until < first_day + SHORTEST:
        return (
            f"A trial lasts at least {SHORTEST.days} days from the first day of the agreement on, so that "
            "there is something to look at."
        )
    if last_day_asked is not None and until >= last_day_asked:
        return "The last day asked for comes first, so a trial changes nothing. Leave it empty."
    if until > months_after(first_day, LONGEST_MONTHS):
        return f"A trial lasts at most {LONGEST_MONTHS} months; after that the agreement is reviewed anyway."
    return ""


def review_opens_on(until: date, calendar: FederalCalendar, *, washington: bool) -> date:
    """The day on which the review of a trial opens, that many workdays before its last day."""
    day, counted = until, 0
    while counted < OPENS_BEFORE_WORKDAYS:
        day -= timedelta(days=1)
        counted += calendar.is_workday(day, washington=washington)
    return day
