"""Telework of employees assigned abroad: case by case, under special circumstances (2362.2(b), 2362.3)."""

from datetime import date

from agreements import chains, kinds
from agreements.collect import site_facts
from agreements.facts import AbroadFacts, MissionFacts
from agreements.kinds import Stated
from agreements.models import ApprovalStep, TermsVersion
from agreements.policy import abroad, mission
from agreements.policy.decision import Section
from agreements.policy.fam_2018 import ABROAD_READINGS
from eligibility.local_policy import has_post_policy
from telework.countries import country_name
from telework.roles import Role

SECTION = Section(abroad.SECTION, "Abroad")


def collect(terms: TermsVersion, today: date) -> AbroadFacts:
    """What the employee states, and the post."""
    details, post = terms.abroad, terms.agreement.post
    assert post is not None, "an arrangement abroad belongs to a post"
    return AbroadFacts(
        post=post.name,
        has_post_policy=has_post_policy(post, today),
        country=post.country,
        special_circumstances=details.special_circumstances,
        proximity=details.proximity,
        in_third_country=details.in_third_country,
        third_country=details.third_country,
        sites=tuple(site_facts(site) for site in terms.worksites.select_related("checklist")),
    )


def collect_step(step: ApprovalStep, today: date) -> MissionFacts:
    """What the mission has stated, asked of whoever approves for the post's management."""
    is_asked = Role.MANAGEMENT_OFFICER in step.capacities
    stated = getattr(step.terms, "mission", None)
    if stated is None:
        return MissionFacts(is_asked)
    return MissionFacts(
        is_asked,
        security=stated.security,
        inviolability=stated.inviolability,
        labor_law=stated.labor_law,
        notification=stated.get_notification_display() if stated.notification else "",
        notification_on=stated.notification_on,
        notification_by=stated.notification_by,
        nsdd38_needed=stated.nsdd38_needed,
        nsdd38_reference=stated.nsdd38_reference,
        nsdd38_statement=stated.nsdd38_statement,
    )


def content(terms: TermsVersion) -> tuple[Stated, ...]:
    """The employee's answers in words."""
    details, post = terms.abroad, terms.agreement.post
    assert post is not None, "an arrangement abroad belongs to a post"
    lives = {None: "", False: f"In {country_name(post.country)}, the country of the post"}
    elsewhere = f"In a third country: {country_name(details.third_country)}"
    return (
        Stated(SECTION.code, "Post", post.name, "2362.3"),
        Stated(SECTION.code, "Special circumstances", details.special_circumstances, "2362.2(b)"),
        Stated(SECTION.code, "Where I live", lives.get(details.in_third_country, elsewhere), "2362.3"),
        Stated(SECTION.code, "Distance to the mission", details.proximity, "2362.3"),
    )


RECORD = kinds.register(
    kinds.Kind(
        code="abroad",
        label="Telework abroad",
        citation="2362.3",
        summary="You are assigned to a post abroad, and special circumstances of the work speak for it.",
        chain=chains.ABROAD,
        eligibility="abroad",
        terms_rules=abroad.TERMS_RULES,
        details="abroad",
        readings=ABROAD_READINGS,
        collect=collect,
        details_rules=abroad.DETAILS_RULES,
        collect_step=collect_step,
        step_rules=mission.RULES,
        sections=(SECTION,),
        statements=abroad.STATEMENTS,
        content=content,
        is_at_post=True,
    )
)
