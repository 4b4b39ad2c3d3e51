"""What the mission states before its management approves telework of somebody assigned there (2362.3)."""

from agreements.facts import MissionFacts
from telework.policy import Rule, Use

SECTION = "mission"
HR_OFFICER = "the human resources officer at your post"
SECURITY_OFFICER = "the regional security officer at your post"
CHIEF_OF_MISSION = "the office of the chief of mission"
STATE_IT = "Write the mission's statement; it stands in the agreement."


def lacks_notification(facts: MissionFacts) -> bool:
    """The decision alone is not enough: who made it and when."""
    return facts.is_asked and not (
        facts.notification and facts.notification_on and facts.notification_by.strip()
    )


def lacks_nsdd38(facts: MissionFacts) -> bool:
    if not facts.is_asked:
        return False
    if facts.nsdd38_needed is None:
        return True
    said = facts.nsdd38_reference if facts.nsdd38_needed else facts.nsdd38_statement
    return not said.strip()


def _factor(name: str, label: str, ask: str, refusal: str) -> Rule[MissionFacts]:
    return Rule(
        code=f"mission.{name}",
        citation="2362.3",
        sentence=f"The mission has stated this local factor: {label.lower()}.",
        refusal=refusal,
        would_change=STATE_IT,
        ask=ask,
        uses=(Use(name, label),),
        violated_by=lambda facts: facts.is_asked and not getattr(facts, name).strip(),
        section=SECTION,
    )


SECURITY = _factor(
    "security",
    "Security",
    SECURITY_OFFICER,
    "State what security at the residence means for this request, before you approve.",
)
INVIOLABILITY = _factor(
    "inviolability",
    "Inviolability of residence, possessions and correspondence",
    SECURITY_OFFICER,
    "State whether residence, possessions and correspondence are inviolable, before you approve.",
)
LABOR_LAW = _factor(
    "labor_law",
    "Local labor law",
    HR_OFFICER,
    "State what local labor law means for this request, before you approve.",
)

NOTIFICATION: Rule[MissionFacts] = Rule(
    code="mission.notification",
    citation="2362.3(2)",
    sentence="The mission has decided whether to notify the host country; day and decider are stated.",
    refusal="The mission decides whether to notify the host country. State decision, day and decider.",
    would_change=STATE_IT,
    ask=CHIEF_OF_MISSION,
    uses=(
        Use("notification", "Host country"),
        Use("notification_on", "Decided on"),
        Use("notification_by", "Decided by"),
    ),
    violated_by=lacks_notification,
    section=SECTION,
)

NSDD38: Rule[MissionFacts] = Rule(
    code="mission.nsdd38",
    citation="2362.3(5)",
    sentence="The NSDD-38 reference is stated, or that none is needed and why.",
    refusal="State the reference of the NSDD-38 request, or that none is needed and why.",
    would_change=STATE_IT,
    ask=HR_OFFICER,
    uses=(
        Use("nsdd38_needed", "NSDD-38 needed"),
        Use("nsdd38_reference", "Reference"),
        Use("nsdd38_statement", "Why none is needed"),
    ),
    violated_by=lacks_nsdd38,
    section=SECTION,
)

RULES: tuple[Rule[MissionFacts], ...] = (SECURITY, INVIOLABILITY, LABOR_LAW, NOTIFICATION, NSDD38)
