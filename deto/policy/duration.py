"""How long a stay lasts: not beyond the sponsor's assignment (2368.6(a))."""

from functools import partial

from deto.facts import DetoFacts
from deto.policy.asking import COORDINATOR
from deto.policy.sections import SPONSOR
from telework.policy import Reading, Rule, Use

DURATION_READING = Reading(
    "Initial assignment",
    "The initial assignment is the one in the orders on which the first request rests, through its last day. "
    "A later day needs amended orders and an extension.",
)
ENDS_USED = Use("ends_on", "Last day of the stay")
SCHEDULE = "schedule"
DATES_FIRST = "Give the end of the assignment, and the last day of the stay under Pattern and schedule."


def outlasts_assignment(facts: DetoFacts) -> bool | None:
    if facts.ends_on is None or facts.assignment_ends_on is None:
        return None
    return facts.ends_on > facts.assignment_ends_on


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

RULES: tuple[Rule[DetoFacts], ...] = (ASSIGNMENT_END, WITHIN_ASSIGNMENT)
