"""How long telework during a medical evacuation may last (2362.5(2))."""

from datetime import date, timedelta

from telework.policy import Reading

MEDEVAC_DAYS = 90

MEDEVAC_READING = Reading(
    "Medical evacuation",
    "The first day counts, so the last is 89 days after it, and never after the evacuation's own last day. "
    "The days of all arrangements of one evacuation are added up.",
)


def last_day(start: date, medevac_end: date, *, days_used: int = 0) -> date | None:
    """The last day that telework from `start` on can have; None where no day is left.

    medevac_end  last day of the evacuation
    days_used    days of earlier arrangements of the same evacuation
    Raises ValueError where the evacuation ends before the start.
    """
    if medevac_end < start:
        raise ValueError("The evacuation ends before the first day of telework.")
    days_left = MEDEVAC_DAYS - days_used
    if days_left < 1:
        return None
    # Compared as days: at the end of the calendar the ninetieth day does not exist.
    return min(medevac_end, start + timedelta(days=min(days_left - 1, (medevac_end - start).days)))
