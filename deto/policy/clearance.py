"""How the chief of mission approves a stay: NSDD-38 or country clearance (2368.4(e))."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from telework.policy import Reading

NSDD38_FROM_DAYS = 365

CLEARANCE_READING = Reading(
    "Clearance",
    "The days of a stay are its last day less its first, and one. From 365 days on it takes NSDD-38; so does "
    "every extension, and every stay with duties about the country. Any other takes country clearance.",
)


DETERMINATIONS_READING = Reading(
    "Determinations",
    "The post can state what is settled from the day the request is sent until the answer of the chief of "
    "mission is recorded, and state it anew; the later words count. What was stated for the stay counts for "
    "its extension too, until it is stated anew.",
)


class Route(StrEnum):
    """The two ways to the chief of mission's approval."""

    NSDD38 = "nsdd38"
    COUNTRY_CLEARANCE = "country_clearance"


ROUTE_LABELS = {Route.NSDD38: "NSDD-38", Route.COUNTRY_CLEARANCE: "Country clearance"}


@dataclass(frozen=True)
class Clearance:
    """The days of a stay, the way it goes, and why."""

    days: int
    route: Route
    reason: str
    citation: str

    @property
    def label(self) -> str:
        return ROUTE_LABELS[self.route]


def clearance(
    start: date, end: date, *, is_extension: bool = False, has_country_duties: bool = False
) -> Clearance:
    """The way of one stay from `start` through `end`. ValueError where the end lies before the start."""
    if end < start:
        raise ValueError("The last day lies before the first.")
    days = (end - start).days + 1
    if is_extension:
        return Clearance(days, Route.NSDD38, "Every extension goes through NSDD-38 again.", "2368.6(a)")
    if has_country_duties:
        why = "Duties about the host country or region are dealt with in the NSDD-38 request."
        return Clearance(days, Route.NSDD38, why, "2368.8(b)")
    if days >= NSDD38_FROM_DAYS:
        why = f"The stay lasts {days} days, and from {NSDD38_FROM_DAYS} days on it takes NSDD-38."
        return Clearance(days, Route.NSDD38, why, "2368.4(e)")
    why = f"The stay lasts fewer than {NSDD38_FROM_DAYS} days, so country clearance is enough."
    return Clearance(days, Route.COUNTRY_CLEARANCE, why, "2368.4(e)")
