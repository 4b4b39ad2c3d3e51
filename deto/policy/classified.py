"""Access to classified material: at a mission alone, secured and paid for; never monthly (2368.3(b)(3))."""

from functools import partial

from deto.facts import DetoFacts
from deto.policy.asking import EXECUTIVE_OFFICE, SECURITY_OFFICER, SUPERVISOR, is_left_out
from deto.policy.sections import DUTIES, STATION
from telework.policy import Reading, Rule, Use

MISSION = "mission"
NONE, RARELY, MONTHLY = "none", "rarely", "monthly"
HOW_OFTEN = {NONE: "never", RARELY: "less than every month", MONTHLY: "every month or more often"}
CLASSIFIED_READING = Reading(
    "Classified access overseas",
    "Access that is needed less than once a month is possible only in office space of the mission, with the "
    "reference of the regional security officer's confirmation that the security standards are in place, "
    "and with the employing bureau paying whatever that takes. The confirmation itself can be put on file.",
)


def needs_access(facts: DetoFacts) -> bool | None:
    """Whether classified material is needed rarely; more often is barred by another rule."""
    return facts.classified == RARELY if facts.classified else None


def lacks_mission_site(facts: DetoFacts) -> bool | None:
    if not needs_access(facts):
        return needs_access(facts)
    return facts.station != MISSION


def lacks_confirmation(facts: DetoFacts) -> bool | None:
    return needs_access(facts) and is_left_out(facts.security_reference)


def lacks_funding(facts: DetoFacts) -> bool | None:
    return needs_access(facts) and is_left_out(facts.security_funding)


_USED = Use("classified", "Access to classified material", lambda code: HOW_OFTEN.get(code, "not said"))
_about = partial(
    Rule[DetoFacts], unknown="Say how often your duties need access to classified material, however rarely."
)
_exception = partial(_about, citation="2368.3(b)(3)")

NOT_MONTHLY: Rule[DetoFacts] = _about(
    code="deto.never_classified_monthly",
    citation="2368.3(b)(3)",
    also=("5 U.S.C. 6502(b)(6)",),
    sentence="Your duties need classified material less than every month, or never.",
    refusal=(
        "Your duties need classified material every month or more often. The law rules out such telework; "
        "only an emergency is excepted."
    ),
    would_change="Duties that need such material less than once a month would change this.",
    ask=SUPERVISOR,
    uses=(_USED,),
    violated_by=lambda facts: facts.classified == MONTHLY if facts.classified else None,
    section=DUTIES.code,
)

MISSION_SITE: Rule[DetoFacts] = _exception(
    code="deto.classified_site",
    sentence="You need no classified material, or you work in office space of the mission.",
    refusal="Classified material, however rarely needed, is handled at a mission and nowhere else.",
    would_change="Choose office space of the mission as your work station, or give up these duties.",
    ask=SECURITY_OFFICER,
    uses=(_USED, Use("station", "Work station")),
    violated_by=lacks_mission_site,
    section=STATION.code,
)

CONFIRMATION: Rule[DetoFacts] = _exception(
    code="deto.classified_confirmed",
    sentence="You need no classified material, or the security officer has confirmed the standards.",
    refusal="You need classified material. Nobody has confirmed that the security standards are in place.",
    would_change="Ask the regional security officer to confirm it, and give the reference.",
    ask=SECURITY_OFFICER,
    uses=(_USED, Use("security_reference", "Confirmation of the security officer")),
    violated_by=lacks_confirmation,
    section=DUTIES.code,
)

FUNDING: Rule[DetoFacts] = _exception(
    code="deto.classified_funding",
    sentence="You need no classified material, or your bureau pays for what that takes.",
    refusal="You need classified material. Your bureau has to pay for what that takes at the mission.",
    would_change="Say which funds of your bureau cover it, or that it costs nothing.",
    ask=EXECUTIVE_OFFICE,
    uses=(_USED, Use("security_funding", "Funds of the employing bureau")),
    violated_by=lacks_funding,
    section=DUTIES.code,
)

RULES: tuple[Rule[DetoFacts], ...] = (NOT_MONTHLY, MISSION_SITE, CONFIRMATION, FUNDING)
