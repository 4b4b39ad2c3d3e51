"""Duties about the country or region: none; if any, stated for NSDD-38 (2368.3(b)(2), 2368.8(b))."""

from deto.facts import DetoFacts
from deto.policy.asking import SUPERVISOR, lacks_words
from deto.policy.sections import DUTIES
from telework.policy import Reading, Rule, Use

DUTIES_READING = Reading(
    "Duties about the country",
    "Such duties do not bar the request, they send it to the chief of mission through NSDD-38 whatever its "
    "length. The employee states them in words, the NSDD-38 request carries them, and the chief of mission "
    "decides.",
)

COUNTRY_DUTIES: Rule[DetoFacts] = Rule(
    code="deto.country_duties",
    citation="2368.3(b)(2)",
    also=("2368.8(b)",),
    sentence="You have no duties about the host country or its region, or you have stated them.",
    refusal=(
        "Duties about the host country or its region are as a rule not done from there. An exception is "
        "dealt with in the NSDD-38 request, which has to say what they are."
    ),
    would_change="State these duties, or have your supervisor give them to somebody else.",
    ask=SUPERVISOR,
    uses=(
        Use("has_country_duties", "Duties about the country or region"),
        Use("country_duties", "Which duties"),
    ),
    violated_by=lambda facts: lacks_words(facts.has_country_duties, facts.country_duties),
    section=DUTIES.code,
    unknown="Say whether your work concerns the policy or administration of the host country or its region.",
)

RULES: tuple[Rule[DetoFacts], ...] = (COUNTRY_DUTIES,)
