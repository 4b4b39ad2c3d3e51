"""An extension: at most two years at once, and never beyond the sponsor's orders (2368.6(a))."""

from datetime import date, timedelta

from agreements.policy import tour
from deto.facts import DetoFacts
from telework.policy import Reading, Rule, Use

YEARS_AT_ONCE = 2
COORDINATOR = "your bureau telework coordinator"
# Extended terms are asked to hold this long before the agreed end, so that they hold before it comes.
HOLD_BEFORE_END = timedelta(days=14)

EXTENSION_READING = Reading(
    "Additional time on a biennial basis",
    "Each extension ends at most two years, to the day, after the last day agreed before, and not after the "
    "sponsor's assignment as last amended. It holds from a day through that last day on: a stay that is over "
    "is not extended.",
)
ORDERS_READING = Reading(
    "Amended orders",
    "Where the sponsor's assignment ends earlier, the agreement ends with it, without an act of anybody "
    "else. Where it ends later, nothing changes until an extension is approved.",
)
NO_RENEWAL = (
    "A stay overseas is not renewed as it is: ask for an extension, which everybody approves anew, the chief "
    "of mission last (3 FAM 2368.6(a)). Ask your bureau telework coordinator."
)


def two_years_on(day: date) -> date:
    """The same day two years later; 28 February for 29 February."""
    day = day if (day.month, day.day) != (2, 29) else date(day.year, 2, 28)
    return day.replace(year=day.year + YEARS_AT_ONCE)


def latest_last_day(agreed: date, assignment_ends_on: date | None) -> date:
    """The latest last day that an extension beyond `agreed` can have."""
    return min(day for day in (two_years_on(agreed), assignment_ends_on) if day is not None)


def is_too_long(facts: DetoFacts) -> bool | None:
    if facts.extended_from is None or facts.ends_on is None:
        return False
    return facts.ends_on > two_years_on(facts.extended_from)


def begins_too_late(facts: DetoFacts) -> bool | None:
    if facts.extended_from is None or facts.starts_on is None:
        return False
    return facts.starts_on > facts.extended_from


LAST_DAY_USED = Use("ends_on", "Last day")
AGREED_USED = Use("extended_from", "Last day agreed before")

TWO_YEARS: Rule[DetoFacts] = Rule(
    code="deto.extension_two_years",
    citation="2368.6(a)",
    sentence="An extension ends at most two years after the last day agreed before.",
    refusal="You ask for more than two years beyond the last day agreed before.",
    would_change="Choose an earlier last day. Toward its end you can ask for another extension.",
    ask=COORDINATOR,
    uses=(LAST_DAY_USED, AGREED_USED),
    violated_by=is_too_long,
    section=tour.SECTION,
)
IN_TIME: Rule[DetoFacts] = Rule(
    code="deto.extension_in_time",
    citation="2368.6(a)",
    sentence="An extension holds before the last day agreed before is over.",
    refusal="The extended terms would begin after the agreement is over.",
    would_change="Let them begin on the last day agreed before, or earlier.",
    ask=COORDINATOR,
    uses=(Use("starts_on", "First day of these terms"), AGREED_USED),
    violated_by=begins_too_late,
    section=tour.SECTION,
)
NOT_WITHDRAWN: Rule[DetoFacts] = Rule(
    code="deto.extension_not_withdrawn",
    citation="2368.6(d)",
    sentence="The chief of mission has not withdrawn the approval.",
    refusal="The chief of mission has withdrawn the approval, so the stay is not extended.",
    would_change="Only the chief of mission could change this. Choose no later last day.",
    ask="the management officer of the post",
    uses=(Use("withdrawn_through", "Last day that the chief of mission named"),),
    violated_by=lambda facts: facts.is_extension and facts.withdrawn_through is not None,
    section=tour.SECTION,
)
RULES: tuple[Rule[DetoFacts], ...] = (TWO_YEARS, IN_TIME, NOT_WITHDRAWN)
