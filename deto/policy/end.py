"""Why a stay overseas ends on its last day, and which day no terms carry it beyond (2368.6(a), (d))."""

from collections.abc import Iterable
from datetime import date

from agreements.states import EndReason
from telework.policy import Reading

WITHDRAWAL_READING = Reading(
    "The chief of mission withdraws",
    "The last day is the one that the chief of mission names, today or another; a day that is over is kept "
    "as it was said, but none before the stay began. No notice period runs, and changed terms under way are "
    "dropped. A later word can only name an earlier day.",
)
AFTER_END = (
    "The duty station on the Form SF-50 goes back to the place of origin: the human resources specialist of "
    "the employing bureau sees to that (3 FAM 2368.10). Government equipment overseas is returned to whoever "
    "lent it (3 FAM 2366.3)."
)


def reason_of(ends_on: date | None, *, withdrawn: date | None, sponsors_end: date | None) -> EndReason:
    """Why an agreement ends on `ends_on`.

    withdrawn     last day that the chief of mission named; None: the approval stands
    sponsors_end  last day of the sponsor's assignment, as amended
    """
    if ends_on is not None and ends_on == withdrawn:
        return EndReason.CHIEF_OF_MISSION
    if ends_on is not None and ends_on == sponsors_end:
        return EndReason.SPONSORS_TOUR
    return EndReason.EXPIRED


def latest_day(bounds: Iterable[date | None]) -> date | None:
    """The earliest of the days beyond which nothing carries a stay; None where there is none."""
    return min((day for day in bounds if day is not None), default=None)
