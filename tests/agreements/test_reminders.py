"""Who has a step is reminded, then the next level and the coordinator are told; silence decides nothing."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from agreements import overdue
from agreements.models import Agreement, ApprovalStep
from agreements.services import reminders
from agreements.states import State
from agreements.tasks import Swept, sweep_due
from eligibility.models import BureauPolicy, RoleAssignment
from telework.errors import NotPermitted, WrongState
from telework.models import OutboxMessage, User
from tests.agreements.letter_events import only
from tests.browsing import counted
from tests.cast import NOW, Cast, approve_step, person, submitted, train, waiting_step
from tests.traces import actions, letters, nothing_written, payload, refused

DUE = NOW + timedelta(days=8)  # Tuesday 1 December, the fifth workday
SECOND = NOW + timedelta(days=10)
NEXT_LEVEL = NOW + timedelta(days=14)


@pytest.fixture(autouse=True)
def system(cast: Cast) -> User:
    """The account of what happens by itself, there before anything is tried."""
    return User.objects.system()


def remind(step: ApprovalStep, now: datetime) -> ApprovalStep:
    return reminders.remind_of_step(actor=User.objects.system(), now=now, step=step)


def test_reminder_on_the_day_then_again_then_the_next_level_and_the_coordinator(cast: Cast) -> None:
    agreement = submitted(cast)
    assert sweep_due(DUE) == Swept(chased=1)
    assert letters(agreement)["step_reminder"] == ["sam"]
    assert "expected today" in only("step_reminder").subject
    assert sweep_due(SECOND) == Swept(chased=1)
    assert letters(agreement)["step_reminder"] == ["sam", "sam"]
    assert sweep_due(NEXT_LEVEL) == Swept(chased=1)
    assert letters(agreement)["step_reminder"] == ["sam", "sam", "sam"]
    assert letters(agreement)["step_overdue"] == ["cora", "edith"]
    assert payload(agreement, "remind_of_step")["reminder"] == "next_level"
    assert Agreement.objects.get(pk=agreement.pk).state == State.IN_REVIEW


@pytest.mark.parametrize("now", [DUE, SECOND, NEXT_LEVEL])
def test_second_sweep_of_the_day_reminds_of_nothing(cast: Cast, now: datetime) -> None:
    submitted(cast)
    assert sweep_due(now).chased == 1
    with nothing_written():
        assert sweep_due(now) == Swept()


def test_sweep_that_comes_late_sends_the_furthest_reminder_and_no_other(cast: Cast) -> None:
    agreement = submitted(cast)
    assert sweep_due(NEXT_LEVEL) == Swept(chased=1)
    assert actions(agreement).count("remind_of_step") == 1
    assert letters(agreement)["step_reminder"] == ["sam"]
    assert letters(agreement)["step_overdue"] == ["cora", "edith"]


def test_everybody_who_holds_the_office_is_reminded_and_told_who_was_told(cast: Cast) -> None:
    designee = person("Dora", "Designee", cast.bureau, supervisor=cast.director)
    RoleAssignment.objects.create(
        employee=designee,
        role="executive_director_designee",
        bureau=cast.bureau,
        starts_on=NOW.date(),
        granted_by="test",
    )
    agreement = approve_step(cast, submitted(cast), "supervisor")
    sweep_due(NEXT_LEVEL)
    assert letters(agreement)["step_reminder"] == ["dora", "edith"]
    assert letters(agreement)["step_overdue"] == ["cora"]
    assert "Your own supervisor and the bureau telework coordinator" in only("step_reminder", "dora").text


def test_vacant_office_is_the_coordinators_to_fill(cast: Cast) -> None:
    RoleAssignment.objects.filter(role="executive_director").delete()
    cast.supervisor.supervisor = None
    cast.supervisor.save()
    agreement = approve_step(cast, submitted(cast), "supervisor")
    remind(waiting_step(agreement), DUE)
    assert "step_reminder" not in letters(agreement)
    assert "nobody holds the office".lower() in only("step_overdue").text.lower()


@pytest.mark.citation("2362(d)")
def test_bureau_that_expects_its_supervisors_sooner_is_followed_for_them_alone(cast: Cast) -> None:
    BureauPolicy.objects.create(
        bureau=cast.bureau,
        title="Ours",
        text="Sooner.",
        contact="Cora",
        effective_on=NOW.date(),
        parameters={"decision_workdays": 2},
        entered_at=NOW,
    )
    agreement = submitted(cast)
    assert f"{waiting_step(agreement).due_on}" == "2026-11-25"
    approve_step(cast, agreement, "supervisor")
    assert f"{waiting_step(agreement).due_on}" == "2026-12-01"


@pytest.mark.parametrize("now", [NOW, DUE - timedelta(days=1)])
def test_before_the_day_nobody_is_reminded(cast: Cast, now: datetime) -> None:
    step = waiting_step(submitted(cast))
    with refused(WrongState):
        remind(step, now)


def test_decided_step_is_reminded_of_no_more(cast: Cast) -> None:
    agreement = submitted(cast)
    step = waiting_step(agreement)
    approve_step(cast, agreement, "supervisor")
    with refused(WrongState):
        remind(step, NEXT_LEVEL)


@pytest.mark.parametrize("by", ["supervisor", "employee", "coordinator"])
def test_people_send_no_reminders(cast: Cast, by: str) -> None:
    step = waiting_step(submitted(cast))
    with refused(NotPermitted):
        reminders.remind_of_step(actor=cast.user(by), now=DUE, step=step)


def test_choosing_takes_the_same_queries_however_many_wait(cast: Cast) -> None:
    submitted(cast)
    with counted() as one:
        assert len(list(overdue.steps_to_remind_of(DUE.date()))) == 1
    for name in ("Ann", "Ben", "Cal"):
        colleague = person(name, "Colleague", cast.bureau, supervisor=cast.supervisor)
        train(colleague)
        submitted(replace(cast, employee=colleague))
    with counted() as four:
        assert len(list(overdue.steps_to_remind_of(DUE.date()))) == 4
    assert one == four


def test_outside_the_seal_a_late_step_names_no_office_and_no_person(cast: Cast) -> None:
    agreement = submitted(cast)
    Agreement.objects.filter(pk=agreement.pk).update(kind="accommodation")
    step = waiting_step(agreement)
    ApprovalStep.objects.filter(pk=step.pk).update(role="drad", capacities=["drad"])
    remind(ApprovalStep.objects.get(pk=step.pk), NEXT_LEVEL)
    for reader in ("cora", "edith"):
        message = OutboxMessage.objects.get(template="step_overdue", to__startswith=reader)
        for told in (message.subject, message.text, message.html):
            assert "accommodation" not in told.lower()
            assert "Sam" not in told
    assert "It is with somebody who reports to you" in only("step_overdue", "edith").text
