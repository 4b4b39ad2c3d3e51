"""Rules of telework by people assigned abroad (2362.2(b), 2362.3); an evacuation asks most of them too."""

from collections.abc import Iterable
from typing import Any

from agreements.facts import AbroadFacts, AtPostFacts, SiteFacts, TermsFacts
from agreements.policy import sites, terms
from agreements.policy.clauses import Statement
from telework.countries import country_name
from telework.policy import Reading, Rule, Use

SECTION = "abroad"
POST_POLICY = "abroad.post_policy"
MANAGEMENT_OFFICER = "the management officer at your post"
SECURITY_OFFICER = "the regional security officer at your post"
# Ways in that the Department approves; without one nothing can be approved abroad (2362.3(6)).
APPROVED_REMOTE_ACCESS = frozenset({"global_opennet", "government_laptop"})

STATEMENTS: tuple[Statement, ...] = (
    Statement(
        "documents_segregated",
        "2362.3(3)",
        "I safeguard official documents in my residence and keep them apart from my own papers and things.",
    ),
    Statement(
        "nothing_sensitive",
        "2362.3(4)",
        "I have nothing sensitive and nothing classified at my telework site, on paper or on any device.",
    ),
)

SPECIAL_READING = Reading(
    "Special circumstances abroad",
    "The regulation names none. They lie in the work and are stated in words; personal, family or medical "
    "circumstances are not asked for and count for nothing.",
)
SITE_READING = Reading(
    "Sites abroad",
    "A site lies in the country of the post, or in the one third country in which the request says that you "
    "live. An address in the United States belongs to another arrangement.",
)
FACTORS_READING = Reading(
    "Local factors",
    "Security, inviolability and local labor law are stated by the post's management before it approves, "
    "after the human resources officer and the regional security officer have advised. The employee states "
    "how near the residence is to the mission, and in which country.",
)


def mailboxes(facts: TermsFacts) -> tuple[SiteFacts, ...]:
    return tuple(site for site in facts.sites if sites.is_military_mail(site.street, site.city))


def telecenters(facts: TermsFacts) -> tuple[SiteFacts, ...]:
    return tuple(site for site in facts.sites if site.kind == sites.TELECENTER)


def takes_sensitive_records(facts: TermsFacts) -> bool | None:
    if facts.takes_records is False:
        return False
    return None if facts.takes_records is None else facts.has_sensitive_records


def elsewhere(facts: AbroadFacts) -> tuple[SiteFacts, ...]:
    """Sites neither in the country of the post nor in the third country that is stated."""
    allowed = {facts.country, facts.third_country if facts.in_third_country else facts.country}
    return tuple(site for site in facts.sites if site.country not in allowed)


def lacks_residence(facts: AbroadFacts) -> bool:
    return facts.in_third_country is None or (facts.in_third_country and not facts.third_country)


NO_MAILBOX: Rule[TermsFacts] = Rule(
    code="abroad.real_place",
    citation="2361.4",
    sentence="Every site is a place, not an APO, FPO or DPO.",
    refusal="An APO, FPO or DPO is where mail goes. Nobody works there.",
    would_change="Give the street address of the place itself.",
    ask=MANAGEMENT_OFFICER,
    uses=(sites.SITES_USED,),
    violated_by=lambda facts: bool(mailboxes(facts)),
    section=sites.SITES,
    detail=lambda facts: sites.named(mailboxes(facts)),
)

NO_TELECENTER: Rule[TermsFacts] = Rule(
    code="abroad.no_telecenter",
    citation="2366.1",
    also=("2361.4",),
    sentence="No telecenter is among the sites.",
    refusal=(
        "A telecenter is a facility in the United States, and your bureau's executive director has to "
        "confirm its funds. The executive director does not decide on this arrangement, so it cannot use one."
    ),
    would_change="Choose your home or another place.",
    ask=MANAGEMENT_OFFICER,
    uses=(sites.SITES_USED,),
    violated_by=lambda facts: bool(telecenters(facts)),
    section=sites.SITES,
    detail=lambda facts: sites.named(telecenters(facts)),
)

NOTHING_SENSITIVE: Rule[TermsFacts] = Rule(
    code="abroad.nothing_sensitive",
    citation="2362.3(4)",
    also=("2362.3(3)",),
    sentence="No sensitive record leaves the mission.",
    refusal="Abroad, sensitive records never leave the mission for telework.",
    would_change="Leave them at the mission, and do that part of your work there.",
    ask=SECURITY_OFFICER,
    uses=(
        Use("takes_records", "Records taken off site"),
        Use("has_sensitive_records", "Sensitive records among them"),
    ),
    violated_by=takes_sensitive_records,
    section="records",
    unknown="Say whether any of the records that you take are sensitive.",
)

REMOTE_ACCESS_APPROVED: Rule[TermsFacts] = Rule(
    code="abroad.remote_access",
    citation="2362.3(6)",
    sentence="You get into the Department's systems in a way that the Department approves.",
    refusal="Abroad, telework can only be approved with remote access that the Department approves.",
    would_change="Choose Global OpenNet, or a Department laptop with built-in access.",
    ask=SECURITY_OFFICER,
    uses=(Use("remote_access", "Remote access"),),
    violated_by=lambda facts: (
        facts.remote_access not in APPROVED_REMOTE_ACCESS if facts.remote_access else None
    ),
    section="equipment",
    unknown="Say first how you get into the Department's systems.",
)


def rules_at_post(statements: Iterable[Statement] = ()) -> tuple[Rule[TermsFacts], ...]:
    """The rules of the terms for an arrangement of a post: 2362.3 beside what everybody is asked.

    statements  accepted beyond those of 2362.3
    """
    return terms.rules_with(
        statements=(*STATEMENTS, *statements),
        without=(sites.DOMESTIC,),
        more=(NO_MAILBOX, NO_TELECENTER, NOTHING_SENSITIVE, REMOTE_ACCESS_APPROVED),
    )


def post_policy_rule(section: str) -> Rule[AtPostFacts]:
    """The post has a telework policy; `section` is the part of the request that shows it."""
    return Rule(
        code=POST_POLICY,
        citation="2362.3(1)",
        sentence="Your post has a telework policy on file.",
        refusal=(
            "Your post has no telework policy on file, so nothing can be approved there. You can write the "
            "request and keep it; you cannot submit it."
        ),
        would_change="The chief of mission decides whether the post has one; its management puts it on file.",
        ask=MANAGEMENT_OFFICER,
        uses=(Use("post", "Post"), Use("has_post_policy", "Telework policy on file")),
        violated_by=lambda facts: not facts.has_post_policy,
        section=section,
        detail=lambda facts: f"This concerns: {facts.post}.",
    )


SPECIAL_CIRCUMSTANCES: Rule[AbroadFacts] = Rule(
    code="abroad.special_circumstances",
    citation="2362.2(b)",
    also=("2361.3(b)", "2362.3"),
    sentence="You have stated the special circumstances that speak for telework at your post.",
    refusal=(
        "In general nobody assigned abroad teleworks. Say which special circumstances of the work speak for "
        "it."
    ),
    would_change="State them in your own words. Nothing medical and nothing about your family.",
    ask="your supervisor",
    uses=(Use("special_circumstances", "Special circumstances"),),
    violated_by=lambda facts: not facts.special_circumstances.strip(),
    section=SECTION,
)

PROXIMITY: Rule[AbroadFacts] = Rule(
    code="abroad.proximity",
    citation="2362.3",
    sentence="You have stated how near your site is to the mission.",
    refusal="Say how near your site is to the mission: it may weigh in the decision.",
    would_change="State the distance, and how long the way takes.",
    ask=MANAGEMENT_OFFICER,
    uses=(Use("proximity", "Distance to the mission"),),
    violated_by=lambda facts: not facts.proximity.strip(),
    section=SECTION,
)

RESIDENCE: Rule[AbroadFacts] = Rule(
    code="abroad.residence",
    citation="2362.3",
    sentence="You have stated in which country you live.",
    refusal="Say whether you live in the country of your post, or in which other one: it may weigh.",
    would_change="Answer, and name the country if it is another one.",
    ask=MANAGEMENT_OFFICER,
    uses=(
        Use("in_third_country", "Lives in a third country"),
        Use("third_country", "Third country", lambda code: country_name(code) or "none"),
    ),
    violated_by=lacks_residence,
    section=SECTION,
)

SITES_IN_COUNTRY: Rule[AbroadFacts] = Rule(
    code="abroad.sites",
    citation="2362.3",
    also=("2361.4",),
    sentence="Every site is in the country of your post, or in the third country that you have stated.",
    refusal="A site is neither in the country of your post nor in the third country that you have stated.",
    would_change="Correct the country of the site, or say under Abroad that you live in that country.",
    ask=MANAGEMENT_OFFICER,
    uses=(sites.SITES_USED, Use("country", "Country of the post", country_name)),
    violated_by=lambda facts: bool(elsewhere(facts)) if facts.sites else None,
    section=sites.SITES,
    detail=lambda facts: sites.named(elsewhere(facts)),
    unknown="Name your telework sites first.",
)

TERMS_RULES = rules_at_post()
DETAILS_RULES: tuple[Rule[Any], ...] = (
    post_policy_rule(SECTION),
    SPECIAL_CIRCUMSTANCES,
    RESIDENCE,
    PROXIMITY,
    SITES_IN_COUNTRY,
)
