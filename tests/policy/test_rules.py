"""The vocabulary: what a rule makes of facts, what a finding says and keeps."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

import pytest

from telework.policy import (
    Fact,
    Finding,
    Outcome,
    Rule,
    Severity,
    Use,
    bars,
    evaluate,
    in_words,
)


@dataclass(frozen=True)
class Facts:
    height: Fact[int]
    name: str | None = "Ada"


def rule(severity: Severity = Severity.BAR, **words: Any) -> Rule[Facts]:
    return Rule(
        code="height",
        citation="2361.4",
        sentence="You are tall enough.",
        refusal="You are too short.",
        would_change="Grow.",
        ask="your supervisor",
        uses=(Use("height", "Height", lambda value: f"{value} inches"), Use("name", "Name")),
        violated_by=lambda facts: None if facts.height.value is None else facts.height.value < 60,
        severity=severity,
        **words,
    )


def found(height: int | None, **words: Any) -> Finding:
    return evaluate([rule(**words)], Facts(Fact(height, "HR extract", date(2026, 12, 1))))[0]


def test_a_passed_rule_says_its_sentence_and_nothing_to_do() -> None:
    finding = found(60)

    assert (finding.outcome, finding.message) == (Outcome.PASSED, "You are tall enough.")
    assert (finding.would_change, finding.ask) == ("", "")


def test_a_failed_rule_says_why_what_would_change_it_and_whom_to_ask() -> None:
    finding = found(59)

    assert (finding.outcome, finding.message) == (Outcome.FAILED, "You are too short.")
    assert (finding.would_change, finding.ask) == ("Grow.", "your supervisor")


def test_an_unknown_fact_is_named_together_with_who_has_it() -> None:
    assert found(None).outcome is Outcome.UNKNOWN
    assert found(None).message == (
        "We do not know this yet: Height. Ask your supervisor to have it recorded."
    )
    assert "Ask your HR specialist" in found(None, known_by="your HR specialist").message
    assert found(None, unknown="Measure yourself first.").message == "Measure yourself first."


def test_a_finding_shows_the_fact_with_its_source_and_date() -> None:
    height, name = found(59).facts

    assert (height.label, height.value, height.source) == ("Height", "59 inches", "HR extract")
    assert height.as_of == date(2026, 12, 1)
    assert (name.value, name.source, name.as_of) == ("Ada", "", None)


def test_an_unrecorded_fact_is_not_known_and_an_unanswered_question_not_given() -> None:
    height, name = evaluate([rule()], Facts(Fact(None), None))[0].facts

    assert (height.value, name.value) == ("not known", "not given")


@pytest.mark.parametrize(
    ("height", "severity", "stands_in_the_way"),
    [
        (59, Severity.BAR, True),
        (None, Severity.BAR, True),
        (60, Severity.BAR, False),
        (59, Severity.ADVICE, False),
        (None, Severity.ADVICE, False),
    ],
)
def test_only_bars_that_are_not_passed_stand_in_the_way(
    height: int | None, severity: Severity, stands_in_the_way: bool
) -> None:
    findings = evaluate([rule(severity)], Facts(Fact(height)))

    assert bool(bars(findings)) is stands_in_the_way


def test_every_rule_is_asked_even_after_a_failure() -> None:
    outcomes = [f.outcome for f in evaluate([rule(), rule(Severity.ADVICE)], Facts(Fact(59)))]

    assert outcomes == [Outcome.FAILED, Outcome.FAILED]


@pytest.mark.parametrize("height", [59, 60, None])
def test_a_finding_survives_json(height: int | None) -> None:
    finding = found(height, section="schedule")

    assert Finding.from_json(json.loads(json.dumps(finding.to_json()))) == finding


def test_a_rule_over_a_field_that_the_facts_lack_is_a_mistake() -> None:
    with pytest.raises(AttributeError):
        evaluate([rule()], cast(Facts, object()))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "not known"),
        (True, "yes"),
        (False, "no"),
        (date(2026, 12, 7), "7 December 2026"),
        (Decimal("5.00"), "5"),
        (Decimal("80"), "80"),
        (Decimal("5.10"), "5.1"),
        ((), "none"),
        ("", "none"),
        (("a", True), "a; yes"),
    ],
)
def test_values_are_put_in_words(value: object, words: str) -> None:
    assert in_words(value) == words
