"""Every rule, statement and reading of the policy sets, wherever they are held."""

from types import ModuleType
from typing import Any, TypeAlias

from agreements.policy import clauses, medevac, review
from agreements.policy import fam_2018 as agreements_set
from deto.policy import fam_2018 as deto_set
from eligibility.policy import fam_2018 as eligibility_set
from telework.policy import Reading, Rule

AnyRule: TypeAlias = Rule[Any]
Cited: TypeAlias = clauses.SelfAssessmentQuestion | clauses.ClauseQuestion | clauses.Statement
SETS: tuple[ModuleType, ...] = (eligibility_set, agreements_set, deto_set)


def _rules() -> tuple[AnyRule, ...]:
    """Whatever a policy set calls its rules (`…_RULES`), each once."""
    tables = [
        table for policy_set in SETS for name, table in vars(policy_set).items() if name.endswith("_RULES")
    ]
    return tuple({rule.code: rule for table in tables for rule in table if isinstance(rule, Rule)}.values())


ALL_RULES = _rules()
RULES = {rule.code: rule for rule in ALL_RULES}
# What somebody accepts by signing, and what the form asks, each with its citation.
STATEMENTS: tuple[Cited, ...] = (
    *clauses.SELF_ASSESSMENT,
    *clauses.CLAUSES,
    *clauses.EMPLOYEE_ACKNOWLEDGEMENTS,
    *clauses.SUPERVISOR_ACKNOWLEDGEMENTS,
)
READINGS: dict[str, Reading] = {
    reading.matter: reading
    for reading in (
        *eligibility_set.READINGS,
        *agreements_set.READINGS,
        *agreements_set.ACCOMMODATION_READINGS,
        *agreements_set.ABROAD_READINGS,
        *deto_set.READINGS,
        medevac.MEDEVAC_READING,
        review.MONTHS_READING,
    )
}
