"""Whose orders the employee is on: only a sponsored stay is possible (2368.2)."""

from functools import partial

from deto.facts import DetoFacts
from deto.policy.asking import COORDINATOR, is_left_out
from deto.policy.sections import SPONSOR
from telework.policy import Reading, Rule, Use

RELATIONS = {"spouse": "spouse", "partner": "domestic partner"}
SPONSOR_READING = Reading(
    "Sponsor overseas",
    "The sponsor is a spouse or domestic partner (3 FAM 1610) whom the Government of the United States "
    "assigns to the post, for whichever agency. A reference to the orders is enough; the orders themselves "
    "can be put on file.",
)
ARRANGEMENT_READING = Reading(
    "Other ways to work overseas",
    "HR's extract shows a limited noncareer appointment, but neither a hard-to-fill arrangement nor a "
    "detail overseas. The employee says whether the stay is one of these; then it is not this arrangement.",
)

_about = partial(Rule[DetoFacts], citation="2368.2", ask=COORDINATOR, section=SPONSOR.code)

SPONSORED: Rule[DetoFacts] = _about(
    code="deto.sponsored",
    sentence="You go on the Government orders of your spouse or domestic partner.",
    refusal=(
        "The Department does not allow independent stays: you can telework overseas only on the Government "
        "orders of your spouse or domestic partner."
    ),
    would_change="Orders of your spouse or partner that name you would change this.",
    uses=(Use("is_sponsored", "On the orders of a spouse or partner"),),
    violated_by=lambda facts: None if facts.is_sponsored is None else not facts.is_sponsored,
    unknown="Say whether you go on the Government orders of your spouse or domestic partner.",
)

RELATION: Rule[DetoFacts] = _about(
    code="deto.relation",
    sentence="You have said whether the sponsor is your spouse or your domestic partner.",
    refusal="Say whether the sponsor is your spouse or your domestic partner.",
    would_change="Choose one of the two. Other relatives cannot be the sponsor.",
    uses=(Use("relation", "Sponsor", lambda code: RELATIONS.get(code, "not said")),),
    violated_by=lambda facts: facts.relation not in RELATIONS,
)

AGENCY: Rule[DetoFacts] = _about(
    code="deto.sponsor_agency",
    sentence="You have named the agency that assigns your spouse or partner.",
    refusal="Name the agency of the Government that assigns your spouse or partner.",
    would_change="Give its name, for example Department of State.",
    uses=(Use("sponsor_agency", "Agency of the sponsor"),),
    violated_by=lambda facts: is_left_out(facts.sponsor_agency),
)

ORDERS: Rule[DetoFacts] = _about(
    code="deto.orders",
    also=("2368.7(b)(1)",),
    sentence="The orders on which you go are referred to.",
    refusal="Refer to the Government orders of your spouse or partner. Without orders there is no stay.",
    would_change="Give the reference that stands on the orders.",
    uses=(Use("orders_reference", "Orders"),),
    violated_by=lambda facts: is_left_out(facts.orders_reference),
)

ARRANGEMENT: Rule[DetoFacts] = _about(
    code="deto.arrangement",
    sentence="The stay is no limited noncareer appointment, no hard-to-fill arrangement and no detail.",
    refusal=(
        "A limited noncareer appointment, a hard-to-fill arrangement or a detail overseas has rules of its "
        "own. It is not telework by a domestic employee."
    ),
    would_change="Ask for this arrangement only if you keep your domestic position and work in it.",
    uses=(Use("is_excluded_arrangement", "Another arrangement overseas"),),
    violated_by=lambda facts: facts.is_excluded_arrangement,
    unknown="Say whether you go on another arrangement overseas.",
)

POST: Rule[DetoFacts] = _about(
    code="deto.post",
    sentence="You have named the post.",
    refusal="Name the post where your spouse or partner is assigned: its bureau is your host bureau.",
    would_change="Choose it from the list.",
    uses=(Use("post", "Post"),),
    violated_by=lambda facts: is_left_out(facts.post),
)

RULES: tuple[Rule[DetoFacts], ...] = (SPONSORED, ARRANGEMENT, RELATION, AGENCY, ORDERS, POST)
