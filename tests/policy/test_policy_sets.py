"""What holds for every rule of the set: codes, citations, words, sections; and no Django behind them."""

import pkgutil
import re
import subprocess
import sys
from datetime import date
from typing import Any

import pytest

import agreements.policy
import eligibility.policy
from agreements.facts import DecisionFacts, TermsFacts
from agreements.policy import clauses, decision
from agreements.policy import fam_2018 as agreements_set
from agreements.policy.notice import earliest_last_day
from eligibility.policy import fam_2018 as eligibility_set
from telework.calendar import FederalCalendar
from telework.policy import Reading, Rule

ALL_RULES: tuple[Rule[Any], ...] = (
    *eligibility_set.DOMESTIC_RULES,
    *eligibility_set.MANAGER_RULES,
    *agreements_set.TERMS_RULES,
    *agreements_set.DECISION_RULES,
)
CITATION = re.compile(r"(236[1-8](\.\d+)?(\([a-z0-9]+\))*|\d+ (U\.S\.C\.|CFR) .+)")
MODULES = [
    "telework.policy",
    "telework.calendar",
    "eligibility.facts",
    "agreements.facts",
    *(f"eligibility.policy.{module.name}" for module in pkgutil.iter_modules(eligibility.policy.__path__)),
    *(f"agreements.policy.{module.name}" for module in pkgutil.iter_modules(agreements.policy.__path__)),
]


def test_the_parts_of_the_set_carry_the_same_name() -> None:
    assert eligibility_set.NAME == agreements_set.NAME == "fam_2018"


def test_rule_codes_are_unique() -> None:
    codes = [rule.code for rule in ALL_RULES]

    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_every_rule_says_why_what_would_change_it_whom_to_ask_and_what_it_looked_at(rule: Rule[Any]) -> None:
    assert all(CITATION.fullmatch(citation) for citation in (rule.citation, *rule.also))
    assert rule.sentence.endswith(".")
    assert rule.refusal.endswith(".")
    assert rule.would_change.endswith(".")
    assert rule.ask.startswith(("your ", "the "))
    assert rule.uses


def statements() -> list[tuple[str, str]]:
    cited: tuple[Any, ...] = (
        *agreements_set.EMPLOYEE_ACKNOWLEDGEMENTS,
        *agreements_set.SUPERVISOR_ACKNOWLEDGEMENTS,
        *agreements_set.DECISION_REASONS,
        *clauses.SELF_ASSESSMENT,
        *clauses.CLAUSES,
    )
    return [(item.code, item.citation) for item in cited]


@pytest.mark.parametrize(("code", "citation"), statements())
def test_everything_accepted_or_asked_is_cited(code: str, citation: str) -> None:
    assert code
    assert CITATION.fullmatch(citation)


def test_every_rule_of_the_terms_belongs_to_a_section_of_the_form() -> None:
    sections = {section.code for section in decision.SECTIONS}

    assert {rule.section for rule in agreements_set.TERMS_RULES} == sections - {"eligibility"}


def test_rules_look_only_at_fields_that_the_facts_have() -> None:
    nothing = TermsFacts(today=date(2026, 12, 7), is_part_time=False)
    decision_facts = DecisionFacts(has_telecenter=False, funding_confirmed=False)

    assert all(hasattr(nothing, use.name) for rule in agreements_set.TERMS_RULES for use in rule.uses)
    assert all(
        hasattr(decision_facts, use.name) for rule in agreements_set.DECISION_RULES for use in rule.uses
    )


@pytest.mark.citation("2361.4 situational")
def test_no_rule_limits_the_days_of_situational_telework() -> None:
    assert agreements_set.SITUATIONAL_DAYS_A_YEAR == 12
    assert not [rule.code for rule in ALL_RULES if "situational_days" in {use.name for use in rule.uses}]


@pytest.mark.citation("2362.1(m)")
@pytest.mark.citation("2362.1(n)")
def test_notice_is_ten_workdays() -> None:
    count = earliest_last_day(date(2026, 12, 7), FederalCalendar({}), washington=True)

    assert agreements_set.NOTICE_WORKDAYS == count.number == 10
    assert count.last_day == date(2026, 12, 21)


@pytest.mark.parametrize(
    "reading",
    [
        *eligibility_set.READINGS,
        *agreements_set.READINGS,
        *agreements_set.ACCOMMODATION_READINGS,
        *agreements_set.ABROAD_READINGS,
    ],
    ids=lambda r: r.matter,
)
def test_readings_are_whole_sentences(reading: Reading) -> None:
    assert reading.matter
    assert reading.text.endswith(".")


def test_policy_runs_without_django() -> None:
    program = (
        "import importlib, sys; "
        f"[importlib.import_module(name) for name in {MODULES!r}]; "
        "print([name for name in sys.modules if name.split('.')[0] == 'django'])"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "[]"
