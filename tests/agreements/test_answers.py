"""Advice: who gives it and how, asked for beside one's own step, and left out by the post's management."""

from datetime import timedelta
from typing import Any

import pytest

from agreements.models import Agreement, ApprovalStep
from agreements.services import answers
from agreements.states import State
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import AuditEvent, OutboxMessage
from telework.roles import Role
from tests.abroad import PostCast, advise, approve, consulted, make_post_cast, state, step_of, submitted
from tests.cast import NOW, TODAY


@pytest.fixture
def oslo(db: None) -> PostCast:
    return make_post_cast()


def asked_of_officers(oslo: PostCast) -> Agreement:
    agreement = submitted(oslo)
    approve(oslo, agreement, oslo.user("supervisor"), Role.SUPERVISOR)
    return agreement


def ask(oslo: PostCast, step: ApprovalStep, by: str = "manager", **changes: Any) -> ApprovalStep:
    given = {"adviser": oslo.stranger, "office": "L/EMP", "question": "May it?"}
    return answers.ask_further(actor=oslo.user(by), now=NOW, step=step, **{**given, **changes})


@pytest.mark.citation("2362.3(6)")
def test_advice_is_asked_in_parallel_and_the_post_waits_for_all_of_it(oslo: PostCast) -> None:
    agreement = asked_of_officers(oslo)
    advise(agreement, oslo.user("security_officer"), Role.SECURITY_OFFICER)
    assert not step_of(agreement, Role.MANAGEMENT_OFFICER).is_waiting
    advise(agreement, oslo.user("hr_officer"), Role.HR_OFFICER)
    step = step_of(agreement, Role.HR_OFFICER)
    assert (step.decision, step.reason_text, step.capacity) == ("advised", "No concern.", "Post HR officer")
    assert step_of(agreement, Role.MANAGEMENT_OFFICER).is_waiting
    event = AuditEvent.objects.filter(chain=agreement.chain, action="advise").latest("pk")
    assert event.actor_id == oslo.user("hr_officer").pk
    asked = OutboxMessage.objects.filter(template="advice_needed")
    assert sorted(asked.values_list("to", flat=True)) == ["hugo@example.gov", "rosa@example.gov"]


@pytest.mark.parametrize("who", ["employee", "supervisor", "manager", "security_officer", "stranger"])
def test_advice_lies_with_the_office_that_is_asked(oslo: PostCast, who: str) -> None:
    agreement = asked_of_officers(oslo)
    with pytest.raises(NotPermitted):
        advise(agreement, oslo.user(who), Role.HR_OFFICER)
    assert step_of(agreement, Role.HR_OFFICER).is_waiting


def test_advice_has_words_and_is_given_once(oslo: PostCast) -> None:
    agreement = asked_of_officers(oslo)
    with pytest.raises(PolicyRefused):
        advise(agreement, oslo.user("hr_officer"), Role.HR_OFFICER, "  ")
    advise(agreement, oslo.user("hr_officer"), Role.HR_OFFICER)
    with pytest.raises(WrongState):
        advise(agreement, oslo.user("hr_officer"), Role.HR_OFFICER)


def test_who_is_consulted_can_neither_approve_nor_deny(oslo: PostCast) -> None:
    agreement = asked_of_officers(oslo)
    with pytest.raises(WrongState):
        approve(oslo, agreement, oslo.user("hr_officer"), Role.HR_OFFICER)


@pytest.mark.citation("2362.5(4)")
@pytest.mark.parametrize(("concurs", "words"), [(None, ""), (True, "Because."), (None, "Because.")])
def test_wordless_answer_is_concur_or_not_and_nothing_else(
    oslo: PostCast, concurs: bool | None, words: str
) -> None:
    step = _wordless(oslo)
    with pytest.raises(PolicyRefused):
        answers.advise(actor=oslo.user("hr_officer"), now=NOW, step=step, words=words, concurs=concurs)
    assert ApprovalStep.objects.get(pk=step.pk).is_waiting


@pytest.mark.parametrize("concurs", [True, False])
def test_wordless_answer_is_kept_without_words(oslo: PostCast, concurs: bool) -> None:
    step = _wordless(oslo)
    with pytest.raises(NotPermitted):
        ask(oslo, step, "hr_officer")
    answers.advise(actor=oslo.user("hr_officer"), now=NOW, step=step, concurs=concurs)
    step.refresh_from_db()
    assert (step.concurs, step.reason_text, step.decision) == (concurs, "", "advised")


def _wordless(oslo: PostCast) -> ApprovalStep:
    step = step_of(asked_of_officers(oslo), Role.HR_OFFICER)
    ApprovalStep.objects.filter(pk=step.pk).update(is_wordless=True)
    step.is_wordless = True
    return step


@pytest.mark.citation("2362.5(4)")
def test_posts_management_leaves_a_consultation_out_with_a_reason(oslo: PostCast) -> None:
    agreement = asked_of_officers(oslo)
    step = step_of(agreement, Role.SECURITY_OFFICER)
    manager = oslo.user("manager")
    with pytest.raises(WrongState):
        answers.mark_not_needed(actor=manager, now=NOW, step=step, reason="No.")
    ApprovalStep.objects.filter(pk=step.pk).update(is_waivable=True)
    with pytest.raises(PolicyRefused):
        answers.mark_not_needed(actor=manager, now=NOW, step=step, reason=" ")
    for who in ("employee", "supervisor", "security_officer", "stranger"):
        with pytest.raises(NotPermitted):
            answers.mark_not_needed(actor=oslo.user(who), now=NOW, step=step, reason="No.")
    answers.mark_not_needed(actor=manager, now=NOW, step=step, reason="Nothing about security.")
    step.refresh_from_db()
    assert (step.decision, step.decided_by, step.capacity) == (
        "not_needed",
        oslo.manager,
        "Post management officer",
    )
    advise(agreement, oslo.user("hr_officer"), Role.HR_OFFICER)
    assert step_of(agreement, Role.MANAGEMENT_OFFICER).is_waiting


@pytest.mark.citation("2368.4(b)")
def test_decider_asks_further_and_keeps_their_place(oslo: PostCast) -> None:
    agreement = consulted(oslo)
    own = step_of(agreement, Role.MANAGEMENT_OFFICER)
    asked = ask(oslo, own)
    assert ApprovalStep.objects.get(pk=own.pk).is_waiting
    assert (asked.asked_by, asked.title, asked.stage) == (oslo.manager, "L/EMP", own.stage)
    assert OutboxMessage.objects.filter(template="advice_needed", to="stan@example.gov").exists()
    answers.advise(actor=oslo.user("stranger"), now=NOW, step=asked, words="It may.")
    asked.refresh_from_db()
    assert (asked.capacity, asked.reason_text) == ("L/EMP", "It may.")
    assert OutboxMessage.objects.filter(template="advice_given", to="mona@example.gov").exists()
    state(oslo, agreement)
    assert approve(oslo, agreement, oslo.user("manager"), Role.MANAGEMENT_OFFICER).state == State.APPROVED


@pytest.mark.citation("2368.4(b)")
def test_who_decides_without_waiting_closes_the_question(oslo: PostCast) -> None:
    agreement = consulted(oslo)
    asked = ask(oslo, step_of(agreement, Role.MANAGEMENT_OFFICER))
    state(oslo, agreement)
    assert approve(oslo, agreement, oslo.user("manager"), Role.MANAGEMENT_OFFICER).state == State.APPROVED
    asked.refresh_from_db()
    assert (asked.decision, asked.decided_by) == ("not_needed", oslo.manager)
    with pytest.raises(WrongState):
        answers.advise(actor=oslo.user("stranger"), now=NOW, step=asked, words="Too late.")


def test_nobody_asks_themselves_the_employee_or_who_has_left(oslo: PostCast) -> None:
    own = step_of(consulted(oslo), Role.MANAGEMENT_OFFICER)
    oslo.stranger.separated_on = TODAY - timedelta(days=1)
    oslo.stranger.save()
    for adviser in (oslo.manager, oslo.employee, oslo.stranger):
        with pytest.raises(PolicyRefused):
            ask(oslo, own, adviser=adviser)
    for missing in ({"office": ""}, {"question": " "}):
        with pytest.raises(PolicyRefused):
            ask(oslo, own, adviser=oslo.auditor, **missing)
    assert not ApprovalStep.objects.filter(asked_by__isnull=False).exists()


def test_same_person_is_asked_once_and_asks_nobody_else(oslo: PostCast) -> None:
    own = step_of(consulted(oslo), Role.MANAGEMENT_OFFICER)
    asked = ask(oslo, own)
    with pytest.raises(WrongState):
        ask(oslo, own)
    with pytest.raises(NotPermitted):
        ask(oslo, asked, "stranger", adviser=oslo.auditor)
    for who in ("employee", "supervisor", "coordinator"):
        with pytest.raises(NotPermitted):
            ask(oslo, own, who, adviser=oslo.auditor)
