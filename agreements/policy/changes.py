"""A changed fact and the review it opens: which do, and when the answer is due (2362.1(e))."""

from datetime import date, timedelta

from telework.calendar import FederalCalendar
from telework.policy import Reading

REVIEW_WORKDAYS = 10
# After a review was due, so long a notice still counts as the answer to it.
ENDING_SOON = timedelta(days=30)
# Kinds of change that open no review: an agreement ends by itself with the employee's service.
UNREVIEWED = frozenset({"separation"})

REVIEW_READING = Reading(
    "Time to review",
    "The regulation names none. A review that a changed fact opens is to be decided within 10 workdays. "
    "Silence decides nothing: the agreement stays as it is, and the next level and the coordinator are told. "
    "Nobody is pressed while a notice runs whose last day comes within 30 days after the review was due: the "
    "agreement is ending. A longer notice answers nothing.",
)


def answer_due_on(opened_on: date, calendar: FederalCalendar, *, washington: bool) -> date:
    """The day by which a review is to be decided.

    opened_on   the day it opens, in Washington's date
    washington  whether the duty station lies in the area that has Inauguration Day
    """
    return calendar.count_workdays(opened_on, REVIEW_WORKDAYS, washington=washington).last_day


def is_answered_by_notice(due_on: date, last_day: date | None) -> bool:
    """Whether a notice ends the agreement soon enough after a review was due.

    due_on    the day by which the review is to be decided
    last_day  of the notice that runs; None: none does
    """
    return last_day is not None and last_day <= due_on + ENDING_SOON
