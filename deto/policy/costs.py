"""What the mission's shared services cost, and who pays (2368.12)."""

from deto.facts import DetoFacts
from deto.policy.asking import EXECUTIVE_OFFICE, lacks_words
from deto.policy.sections import COSTS
from telework.policy import Rule, Use

ICASS: Rule[DetoFacts] = Rule(
    code="deto.icass",
    citation="2368.12",
    sentence="The projected ICASS costs and their source are stated, or there are none.",
    refusal="Your bureau pays the ICASS costs of your duties. The agreement says how much, and from what.",
    would_change="Give the projected costs and the funds, or say that there are none.",
    ask=EXECUTIVE_OFFICE,
    uses=(
        Use("has_icass_costs", "ICASS costs"),
        Use("icass_costs", "Projected costs"),
        Use("icass_source", "Source of the funds"),
    ),
    violated_by=lambda facts: lacks_words(facts.has_icass_costs, facts.icass_costs, facts.icass_source),
    section=COSTS.code,
    unknown="Say whether there are ICASS costs.",
)

RULES: tuple[Rule[DetoFacts], ...] = (ICASS,)
