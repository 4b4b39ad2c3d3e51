"""Telework as a reasonable accommodation: the division decides, the supervisor signs; sealed (2361.3(c))."""

from datetime import date
from typing import TYPE_CHECKING

from agreements import chains, kinds
from agreements.policy import accommodation, terms
from agreements.policy.accommodation import DivisionFacts
from agreements.policy.fam_2018 import ACCOMMODATION_READINGS
from telework.roles import Role

if TYPE_CHECKING:
    from agreements.models import ApprovalStep

CAUTION = (
    "Write about the work only. Nobody asks about your health here, and nobody may: say nothing about it in "
    "any answer. That it is an accommodation is read by you, by the office that decides and by the "
    "supervisor who signs; everybody else sees a telework agreement (3 FAM 2361.3(c))."
)


def collect_step(step: "ApprovalStep", today: date) -> DivisionFacts:
    """What stands beside the terms; the division's step alone asks for it."""
    details = step.terms.accommodation
    is_division = Role.DRAD in step.capacities
    return DivisionFacts(is_division, today, details.reference, details.decided_on)


RECORD = kinds.register(
    kinds.Kind(
        code="accommodation",
        label="Telework as a reasonable accommodation",
        citation="2361.3(c)",
        summary="You ask for telework as an accommodation. The accommodation office decides, nobody else.",
        chain=chains.ACCOMMODATION,
        eligibility="accommodation",
        terms_rules=terms.TERMS_RULES,
        details="accommodation",
        collect_step=collect_step,
        step_rules=accommodation.DIVISION_RULES,
        readings=ACCOMMODATION_READINGS,
        no_notice=accommodation.NO_NOTICE,
        denial_reasons=accommodation.REASONS,
        caution=CAUTION,
        is_sealed=True,
    )
)
