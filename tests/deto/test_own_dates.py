"""What is due overseas stands in the calendar of whoever has it."""

from datetime import UTC, date, datetime

import pytest

from agreements import own_calendar
from deto.models import Task
from deto.services.orders import amend_orders
from deto.tasks import sweep_due
from eligibility.models import Employee
from telework import clock
from telework.ics import events_in
from telework.models import OutboxMessage, User
from tests.browsing import counted
from tests.overseas import STARTED, active, make_overseas_cast

pytestmark = pytest.mark.django_db
TASK = "overseas-"


def due(who: Employee) -> set[tuple[str, str]]:
    assert who.user is not None
    found = own_calendar.dates_of(who, User.objects.get(pk=who.user.pk), clock.date_of(STARTED))
    return {(one.title, one.day.isoformat()) for one in found if one.key.startswith(TASK)}


def test_a_task_is_there_for_whoever_has_it_while_it_is_open() -> None:
    cast = make_overseas_cast()
    case = active(cast)
    sweep_due(STARTED)
    about = f"Telework agreement {case.number}: due, "
    assert due(cast.employee) == {
        (f"{about}Briefing on arrival", "2026-12-19"),
        (f"{about}Safety checklist (Form DS-1963)", "2027-01-06"),
    }
    assert (f"{about}Semiannual review", "2027-06-07") in due(cast.supervisor)
    assert due(cast.stranger) == set()
    Task.objects.update(dropped_at=STARTED)
    assert due(cast.employee) == set()


def test_the_reminder_of_a_task_carries_its_day_to_whoever_has_it() -> None:
    active(make_overseas_cast())
    sweep_due(STARTED)
    sweep_due(datetime(2026, 12, 16, 17, 0, tzinfo=UTC))
    letter = OutboxMessage.objects.filter(template="deto_task_reminder", subject__contains="riefing").latest(
        "pk"
    )
    (event,) = events_in(letter.calendar).values()
    assert event.uid.startswith(f"overseas-{Task.objects.get(code=Task.Code.BRIEFING).pk}@")
    assert event.day == date(2026, 12, 19)


def test_amended_orders_move_the_last_day_in_the_calendar() -> None:
    cast = make_overseas_cast()
    case = active(cast)
    amend_orders(
        actor=cast.user("employee"),
        now=STARTED,
        agreement=case,
        assignment_ends_on=date(2027, 6, 30),
        reference="Orders 2",
    )
    letter = OutboxMessage.objects.get(template="orders_amended", to=cast.supervisor.email)
    (event,) = events_in(letter.calendar).values()
    assert event.uid.startswith(f"last-{case.number}@")
    assert event.day == date(2027, 6, 30)


def test_more_tasks_ask_no_more_queries() -> None:
    cast = make_overseas_cast()
    active(cast)
    sweep_due(STARTED)
    Task.objects.filter(owner="supervisor").exclude(code=Task.Code.REVIEW).delete()
    with counted() as one:
        due(cast.supervisor)
    sweep_due(STARTED)
    with counted() as three:
        due(cast.supervisor)
    assert (len(due(cast.supervisor)), one) == (3, three)
