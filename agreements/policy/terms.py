"""Rules of the remaining terms, from self-assessment to acknowledgements; and all rules in form order."""

from collections.abc import Iterable
from decimal import Decimal

from agreements.facts import DecisionFacts, TermsFacts
from agreements.policy import sites, tour
from agreements.policy.clauses import (
    CLAUSES,
    EMPLOYEE_ACKNOWLEDGEMENTS,
    SELF_ASSESSMENT,
    Statement,
)
from telework.policy import Rule, Use

FULL_TIME_HOURS = Decimal(80)
CORE_DAYS_A_WEEK = 1
FEW = 3
COORDINATOR = "your bureau telework coordinator"
SUPERVISOR = "your supervisor"
DISMISSAL_CLAUSES = tuple(clause.code for clause in CLAUSES if clause.citation == "2364.4(a)")


def unassessed(facts: TermsFacts) -> tuple[str, ...]:
    """Self-assessment questions without an answer."""
    return tuple(
        question.text for question in SELF_ASSESSMENT if not facts.self_assessment.get(question.code)
    )


def lacks_communication(facts: TermsFacts) -> bool:
    return not facts.communication_methods.strip() or not facts.communication_hours.strip()


def lacks_safeguards(facts: TermsFacts) -> bool | None:
    """Records taken off site are named, and so are their safeguards."""
    if facts.takes_records is None:
        return None
    return facts.takes_records and not (facts.records.strip() and facts.safeguards.strip())


def lacks_dismissal_answers(facts: TermsFacts) -> bool:
    return any(getattr(facts, code) is None for code in DISMISSAL_CLAUSES)


def _left(statements: list[Statement]) -> str:
    """How many statements are left; which ones where they are few, for nobody reads a row of citations."""
    cited = f" ({', '.join(s.citation for s in statements)})" if len(statements) <= FEW else ""
    return f"Left: {len(statements)}{cited}."


def acknowledgement_rule(statements: Iterable[Statement]) -> Rule[TermsFacts]:
    """Every statement is accepted; each stands in the agreement with its own citation."""
    required = {statement.code: statement for statement in statements}

    def missing(facts: TermsFacts) -> list[Statement]:
        return [statement for code, statement in required.items() if code not in facts.acknowledged]

    return Rule(
        code="acknowledgements.accepted",
        citation="2362.1(d)",
        sentence="You have accepted every statement.",
        refusal="An agreement is only possible when you accept every statement.",
        would_change="Read the statements that are left, and accept them.",
        ask=COORDINATOR,
        uses=(Use("acknowledged", "Statements accepted", lambda codes: f"{len(codes & set(required))}"),),
        violated_by=lambda facts: bool(missing(facts)),
        section="acknowledgements",
        detail=lambda facts: _left(missing(facts)),
    )


SELF_ASSESSED: Rule[TermsFacts] = Rule(
    code="self_assessment.done",
    citation="2363.1",
    sentence="You have asked yourself whether telework suits you.",
    refusal="Before you ask for telework, ask yourself whether it suits you.",
    would_change="Answer every question of the self-assessment. No answer bars you.",
    ask=COORDINATOR,
    uses=(Use("self_assessment", "Questions answered", lambda answers: f"{len(answers)}"),),
    violated_by=lambda facts: bool(unassessed(facts)),
    section="self_assessment",
)

COMMUNICATION: Rule[TermsFacts] = Rule(
    code="communication.stated",
    citation="2362.1(h)",
    sentence="The agreement says how and when you are reached.",
    refusal="Say how colleagues and your supervisor reach you while you telework, and at what hours.",
    would_change="Fill in both: the ways and the hours.",
    ask=SUPERVISOR,
    uses=(Use("communication_methods", "How you are reached"), Use("communication_hours", "When")),
    violated_by=lacks_communication,
    section="communication",
)

RECORDS_ANSWERED: Rule[TermsFacts] = Rule(
    code="records.answered",
    citation="2362.1(p)",
    sentence="You have said whether you take records off site.",
    refusal="Say whether you take records away from the office.",
    would_change="Answer yes or no.",
    ask=SUPERVISOR,
    uses=(Use("takes_records", "Records taken off site"),),
    violated_by=lambda facts: facts.takes_records is None,
    section="records",
)

SAFEGUARDS: Rule[TermsFacts] = Rule(
    code="records.safeguards",
    citation="2362.1(p)",
    sentence="No records are taken off site, or they are named together with how they are protected.",
    refusal="You take records off site. Say which they are and how you protect them.",
    would_change="Fill in both: the records and their protection.",
    ask=SUPERVISOR,
    uses=(
        Use("takes_records", "Records taken off site"),
        Use("records", "Which records"),
        Use("safeguards", "How they are protected"),
    ),
    violated_by=lacks_safeguards,
    section="records",
    unknown="Say first whether you take records off site.",
)

NOTHING_CLASSIFIED: Rule[TermsFacts] = Rule(
    code="records.classified",
    citation="2362.6",
    sentence="None of the records are classified.",
    refusal="Classified records never leave the office for telework.",
    would_change="Leave them in the office, and do that part of your work there.",
    ask="your bureau security officer",
    uses=(Use("has_classified_records", "Classified records among them"),),
    violated_by=lambda facts: facts.has_classified_records,
    section="records",
)

REMOTE_ACCESS: Rule[TermsFacts] = Rule(
    code="equipment.remote_access",
    citation="2366.3(b)",
    sentence="The agreement says how you get into the Department's systems.",
    refusal="Say how you get into the Department's systems, or that your work needs no access.",
    would_change="Choose one of the ways in.",
    ask=COORDINATOR,
    uses=(Use("remote_access", "Remote access"),),
    violated_by=lambda facts: not facts.remote_access,
    section="equipment",
)

EQUIPMENT: Rule[TermsFacts] = Rule(
    code="equipment.listed",
    citation="2366.3(a)",
    sentence="The agreement lists the equipment at your site and whose it is, or says there is none.",
    refusal="List the equipment that you use at the site, or say that there is none.",
    would_change="Add each piece, or tick that there is none.",
    ask=COORDINATOR,
    uses=(Use("equipment", "Equipment"), Use("equipment_none", "No equipment")),
    violated_by=lambda facts: bool(facts.equipment) is facts.equipment_none,
    section="equipment",
)

DISMISSAL: Rule[TermsFacts] = Rule(
    code="clauses.group_dismissal",
    citation="2364.4(a)",
    sentence="The agreement says what you do when offices close, and whether it covers unscheduled telework.",
    refusal="The questions about closures, leave, dismissal and unscheduled telework are not all answered.",
    would_change="Answer each of them with yes or no, as agreed with your supervisor.",
    ask=SUPERVISOR,
    uses=(
        Use("works_through_closure", "Works on through a closure"),
        Use("works_through_liberal_leave", "Works on under liberal leave"),
        Use("works_through_early_dismissal", "Works on after early dismissal"),
        Use("unscheduled_telework", "Unscheduled telework"),
    ),
    violated_by=lacks_dismissal_answers,
    section="clauses",
)

COOP: Rule[TermsFacts] = Rule(
    code="clauses.coop",
    citation="2365(b)",
    sentence="The agreement states your part in continuity of operations.",
    refusal="State your part in continuity of operations, or that you have none.",
    would_change="Choose one of the answers.",
    ask=SUPERVISOR,
    uses=(Use("coop", "Part in continuity of operations"),),
    violated_by=lambda facts: not facts.coop,
    section="clauses",
)

TERMS_RULES: tuple[Rule[TermsFacts], ...] = (
    SELF_ASSESSED,
    tour.PATTERN_STATED,
    tour.START,
    tour.END,
    tour.WORK_SCHEDULE_STATED,
    tour.HOURS_OF_DAYS,
    tour.core_rule(minimum=CORE_DAYS_A_WEEK),
    tour.SITUATIONAL_HAS_NO_FIXED_DAYS,
    tour.tour_rule(full_time_hours=FULL_TIME_HOURS),
    tour.SHAPE,
    tour.RETURN_DATE,
    sites.LISTED,
    sites.DAYS_AT_LISTED_SITES,
    sites.DOMESTIC,
    sites.REAL_ADDRESS,
    COMMUNICATION,
    RECORDS_ANSWERED,
    SAFEGUARDS,
    NOTHING_CLASSIFIED,
    sites.CHECKLIST,
    sites.REMEDIES,
    sites.FIRE_AND_ELECTRICITY,
    REMOTE_ACCESS,
    EQUIPMENT,
    DISMISSAL,
    COOP,
    acknowledgement_rule(EMPLOYEE_ACKNOWLEDGEMENTS),
)


def rules_with(
    *,
    statements: Iterable[Statement] = (),
    without: Iterable[Rule[TermsFacts]] = (),
    more: Iterable[Rule[TermsFacts]] = (),
) -> tuple[Rule[TermsFacts], ...]:
    """The rules of every request, as an arrangement changes them.

    statements  accepted beyond what everybody accepts
    without     rules that are not asked;  more  rules that are asked as well
    """
    accepted = acknowledgement_rule((*EMPLOYEE_ACKNOWLEDGEMENTS, *statements))
    left_out = {accepted.code, *(rule.code for rule in without)}
    return (*(rule for rule in TERMS_RULES if rule.code not in left_out), *more, accepted)


DECISION_RULES: tuple[Rule[DecisionFacts], ...] = (sites.TELECENTER_FUNDED,)
