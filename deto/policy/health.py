"""Medical clearance for the post, and who pays an evacuation: yes or no, date, reference (2368.9)."""

from functools import partial

from deto.facts import DetoFacts
from deto.policy.asking import is_left_out
from deto.policy.paper_places import PAPERS_USED
from deto.policy.sections import HEALTH
from telework.policy import Reading, Rule, Use

MEDICAL = "the Bureau of Medical Services"
INSURANCE = "insurance"
HEALTH_READING = Reading(
    "Medical clearance overseas",
    "Whoever is in the Medical Program has a clearance as an eligible family member for this very post. Kept "
    "are yes or no, its date and its reference, and nothing else about health. Of anybody else nothing is "
    "kept.",
)
INSURANCE_READING = Reading(
    "Evacuation insurance",
    "Asked of everybody whose sponsor works for an agency that does not pay for medical evacuation, in the "
    "Medical Program or not. The reference of the policy is enough, or the proof as a file.",
)


def lacks_clearance(facts: DetoFacts) -> bool | None:
    if not facts.in_medical_program:
        return facts.in_medical_program
    return None if facts.is_medically_cleared is None else not facts.is_medically_cleared


def lacks_record(facts: DetoFacts) -> bool | None:
    """Date, not one to come, and reference of the clearance."""
    if not facts.in_medical_program:
        return facts.in_medical_program
    day = facts.medically_cleared_on
    return day is None or day > facts.today or is_left_out(facts.medical_reference)


def lacks_insurance(facts: DetoFacts) -> bool | None:
    if facts.agency_funds_evacuation is None:
        return None
    has_proof = not is_left_out(facts.insurance_reference) or INSURANCE in facts.papers
    return not facts.agency_funds_evacuation and not has_proof


_about = partial(Rule[DetoFacts], section=HEALTH.code)
_PROGRAM = Use("in_medical_program", "In the Medical Program")

CLEARED: Rule[DetoFacts] = _about(
    code="deto.medically_cleared",
    citation="2368.9(a)",
    sentence="You are cleared for this post as an eligible family member, or not in the Medical Program.",
    refusal="You are in the Medical Program and not cleared for this post. Nobody goes without.",
    would_change="A medical clearance for this post would change this.",
    ask=MEDICAL,
    uses=(_PROGRAM, Use("is_medically_cleared", "Cleared for this post")),
    violated_by=lacks_clearance,
    unknown="Say whether you are in the Medical Program and, if you are, whether you are cleared.",
)

RECORD: Rule[DetoFacts] = _about(
    code="deto.medical_record",
    citation="2368.9(a)",
    sentence="The clearance has a date and a reference, or you are not in the Medical Program.",
    refusal="Give the date of the clearance, today or before, and its reference. Nothing else is asked.",
    would_change="Take both from the clearance.",
    ask=MEDICAL,
    uses=(
        _PROGRAM,
        Use("medically_cleared_on", "Cleared on"),
        Use("medical_reference", "Reference of the clearance"),
        Use("today", "Today in Washington"),
    ),
    violated_by=lacks_record,
    unknown="Say first whether you are in the Medical Program.",
)

EVACUATION: Rule[DetoFacts] = _about(
    code="deto.evacuation_insurance",
    citation="2368.9(b)",
    sentence="The sponsor's agency pays for medical evacuation, or you are insured for it.",
    refusal="The sponsor's agency does not pay for medical evacuation, so you need insurance of your own.",
    would_change="Give the reference of the insurance, or upload its proof.",
    ask="the human resources office of the sponsor's agency",
    uses=(
        Use("agency_funds_evacuation", "Sponsor's agency pays for evacuation"),
        Use("insurance_reference", "Insurance"),
        PAPERS_USED,
    ),
    violated_by=lacks_insurance,
    unknown="Say whether the sponsor's agency pays for medical evacuation.",
)

RULES: tuple[Rule[DetoFacts], ...] = (CLEARED, RECORD, EVACUATION)
