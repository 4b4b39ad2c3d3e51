"""Rules of the alternate work sites and of their safety checklists (2361.4, 2362.1(k), 2367(b))."""

import re
from collections.abc import Callable, Mapping

from agreements.facts import DecisionFacts, SiteFacts, TermsFacts
from agreements.policy import safety
from agreements.policy.safety import Answer, Question
from telework.policy import Rule, Use

SITES = "sites"
SAFETY = "safety"
COORDINATOR = "your bureau telework coordinator"
UNITED_STATES = "US"
TELECENTER = "telecenter"
POST_OFFICE_BOX = re.compile(
    r"\b(p\.?\s*o\.?\s*b(\.|ox)?|post\s+office\s+box|p\.?\s*m\.?\s*b\.?)(?![a-z])", re.IGNORECASE
)
# Military and diplomatic post offices: mail for people abroad.
MILITARY_MAIL = re.compile(r"(?<![a-z])[afd]\.?p\.?o(?![a-z])", re.IGNORECASE)


def sites_in_words(sites: tuple[SiteFacts, ...]) -> str:
    return "; ".join(site.name for site in sites) or "none"


SITES_USED = Use("sites", "Telework sites", sites_in_words)


def named(sites: tuple[SiteFacts, ...]) -> str:
    return f"This concerns: {sites_in_words(sites)}."


def days_elsewhere(facts: TermsFacts) -> tuple[str, ...]:
    """Names of telework days at a site that is not listed; a day without a site may be at any of them."""
    if facts.schedule is None:
        return ()
    listed = {site.ordinal for site in facts.sites}
    return tuple(
        day.name for day in facts.schedule.telework_days if day.site is not None and day.site not in listed
    )


def foreign(facts: TermsFacts) -> tuple[SiteFacts, ...]:
    """Sites abroad, those that only have a military or diplomatic mail address included."""
    return tuple(
        site
        for site in facts.sites
        if site.country.upper() != UNITED_STATES or is_military_mail(site.street, site.city)
    )


def is_military_mail(street: str, city: str) -> bool:
    """True for an APO, FPO or DPO: it stands for a place abroad, and nobody works at it."""
    return MILITARY_MAIL.search(street) is not None or MILITARY_MAIL.search(city) is not None


def boxes(facts: TermsFacts) -> tuple[SiteFacts, ...]:
    return tuple(site for site in facts.sites if POST_OFFICE_BOX.search(site.street))


def without_checklist(facts: TermsFacts) -> tuple[SiteFacts, ...]:
    """Sites whose checklist is missing, unfinished, or certified for another address."""
    return tuple(
        site
        for site in facts.sites
        if site.answers is None or site.is_certified_elsewhere or safety.unanswered(site.answers)
    )


def open_points(
    facts: TermsFacts, find: Callable[[Mapping[str, Answer]], tuple[Question, ...]]
) -> tuple[str, ...]:
    """Site and question for everything that `find` finds in the checklists."""
    return tuple(
        f"{site.name}: {question.text}" for site in facts.sites for question in find(site.answers or {})
    )


def lacks_remedy(facts: TermsFacts) -> bool | None:
    if open_points(facts, safety.without_remedy):
        return True
    return None if not facts.sites or without_checklist(facts) else False


def is_dangerous(facts: TermsFacts) -> bool | None:
    if open_points(facts, safety.dangers):
        return True
    return None if not facts.sites or without_checklist(facts) else False


CHECKLIST_FIRST = "Fill in the safety checklist of every site first."

LISTED: Rule[TermsFacts] = Rule(
    code="sites.listed",
    citation="2361.4",
    sentence="The agreement names where you telework.",
    refusal="Name at least one telework site. Telework counts only at sites that the agreement names.",
    would_change="Add your home, a telecenter or another place.",
    ask=COORDINATOR,
    uses=(SITES_USED,),
    violated_by=lambda facts: not facts.sites,
    section=SITES,
)

DAYS_AT_LISTED_SITES: Rule[TermsFacts] = Rule(
    code="sites.days",
    citation="2361.4",
    sentence="Every telework day is at a site of the agreement.",
    refusal="Some telework days are at a site that the agreement does not name.",
    would_change="Add that site, or choose another one for these days.",
    ask=COORDINATOR,
    uses=(SITES_USED,),
    violated_by=lambda facts: bool(days_elsewhere(facts)),
    section=SITES,
    detail=lambda facts: f"This concerns: {', '.join(days_elsewhere(facts))}.",
)

DOMESTIC: Rule[TermsFacts] = Rule(
    code="sites.domestic",
    citation="2361.4",
    also=("2368",),
    sentence="All telework sites are in the United States.",
    refusal=(
        "This agreement covers sites in the United States only, and one of yours is abroad. An APO, FPO or "
        "DPO is mail for people abroad."
    ),
    would_change=(
        "Give an address in the United States. Telework from abroad needs an arrangement of its own, for "
        "domestic employees teleworking overseas (2368)."
    ),
    ask=COORDINATOR,
    uses=(SITES_USED,),
    violated_by=lambda facts: bool(foreign(facts)),
    section=SITES,
    detail=lambda facts: named(foreign(facts)),
)

REAL_ADDRESS: Rule[TermsFacts] = Rule(
    code="sites.no_post_office_box",
    citation="2361.4",
    sentence="Every site has the address of a place where somebody can work.",
    refusal="A post office box is not a place to work.",
    would_change="Give the street address of the place itself.",
    ask=COORDINATOR,
    uses=(SITES_USED,),
    violated_by=lambda facts: bool(boxes(facts)),
    section=SITES,
    detail=lambda facts: named(boxes(facts)),
)

CHECKLIST: Rule[TermsFacts] = Rule(
    code="safety.checklist",
    citation="2367(b)",
    also=("2362.1(k)",),
    sentence="Every site has its own safety checklist, complete and for the present address.",
    refusal="A safety checklist is missing, not finished, or was certified for another address.",
    would_change="Answer every question for that site and certify the checklist.",
    ask=COORDINATOR,
    uses=(SITES_USED,),
    violated_by=lambda facts: bool(without_checklist(facts)) if facts.sites else None,
    section=SAFETY,
    detail=lambda facts: named(without_checklist(facts)),
    unknown="Name your telework sites first.",
)

REMEDIES: Rule[TermsFacts] = Rule(
    code="safety.remedies",
    citation="2362.1(k)",
    sentence="For every “no” on the checklist you have said what you will do about it, and by when.",
    refusal="A “no” on the safety checklist needs what you will do about it, and the date.",
    would_change="Write down the remedy and its date, or answer “yes” once it is put right.",
    ask=COORDINATOR,
    uses=(SITES_USED,),
    violated_by=lacks_remedy,
    section=SAFETY,
    detail=lambda facts: " ".join(open_points(facts, safety.without_remedy)),
    unknown=CHECKLIST_FIRST,
)

FIRE_AND_ELECTRICITY: Rule[TermsFacts] = Rule(
    code="safety.fire_and_electricity",
    citation="2362.1(k)",
    sentence="Fire and electricity are safe at every site.",
    refusal=(
        "Fire and electricity must be safe before anybody can approve. A date for a remedy is not enough "
        "here."
    ),
    would_change="Put it right, then answer “yes”.",
    ask=COORDINATOR,
    uses=(SITES_USED,),
    violated_by=is_dangerous,
    section=SAFETY,
    detail=lambda facts: " ".join(open_points(facts, safety.dangers)),
    unknown=CHECKLIST_FIRST,
)

TELECENTER_FUNDED: Rule[DecisionFacts] = Rule(
    code="decision.telecenter_funding",
    citation="2366.1",
    sentence="The bureau has the funds for the telecenter, or none is asked for.",
    refusal=(
        "This agreement uses a telecenter, and its costs are your bureau's. Confirm that the funds are there."
    ),
    would_change="Confirm the funds, or return the request so that another site is chosen.",
    ask="your bureau's budget office",
    uses=(
        Use("has_telecenter", "A telecenter is among the sites"),
        Use("funding_confirmed", "Funds confirmed"),
    ),
    violated_by=lambda facts: facts.has_telecenter and not facts.funding_confirmed,
    section=SITES,
)
