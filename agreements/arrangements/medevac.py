"""Telework during a medical evacuation: at most 90 days, sealed (2362.5)."""

from dataclasses import asdict
from datetime import date
from typing import Any

from agreements import chains, evacuations, kinds
from agreements.arrangements.abroad import collect_step as mission_of
from agreements.kinds import Stated
from agreements.models import ApprovalStep, MedevacDetails, TermsVersion
from agreements.policy import evacuation
from agreements.policy.decision import Section
from agreements.policy.evacuation import EvacuationFacts, EvacuationStepFacts
from agreements.policy.sites import UNITED_STATES
from eligibility.local_policy import has_post_policy
from telework.policy import in_words

SECTION = Section(evacuation.SECTION, "Your work")
CAUTION = (
    "Write about the work only. Nobody asks why you are away from your post: say nothing about it in any "
    "answer, and nothing about anybody's health. What kind of arrangement this is, you read and those who "
    "decide on it; everybody else sees a telework agreement (3 FAM 2362.5)."
)


def days(terms: TermsVersion) -> dict[str, Any]:
    """The days of the evacuation and of the arrangement."""
    recorded, case = terms.medevac.evacuation, terms.agreement
    first = case.starts_on or terms.requested_start_on
    if recorded is None:
        return {"first_on": first, "last_on": terms.requested_end_on}
    return {
        "starts_on": recorded.starts_on,
        "ends_on": recorded.ends_on,
        "first_on": first,
        "last_on": terms.requested_end_on,
        "days_used": evacuations.days_used(recorded, without=case),
    }


def collect(terms: TermsVersion, today: date) -> EvacuationFacts:
    details, post = terms.medevac, terms.agreement.post
    assert post is not None, "an arrangement during an evacuation belongs to a post"
    return EvacuationFacts(
        post=post.name,
        has_post_policy=has_post_policy(post, today),
        work=details.work,
        tasks=details.tasks,
        **days(terms),
    )


def collect_step(step: ApprovalStep, today: date) -> EvacuationStepFacts:
    """What the mission has stated, and the days as they stand now."""
    is_abroad = step.terms.worksites.exclude(country=UNITED_STATES).exists()
    stated = asdict(mission_of(step, today))
    return EvacuationStepFacts(**stated, **days(step.terms), has_site_abroad=is_abroad)


def content(terms: TermsVersion) -> tuple[Stated, ...]:
    """The employee's answers in words."""
    details, recorded = terms.medevac, terms.medevac.evacuation
    away = f"{in_words(recorded.starts_on)} to {in_words(recorded.ends_on)}" if recorded is not None else ""
    work = MedevacDetails.Work(details.work).label if details.work else ""
    return (
        Stated(SECTION.code, "Away from post", away, "2362.5(2)"),
        Stated(SECTION.code, "Which work", work, "2362.5(3)"),
        Stated(SECTION.code, "Duties and tasks", details.tasks, "2362.5(3)"),
    )


RECORD = kinds.register(
    kinds.Kind(
        code="medevac",
        label="Telework during a medical evacuation",
        citation="2362.5",
        summary="You are assigned to a post abroad and are away from it on a medical evacuation.",
        chain=chains.MEDEVAC,
        eligibility="abroad",
        terms_rules=evacuation.TERMS_RULES,
        details="medevac",
        collect=collect,
        details_rules=evacuation.DETAILS_RULES,
        collect_step=collect_step,
        step_rules=evacuation.STEP_RULES,
        sections=(SECTION,),
        statements=evacuation.STATEMENTS,
        content=content,
        caution=CAUTION,
        is_at_post=True,
        is_sealed=True,
        is_open_to_chain=True,
        suspends=True,
    )
)
