"""How long a closed case is kept: the records schedule as data (NARA GRS 2.3)."""

from dataclasses import dataclass
from datetime import date

from telework.policy import Reading


@dataclass(frozen=True)
class RecordClass:
    """One class of records.

    authority     the item of the schedule that allows them to be destroyed
    least_years   how long that item asks for at the least
    usual_years   how long they are kept where the environment says nothing
    """

    authority: str
    least_years: int
    usual_years: int

    def years(self, chosen: int) -> int:
        """The `chosen` number of years; a ValueError where the schedule asks for more."""
        if chosen < self.least_years:
            raise ValueError(f"{self.authority} asks for at least {self.least_years}, not {chosen}.")
        return chosen


# One class for every kind, so that the date does not tell which cases are sealed.
# Telework case files: from 1 year after the participation ends, longer where the business needs it;
# 3 years outlast an audit cycle. Reasonable accommodation files (item 020) are kept elsewhere.
CASE_FILES = RecordClass("GRS 2.3, item 040", least_years=1, usual_years=3)

RETENTION_READING = Reading(
    "How long a case is kept",
    "The time runs from the last day of an agreement that was in effect, and from the day of the denial or "
    "of the withdrawal of a request that was not. Every kind of arrangement is kept equally long.",
)


def dispose_on(cutoff: date, years: int) -> date:
    """The first day on which a record may be destroyed; 29 February counts on to 1 March."""
    try:
        return cutoff.replace(year=cutoff.year + years)
    except ValueError:
        return date(cutoff.year + years, 3, 1)
