"""How long a stay lasts: not beyond the sponsor's assignment, and two years at a time more (2368.6(a))."""

from datetime import date
from functools import partial

from deto.facts import DetoFacts
from deto.policy.asking import COORDINATOR
from deto.policy.sections import SPONSOR
from telework.policy import Reading, Rule, Use, in_words

EXTENSION_YEARS = 2
DURATION_READING = Reading(
    "Initial assignment",
    "The initial assignment is the one in the orders on which the first request rests, through its last day. "
    "A later day needs amended orders and an extension. Each extension adds at most two years to the last "
    "day that was agreed before, and ends no later than the assignment in the amended orders.",
)
ENDS_USED = Use("ends_on", "Last day of the stay")
SCHEDULE = "schedule"
DATES_FIRST = "Give the end of the assignment, and the last day of the stay under Pattern and schedule."


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 28 February, whatever year that is."""
    return day.replace(year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day)


def outlasts_assignment(facts: DetoFacts) -> bool | None:
    if facts.ends_on is None or facts.assignment_ends_on is None:
        return None
    return facts.ends_on > facts.assignment_ends_on


def latest_extension(facts: DetoFacts) -> date | None:
    """The last day to which this request can extend the stay; None for one that extends nothing."""
    if not facts.is_extension or facts.extended_from is None:
        return None
    return years_after(facts.extended_from, EXTENSION_YEARS)


def extends_too_far(facts: DetoFacts) -> bool:
    latest = latest_extension(facts)
    return latest is not None and facts.ends_on is not None and facts.ends_on > latest


_about = partial(Rule[DetoFacts], citation="2368.6(a)", ask=COORDINATOR)

ASSIGNMENT_END: Rule[DetoFacts] = _about(
    code="deto.assignment_end",
    sentence="You have given the last day of your spouse's or partner's assignment.",
    refusal="Give the last day of your spouse's or partner's assignment. Your stay lasts no longer.",
    would_change="Take the day from the orders.",
    uses=(Use("assignment_ends_on", "End of the sponsor's assignment"),),
    violated_by=lambda facts: facts.assignment_ends_on is None,
    section=SPONSOR.code,
)

WITHIN_ASSIGNMENT: Rule[DetoFacts] = _about(
    code="deto.within_assignment",
    sentence="The stay ends no later than your spouse's or partner's assignment.",
    refusal="The stay would last longer than the assignment of your spouse or partner.",
    would_change="Choose an earlier last day, or get the orders amended and state their new end.",
    uses=(ENDS_USED, Use("assignment_ends_on", "End of the sponsor's assignment")),
    violated_by=outlasts_assignment,
    section=SCHEDULE,
    unknown=DATES_FIRST,
)

EXTENSION: Rule[DetoFacts] = _about(
    code="deto.extension",
    sentence="The stay is extended by no more than two years at a time, or not at all.",
    refusal="A stay is extended by at most two years at a time.",
    would_change="Choose an earlier last day. Before that day you can ask for more time again.",
    uses=(ENDS_USED, Use("extended_from", "Last day agreed before")),
    violated_by=extends_too_far,
    section=SCHEDULE,
    detail=lambda facts: f"The latest day now is {in_words(latest_extension(facts))}.",
)

RULES: tuple[Rule[DetoFacts], ...] = (ASSIGNMENT_END, WITHIN_ASSIGNMENT, EXTENSION)
