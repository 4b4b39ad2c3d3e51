"""A further question whose adviser has left: who is told, and how it goes on."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from agreements import inbox, selectors, tasks
from agreements.models import Agreement, ApprovalStep
from agreements.services import answers, drafting
from agreements.services.handover import reassign
from agreements.states import State
from eligibility.models import Employee
from telework.errors import PolicyRefused
from telework.models import AuditEvent, OutboxMessage
from telework.roles import Role
from tests import cast as people
from tests.abroad import PostCast, approve, consulted, make_post_cast, state, step_of
from tests.cast import NOW, TODAY
from tests.traces import letters

LATER = NOW + timedelta(hours=1)
WHY = "Stan has left; Lotte has the desk now."


@pytest.fixture
def oslo(db: None) -> PostCast:
    return make_post_cast()


@pytest.fixture
def lotte(oslo: PostCast) -> Employee:
    return people.person("Lotte", "Legal", oslo.bureau)


def asked(oslo: PostCast) -> ApprovalStep:
    """Mona, who decides, has asked Stan for advice."""
    return answers.ask_further(
        actor=oslo.user("manager"),
        now=NOW,
        step=step_of(consulted(oslo), Role.MANAGEMENT_OFFICER),
        adviser=oslo.stranger,
        office="L/EMP",
        question="Does the treaty allow it?",
    )


def case_of(step: ApprovalStep) -> Agreement:
    return Agreement.objects.get(pk=step.terms.agreement_id)


def leave(who: Employee) -> None:
    Employee.objects.filter(pk=who.pk).update(separated_on=TODAY - timedelta(days=1))


@pytest.mark.citation("2368.4(b)")
@pytest.mark.citation("2363.3(b)")
def test_asker_and_coordinator_are_told_once_and_the_question_goes_to_nobody_by_itself(
    oslo: PostCast,
) -> None:
    step = asked(oslo)
    Employee.objects.filter(pk=oslo.stranger.pk).update(supervisor=oslo.director)
    leave(oslo.stranger)

    assert tasks.sweep_due(LATER).vacant == 1
    assert letters(case_of(step))["adviser_left"] == ["cora", "mona"]
    text = OutboxMessage.objects.get(template="adviser_left", to__startswith="mona").text
    assert "Stan Stranger was asked for advice as L/EMP" in text
    assert "You can decide without the answer" in text
    assert "treaty" not in text, "the question stands on the page alone"
    assert tasks.sweep_due(LATER + timedelta(minutes=1)).vacant == 0
    step.refresh_from_db()
    assert step.assignee == oslo.stranger


@pytest.mark.citation("2363.3(b)")
def test_coordinator_passes_the_question_on_and_asker_and_new_adviser_are_told(
    oslo: PostCast, lotte: Employee
) -> None:
    step = asked(oslo)
    leave(oslo.stranger)
    tasks.sweep_due(LATER)

    reassign(actor=oslo.user("coordinator"), now=LATER, step=step, to=lotte, reason=WHY)

    assert letters(case_of(step))["step_passed_on"] == ["mona"]
    assert OutboxMessage.objects.filter(template="advice_needed", to=lotte.email).count() == 1
    text = OutboxMessage.objects.get(template="step_passed_on").text
    assert "The question to L/EMP about the telework request of Ama Abroad is now with Lotte Legal" in text
    step.refresh_from_db()
    assert (step.question, step.asked_by) == ("Does the treaty allow it?", oslo.manager)
    assert lotte.user is not None
    answers.advise(actor=lotte.user, now=LATER, step=step, words="It does.")
    assert AuditEvent.objects.filter(chain=case_of(step).chain, action="reassign").exists()


def test_question_goes_back_neither_to_who_asked_it_nor_to_the_employee(oslo: PostCast) -> None:
    step = asked(oslo)
    for person in (oslo.manager, oslo.employee):
        with pytest.raises(PolicyRefused) as refused:
            reassign(actor=oslo.user("coordinator"), now=LATER, step=step, to=person, reason=WHY)
        assert "to" in refused.value.fields


@pytest.mark.citation("2363.3(b)")
def test_coordinator_finds_the_question_on_the_case_and_among_what_the_leaver_has(
    oslo: PostCast, lotte: Employee
) -> None:
    step = asked(oslo)
    leave(oslo.stranger)
    client = Client()
    client.force_login(oslo.user("coordinator"))
    to_pass_on = reverse("reassign", args=[case_of(step).number, step.pk])
    assert to_pass_on in client.get(reverse("agreement", args=[case_of(step).number])).content.decode()
    form = client.get(f"{to_pass_on}?q=lotte").content.decode()
    assert "and to whoever asked the question" in form
    page = client.get(reverse("hand_over", args=[oslo.stranger.number])).content.decode()
    assert "L/EMP" in page


@pytest.mark.citation("2368.4(b)")
def test_asker_decides_without_the_answer_of_who_has_left(oslo: PostCast) -> None:
    step = asked(oslo)
    leave(oslo.stranger)
    tasks.sweep_due(LATER)
    case = case_of(step)
    state(oslo, case)
    assert approve(oslo, case, oslo.user("manager"), Role.MANAGEMENT_OFFICER).state == State.APPROVED


def test_question_to_an_adviser_is_never_taken_for_a_signature_of_the_employee(oslo: PostCast) -> None:
    step = asked(oslo)
    assert selectors.deciders(step, TODAY) == [oslo.stranger]
    assert not inbox.everything(oslo.user("employee"), TODAY)


def test_late_answer_is_asked_of_the_adviser_and_not_of_the_employee(oslo: PostCast) -> None:
    step = asked(oslo)
    assert step.due_on is not None
    tasks.sweep_due(NOW + (step.due_on - TODAY) + timedelta(days=1))
    told = OutboxMessage.objects.filter(template="step_reminder").values_list("to", flat=True)
    assert oslo.stranger.email in told
    assert oslo.employee.email not in told


def test_adviser_learns_that_the_request_was_withdrawn(oslo: PostCast) -> None:
    step = asked(oslo)
    drafting.withdraw(actor=oslo.user("employee"), now=LATER, agreement=case_of(step))
    assert "stan" in letters(case_of(step))["request_withdrawn"]
