"""After the approval: tasks with owner and day, reminders, the word that they are done (2368.4, .5, .10)."""

from datetime import UTC, date, datetime

import pytest

from agreements.models import Agreement, Notice
from agreements.services import lifecycle
from deto.models import Task
from deto.services import tasks
from deto.tasks import sweep_due
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import AuditEvent, OutboxMessage, User
from tests.cast import NOW, START
from tests.overseas import LAST_DAY, STARTED, OverseasCast, active, approved, make_overseas_cast

Code = Task.Code
pytestmark = pytest.mark.django_db


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 17, 0, tzinfo=UTC)


def planned(cast: OverseasCast) -> Agreement:
    agreement = active(cast)
    sweep_due(STARTED)
    return agreement


def only(code: str) -> Task:
    return Task.objects.select_related("agreement").get(code=code, dropped_at=None)


def letters(template: str) -> set[str]:
    return set(OutboxMessage.objects.filter(template=template).values_list("to", flat=True))


def test_approved_arrangement_gets_its_tasks_once() -> None:
    approved(make_overseas_cast())
    sweep_due(NOW)
    assert list(Task.objects.values_list("code", "owner", "due_on")) == [
        ("briefing", "employee", date(2026, 12, 19)),
        ("sf50_in", "hr_specialist", date(2026, 12, 26)),
        ("ds1963", "employee", date(2027, 1, 6)),
        ("midyear", "supervisor", date(2027, 6, 1)),
        ("review", "supervisor", date(2027, 6, 7)),
        ("appraisal", "supervisor", date(2027, 10, 15)),
    ]
    assert sweep_due(NOW)["planned"] == 0
    assert AuditEvent.objects.filter(action="plan_tasks").count() == 1


def test_nobody_plans_tasks_by_hand() -> None:
    cast = make_overseas_cast()
    agreement = approved(cast)
    with pytest.raises(NotPermitted):
        tasks.plan_tasks(actor=cast.user("coordinator"), now=NOW, agreement=agreement)
    assert not Task.objects.exists()


def test_tasks_move_with_the_start_and_the_old_ones_are_dropped() -> None:
    agreement = approved(make_overseas_cast())
    sweep_due(NOW)
    Agreement.objects.filter(pk=agreement.pk).update(starts_on=date(2026, 12, 21))
    sweep_due(NOW)
    assert only(Code.DS1963).due_on == date(2027, 1, 20)
    assert Task.objects.get(code=Code.DS1963, due_on=date(2027, 1, 6)).dropped_at == NOW
    Agreement.objects.filter(pk=agreement.pk).update(starts_on=START)
    sweep_due(NOW)
    assert only(Code.DS1963).due_on == date(2027, 1, 6)


@pytest.mark.citation("2368.10(a)")
def test_duty_station_is_changed_on_the_sf50_in_and_back() -> None:
    cast = make_overseas_cast()
    agreement = planned(cast)
    done = only(Code.SF50_IN)
    tasks.complete_task(
        actor=cast.user("hr_specialist"), now=STARTED, task=done, done_on=START, reference="SF50-1"
    )
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=date(2026, 12, 20))
    over = at(date(2026, 12, 22))
    lifecycle.end_if_due(actor=User.objects.system(), now=over, agreement=agreement)
    sweep_due(over)
    assert (only(Code.SF50_OUT).owner, only(Code.SF50_OUT).due_on) == ("hr_specialist", date(2027, 1, 9))
    assert set(Task.objects.open().values_list("code", flat=True)) == {Code.SF50_OUT}
    assert sweep_due(over)["planned"] == 0


def test_government_equipment_comes_back_at_the_end() -> None:
    cast = make_overseas_cast()
    agreement = active(cast)
    agreement.terms_in_force().equipment.create(name="Laptop", owner="government")
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=date(2026, 12, 20))
    over = at(date(2026, 12, 22))
    lifecycle.end_if_due(actor=User.objects.system(), now=over, agreement=agreement)
    sweep_due(over)
    assert only(Code.EQUIPMENT).due_on == date(2027, 1, 3)


def test_reviews_after_a_notice_are_dropped() -> None:
    cast = make_overseas_cast()
    agreement = planned(cast)
    Notice.objects.create(
        agreement=agreement,
        party="employee",
        given_by=cast.employee,
        given_at=STARTED,
        given_on=START,
        earliest_last_day=date(2027, 2, 1),
        last_day=date(2027, 2, 1),
    )
    sweep_due(STARTED)
    assert not Task.objects.open().filter(owner="supervisor").exists()


@pytest.mark.parametrize(
    ("code", "by", "said"),
    [
        (Code.SF50_IN, "hr_specialist", {"reference": "SF50-1"}),
        (Code.SF50_IN, "coordinator", {"reference": "SF50-1"}),
        (Code.BRIEFING, "employee", {}),
        (Code.BRIEFING, "coordinator", {}),
        (Code.MIDYEAR, "supervisor", {}),
    ],
)
def test_owner_says_that_a_task_is_done(code: str, by: str, said: dict[str, str]) -> None:
    cast = make_overseas_cast()
    agreement = planned(cast)
    task = tasks.complete_task(actor=cast.user(by), now=STARTED, task=only(code), done_on=START, **said)
    assert (task.done_on, task.done_by, task.reference) == (
        START,
        getattr(cast, by),
        said.get("reference", ""),
    )
    assert AuditEvent.objects.filter(chain=agreement.chain, action="complete_task").count() == 1
    assert letters("deto_task_done") == (set() if by == "employee" else {cast.employee.email})
    with pytest.raises(WrongState):
        tasks.complete_task(actor=cast.user(by), now=STARTED, task=task, done_on=START, **said)


@pytest.mark.parametrize(
    ("code", "by"),
    [
        (Code.SF50_IN, "employee"),
        (Code.SF50_IN, "supervisor"),
        (Code.SF50_IN, "other_coordinator"),
        (Code.BRIEFING, "supervisor"),
        (Code.MIDYEAR, "employee"),
        (Code.MIDYEAR, "director"),
        (Code.REVIEW, "coordinator"),
    ],
)
def test_nobody_else_says_that_a_task_is_done(code: str, by: str) -> None:
    cast = make_overseas_cast()
    planned(cast)
    task = only(code)
    with pytest.raises(NotPermitted):
        tasks.complete_task(
            actor=cast.user(by), now=STARTED, task=task, done_on=START, reference="x", statement="x"
        )
    task.refresh_from_db()
    assert task.done_at is None


def test_hr_specialist_enters_nothing_about_their_own_arrangement() -> None:
    cast = make_overseas_cast()
    planned(cast)
    task = only(Code.SF50_IN)
    Agreement.objects.filter(pk=task.agreement_id).update(employee=cast.hr_specialist)
    task = only(Code.SF50_IN)
    with pytest.raises(NotPermitted):
        tasks.complete_task(
            actor=cast.user("hr_specialist"), now=STARTED, task=task, done_on=START, reference="x"
        )


@pytest.mark.parametrize(
    ("code", "by", "said", "field"),
    [
        (Code.SF50_IN, "hr_specialist", {"done_on": START, "reference": " "}, "reference"),
        (Code.BRIEFING, "employee", {"done_on": date(2026, 12, 8)}, "done_on"),
        (Code.BRIEFING, "employee", {"done_on": None}, "done_on"),
        (Code.REVIEW, "supervisor", {"done_on": START, "statement": "Complies."}, "done_on"),
        (Code.REVIEW, "supervisor", {"done_on": START}, "statement"),
    ],
)
def test_word_that_a_task_is_done_has_what_it_needs(
    code: str, by: str, said: dict[str, object], field: str
) -> None:
    cast = make_overseas_cast()
    planned(cast)
    with pytest.raises(PolicyRefused) as refused:
        tasks.complete_task(actor=cast.user(by), now=STARTED, task=only(code), **said)  # type: ignore[arg-type]
    assert field in refused.value.fields
    assert not AuditEvent.objects.filter(action="complete_task").exists()


def test_checklist_is_done_by_certifying_alone() -> None:
    cast = make_overseas_cast()
    planned(cast)
    with pytest.raises(WrongState, match="certified"):
        tasks.complete_task(actor=cast.user("employee"), now=STARTED, task=only(Code.DS1963), done_on=START)


@pytest.mark.citation("2368.5(b)")
def test_supervisor_is_reminded_of_the_appraisal_dates_that_were_stated() -> None:
    cast = make_overseas_cast()
    planned(cast)
    OutboxMessage.objects.all().delete()
    sweep_due(at(date(2027, 5, 18)))
    subjects = OutboxMessage.objects.filter(to=cast.supervisor.email).values_list("subject", flat=True)
    assert any("1 June 2027, Mid-year review" in subject for subject in subjects)


@pytest.mark.citation("2368.5(c)")
def test_supervisor_reviews_the_arrangement_every_six_months() -> None:
    cast = make_overseas_cast()
    agreement = active(cast)
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=date(2028, 6, 30))
    sweep_due(STARTED)
    days = Task.objects.filter(code=Code.REVIEW).values_list("due_on", flat=True)
    assert list(days) == [date(2027, 6, 7), date(2027, 12, 7), date(2028, 6, 7)]
    later = at(date(2027, 6, 4))
    first = Task.objects.get(code=Code.REVIEW, due_on=date(2027, 6, 7))
    tasks.complete_task(
        actor=cast.user("supervisor"), now=later, task=first, done_on=date(2027, 6, 4), statement="Complies."
    )
    first.refresh_from_db()
    assert first.statement == "Complies."


@pytest.mark.citation("2368.4(g)")
def test_late_checklist_goes_up_to_the_supervisor_and_the_coordinator_once() -> None:
    cast = make_overseas_cast()
    agreement = planned(cast)
    Task.objects.exclude(code=Code.DS1963).delete()
    OutboxMessage.objects.all().delete()
    assert only(Code.DS1963).due_on == date(2027, 1, 6)
    task = only(Code.DS1963)
    for day, number in ((22, 0), (23, 1), (24, 1)):
        _remind(task, date(2026, 12, day))
        assert OutboxMessage.objects.filter(template="deto_task_reminder").count() == number
    for day, number in ((3, 2), (4, 2), (6, 3), (6, 3)):
        _remind(task, date(2027, 1, day))
        assert OutboxMessage.objects.filter(template="deto_task_reminder").count() == number
    assert letters("deto_task_reminder") == {cast.employee.email}
    assert not letters("deto_task_overdue")
    _remind(task, date(2027, 1, 7))
    everybody = {cast.employee.email, cast.supervisor.email, cast.coordinator.email}
    assert letters("deto_task_overdue") == everybody
    _remind(task, date(2027, 1, 9))
    assert OutboxMessage.objects.filter(template="deto_task_overdue").count() == 3
    assert AuditEvent.objects.filter(chain=agreement.chain, action="task_overdue").count() == 1


def test_sweep_after_a_long_pause_sends_one_letter_and_no_second() -> None:
    cast = make_overseas_cast()
    planned(cast)
    day = at(date(2027, 1, 3))
    sweep_due(day)
    sent = OutboxMessage.objects.filter(template__startswith="deto_task").count()
    sweep_due(day)
    assert OutboxMessage.objects.filter(template__startswith="deto_task").count() == sent
    assert cast.director.email in letters("deto_task_overdue")  # above the HR specialist, for the SF-50


def test_coordinator_is_told_where_nobody_holds_the_office() -> None:
    cast = make_overseas_cast()
    planned(cast)
    cast.hr_specialist.roles.all().delete()
    _remind(only(Code.SF50_IN), date(2026, 12, 12))
    assert letters("deto_task_reminder") >= {cast.coordinator.email}


def test_people_send_no_reminders() -> None:
    cast = make_overseas_cast()
    planned(cast)
    with pytest.raises(NotPermitted):
        tasks.remind_of_task(actor=cast.user("coordinator"), now=at(LAST_DAY), task=only(Code.DS1963))


def _remind(task: Task, day: date) -> None:
    try:
        tasks.remind_of_task(actor=User.objects.system(), now=at(day), task=task)
    except WrongState:
        return
