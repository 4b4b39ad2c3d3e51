"""Steps whose decider is absent or whose office is vacant go on by themselves, or by the coordinator."""

from dataclasses import replace
from datetime import timedelta

import pytest

from agreements import selectors, tasks
from agreements.models import Agreement, ApprovalStep
from agreements.permissions import capacity_of
from agreements.services.handover import announce_holder, pass_on, reassign, report_vacancy
from eligibility.models import Employee, RoleAssignment
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import AuditEvent, OutboxMessage, User
from telework.roles import Role
from tests import sealed
from tests.browsing import signed_in
from tests.cast import NOW, TODAY, Cast, grant, person, submitted, train, waiting_step
from tests.deciding import approve
from tests.seal_world import SEALED_WORDS
from tests.traces import refused

LATER = NOW + timedelta(hours=1)
MINUTE = timedelta(minutes=1)
YESTERDAY = TODAY - timedelta(days=1)
WHY = "Sam is on leave until January."


@pytest.fixture
def nina(cast: Cast) -> Employee:
    """Another supervisor of the bureau."""
    holder = person("Nina", "New", cast.bureau, supervisor=cast.director)
    train(holder, "manager")
    return holder


def leave(who: Employee) -> None:
    Employee.objects.filter(pk=who.pk).update(separated_on=YESTERDAY)


def asked(template: str = "decision_needed") -> list[str]:
    letters = OutboxMessage.objects.filter(template=template).order_by("pk")
    return [letter.to.partition("@")[0] for letter in letters]


def actions(case: Agreement) -> list[str]:
    return list(
        AuditEvent.objects.filter(chain=case.chain).order_by("sequence").values_list("action", flat=True)
    )


@pytest.mark.citation("2362.1(e)")
def test_new_supervisor_inherits_what_waits_for_the_old_one(cast: Cast, nina: Employee) -> None:
    case = submitted(cast)
    Employee.objects.filter(pk=cast.employee.pk).update(supervisor=nina)
    assert tasks.sweep_due(LATER).passed_on == 1
    step = waiting_step(case)
    assert (step.assignee, step.moved_up) == (nina, False)
    assert asked() == ["sam", "nina"]
    assert sorted(asked("step_passed_on")) == ["emma", "sam"]
    assert actions(case)[-1] == "pass_on_step"
    assert not selectors.waiting_for(cast.user("supervisor"), TODAY).exists()
    assert tasks.sweep_due(LATER + MINUTE).passed_on == 0


def test_step_of_a_supervisor_who_has_left_goes_to_the_next_level_up(cast: Cast) -> None:
    case = submitted(cast)
    leave(cast.supervisor)
    assert tasks.sweep_due(LATER).passed_on == 1
    step = waiting_step(case)
    assert (step.assignee, step.moved_up) == (cast.director, True)
    assert step.passed_on_because == "Sam Supervisor has left the Department."
    assert capacity_of(cast.user("director"), step, TODAY) == "Next level up for the supervisor"
    assert asked() == ["sam", "edith"]
    assert asked("step_passed_on") == ["emma"]


def test_level_above_who_has_left_is_passed_over(cast: Cast, nina: Employee) -> None:
    case = submitted(cast)
    Employee.objects.filter(pk=cast.director.pk).update(supervisor=nina)
    leave(cast.supervisor)
    leave(cast.director)
    tasks.sweep_due(LATER)
    assert waiting_step(case).assignee == nina


def test_office_that_became_vacant_goes_to_the_level_above_the_decider_before(cast: Cast) -> None:
    above = person("Una", "Under", cast.bureau)
    Employee.objects.filter(pk=cast.supervisor.pk).update(supervisor=above)
    case = submitted(cast)
    approve(cast.user("supervisor"), waiting_step(case))
    RoleAssignment.objects.filter(role=Role.EXECUTIVE_DIRECTOR, bureau=cast.bureau).update(ends_on=YESTERDAY)
    assert tasks.sweep_due(LATER).passed_on == 1
    step = waiting_step(case)
    assert (step.assignee, step.moved_up, step.passed_on_because) == (above, True, "Nobody holds the office.")


def test_office_with_a_designee_is_not_vacant(cast: Cast) -> None:
    grant(person("Dora", "Designee", cast.bureau), Role.EXECUTIVE_DIRECTOR_DESIGNEE, cast.bureau)
    case = submitted(cast)
    approve(cast.user("supervisor"), waiting_step(case))
    leave(cast.director)
    assert tasks.sweep_due(LATER).passed_on == 0
    assert waiting_step(case).assignee is None


def test_decider_who_left_before_the_step_opened_is_found_when_it_opens(cast: Cast) -> None:
    above = person("Una", "Under", cast.bureau)
    case = submitted(cast)
    later = ApprovalStep.objects.get(terms__agreement=case, opened_at__isnull=True)
    ApprovalStep.objects.filter(pk=later.pk).update(assignee=cast.director, moved_up=True)
    Employee.objects.filter(pk=cast.director.pk).update(supervisor=above)
    RoleAssignment.objects.filter(employee=cast.director).delete()
    leave(cast.director)
    approve(cast.user("supervisor"), waiting_step(case))
    step = waiting_step(case)
    assert (step.assignee, step.moved_up) == (above, True)
    assert asked() == ["sam", "una"]


def test_joint_step_of_a_supervisor_who_directs_is_split_for_a_new_supervisor(
    cast: Cast, nina: Employee
) -> None:
    employee = person("Erik", "Employee", cast.bureau, supervisor=cast.director)
    train(employee)
    train(cast.director, "manager")
    case = submitted(replace(cast, employee=employee))
    step = waiting_step(case)
    assert step.capacities == ["supervisor", "executive_director"]
    Employee.objects.filter(pk=employee.pk).update(supervisor=nina)
    tasks.sweep_due(LATER)
    step = waiting_step(case)
    assert (step.assignee, step.capacities) == (nina, ["supervisor"])
    assert nina.user is not None
    approve(nina.user, step, LATER)
    step = waiting_step(case)
    assert (step.assignee, step.capacities) == (None, ["executive_director"])
    approve(cast.user("director"), step, LATER)
    assert Agreement.objects.get(pk=case.pk).state == "approved"


def test_nobody_above_is_told_to_the_coordinator_once_and_whoever_comes_is_asked(cast: Cast) -> None:
    Employee.objects.filter(pk=cast.supervisor.pk).update(supervisor=None)
    case = submitted(cast)
    approve(cast.user("supervisor"), waiting_step(case))
    RoleAssignment.objects.filter(role=Role.EXECUTIVE_DIRECTOR, bureau=cast.bureau).update(ends_on=YESTERDAY)
    swept = tasks.sweep_due(LATER)
    assert (swept.passed_on, swept.vacant, swept.failed) == (0, 1, 0)
    assert asked("office_vacant") == ["cora"]
    assert tasks.sweep_due(LATER + MINUTE).vacant == 0
    holder = person("Hera", "Holder", cast.bureau)
    grant(holder, Role.EXECUTIVE_DIRECTOR, cast.bureau)
    assert tasks.sweep_due(LATER + 2 * MINUTE).announced == 1
    assert asked() == ["sam", "edith", "hera"]
    assert tasks.sweep_due(LATER + 3 * MINUTE).announced == 0
    assert actions(case)[-2:] == ["nobody_decides", "office_filled"]


@pytest.mark.citation("2361.3(c)")
def test_office_of_the_whole_department_never_goes_up(cast: Cast) -> None:
    case = submitted(cast)
    ApprovalStep.objects.filter(pk=waiting_step(case).pk).update(role=Role.DRAD, assignee=None)
    swept = tasks.sweep_due(LATER)
    assert (swept.passed_on, swept.vacant) == (0, 1)
    assert waiting_step(case).assignee is None


def test_coordinator_reassigns_with_a_reason_that_everybody_concerned_reads(
    cast: Cast, nina: Employee
) -> None:
    case = submitted(cast)
    step = waiting_step(case)
    reassign(actor=cast.user("coordinator"), now=LATER, step=step, to=nina, reason=WHY)
    step.refresh_from_db()
    assert (step.assignee, step.passed_on_by, step.passed_on_because) == (nina, cast.coordinator, WHY)
    assert asked() == ["sam", "nina"]
    letters = OutboxMessage.objects.filter(template="step_passed_on")
    assert sorted(letter.to for letter in letters) == ["emma@example.gov", "sam@example.gov"]
    assert all(WHY in letter.text for letter in letters)
    assert AuditEvent.objects.get(chain=case.chain, action="reassign").payload.data["to"] == "Nina New"
    assert nina.user is not None
    assert tasks.sweep_due(LATER).passed_on == 0
    approve(nina.user, step, LATER)
    step.refresh_from_db()
    assert step.capacity == "In place of the supervisor"


@pytest.mark.parametrize("who", ["employee", "supervisor", "director", "other_coordinator", "auditor"])
def test_nobody_else_reassigns(cast: Cast, nina: Employee, who: str) -> None:
    step = waiting_step(submitted(cast))
    with pytest.raises(NotPermitted):
        reassign(actor=cast.user(who), now=LATER, step=step, to=nina, reason=WHY)
    step.refresh_from_db()
    assert step.assignee == cast.supervisor


@pytest.mark.parametrize(
    ("to", "reason", "field"),
    [
        ("employee", WHY, "to"),
        ("coordinator", WHY, "to"),
        ("supervisor", WHY, "to"),
        ("leaver", WHY, "to"),
        ("nina", " ", "reason"),
    ],
)
def test_reassigning_to_who_cannot_decide_or_without_a_reason_is_refused(
    cast: Cast, nina: Employee, to: str, reason: str, field: str
) -> None:
    step = waiting_step(submitted(cast))
    leaver = person("Lara", "Leaver", cast.bureau, separated_on=YESTERDAY)
    people = {"nina": nina, "leaver": leaver}
    given = people.get(to) or getattr(cast, to)
    with pytest.raises(PolicyRefused) as refused:
        reassign(actor=cast.user("coordinator"), now=LATER, step=step, to=given, reason=reason)
    assert set(refused.value.fields) == {field}
    assert not AuditEvent.objects.filter(action="reassign").exists()
    assert asked() == ["sam"]


def test_coordinator_does_not_choose_who_decides_on_their_own_agreement(cast: Cast, nina: Employee) -> None:
    train(cast.coordinator)
    train(cast.director, "manager")
    step = waiting_step(submitted(replace(cast, employee=cast.coordinator)))
    with pytest.raises(NotPermitted):
        reassign(actor=cast.user("coordinator"), now=LATER, step=step, to=nina, reason=WHY)


def test_decided_step_and_an_office_of_the_department_are_not_reassigned(cast: Cast, nina: Employee) -> None:
    case = submitted(cast)
    step = waiting_step(case)
    approve(cast.user("supervisor"), step)
    with pytest.raises(WrongState):
        reassign(actor=cast.user("coordinator"), now=LATER, step=step, to=nina, reason=WHY)
    waiting = waiting_step(case)
    ApprovalStep.objects.filter(pk=waiting.pk).update(role=Role.DRAD)
    with pytest.raises(WrongState):
        reassign(actor=cast.user("coordinator"), now=LATER, step=waiting, to=nina, reason=WHY)


def test_steps_go_on_by_themselves_by_nobodys_hand(cast: Cast) -> None:
    step = waiting_step(submitted(cast))
    for command in (pass_on, report_vacancy, announce_holder):
        with pytest.raises(NotPermitted):
            command(actor=cast.user("coordinator"), now=LATER, step=step)


def test_step_that_is_where_it_belongs_stays(cast: Cast) -> None:
    case = submitted(cast)
    step = waiting_step(case)
    system = User.objects.system()
    with pytest.raises(WrongState):
        pass_on(actor=system, now=LATER, step=step)
    with pytest.raises(WrongState):
        report_vacancy(actor=system, now=LATER, step=step)
    assert actions(case)[-1] == "submit"


@pytest.mark.citation("2361.3(c)")
def test_step_of_a_sealed_case_is_passed_on_by_nobody_outside_the_seal(cast: Cast, nina: Employee) -> None:
    case = sealed.accommodation_decided(cast.employee, sealed.division(cast))
    step = waiting_step(case)
    assert step.assignee == cast.supervisor
    with refused(WrongState) as why:
        reassign(actor=cast.user("coordinator"), now=LATER, step=step, to=nina, reason=WHY)
    assert "arrange among themselves" in str(why.value)
    page = signed_in(cast, "coordinator").get(f"/agreements/{case.number}/steps/{step.pk}/reassign/")
    text = page.content.decode()
    assert "arrange among themselves" in text
    assert [word for word in SEALED_WORDS if word in text.lower()] == []
    leave(cast.supervisor)
    assert tasks.sweep_due(LATER).passed_on == 1
