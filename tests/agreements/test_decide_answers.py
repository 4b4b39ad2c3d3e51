"""What somebody answers on the page of a decision, and what comes of it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from agreements.models import Agreement, ApprovalStep, Signature
from agreements.services import drafting
from agreements.states import State
from eligibility.models import TrainingCompletion
from telework.identity import SESSION_KEY
from tests.agreements.decide_page import APPROVE, address, at_director, state_of
from tests.browsing import page, proven, signed_in, words
from tests.cast import HOME, NOW, PASSWORD, Cast, approve_step, submitted, waiting_step
from tests.deciding import designee, send_back

RETURN = {"answer": "return", "return-sections": ["schedule", "sites"], "return-text": "Come in on Tuesdays."}
DENY = {"answer": "deny", "deny-reason_code": "programme_needs", "deny-text": "The desk must be staffed."}
ANSWERS = {"approved": APPROVE, "returned": RETURN, "denied": DENY}
CONFLICT = 409


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def receipt(agreement: Agreement, step: ApprovalStep) -> str:
    return f"/agreements/{agreement.number}/decided/{step.pk}/"


def test_approval_goes_on_to_the_receipt_and_to_the_next_office(cast: Cast) -> None:
    agreement = submitted(cast)
    step = waiting_step(agreement)
    client = proven(cast, "supervisor")
    answer = client.post(address(agreement, step), APPROVE)
    assert (answer.status_code, answer["Location"]) == (302, receipt(agreement, step))
    text = page(client, receipt(agreement, step))
    assert "Your decision is recorded" in text
    assert "Edith Execdir (Bureau executive director, OES)" in text
    assert agreement.latest_terms().content_sha256 in text


@pytest.mark.citation("2362.1(a)")
def test_last_approval_says_that_everybody_has_approved(cast: Cast) -> None:
    agreement = at_director(cast)
    step = waiting_step(agreement)
    client = proven(cast, "director")
    client.post(address(agreement, step), {**APPROVE, "approve-effect_on_office": "Covered by the team."})
    step.refresh_from_db()
    assert (state_of(agreement), step.effect_on_office) == (State.APPROVED, "Covered by the team.")
    assert "Everybody has approved." in page(client, receipt(agreement, step))


def test_return_names_the_parts(cast: Cast) -> None:
    agreement = submitted(cast)
    step = waiting_step(agreement)
    client = signed_in(cast, "supervisor")
    answer = client.post(address(agreement, step), RETURN)
    assert answer["Location"] == receipt(agreement, step)
    step.refresh_from_db()
    assert (step.returned_sections, step.reason_text) == (["schedule", "sites"], "Come in on Tuesdays.")
    assert "which parts to change" in page(client, receipt(agreement, step))


@pytest.mark.citation("2362.1(i)")
def test_denial_keeps_code_citation_and_text(cast: Cast) -> None:
    agreement = submitted(cast)
    step = waiting_step(agreement)
    client = signed_in(cast, "supervisor")
    client.post(address(agreement, step), DENY)
    step.refresh_from_db()
    assert (step.reason_code, step.reason_citation) == ("programme_needs", "2362.1(a)")
    assert state_of(agreement) == State.DENIED
    assert "with your reason and your words" in page(client, receipt(agreement, step))


@pytest.mark.parametrize(
    ("answer", "missing", "message", "kept"),
    [
        (APPROVE, "approve-effect_on_office", "Say what the arrangement means", None),
        (APPROVE, "approve-equal_treatment", "Accept the statements.", "None.</textarea>"),
        (RETURN, "return-sections", "Name at least one part", "Come in on Tuesdays.</textarea>"),
        (RETURN, "return-text", "Say what has to change", 'value="schedule"'),
        (DENY, "deny-reason_code", "Choose the work-based reason", "The desk must be staffed.</textarea>"),
        (DENY, "deny-text", "Explain the denial in your own words", 'value="programme_needs"'),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_what_was_typed_stays(
    cast: Cast, answer: dict[str, Any], missing: str, message: str, kept: str | None
) -> None:
    agreement = submitted(cast)
    sent = {name: value for name, value in answer.items() if name != missing}
    text = words(proven(cast, "supervisor").post(address(agreement), sent))
    assert text.count(message) == 2, "in the summary and beside the field"
    assert f'href="#id_{missing}' in text
    assert "<title>Error: " in text
    if kept is not None and kept.startswith("value"):
        assert f"{kept} " in text
        assert "checked" in text
    elif kept is not None:
        assert kept in text
    assert state_of(agreement) == State.IN_REVIEW


def test_unknown_answer_changes_nothing_and_shows_the_page(cast: Cast) -> None:
    agreement = submitted(cast)
    text = words(proven(cast, "supervisor").post(address(agreement), {"answer": "maybe"}))
    assert "Nothing was decided. Choose one of the three answers below" in text
    assert state_of(agreement) == State.IN_REVIEW


def test_without_a_fresh_proof_the_approval_asks_for_the_password_on_the_same_page(cast: Cast) -> None:
    agreement = submitted(cast)
    client = signed_in(cast, "supervisor")
    assert "Your password" in page(client, address(agreement))
    text = words(client.post(address(agreement), {**APPROVE, "approve-effect_on_office": "Typed with care."}))
    assert "Enter your password: approving is signing." in text
    assert "Typed with care.</textarea>" in text
    sent = {**APPROVE, "approve-password": PASSWORD}
    assert client.post(address(agreement), sent).status_code == 302
    signature = Signature.objects.get(step__isnull=False)
    assert (signature.authentication, signature.authenticated_at) == ("password", NOW)


def test_wrong_password_signs_nothing_and_loses_nothing(cast: Cast) -> None:
    agreement = submitted(cast)
    client = signed_in(cast, "supervisor")
    text = words(client.post(address(agreement), {**APPROVE, "approve-password": "guess"}))
    assert "This is not the password you sign in with." in text
    assert "None.</textarea>" in text
    assert "guess" not in text
    assert SESSION_KEY not in client.session
    assert state_of(agreement) == State.IN_REVIEW


def test_proof_holds_for_ten_minutes(cast: Cast, clock: time_machine.Traveller) -> None:
    agreement = submitted(cast)
    client = proven(cast, "supervisor")
    assert "Your password" not in page(client, address(agreement))
    clock.move_to(NOW + timedelta(minutes=11))
    assert "Your password" in page(client, address(agreement))
    assert "Enter your password" in words(client.post(address(agreement), APPROVE))


def test_returning_and_denying_ask_for_no_password(cast: Cast) -> None:
    agreement = submitted(cast)
    assert signed_in(cast, "supervisor").post(address(agreement), RETURN).status_code == 302


@pytest.mark.citation("2362.7")
def test_supervisor_without_the_managers_course_is_told_first_and_cannot_approve(cast: Cast) -> None:
    TrainingCompletion.objects.filter(employee=cast.supervisor, course="manager").delete()
    agreement = submitted(cast)
    client = proven(cast, "supervisor")
    text = page(client, address(agreement))
    assert text.index("You cannot approve yet") < text.index("Eligibility today")
    assert "Ask your bureau telework coordinator" in text
    assert "3 FAM 2362.7" in text
    assert "Approve and sign" not in text
    refused = words(client.post(address(agreement), APPROVE))
    assert "Nothing was decided." in refused
    assert state_of(agreement) == State.IN_REVIEW
    assert client.post(address(agreement), RETURN).status_code == 302


@pytest.mark.citation("2362.7")
def test_executive_director_needs_no_managers_course(cast: Cast) -> None:
    assert "Approve and sign" in page(signed_in(cast, "director"), address(at_director(cast)))


@pytest.mark.citation("2366.1")
def test_telecenter_asks_the_bureau_and_not_the_supervisor_for_the_funds(cast: Cast) -> None:
    agreement = submitted(cast, site={**HOME, "kind": "telecenter", "name": "Frederick"})
    question = "The bureau has the funds for the telecenter"
    assert question not in page(signed_in(cast, "supervisor"), address(agreement))
    approve_step(cast, agreement, "supervisor")
    client = proven(cast, "director")
    assert question in page(client, address(agreement))
    assert "Confirm that the bureau has the funds" in words(client.post(address(agreement), APPROVE))
    assert state_of(agreement) == State.IN_REVIEW
    sent = {**APPROVE, "approve-funding_confirmed": "on"}
    assert client.post(address(agreement), sent).status_code == 302
    assert state_of(agreement) == State.APPROVED


@pytest.mark.parametrize("decision", ANSWERS)
def test_double_click_is_one_decision_and_ends_on_the_receipt(cast: Cast, decision: str) -> None:
    agreement = submitted(cast)
    step = waiting_step(agreement)
    client = proven(cast, "supervisor")
    for _ in range(2):
        answer = client.post(address(agreement, step), ANSWERS[decision])
        assert (answer.status_code, answer["Location"]) == (302, receipt(agreement, step))
    step.refresh_from_db()
    assert step.decision == decision
    assert Signature.objects.filter(step=step).count() == (decision == "approved")


def test_other_answer_after_the_first_is_told_what_was_decided(cast: Cast) -> None:
    agreement = submitted(cast)
    step = waiting_step(agreement)
    client = proven(cast, "supervisor")
    client.post(address(agreement, step), APPROVE)
    text = words(client.post(address(agreement, step), DENY), CONFLICT)
    assert "Sam Supervisor has already decided this" in text


def test_second_holder_of_the_office_is_told_who_was_first(cast: Cast) -> None:
    second = Client()
    second.force_login(designee(cast))
    agreement = at_director(cast)
    step = waiting_step(agreement)
    proven(cast, "director").post(address(agreement, step), APPROVE)
    text = words(second.post(address(agreement, step), RETURN), CONFLICT)
    assert "Edith Execdir has already decided this" in text
    opened = second.get(address(agreement, step), follow=True)
    assert opened.redirect_chain == [(f"/agreements/{agreement.number}/", 302)]
    assert "Edith Execdir has already decided this: approved." in words(opened)


def test_page_of_a_decided_step_leads_its_decider_to_the_receipt(cast: Cast) -> None:
    agreement = submitted(cast)
    step = waiting_step(agreement)
    send_back(cast.user("supervisor"), step)
    answer = signed_in(cast, "supervisor").get(address(agreement, step))
    assert answer["Location"] == receipt(agreement, step)


def test_withdrawn_request_has_nothing_to_decide(cast: Cast) -> None:
    agreement = submitted(cast)
    step = waiting_step(agreement)
    drafting.withdraw(actor=cast.user("employee"), now=NOW, agreement=agreement)
    client = proven(cast, "supervisor")
    assert "nothing to decide here any more" in words(client.get(address(agreement, step), follow=True))
    assert "nothing to decide here any more" in words(
        client.post(address(agreement, step), APPROVE), CONFLICT
    )


def test_receipt_is_the_deciders_own(cast: Cast) -> None:
    agreement = submitted(cast)
    step = waiting_step(agreement)
    send_back(cast.user("supervisor"), step)
    for name in ("employee", "director", "coordinator"):
        answer = signed_in(cast, name).get(receipt(agreement, step))
        assert answer["Location"] == f"/agreements/{agreement.number}/"
    page(signed_in(cast, "stranger"), receipt(agreement, step), 404)
