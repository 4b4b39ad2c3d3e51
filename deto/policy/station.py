"""Where the work is done: Section 8, whole where it is office space of the mission (2368.11, 2368.13(d))."""

from functools import partial

from deto.facts import DetoFacts
from deto.policy.asking import MANAGEMENT_OFFICER, SUPERVISOR, is_left_out
from deto.policy.classified import MISSION
from deto.policy.paper_places import PAPERS_USED
from deto.policy.sections import STATION
from telework.policy import Reading, Rule, Use

HOME = "home"
WHERE = {HOME: "at home", MISSION: "in office space of the mission"}
ADDENDUM = "station"
IN_ADDENDUM = {
    "station_equipment": "equipment",
    "station_funding": "funding",
    "station_phone": "phone",
    "station_fax": "fax",
    "station_copier": "copier",
}
STATION_READING = Reading(
    "Office space at the mission",
    "Equipment, funding, phone, fax and copier stand in Section 8, or in the addendum that is on file. That "
    "the host bureau agrees is stated in words in any case. Whatever is not needed is said to be none.",
)
CLOSURE_READING = Reading(
    "Local closures",
    "Only a work station at the mission is closed on local holidays. For such days the agreement names "
    "another site that the supervisor approves, or annual leave, leave without pay or compensatory time "
    "earned before.",
)


def unsaid(facts: DetoFacts) -> tuple[str, ...]:
    """What Section 8 leaves open, of a station at the mission."""
    open_ones = [label for name, label in IN_ADDENDUM.items() if is_left_out(getattr(facts, name))]
    left = [] if ADDENDUM in facts.papers else open_ones
    return (*left, *(["agreement of the host bureau"] if is_left_out(facts.host_agreement) else []))


def at_mission(facts: DetoFacts) -> bool | None:
    return facts.station == MISSION if facts.station else None


_USED = Use("station", "Work station", lambda code: WHERE.get(code, "not said"))
_about = partial(Rule[DetoFacts], section=STATION.code, unknown="Say first where you work.")

PLACE: Rule[DetoFacts] = _about(
    code="deto.station",
    citation="2368.11",
    sentence="Section 8 says where you work: at home, or in office space of the mission.",
    refusal="Section 8 has to say where you work.",
    would_change="Choose home, or office space of the mission.",
    ask=SUPERVISOR,
    uses=(_USED,),
    violated_by=lambda facts: facts.station not in WHERE,
)

OFFICE_SPACE: Rule[DetoFacts] = _about(
    code="deto.office_space",
    citation="2368.11",
    sentence="You use no office space of the mission, or Section 8 says everything about it.",
    refusal="Office space of the mission is agreed between your bureau, the host bureau and you, in writing.",
    would_change="Say what was agreed; where something is not needed, say none. Or upload the addendum.",
    ask=MANAGEMENT_OFFICER,
    uses=(_USED, PAPERS_USED),
    violated_by=lambda facts: at_mission(facts) and bool(unsaid(facts)),
    detail=lambda facts: f"Still open: {', '.join(unsaid(facts))}.",
)

CLOSURES: Rule[DetoFacts] = _about(
    code="deto.closure_site",
    citation="2368.13(d)",
    sentence="You do not work at the mission, or it is said what you do when it is closed.",
    refusal="On local holidays the mission is closed, and you work all the same or take leave.",
    would_change="Name the other site that your supervisor approves, or the leave or time that you take.",
    ask=SUPERVISOR,
    uses=(_USED, Use("closure_site", "When the mission is closed")),
    violated_by=lambda facts: at_mission(facts) and is_left_out(facts.closure_site),
)

RULES: tuple[Rule[DetoFacts], ...] = (PLACE, OFFICE_SPACE, CLOSURES)
