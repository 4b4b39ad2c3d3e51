"""Letters about what is due overseas: before the day, on it, after it, and when it is done."""

from datetime import datetime

from agreements.mailing import coordinators, send, without
from agreements.models import Agreement, Worksite
from deto.models import Task
from deto.permissions_tasks import owners_of
from deto.policy.duedates import CITATIONS
from eligibility.models import Employee
from telework import clock
from telework.models import Document, User
from telework.roles import Role


def reminded(task: Task, now: datetime) -> None:
    """To whoever has it; where nobody does, to the coordinator, who has the office filled."""
    today = clock.date_of(now)
    owners = owners_of(task, today)
    people = owners or coordinators(task.agreement, now)
    send("deto_task_reminder", task.agreement, _event(task, now), people, now, context=_said(task, owners))


def overdue(task: Task, now: datetime) -> None:
    """To whoever has it, to their next level and to the coordinator; of the employee's, to the supervisor."""
    owners = owners_of(task, clock.date_of(now))
    people = [*owners, *_above(task, owners, now), *coordinators(task.agreement, now)]
    send("deto_task_overdue", task.agreement, _event(task, now), people, now, context=_said(task, owners))


def done(task: Task, actor: User, now: datetime) -> None:
    """To the employee: what was done about their arrangement."""
    people = without(actor, [task.agreement.employee])
    event = f"task:{task.pk}:done"
    send("deto_task_done", task.agreement, event, people, now, context=_said(task, []))


def _above(task: Task, owners: list[Employee], now: datetime) -> list[Employee]:
    if task.owner == Role.EMPLOYEE:
        supervisor = task.agreement.employee.supervisor
        return [supervisor] if supervisor is not None else []
    keys = {person.supervisor_id for person in owners if person.supervisor_id is not None}
    keys -= {task.agreement.employee_id}
    today = clock.date_of(now)
    return [p for p in Employee.objects.filter(pk__in=keys) if not p.is_separated(today)]


def _event(task: Task, now: datetime) -> str:
    return f"task:{task.pk}:{clock.date_of(now).isoformat()}"


def _said(task: Task, owners: list[Employee]) -> dict[str, object]:
    return {"task": task, "owners": owners, "citation": CITATIONS[task.code]}


def checklist_handed_in(agreement: Agreement, site: Worksite, document: Document, now: datetime) -> None:
    """To the coordinator, to whom it is handed in, with the paper; a copy to the employee (2368.4(h))."""
    people = [*coordinators(agreement, now), agreement.employee]
    event = f"terms:{site.terms.number}:site:{site.ordinal}:certified:{now:%Y%m%d%H%M%S}"
    context = {"site": site, "documents": [document]}
    send("deto_checklist", agreement, event, people, now, context=context, documents=[document])
