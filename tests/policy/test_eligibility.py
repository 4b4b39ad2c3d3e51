"""The domestic rules on who applies, position, performance and training, as tables of cases."""

from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from eligibility.facts import EligibilityFacts, ManagerFacts, TrainingFact
from eligibility.policy.fam_2018 import ABROAD_RULES, DOMESTIC_RULES, MANAGER_RULES, RATINGS
from telework.policy import Fact, Outcome, evaluate
from tests.policy.known_good import ELIGIBLE, eligible_but, finding, not_passed

PASSED, FAILED, UNKNOWN = Outcome.PASSED, Outcome.FAILED, Outcome.UNKNOWN


def outcome(code: str, **facts: Any) -> Outcome:
    """The outcome of one rule; whatever is spoiled here must not touch the others."""
    result = finding(DOMESTIC_RULES, code, eligible_but(**facts)).outcome
    assert set(not_passed(DOMESTIC_RULES, eligible_but(**facts))) <= {code}
    return result


def test_an_employee_without_any_obstacle_passes_every_rule() -> None:
    assert not_passed(DOMESTIC_RULES, ELIGIBLE) == {}


def test_nothing_known_leaves_every_rule_asking() -> None:
    nothing = EligibilityFacts(
        **{
            f.name: Fact(None)
            for f in fields(EligibilityFacts)
            if f.name not in ("absence_burden_statement", "exceptions")
        }
    )

    findings = evaluate(DOMESTIC_RULES, nothing)

    assert {f.outcome for f in findings} == {UNKNOWN}
    assert all("Ask your" in f.message for f in findings)


@pytest.mark.citation("2361.3(a)(1)")
@pytest.mark.parametrize(
    ("service", "appointment", "expected"),
    [
        ("civil", "career", PASSED),
        ("civil", "career_conditional", PASSED),
        ("civil", "excepted", PASSED),
        ("civil", "term", PASSED),
        ("foreign", "career", PASSED),
        ("foreign", "limited_noncareer", PASSED),
        ("foreign", "family_member", PASSED),
        ("civil", "contractor", FAILED),
        ("civil", "personal_services", FAILED),
        (None, "contractor", FAILED),
        ("civil", None, UNKNOWN),
        ("civil", "", UNKNOWN),
        ("civil", "volunteer", UNKNOWN),
    ],
)
def test_direct_hires_of_both_services_may_ask_and_contractors_may_not(
    service: str | None, appointment: str | None, expected: Outcome
) -> None:
    ratings = {"foreign": "satisfactory", "civil": "fully_successful"}
    facts = {"service": service, "appointment_type": appointment, "rating": ratings.get(service or "", "")}

    assert outcome("applicability.direct_hire", **facts) is expected


@pytest.mark.citation("2361.3(a)(1)")
@pytest.mark.citation("2361.3(a)(2)")
@pytest.mark.citation("2362.2(b)")
@pytest.mark.parametrize(("abroad", "expected"), [(False, PASSED), (True, FAILED), (None, UNKNOWN)])
def test_assignment_abroad_is_outside(abroad: bool | None, expected: Outcome) -> None:
    assert outcome("applicability.in_the_united_states", assigned_abroad=abroad) is expected


@pytest.mark.citation("2361.3(b)")
@pytest.mark.citation("2362.3")
@pytest.mark.parametrize(("abroad", "expected"), [(True, PASSED), (False, FAILED), (None, UNKNOWN)])
def test_arrangement_of_a_post_is_for_those_assigned_to_one(abroad: bool | None, expected: Outcome) -> None:
    facts = eligible_but(assigned_abroad=abroad)
    assert finding(ABROAD_RULES, "applicability.assigned_abroad", facts).outcome is expected


def test_someone_outside_is_told_which_arrangement_is_theirs() -> None:
    abroad = finding(DOMESTIC_RULES, "applicability.in_the_united_states", eligible_but(assigned_abroad=True))
    contractor = finding(
        DOMESTIC_RULES, "applicability.direct_hire", eligible_but(appointment_type="contractor")
    )

    assert "2362.3" in abroad.also
    assert "arrangement for employees abroad" in abroad.message
    assert "none of the other arrangements" in contractor.message


@pytest.mark.citation("2362.2(c)(1)(a)")
@pytest.mark.citation("2362.4")
@pytest.mark.parametrize(
    ("frequency", "expected"),
    [
        ("never", PASSED),
        ("occasional", PASSED),
        ("monthly", PASSED),
        ("daily", FAILED),
        ("", UNKNOWN),
        (None, UNKNOWN),
    ],
)
def test_classified_handling_bars_only_when_it_is_every_work_day(
    frequency: str | None, expected: Outcome
) -> None:
    assert outcome("position.daily_classified", classified_handling=frequency) is expected


@pytest.mark.citation("2362.2(c)(1)(b)")
@pytest.mark.citation("2362.4")
@pytest.mark.parametrize(
    ("activity", "portable", "expected"),
    [
        ("daily", False, FAILED),
        ("daily", True, PASSED),
        ("daily", None, UNKNOWN),
        ("occasional", False, PASSED),
        ("occasional", None, PASSED),
        ("never", None, PASSED),
        (None, False, UNKNOWN),
        ("", None, UNKNOWN),
        (None, True, PASSED),
    ],
)
def test_on_site_work_bars_only_when_daily_and_not_possible_elsewhere(
    activity: str | None, portable: bool | None, expected: Outcome
) -> None:
    assert outcome("position.daily_on_site", onsite_activity=activity, onsite_portable=portable) is expected


@pytest.mark.citation("2362.4")
@pytest.mark.parametrize("code", ["position.daily_classified", "position.daily_on_site"])
def test_bars_of_the_position_say_that_no_exception_can_be_made(code: str) -> None:
    facts = eligible_but(classified_handling="daily", onsite_activity="daily", onsite_portable=False)

    assert finding(DOMESTIC_RULES, code, facts).also == ("2362.4",)
    assert "No exception" in finding(DOMESTIC_RULES, code, facts).message


@pytest.mark.citation("2362.2(c)(2)(a)")
@pytest.mark.parametrize(
    ("service", "rating", "expected"),
    [
        ("civil", "outstanding", PASSED),
        ("civil", "exceeds", PASSED),
        ("civil", "fully_successful", PASSED),
        ("civil", "minimally_successful", FAILED),
        ("civil", "unacceptable", FAILED),
        ("foreign", "satisfactory", PASSED),
        ("foreign", "unsatisfactory", FAILED),
        ("civil", "", PASSED),
        ("foreign", "", PASSED),
        ("civil", None, UNKNOWN),
        ("civil", "unsatisfactory", UNKNOWN),
        ("foreign", "outstanding", UNKNOWN),
    ],
)
def test_rating_is_read_on_the_scale_of_the_service(
    service: str, rating: str | None, expected: Outcome
) -> None:
    assert outcome("performance.rating", service=service, rating=rating) is expected


def test_every_rating_on_the_table_has_a_case_above() -> None:
    assert {code for scale in RATINGS.values() for code in scale} == {
        "outstanding",
        "exceeds",
        "fully_successful",
        "minimally_successful",
        "unacceptable",
        "satisfactory",
        "unsatisfactory",
    }


@pytest.mark.citation("2361.3(a)(1)")
def test_no_rating_of_record_yet_is_not_below_and_says_so() -> None:
    fact = finding(DOMESTIC_RULES, "performance.rating", eligible_but(rating="")).facts[0]

    assert fact.value == "no rating of record yet, which is not below"


@pytest.mark.citation("2362.2(c)(2)(a)")
@pytest.mark.parametrize(("needed", "expected"), [(False, PASSED), (True, FAILED), (None, UNKNOWN)])
def test_need_of_close_supervision_bars(needed: bool | None, expected: Outcome) -> None:
    assert outcome("performance.close_supervision", close_supervision=needed) is expected


@pytest.mark.citation("2362.7")
@pytest.mark.parametrize(
    ("training", "expected"),
    [
        (TrainingFact(completed_on=date(2026, 1, 5)), PASSED),
        (TrainingFact(), FAILED),
        (TrainingFact(exempt_evidence_on=date(2010, 12, 8)), PASSED),
        (TrainingFact(exempt_evidence_on=date(2010, 12, 9)), FAILED),
        (TrainingFact(date(2026, 1, 5), date(2015, 1, 1)), PASSED),
        (None, UNKNOWN),
    ],
)
def test_employee_course_comes_first_unless_an_earlier_arrangement_is_proved(
    training: TrainingFact | None, expected: Outcome
) -> None:
    assert outcome("training.employee", employee_training=training) is expected


@pytest.mark.citation("2362.7")
@pytest.mark.parametrize(
    ("training", "expected"),
    [
        (TrainingFact(completed_on=date(2026, 1, 5)), PASSED),
        (TrainingFact(), FAILED),
        (TrainingFact(exempt_evidence_on=date(2010, 12, 8)), FAILED),
        (None, UNKNOWN),
    ],
)
def test_manager_needs_the_manager_course(training: TrainingFact | None, expected: Outcome) -> None:
    facts = ManagerFacts(Fact(training))

    assert [f.outcome for f in evaluate(MANAGER_RULES, facts)] == [expected]


@pytest.mark.citation("2362(a)")
@pytest.mark.citation("2362.1(g)")
def test_no_rule_knows_whether_somebody_supervises_or_works_part_time() -> None:
    asked = {use.name for rule in DOMESTIC_RULES for use in rule.uses}
    known = {f.name for f in fields(EligibilityFacts)}

    assert asked == known - {"exceptions"}
    assert not [name for name in known if "part_time" in name or "supervisory" in name]


@pytest.mark.citation("2362.1(i)")
def test_no_rule_asks_for_personal_circumstances() -> None:
    assert {f.name for f in fields(EligibilityFacts)} == {
        "service",
        "appointment_type",
        "assigned_abroad",
        "rating",
        "close_supervision",
        "leave_restriction",
        "absence_burden",
        "absence_burden_statement",
        "discipline",
        "classified_handling",
        "onsite_activity",
        "onsite_portable",
        "employee_training",
        "designation",
        "exceptions",
    }
