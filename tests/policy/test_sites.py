"""Sites, safety checklists, and the funds for a telecenter."""

from dataclasses import replace
from datetime import date

import pytest

from agreements.facts import DecisionFacts, SiteFacts, TermsFacts
from agreements.policy import safety
from agreements.policy.fam_2018 import DECISION_RULES, TERMS_RULES
from agreements.policy.safety import Answer, Reply, SafetySection
from telework.policy import Outcome
from tests.policy.known_good import (
    HOME,
    SAFE,
    answered,
    complete_but,
    finding,
    home_but,
    not_passed,
    schedule,
    with_day,
)

PASSED, FAILED, UNKNOWN = Outcome.PASSED, Outcome.FAILED, Outcome.UNKNOWN
TELECENTER = replace(HOME, ordinal=2, name="Telecenter, Bowie", kind="telecenter")
MENDED = Answer(Reply.NO, "Buy a new one", date(2026, 12, 20))


def outcome(code: str, facts: TermsFacts) -> Outcome:
    return finding(TERMS_RULES, code, facts).outcome


@pytest.mark.citation("2361.4 telework, alternate work site")
@pytest.mark.parametrize(
    ("sites", "expected"), [((HOME,), PASSED), ((HOME, TELECENTER), PASSED), ((), FAILED)]
)
def test_an_agreement_names_at_least_one_site(sites: tuple[SiteFacts, ...], expected: Outcome) -> None:
    assert outcome("sites.listed", complete_but(sites=sites)) is expected


@pytest.mark.citation("2361.4 telework, alternate work site")
def test_two_sites_of_one_agreement_pass_every_rule() -> None:
    days = with_day(with_day(schedule("ootot--", "ootot--"), 1, 2, site=1), 1, 4, site=2)

    assert not_passed(TERMS_RULES, complete_but(sites=(HOME, TELECENTER), schedule=days)) == {}


@pytest.mark.citation("2361.4 telework, alternate work site")
@pytest.mark.parametrize(("site", "expected"), [(None, PASSED), (1, PASSED), (2, FAILED)])
def test_a_telework_day_is_at_a_listed_site(site: int | None, expected: Outcome) -> None:
    facts = complete_but(schedule=with_day(schedule("ootot--", "ootot--"), 2, 4, site=site))
    result = finding(TERMS_RULES, "sites.days", facts)

    assert result.outcome is expected
    assert ("Friday of week 2" in result.message) is (expected is FAILED)


@pytest.mark.citation("2361.4 telework, alternate work site")
@pytest.mark.parametrize(
    ("country", "expected"), [("US", PASSED), ("us", PASSED), ("CA", FAILED), ("", FAILED)]
)
def test_a_domestic_agreement_refuses_a_foreign_site(country: str, expected: Outcome) -> None:
    assert outcome("sites.domestic", home_but(country=country)) is expected


@pytest.mark.citation("2361.4 telework, alternate work site")
@pytest.mark.parametrize(
    ("street", "city", "expected"),
    [
        ("PSC 3, Unit 12", "APO", FAILED),
        ("Unit 9300", "F.P.O.", FAILED),
        ("Unit 9300, DPO AE", "", FAILED),
        ("12 Depot Road", "Apopka", PASSED),
    ],
)
def test_a_military_or_diplomatic_mail_address_stands_for_a_place_abroad(
    street: str, city: str, expected: Outcome
) -> None:
    assert outcome("sites.domestic", home_but(street=street, city=city)) is expected


@pytest.mark.citation("2361.4 telework, alternate work site")
def test_the_refusal_of_a_foreign_site_names_the_site_and_the_arrangement_for_it() -> None:
    abroad = replace(HOME, ordinal=2, name="Flat, Paris", country="FR")
    result = finding(TERMS_RULES, "sites.domestic", complete_but(sites=(HOME, abroad)))

    assert "Flat, Paris" in result.message
    assert "Home, Arlington" not in result.message
    assert "2368" in result.would_change
    assert result.also == ("2368",)


@pytest.mark.citation("2361.4 telework, alternate work site")
@pytest.mark.parametrize(
    ("street", "expected"),
    [
        ("12 Elm Street", PASSED),
        ("4 Boxwood Lane", PASSED),
        ("7 Post Road", PASSED),
        ("PO Box 12", FAILED),
        ("P.O. Box 12", FAILED),
        ("p. o. box 12", FAILED),
        ("P O Box 12", FAILED),
        ("Post Office Box 12", FAILED),
        ("Elm Street, POBox 3", FAILED),
        ("POB 12", FAILED),
        ("P.O.B. 12", FAILED),
        ("12 Elm Street, PMB 4", FAILED),
        ("4 Pobst Lane", PASSED),
    ],
)
def test_a_post_office_box_is_no_place_to_work(street: str, expected: Outcome) -> None:
    assert outcome("sites.no_post_office_box", home_but(street=street)) is expected


@pytest.mark.citation("2367(b)")
@pytest.mark.citation("2362.1(k)")
def test_every_site_needs_its_own_complete_checklist_for_its_address() -> None:
    unfinished = {code: answer for code, answer in SAFE.items() if code != "chair"}
    cases = [
        ((HOME,), PASSED),
        ((replace(HOME, answers=None),), FAILED),
        ((replace(HOME, answers={}),), FAILED),
        ((replace(HOME, answers=unfinished),), FAILED),
        ((replace(HOME, is_certified_elsewhere=True),), FAILED),
        ((HOME, replace(TELECENTER, answers=None)), FAILED),
        ((), UNKNOWN),
    ]

    assert [outcome("safety.checklist", complete_but(sites=sites)) for sites, _ in cases] == [
        expected for _, expected in cases
    ]


@pytest.mark.citation("2362.1(k)")
@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer(Reply.YES), PASSED),
        (MENDED, PASSED),
        (Answer(Reply.NO), FAILED),
        (Answer(Reply.NO, "Buy a new one"), FAILED),
        (Answer(Reply.NO, "", date(2026, 12, 20)), FAILED),
        (Answer(Reply.NO, "  ", date(2026, 12, 20)), FAILED),
    ],
)
def test_a_no_needs_a_remedy_and_a_date(answer: Answer, expected: Outcome) -> None:
    result = finding(TERMS_RULES, "safety.remedies", answered("chair", answer))

    assert result.outcome is expected
    assert (safety.QUESTIONS_BY_CODE["chair"].text in result.message) is (expected is FAILED)


@pytest.mark.citation("2362.1(k)")
@pytest.mark.parametrize("question", safety.QUESTIONS, ids=lambda q: q.code)
def test_fire_and_electricity_must_be_put_right_first_and_the_rest_may_wait(
    question: safety.Question,
) -> None:
    expected = FAILED if question.section in (SafetySection.FIRE, SafetySection.ELECTRICAL) else PASSED

    assert outcome("safety.fire_and_electricity", answered(question.code, MENDED)) is expected


@pytest.mark.citation("2362.1(k)")
@pytest.mark.parametrize("code", ["safety.remedies", "safety.fire_and_electricity"])
def test_rules_on_answers_wait_for_the_checklist(code: str) -> None:
    assert outcome(code, complete_but(sites=())) is UNKNOWN
    assert outcome(code, home_but(answers=None)) is UNKNOWN


@pytest.mark.citation("2367(b)")
@pytest.mark.parametrize(("question", "complete"), [("handrails", True), ("smoke_alarm", False)])
def test_only_some_questions_may_not_apply(question: str, complete: bool) -> None:
    facts = answered(question, Answer(Reply.NOT_APPLICABLE))

    assert (outcome("safety.checklist", facts) is PASSED) is complete


@pytest.mark.citation("2367(b)")
def test_the_checklist_covers_every_section_with_questions_of_unique_codes() -> None:
    assert {question.section for question in safety.QUESTIONS} == set(SafetySection)
    assert len(safety.QUESTIONS_BY_CODE) == len(safety.QUESTIONS) >= 24
    assert all(question.text.endswith("?") for question in safety.QUESTIONS)
    assert all(section.label for section in SafetySection)


@pytest.mark.parametrize("answer", [Answer(Reply.YES), MENDED, Answer(Reply.NOT_APPLICABLE)])
def test_an_answer_survives_json(answer: Answer) -> None:
    assert Answer.from_json(answer.to_json()) == answer


@pytest.mark.citation("2366.1")
@pytest.mark.parametrize(
    ("telecenter", "confirmed", "expected"),
    [(False, False, PASSED), (True, True, PASSED), (True, False, FAILED)],
)
def test_a_telecenter_needs_confirmed_funds(telecenter: bool, confirmed: bool, expected: Outcome) -> None:
    facts = DecisionFacts(has_telecenter=telecenter, funding_confirmed=confirmed)

    assert finding(DECISION_RULES, "decision.telecenter_funding", facts).outcome is expected
