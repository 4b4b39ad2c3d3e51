"""The remaining terms: self-assessment, communication, records, equipment, clauses, acknowledgements."""

from typing import Any

import pytest

from agreements.facts import TermsFacts
from agreements.policy import clauses
from agreements.policy.fam_2018 import (
    ABROAD_TERMS_RULES,
    DECISION_REASONS,
    EMPLOYEE_ACKNOWLEDGEMENTS,
    RETURN_FIELDS,
    SUPERVISOR_ACKNOWLEDGEMENTS,
    TERMS_RULES,
)
from telework.policy import Outcome, Rule
from tests.policy.known_good import COMPLETE, complete_but, finding, not_passed

PASSED, FAILED, UNKNOWN = Outcome.PASSED, Outcome.FAILED, Outcome.UNKNOWN


def outcome(code: str, **answers: Any) -> Outcome:
    return finding(TERMS_RULES, code, complete_but(**answers)).outcome


@pytest.mark.citation("2363.1")
@pytest.mark.parametrize("question", clauses.SELF_ASSESSMENT, ids=lambda q: q.code)
def test_every_question_of_the_self_assessment_must_be_answered(
    question: clauses.SelfAssessmentQuestion,
) -> None:
    answers = dict(COMPLETE.self_assessment)
    del answers[question.code]

    assert outcome("self_assessment.done", self_assessment=answers) is FAILED


@pytest.mark.citation("2363.1")
@pytest.mark.parametrize(("answer", "_label"), clauses.SELF_ASSESSMENT_ANSWERS)
def test_no_answer_of_the_self_assessment_bars(answer: str, _label: str) -> None:
    answers = dict.fromkeys(COMPLETE.self_assessment, answer)

    assert not_passed(TERMS_RULES, complete_but(self_assessment=answers)) == {}


@pytest.mark.citation("2362.1(h)")
@pytest.mark.parametrize(
    ("methods", "hours", "expected"),
    [("Phone", "9 to 5", PASSED), ("", "9 to 5", FAILED), ("Phone", "", FAILED), (" ", " ", FAILED)],
)
def test_how_and_when_somebody_is_reached_is_stated(methods: str, hours: str, expected: Outcome) -> None:
    answers = {"communication_methods": methods, "communication_hours": hours}

    assert outcome("communication.stated", **answers) is expected


@pytest.mark.citation("2362.1(p)")
@pytest.mark.parametrize(
    ("takes", "records", "safeguards", "stated", "protected"),
    [
        (False, "", "", PASSED, PASSED),
        (True, "Case files", "Locked case", PASSED, PASSED),
        (True, "Case files", "", PASSED, FAILED),
        (True, "", "Locked case", PASSED, FAILED),
        (True, " ", " ", PASSED, FAILED),
        (None, "", "", FAILED, UNKNOWN),
    ],
)
def test_records_taken_off_site_are_named_with_their_safeguards(
    takes: bool | None, records: str, safeguards: str, stated: Outcome, protected: Outcome
) -> None:
    answers = {"takes_records": takes, "records": records, "safeguards": safeguards}

    assert outcome("records.answered", **answers) is stated
    assert outcome("records.safeguards", **answers) is protected


@pytest.mark.citation("2362.6")
@pytest.mark.parametrize(("classified", "expected"), [(False, PASSED), (True, FAILED)])
def test_classified_records_never_leave(classified: bool, expected: Outcome) -> None:
    assert outcome("records.classified", has_classified_records=classified) is expected


@pytest.mark.citation("2366.3(b)")
@pytest.mark.parametrize(("access", "expected"), [("global_opennet", PASSED), ("none", PASSED), ("", FAILED)])
def test_remote_access_is_stated(access: str, expected: Outcome) -> None:
    assert outcome("equipment.remote_access", remote_access=access) is expected


@pytest.mark.citation("2366.3(a)")
@pytest.mark.parametrize(
    ("equipment", "none", "expected"),
    [(("Laptop",), False, PASSED), ((), True, PASSED), ((), False, FAILED), (("Laptop",), True, FAILED)],
)
def test_equipment_is_listed_or_said_to_be_none(
    equipment: tuple[str, ...], none: bool, expected: Outcome
) -> None:
    assert outcome("equipment.listed", equipment=equipment, equipment_none=none) is expected


@pytest.mark.citation("2364.4(a)")
@pytest.mark.parametrize(
    "clause",
    [
        "works_through_closure",
        "works_through_liberal_leave",
        "works_through_early_dismissal",
        "unscheduled_telework",
    ],
)
def test_each_clause_on_dismissal_must_be_answered_and_no_is_an_answer(clause: str) -> None:
    assert outcome("clauses.group_dismissal", **{clause: None}) is FAILED
    assert outcome("clauses.group_dismissal", **{clause: False}) is PASSED


@pytest.mark.citation("2365(b)")
@pytest.mark.parametrize(
    ("designation", "expected"),
    [("mission_critical", PASSED), ("emergency", PASSED), ("none", PASSED), ("", FAILED)],
)
def test_the_part_in_continuity_of_operations_is_stated(designation: str, expected: Outcome) -> None:
    assert outcome("clauses.coop", coop=designation) is expected


@pytest.mark.citation("2362.1(d)")
@pytest.mark.parametrize("statement", EMPLOYEE_ACKNOWLEDGEMENTS, ids=lambda s: s.code)
def test_every_statement_must_be_accepted_and_the_one_left_is_cited(statement: clauses.Statement) -> None:
    accepted = COMPLETE.acknowledged - {statement.code}
    result = finding(TERMS_RULES, "acknowledgements.accepted", complete_but(acknowledged=accepted))

    assert result.outcome is FAILED
    assert f"1 ({statement.citation})" in result.message


@pytest.mark.citation("2362.1(d)")
@pytest.mark.parametrize("rules", [TERMS_RULES, ABROAD_TERMS_RULES], ids=["domestic", "abroad"])
def test_nothing_accepted_is_no_agreement_at_home_or_abroad(rules: tuple[Rule[TermsFacts], ...]) -> None:
    result = finding(rules, "acknowledgements.accepted", complete_but(acknowledged=frozenset()))

    assert result.outcome is FAILED


@pytest.mark.citation("2362.1(b)")
@pytest.mark.citation("2362.1(c)")
@pytest.mark.citation("2362.1(j)")
@pytest.mark.citation("2362.1(q)")
@pytest.mark.citation("2362.6")
@pytest.mark.citation("2364(c)")
@pytest.mark.citation("2366.3(b)")
@pytest.mark.citation("2366.3(c)")
@pytest.mark.citation("2366.3(d)")
@pytest.mark.citation("2367(b)")
def test_the_employee_accepts_what_the_regulation_asks() -> None:
    cited = [c for s in EMPLOYEE_ACKNOWLEDGEMENTS for c in (s.citation, *s.also)]

    assert {
        *("2362.1(b)", "2362.1(c)", "2362.1(j)", "2362.1(k)", "2362.1(m)", "2362.1(n)", "2362.1(o)"),
        *("2362.1(p)", "2362.1(q)", "2362.6", "2363.1", "2364(c)", "2366.3(b)", "2366.3(c)"),
        *("2366.3(d)", "2367(b)(4)", "5 CFR 630.1605", "5 U.S.C. 552a(e)(3)"),
    } == set(cited)
    assert cited.count("2362.6") == 3


@pytest.mark.citation("2362.1(l)")
@pytest.mark.citation("2363.2(a)")
@pytest.mark.citation("2363.2(b)")
def test_the_supervisor_accepts_equal_treatment_support_and_the_same_measures() -> None:
    assert [s.citation for s in SUPERVISOR_ACKNOWLEDGEMENTS] == ["2362.1(l)", "2363.2(a)", "2363.2(b)"]


@pytest.mark.citation("2362.1(i)")
@pytest.mark.citation("2362.1(m)")
def test_reasons_to_deny_or_cancel_lie_in_the_work() -> None:
    assert [reason.citation for reason in DECISION_REASONS] == [
        "2362.2(c)(1)(a)",
        "2362.2(c)(1)(b)",
        "2362.2(c)(2)(a)",
        "2362.2(c)(2)(a)",
        "2362.2(c)(2)(b)",
        "2362.2(c)(2)(c)",
        "2362.2(c)(2)(d)",
        "2362.2(c)(2)(e)",
        "2362.2(a)",
        "2362.1(a)",
    ]
    assert len({reason.code for reason in DECISION_REASONS}) == len(DECISION_REASONS)


def test_a_request_is_returned_for_what_the_employee_can_change() -> None:
    codes = [section.code for section in RETURN_FIELDS]

    assert codes == [
        *("self_assessment", "schedule", "sites", "communication"),
        *("records", "safety", "equipment", "clauses"),
    ]


@pytest.mark.citation("2364.4(a)")
def test_the_clauses_say_what_taking_part_means_for_weather_leave() -> None:
    assert clauses.WEATHER_AND_SAFETY_LEAVE.citation == "5 CFR 630.1605"
    assert "normally gets no weather and safety leave" in clauses.WEATHER_AND_SAFETY_LEAVE.text
