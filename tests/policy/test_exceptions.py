"""Designation by management, and exceptions laid over the rules, as tables of cases (2362.2, 2362.4)."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from eligibility.facts import DesignationFact, DisciplineFact, EligibilityFacts, ExceptionFact, TrainingFact
from eligibility.policy.fam_2018 import DOMESTIC_RULES, domestic_findings
from telework.policy import Finding, Outcome, bars
from tests.policy.known_good import ELIGIBLE, eligible_but, finding

PASSED, FAILED, UNKNOWN = Outcome.PASSED, Outcome.FAILED, Outcome.UNKNOWN

DESIGNATION = DesignationFact(
    by="Edith Execdir",
    on=date(2026, 11, 2),
    reason="The needs of the office's programmes, stated in words.",
    words="The embassy project needs everyone here.",
    until=date(2027, 1, 29),
)
FAILING: dict[str, dict[str, Any]] = {
    "applicability.direct_hire": {"appointment_type": "contractor"},
    "applicability.in_the_united_states": {"assigned_abroad": True},
    "position.daily_classified": {"classified_handling": "daily"},
    "position.daily_on_site": {"onsite_activity": "daily", "onsite_portable": False},
    "performance.rating": {"rating": "unacceptable"},
    "performance.close_supervision": {"close_supervision": True},
    "conduct.absence": {
        "discipline": (DisciplineFact("absence", date(2024, 3, 1), 2023, Decimal("6")),),
    },
    "conduct.leave_restriction": {"leave_restriction": True},
    "conduct.pornography": {"discipline": (DisciplineFact("pornography", date(2024, 3, 1)),)},
    "conduct.other_misconduct": {"discipline": (DisciplineFact("other_misconduct", date(2024, 3, 1)),)},
    "conduct.absence_burden": {"absence_burden": True},
    "designation.ineligible": {"designation": (DESIGNATION,)},
    "training.employee": {"employee_training": TrainingFact()},
}


def excepted(code: str, emergency: str = "", **facts: Any) -> EligibilityFacts:
    exception = ExceptionFact(
        code, "Edith Execdir", "Only she knows the system.", date(2027, 3, 1), emergency
    )
    return eligible_but(**facts, exceptions=(exception,))


def found(code: str, facts: EligibilityFacts) -> Finding:
    return {finding.code: finding for finding in domestic_findings(facts)}[code]


@pytest.mark.citation("2362.2(a) designation")
@pytest.mark.parametrize(
    ("designations", "expected"), [((), PASSED), ((DESIGNATION,), FAILED), (None, UNKNOWN)]
)
def test_a_designation_in_force_bars_though_no_criterion_fails(
    designations: tuple[DesignationFact, ...] | None, expected: Outcome
) -> None:
    findings = domestic_findings(eligible_but(designation=designations))

    assert {f.code: f.outcome for f in findings}.pop("designation.ineligible") is expected
    assert [f.code for f in bars(findings)] == ([] if expected is PASSED else ["designation.ineligible"])


@pytest.mark.citation("2362.2(a) designation")
@pytest.mark.citation("2362.1(i)")
def test_the_person_reads_who_designated_them_why_and_for_how_long() -> None:
    until = finding(DOMESTIC_RULES, "designation.ineligible", eligible_but(designation=(DESIGNATION,)))
    reviewed = DesignationFact("Sam Supervisor", date(2026, 11, 2), "R.", "W.", review_on=date(2026, 12, 15))
    review = finding(DOMESTIC_RULES, "designation.ineligible", eligible_but(designation=(reviewed,)))

    assert until.facts[0].value == "designated by Edith Execdir on 2 November 2026, until 29 January 2027"
    assert "needs of the office's programmes" in until.message
    assert "“The embassy project needs everyone here.”" in until.message
    assert review.facts[0].value.endswith("to be looked at again on 15 December 2026")


def test_every_domestic_rule_has_a_failing_case_here() -> None:
    assert set(FAILING) == {rule.code for rule in DOMESTIC_RULES}
    assert all(found(code, eligible_but(**facts)).outcome is FAILED for code, facts in FAILING.items())


@pytest.mark.citation("2362.2 general")
@pytest.mark.parametrize(
    ("code", "always", "in_emergency"),
    [
        ("applicability.direct_hire", False, False),
        ("applicability.in_the_united_states", False, False),
        ("position.daily_classified", False, True),
        ("position.daily_on_site", False, True),
        ("performance.rating", True, True),
        ("performance.close_supervision", True, True),
        ("conduct.absence", False, False),
        ("conduct.leave_restriction", True, True),
        ("conduct.pornography", False, False),
        ("conduct.other_misconduct", True, True),
        ("conduct.absence_burden", True, True),
        ("designation.ineligible", False, False),
        ("training.employee", False, False),
    ],
)
def test_management_excepts_only_where_the_text_says_generally(
    code: str, always: bool, in_emergency: bool
) -> None:
    rule = {rule.code: rule for rule in DOMESTIC_RULES}[code]
    plain = found(code, excepted(code, **FAILING[code]))
    emergency = found(code, excepted(code, "Snow of the century", **FAILING[code]))

    assert (rule.is_exceptable, rule.is_exceptable_in_emergency) == (always, in_emergency)
    assert (not plain.is_in_the_way, not emergency.is_in_the_way) == (always, in_emergency)


@pytest.mark.citation("2362.2(c)(2)(b)")
@pytest.mark.citation("2362.2(c)(2)(d)")
@pytest.mark.parametrize("code", ["conduct.absence", "conduct.pornography"])
@pytest.mark.parametrize("emergency", ["", "Snow of the century"])
def test_no_exception_reaches_what_the_law_rules_out(code: str, emergency: str) -> None:
    barred = found(code, excepted(code, emergency, **FAILING[code]))

    assert (barred.outcome, barred.exception, barred.is_in_the_way) == (FAILED, "", True)


@pytest.mark.citation("2362.2 general")
@pytest.mark.parametrize("code", [rule.code for rule in DOMESTIC_RULES if rule.is_exceptable])
def test_an_excepted_rule_still_says_that_it_fails_and_names_the_exception(code: str) -> None:
    finding = found(code, excepted(code, **FAILING[code]))

    assert finding.outcome is FAILED
    assert finding.exception == (
        "Edith Execdir has excepted you from this rule until 1 March 2027. "
        "Their reason: “Only she knows the system.”"
    )
    assert bars([finding]) == ()


@pytest.mark.citation("2362.4")
@pytest.mark.parametrize("code", ["position.daily_classified", "position.daily_on_site"])
def test_an_exception_from_the_denial_of_2362_4_names_its_emergency(code: str) -> None:
    finding = found(code, excepted(code, "Snow of the century", **FAILING[code]))

    assert "while the emergency “Snow of the century” is declared" in finding.exception
    assert not finding.is_in_the_way


def test_an_exception_is_from_one_rule_only() -> None:
    facts = excepted("performance.rating", rating="unacceptable", leave_restriction=True)

    assert [f.code for f in bars(domestic_findings(facts))] == ["conduct.leave_restriction"]


def test_an_exception_answers_for_what_fails_and_not_for_what_is_unknown_or_met() -> None:
    unknown = found("performance.rating", excepted("performance.rating", rating=None))
    met = found("performance.rating", excepted("performance.rating"))

    assert (unknown.outcome, unknown.exception, unknown.is_in_the_way) == (UNKNOWN, "", True)
    assert (met.outcome, met.exception) == (PASSED, "")


def test_without_exceptions_the_findings_are_the_rules_own() -> None:
    assert all(f.is_passed and not f.exception for f in domestic_findings(ELIGIBLE))


def test_an_excepted_finding_survives_json_and_older_findings_have_no_exception() -> None:
    finding = found("performance.rating", excepted("performance.rating", rating="unacceptable"))
    kept = json.loads(json.dumps(finding.to_json()))

    assert Finding.from_json(kept) == finding
    del kept["exception"]
    assert Finding.from_json(kept).exception == ""
