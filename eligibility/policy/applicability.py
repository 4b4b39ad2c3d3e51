"""Whose arrangement this is: Civil and Foreign Service direct hires on assignment in the United States."""

from eligibility.facts import EligibilityFacts
from telework.policy import Rule, Use

SERVICES = {"civil": "Civil Service", "foreign": "Foreign Service"}
DIRECT_HIRE_APPOINTMENTS = {
    "career": "Career",
    "career_conditional": "Career-conditional",
    "excepted": "Excepted service",
    "term": "Term",
    "limited_noncareer": "Limited noncareer",
    "family_member": "Family member appointment",
}
OTHER_APPOINTMENTS = {
    "personal_services": "Personal services contract",
    "contractor": "Contractor",
}
APPOINTMENTS = DIRECT_HIRE_APPOINTMENTS | OTHER_APPOINTMENTS


def not_direct_hire(facts: EligibilityFacts) -> bool | None:
    """A contract is known to be outside, whatever the service says."""
    if facts.appointment_type.value in OTHER_APPOINTMENTS:
        return True
    if facts.appointment_type.value in DIRECT_HIRE_APPOINTMENTS and facts.service.value in SERVICES:
        return False
    return None


DIRECT_HIRE: Rule[EligibilityFacts] = Rule(
    code="applicability.direct_hire",
    citation="2361.3(a)(1)",
    sentence="You are a Civil Service or Foreign Service employee hired directly by the Department.",
    refusal=(
        "You work under a contract. Telework agreements are for Civil Service and Foreign Service "
        "employees, and none of the other arrangements is for contractors either."
    ),
    would_change=(
        "A direct-hire appointment would change this. Your contracting officer's representative can tell "
        "you where your contract lets you work."
    ),
    ask="your bureau telework coordinator",
    known_by="your HR specialist",
    uses=(
        Use("service", "Service", lambda code: SERVICES.get(code, code) or "not known"),
        Use(
            "appointment_type",
            "Type of appointment",
            lambda code: APPOINTMENTS.get(code, code) or "not known",
        ),
    ),
    violated_by=not_direct_hire,
)

IN_THE_UNITED_STATES: Rule[EligibilityFacts] = Rule(
    code="applicability.in_the_united_states",
    citation="2361.3(a)(1)",
    also=("2361.3(a)(2)", "2362.2(b)", "2362.3"),
    sentence="Your assignment is in the United States.",
    refusal=(
        "You are assigned abroad, and this agreement is for assignments in the United States. Yours is the "
        "arrangement for employees abroad: it is given case by case, under special circumstances, where "
        "your post has a telework policy."
    ),
    would_change="An assignment in the United States would change this.",
    ask="the management officer at your post",
    known_by="your HR specialist",
    uses=(Use("assigned_abroad", "Assigned abroad"),),
    violated_by=lambda facts: facts.assigned_abroad.value,
)


def not_abroad(facts: EligibilityFacts) -> bool | None:
    return None if facts.assigned_abroad.value is None else not facts.assigned_abroad.value


ASSIGNED_ABROAD: Rule[EligibilityFacts] = Rule(
    code="applicability.assigned_abroad",
    citation="2361.3(a)(2)",
    also=("2361.3(b)", "2362.3"),
    sentence="You are assigned to a post abroad.",
    refusal=(
        "Your assignment is in the United States, and this arrangement is for employees assigned abroad. Ask "
        "for a domestic telework agreement instead."
    ),
    would_change="An assignment abroad would change this.",
    ask="your bureau telework coordinator",
    known_by="your HR specialist",
    uses=(Use("assigned_abroad", "Assigned abroad"),),
    violated_by=not_abroad,
)
