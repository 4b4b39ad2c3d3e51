"""The yearly review: when it opens, when it is reminded of, from when it is missed (2362.1(e))."""

from datetime import date, timedelta

from telework.policy import Reading

CAUSE = "yearly"
CAUSE_LABEL = "Yearly review"
OPENS_BEFORE = timedelta(days=60)
# Days before the review is due; the letter that opens it is the first reminder.
REMIND_DAYS_BEFORE = (30, 14, 0)
MISSED_AFTER = timedelta(days=30)

YEARLY_READING = Reading(
    "Yearly review",
    "An agreement is looked at again at least once a year. The year counts from its first day, from the "
    "day on which new terms took effect, or from the last review that was answered with yes, whichever is "
    "the latest. The review opens 60 days before, and whoever has not signed it is reminded 30 and 14 "
    "days before its day and on it. Supervisor and employee both sign, in either order. New terms that "
    "take effect answer it too, because both have signed them. One that is found late opens at once, with "
    "at least 10 workdays to answer. Where the agreement ends before the review is due, none opens. "
    "Silence decides nothing: 30 days after its day a review counts as missed, the next level and the "
    "coordinator are told again, and it stays open.",
)


def next_reminder(due_on: date, after: date) -> date | None:
    """The day of the next reminder later than `after`; None when none is left.

    What a late sweep has missed is not sent after it: one reminder says the same.
    """
    days = (due_on - timedelta(days=before) for before in REMIND_DAYS_BEFORE)
    return min((day for day in days if day > after), default=None)


def is_missed(due_on: date, today: date) -> bool:
    """Whether a review that is not answered counts as missed: 30 days after its day."""
    return today >= due_on + MISSED_AFTER


def ends_before(due_on: date, *last_days: date | None) -> bool:
    """Whether an agreement is over before a review is due: nothing is left to look at."""
    return any(day is not None and day < due_on for day in last_days)
