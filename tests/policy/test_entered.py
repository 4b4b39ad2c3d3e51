"""Facts that can be entered here: which, by what codes, and when an extract says something new about one."""

from datetime import date, timedelta

import pytest

from eligibility.disputes import FACTS
from eligibility.facts import EligibilityFacts
from eligibility.models import PersonnelChange
from eligibility.policy.entered import (
    ENTERABLE,
    SUPERVISORS,
    Way,
    code_of,
    codes_of,
    is_news,
    shown_value,
    value_of,
    way_of,
)
from eligibility.policy.fam_2018 import RATINGS, RULES_BY_CODE

ENTERED_ON = date(2026, 11, 3)


@pytest.mark.parametrize("fact", ENTERABLE.values(), ids=lambda fact: fact.name)
def test_what_is_entered_is_a_fact_that_rules_look_at_and_reviews_know(fact: object) -> None:
    assert fact.name in EligibilityFacts.__dataclass_fields__  # type: ignore[attr-defined]
    assert fact.name in FACTS  # type: ignore[attr-defined]
    assert fact.matter in PersonnelChange.Matter.values  # type: ignore[attr-defined]


def test_each_disputable_fact_has_its_way_to_be_put_right() -> None:
    ways = {name: way_of(name) for name in FACTS}

    at_source = {name for name, way in ways.items() if way is Way.AT_ITS_SOURCE}
    assert at_source == {"service", "appointment_type", "assigned_abroad", "discipline", "designation"}
    assert {name for name, way in ways.items() if way is Way.COURSE} == {"employee_training"}


@pytest.mark.parametrize("stated", SUPERVISORS.values(), ids=lambda stated: stated.name)
def test_what_a_supervisor_states_is_a_criterion_of_the_regulation(stated: object) -> None:
    rules = [
        rule
        for rule in RULES_BY_CODE.values()
        if any(use.name == stated.name for use in rule.uses)  # type: ignore[attr-defined]
    ]

    assert [rule.citation for rule in rules] == [stated.citation]  # type: ignore[attr-defined]


@pytest.mark.citation("2361.3(a)(1)")
@pytest.mark.parametrize(
    ("service", "has", "lacks"),
    [
        ("civil", {"unacceptable", "outstanding"}, {"satisfactory"}),
        ("foreign", {"satisfactory", "unsatisfactory"}, {"outstanding"}),
        ("", {"outstanding", "satisfactory"}, set()),
    ],
)
def test_a_rating_is_one_of_the_persons_service(service: str, has: set[str], lacks: set[str]) -> None:
    codes = set(codes_of(ENTERABLE["rating"], service, RATINGS))

    assert has <= codes
    assert not lacks & codes


@pytest.mark.parametrize(
    ("value", "code"), [(True, "yes"), (False, "no"), ("daily", "daily"), ("outstanding", "outstanding")]
)
def test_a_value_goes_to_its_code_and_back(value: object, code: str) -> None:
    assert (code_of(value), value_of(code)) == (code, value)


def test_a_value_is_shown_in_words() -> None:
    assert shown_value(ENTERABLE["close_supervision"], True, RATINGS) == "Yes"
    assert shown_value(ENTERABLE["classified_handling"], "daily", RATINGS) == "Every work day"
    assert shown_value(ENTERABLE["rating"], "exceeds", RATINGS) == "Exceeds fully successful"


@pytest.mark.parametrize(
    ("said", "days_later", "expected"),
    [
        pytest.param("exceeds", 1, False, id="newer, and still what it said"),
        pytest.param("unacceptable", 1, True, id="newer, and something else"),
        pytest.param("unacceptable", 0, False, id="of the same day"),
        pytest.param("unacceptable", -1, False, id="older"),
    ],
)
def test_only_a_newer_extract_that_says_something_else_brings_news(
    said: str, days_later: int, expected: bool
) -> None:
    assert is_news(said, "exceeds", ENTERED_ON + timedelta(days_later), ENTERED_ON) is expected
