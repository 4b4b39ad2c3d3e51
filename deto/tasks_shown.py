"""Tasks and copies as pages show them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from agreements.models import Agreement
from agreements.states import State
from deto.models import Task
from deto.permissions_tasks import theirs
from deto.policy.duedates import CITATIONS
from deto.services.certifying import left_to_certify
from deto.services.distributing import COPY
from eligibility.permissions import employee_of
from telework.models import OutboxMessage, User
from telework.roles import ROLES, Role

# What brings a copy to whom: the parties and the coordinator get theirs with the approval (2368.4(f)).
LETTERS_WITH_COPY = (COPY, "agreement_approved", "terms_accepted")
STATES = {"sent": "Sent", "queued": "Waiting to go", "sending": "Going out", "failed": "Not delivered"}


@dataclass(frozen=True)
class TaskShown:
    """One task: whose it is, where it stands, and where the reader does it."""

    task: Task
    citation: str
    owner: str
    days_late: int
    url: str = ""
    label: str = ""


@dataclass(frozen=True)
class CopyShown:
    """One copy of the agreement that went out by mail."""

    to: str
    state: str
    at: datetime


def my_tasks(user: User, today: date) -> "QuerySet[Task]":
    """The open tasks that the reader can do today, the most urgent first."""
    person = employee_of(user)
    if person is None or person.is_separated(today):
        return Task.objects.none()
    mine = Task.objects.open().filter(theirs(user, person, today))
    return mine.select_related("agreement__employee", "agreement__bureau")


def shown(task: Task, today: date, *, is_mine: bool) -> TaskShown:
    """`task` in words, without a query."""
    late = (today - task.due_on).days if task.done_at is None else 0
    url, label = "", ""
    if is_mine and task.done_at is None and task.code == Task.Code.DS1963:
        url, label = reverse("agreement", args=[task.agreement.number]) + "#overseas-tasks", "Certify it"
    elif is_mine and task.done_at is None:
        url = reverse("deto_task_complete", args=[task.agreement.number, task.pk])
        label = "Say that it is done"
    return TaskShown(task, CITATIONS[task.code], ROLES[Role(task.owner)].title, max(late, 0), url, label)


def case_part(user: User, agreement: Agreement, today: date) -> dict[str, Any]:
    """What the page of the case shows: tasks, checklists left to certify, copies."""
    kept = agreement.deto_tasks.filter(dropped_at=None).select_related("done_by")
    mine = set(my_tasks(user, today).filter(agreement=agreement).values_list("pk", flat=True))
    rows = []
    for task in kept:
        task.agreement = agreement
        rows.append(shown(task, today, is_mine=task.pk in mine))
    is_open = agreement.state in (State.ACTIVE, State.SUSPENDED)
    is_own = user.pk == agreement.employee.user_id
    return {
        "tasks": rows,
        "has_own_tasks": bool(mine),
        "sites": left_to_certify(agreement.terms_in_force()) if is_open and is_own else [],
        "copies": _copies(agreement),
    }


def _copies(agreement: Agreement) -> list[CopyShown]:
    """Every copy with what became of it; it is tried again by itself while it waits."""
    about = OutboxMessage.objects.filter(
        key__startswith=f"agreement:{agreement.pk}:", template__in=LETTERS_WITH_COPY
    ).exclude(state=OutboxMessage.State.WITHDRAWN)
    rows = about.values_list("to", "state", "sent_at", "queued_at").order_by("queued_at", "to")
    return [CopyShown(to, STATES[state], sent_at or queued_at) for to, state, sent_at, queued_at in rows]
