"""Deciding in the browser: who may, what is asked, what survives a refusal; a double click is one."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from agreements.models import Agreement, ApprovalStep
from agreements.policy import clauses
from agreements.services import drafting
from agreements.services.submission import submit
from agreements.states import State
from eligibility.models import Employee
from tests.agreements.decide_page import APPROVE, address, at_director, state_of
from tests.browsing import counted, page, proven, signed_in, words
from tests.cast import NOW, START, Cast, approve_step, draft, proof, submitted, waiting_step
from tests.deciding import send_back


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.mark.citation("2362.1(d)")
def test_only_the_holder_of_the_step_opens_the_page(cast: Cast) -> None:
    agreement = submitted(cast)
    url = address(agreement)
    assert "Decide: Emma Employee" in page(signed_in(cast, "supervisor"), url)
    for name in ("director", "coordinator", "managing_officer", "auditor"):
        text = page(signed_in(cast, name), url, 403)
        assert "This decision lies with the Supervisor, OES." in text
    for name in ("stranger", "other_coordinator"):
        page(signed_in(cast, name), url, 404)


@pytest.mark.citation("2362.1(d)")
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_decides_on_their_own_agreement(cast: Cast, method: str) -> None:
    agreement = submitted(cast)
    answer = getattr(proven(cast, "employee"), method)(address(agreement), APPROVE)
    assert "Nobody decides on their own agreement." in words(answer, 403)
    assert state_of(agreement) == State.IN_REVIEW


def test_a_step_that_has_not_been_asked_is_not_there(cast: Cast) -> None:
    agreement = submitted(cast)
    unasked = ApprovalStep.objects.get(opened_at__isnull=True)
    page(signed_in(cast, "director"), address(agreement, unasked), 404)


def test_step_of_another_case_is_not_there(cast: Cast) -> None:
    agreement = submitted(cast)
    page(signed_in(cast, "supervisor"), f"/agreements/{agreement.number}/decide/4711/", 404)


def test_one_page_holds_everything_that_a_decision_needs(cast: Cast) -> None:
    agreement = at_director(cast)
    text = page(signed_in(cast, "director"), address(agreement))
    for part in (
        "Core telework, 4 days in the two weeks of a pay period, from Monday, 7 December 2026.",
        "You decide as <strong>Bureau executive director, OES</strong>",
        "Every rule of eligibility is met",
        "Decided so far",
        "Sam Supervisor",
        "Telework days in the pay period",
        "100 Example Street",
        "Official work site",
        "I treat teleworkers and others alike",
        "I support telework as far as the needs of the office allow.",
        agreement.latest_terms().content_sha256,
        "Return for changes",
        "Work-based reason",
        "3 FAM 2362.2(c)(2)(a)",
    ):
        assert part in text, part


@pytest.mark.citation("2362.2(a)")
def test_a_rule_that_fails_today_is_shown_to_the_decider(cast: Cast) -> None:
    agreement = submitted(cast)
    Employee.objects.filter(pk=cast.employee.pk).update(on_leave_restriction=True)
    text = page(signed_in(cast, "supervisor"), address(agreement))
    assert "Every rule of eligibility is met" not in text
    assert "leave restriction" in text
    assert text.index("You cannot approve today") < text.index("What the employee reads")
    assert "What the employee reads about their own eligibility" in text
    assert "Approve and sign" not in text
    sent = words(proven(cast, "supervisor").post(address(agreement), APPROVE))
    assert "Nothing was decided." in sent
    assert state_of(agreement) == State.IN_REVIEW


@pytest.mark.citation("2363.1")
def test_what_the_employee_answered_about_themselves_is_shown_with_the_doubts_first(cast: Cast) -> None:
    agreement, actor = draft(cast), cast.user("employee")
    doubts = {**agreement.latest_terms().self_assessment, "own_pace": "no", "performance": "partly"}
    answers = {"self_assessment": doubts}
    drafting.save_section(
        actor=actor, now=NOW, agreement=agreement, section="self_assessment", answers=answers
    )
    submit(actor=actor, now=NOW, agreement=agreement, authentication=proof())
    text = page(signed_in(cast, "supervisor"), address(agreement))
    questions = {question.code: question.text for question in clauses.SELF_ASSESSMENT}
    assert text.index(questions["own_pace"]) < text.index(questions["portable_work"])
    assert text.index(questions["performance"]) < text.index(questions["portable_work"])
    assert text.count("In part") == 1


def test_a_last_day_that_is_over_is_said_first_and_leaves_no_approval(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    agreement, actor = draft(cast), cast.user("employee")
    answers = {"requested_end_on": START + timedelta(days=10)}
    drafting.save_section(actor=actor, now=NOW, agreement=agreement, section="schedule", answers=answers)
    submit(actor=actor, now=NOW, agreement=agreement, authentication=proof())
    approve_step(cast, agreement, "supervisor")
    clock.move_to(NOW + timedelta(days=30))
    text = page(signed_in(cast, "director"), address(agreement))
    assert "The last day asked for is over" in text
    assert "Approve and sign" not in text


def test_later_version_of_the_terms_says_which_parts_were_asked_to_change_by_whom(cast: Cast) -> None:
    agreement = submitted(cast)
    send_back(cast.user("supervisor"), waiting_step(agreement))
    answers = {"acknowledged": [statement.code for statement in clauses.EMPLOYEE_ACKNOWLEDGEMENTS]}
    actor = cast.user("employee")
    drafting.save_section(
        actor=actor, now=NOW, agreement=agreement, section="acknowledgements", answers=answers
    )
    submit(actor=actor, now=NOW, agreement=agreement, authentication=proof())
    text = page(signed_in(cast, "supervisor"), address(agreement))
    assert "This is version 2 of the terms." in text
    assert "<strong>Sam Supervisor</strong> (Supervisor, OES), about version 1: Pattern and schedule" in text


@pytest.mark.citation("2361.4 official work site")
def test_decider_is_warned_when_the_official_work_site_moves(cast: Cast) -> None:
    agreement = draft(cast)
    schedule = agreement.latest_terms().schedule_data
    for day in schedule:
        if day["place"] == "office":
            day["place"] = "telework"
    actor = cast.user("employee")
    drafting.save_section(
        actor=actor, now=NOW, agreement=agreement, section="schedule", answers={"schedule_data": schedule}
    )
    submit(actor=actor, now=NOW, agreement=agreement, authentication=proof())
    text = page(signed_in(cast, "supervisor"), address(agreement))
    assert "The official work site changes" in text
    assert "The telework site; 0 days of the pay period" in text


def test_number_of_queries_does_not_grow_with_the_rounds(cast: Cast) -> None:
    agreement = submitted(cast)
    client = proven(cast, "director")
    approve_step(cast, agreement, "supervisor")
    client.get(address(agreement))
    with counted() as few:
        client.get(address(agreement))
    for _ in range(2):
        send_back(cast.user("director"), waiting_step(agreement))
        resubmit(cast, agreement)
        approve_step(cast, agreement, "supervisor")
    with counted() as many:
        client.get(address(agreement))
    assert few == many


def resubmit(cast: Cast, agreement: Agreement) -> None:
    accepted = agreement.terms_versions.get(number=1).acknowledged
    actor = cast.user("employee")
    drafting.save_section(
        actor=actor,
        now=NOW,
        agreement=agreement,
        section="acknowledgements",
        answers={"acknowledged": accepted},
    )
    submit(actor=actor, now=NOW, agreement=agreement, authentication=proof())
