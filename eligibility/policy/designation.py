"""Management's own designation of somebody as ineligible, though no listed criterion fails."""

from dataclasses import dataclass

from eligibility.facts import DesignationFact, EligibilityFacts
from telework.policy import Rule, Use, in_words


@dataclass(frozen=True)
class DesignationReason:
    """A work-based reason to designate somebody (2362.1(i)); the words of whoever decides go with it."""

    code: str
    citation: str
    text: str


REASONS: tuple[DesignationReason, ...] = (
    DesignationReason(
        "other_work_based", "2362.2(a)", "A reason that lies in the person's work, stated in words."
    ),
    DesignationReason(
        "programme_needs", "2362.1(a)", "The needs of the office's programmes, stated in words."
    ),
)


def in_force_in_words(designations: tuple[DesignationFact, ...]) -> str:
    return in_words(tuple(_one_in_words(designation) for designation in designations))


def _one_in_words(designation: DesignationFact) -> str:
    if designation.until is not None:
        ends = f"until {in_words(designation.until)}"
    else:
        ends = f"to be looked at again on {in_words(designation.review_on)}"
    return f"designated by {designation.by} on {in_words(designation.on)}, {ends}"


def _why(facts: EligibilityFacts) -> str:
    return " ".join(f"{one.reason} In their words: “{one.words}”" for one in facts.designation.value or ())


DESIGNATED: Rule[EligibilityFacts] = Rule(
    code="designation.ineligible",
    citation="2362.2(a)",
    also=("2362.1(i)",),
    sentence="Management has not designated you ineligible.",
    refusal="Management has designated you ineligible for telework.",
    would_change=(
        "This ends on the last day set, or when management ends it before. If there is a day to look at it "
        "again, management decides anew by then."
    ),
    ask="your supervisor",
    uses=(Use("designation", "Designation by management", in_force_in_words),),
    violated_by=lambda facts: None if facts.designation.value is None else bool(facts.designation.value),
    detail=_why,
)
