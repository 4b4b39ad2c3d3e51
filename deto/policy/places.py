"""Every site is in the country of the post (2368.2, 2361.4)."""

from agreements.facts import SiteFacts
from agreements.policy import sites
from deto.facts import DetoFacts
from deto.policy.asking import MANAGEMENT_OFFICER
from telework.countries import country_name
from telework.policy import Rule, Use


def elsewhere(facts: DetoFacts) -> tuple[SiteFacts, ...]:
    return tuple(site for site in facts.sites if site.country != facts.country)


SITES_IN_COUNTRY: Rule[DetoFacts] = Rule(
    code="deto.sites",
    citation="2368.2",
    also=("2361.4",),
    sentence="Every site is in the country of the post.",
    refusal="A site is not in the country of the post. The chief of mission answers for that country only.",
    would_change="Correct the country of the site, or the post under Sponsor and post.",
    ask=MANAGEMENT_OFFICER,
    uses=(sites.SITES_USED, Use("country", "Country of the post", lambda code: country_name(code) or "none")),
    violated_by=lambda facts: bool(elsewhere(facts)) if facts.sites and facts.country else None,
    section=sites.SITES,
    detail=lambda facts: sites.named(elsewhere(facts)),
    unknown="Name the post under Sponsor and post, and then your telework sites.",
)

RULES: tuple[Rule[DetoFacts], ...] = (SITES_IN_COUNTRY,)
