"""An accommodation: who decides it decides elsewhere; here stand its reference and its date (2361.3(c))."""

import re
from dataclasses import dataclass
from datetime import date

from agreements.policy.decision import Reason
from telework.policy import Reading, Rule, Use

DIVISION = "the office that decides on accommodations"
# No spaces, so that no words fit in: nothing but a number belongs here.
REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9./-]{1,29}")
REFERENCE_SHAPE = "The number alone: 2 to 30 letters, digits, points, hyphens or slashes, without spaces."

# Reasons of this office alone. None says anything about a person.
REASONS: tuple[Reason, ...] = (
    Reason("not_approved", "2361.3(c)", "The office that decides on these requests did not approve it."),
    Reason("other_solution", "2361.3(c)", "Another solution was agreed with the employee in its place."),
    Reason("terms_differ", "2361.3(c)", "The terms asked for are not those that were decided."),
    Reason("not_pursued", "2361.3(c)", "The employee did not pursue the request with that office."),
)


END_READING = Reading(
    "End of an accommodation",
    "Telework as an accommodation must be approved by the office that decides on accommodations "
    "(3 FAM 2361.3(c)); the regulation does not say who ends it. So the supervisor's right to cancel or "
    "adjust with notice (2362.1(m)), and management's to suspend (2362.2(a)), are read as not reaching it: "
    "a supervisor who thinks that it has to end or change asks that office. The employee can give notice at "
    "any time (2362.1(n)). What the law itself rules out is suspended all the same.",
)
NO_NOTICE = (
    "The office that decides on accommodations approved this agreement, so the supervisor alone neither "
    "cancels, adjusts nor suspends it (3 FAM 2361.3(c)). If the work asks for a change, ask that office and "
    "name the reference of its decision; write about the work only. The employee can give notice at any time."
)


@dataclass(frozen=True)
class DivisionFacts:
    """What the approval of one step depends on.

    is_division  the step is the division's own; of every other step nothing is asked here
    today        Washington's date
    reference    the number of the division's decision; empty while none is recorded
    decided_on   its date
    """

    is_division: bool
    today: date
    reference: str
    decided_on: date | None


def lacks_reference(facts: DivisionFacts) -> bool:
    return facts.is_division and REFERENCE.fullmatch(facts.reference) is None


def lacks_date(facts: DivisionFacts) -> bool:
    return facts.is_division and (facts.decided_on is None or facts.decided_on > facts.today)


HAS_REFERENCE: Rule[DivisionFacts] = Rule(
    code="accommodation.reference",
    citation="2361.3(c)",
    sentence="The decision has its reference number.",
    refusal=f"Give the reference number of your decision. {REFERENCE_SHAPE}",
    would_change="Record the number under which you keep your decision. Nothing else of it belongs here.",
    ask=DIVISION,
    uses=(Use("reference", "Reference number"),),
    violated_by=lacks_reference,
)

HAS_DATE: Rule[DivisionFacts] = Rule(
    code="accommodation.decided_on",
    citation="2361.3(c)",
    sentence="The decision has its date, today or before.",
    refusal="Give the date of your decision: today or a day before it.",
    would_change="Record the day of your decision.",
    ask=DIVISION,
    uses=(Use("decided_on", "Date of the decision"), Use("today", "Today in Washington")),
    violated_by=lacks_date,
)

DIVISION_RULES: tuple[Rule[DivisionFacts], ...] = (HAS_REFERENCE, HAS_DATE)
