"""When an agreement is looked at again: domestic every year, overseas every half year."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import MAXYEAR, date

from telework.policy import Reading

# 2362.1(e) and 2368.5(c).
REVIEW_MONTHS: Mapping[str, int] = {"domestic": 12, "deto": 6}

MONTHS_READING = Reading(
    "Months and years",
    "The same day of the later month. Where that month is shorter, its last day: a year after 29 February is "
    "28 February.",
)


def review_due_on(kind: str, start: date) -> date:
    """The day on which the next review is due. KeyError for a kind without reviews."""
    return months_after(start, REVIEW_MONTHS[kind])


def months_after(day: date, months: int) -> date:
    """The same day `months` months later, or the last day of that month. OverflowError after 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        raise OverflowError("there is no such year")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
