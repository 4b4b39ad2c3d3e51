"""Tasks after an approval: planned and reminded of by the sweep, done by people (2368.4 to 2368.10)."""

from datetime import date, datetime, timedelta

from agreements.models import Agreement
from agreements.permissions import may_watch
from agreements.policy.review import months_after
from agreements.services.deciding import record
from agreements.services.locking import lock_case
from deto import letters_tasks
from deto.models import Task
from deto.permissions_tasks import may_complete
from deto.planning import KIND, changes_of
from deto.policy import duedates
from eligibility.permissions import employee_of
from telework import clock
from telework.commands import command
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import User

NEEDS_REFERENCE = frozenset({Task.Code.SF50_IN, Task.Code.SF50_OUT})
NO_REFERENCE = "Give the number of the Form SF-50, so that others find it (3 FAM 2368.10(b))."
NO_STATEMENT = (
    "Say whether the arrangement meets the needs of the office and of the employee, and whether the work "
    "complies with the agreement (3 FAM 2368.5(c))."
)
BY_CERTIFYING = (
    "This task is done when the checklist of every site is certified (3 FAM 2368.4(g)). The employee does "
    "that on its own page."
)


@command
def plan_tasks(*, actor: User, now: datetime, agreement: Agreement) -> Agreement:
    """Open what the dates of the arrangement ask for, drop what they no longer do.

    Raises NotPermitted for people, WrongState where nothing differs.
    """
    agreement = lock_case(agreement)
    _permit_sweep(actor)
    if agreement.kind != KIND or not (changes := changes_of(agreement, clock.date_of(now))):
        raise WrongState("The tasks are as the dates ask for.")
    # One that comes back is reminded of anew.
    for task in changes.again:
        task.dropped_at, task.reminded_on, task.escalated_at = None, None, None
        task.save()
    for task in changes.dropped:
        task.dropped_at = now
        task.save(update_fields=["dropped_at"])
    for one in changes.new:
        Task.objects.create(
            agreement=agreement, code=one.code, owner=one.owner, due_on=one.due_on, opened_at=now
        )
    opened = [(one.code, one.due_on) for one in changes.new]
    opened += [(task.code, task.due_on) for task in changes.again]
    payload = {
        "opened": [f"{code} {day.isoformat()}" for code, day in opened],
        "dropped": [f"{task.code} {task.due_on.isoformat()}" for task in changes.dropped],
    }
    record(agreement, "plan_tasks", actor, now, payload)
    return agreement


@command
def complete_task(
    *,
    actor: User,
    now: datetime,
    task: Task,
    done_on: date | None,
    reference: str = "",
    statement: str = "",
) -> Task:
    """Somebody whose task it is says that it is done.

    done_on    Washington's date, today or before
    reference  of an SF-50
    statement  of a semiannual review: whether office and employee are served, and the agreement kept
    Raises NotPermitted, WrongState (done, dropped, certified elsewhere) or PolicyRefused (what is missing).
    """
    agreement, task = _locked(task)
    today, person = clock.date_of(now), employee_of(actor)
    access = may_complete(actor, task, today, duedates.CITATIONS[task.code])
    if not access or person is None:
        raise NotPermitted(access.reason)
    if task.code == Task.Code.DS1963:
        raise WrongState(BY_CERTIFYING)
    found = faults(task, today, done_on, reference, statement)
    if found or done_on is None:
        raise PolicyRefused("The task was not marked as done.", fields=found)
    task.done_on, task.done_at, task.done_by = done_on, now, person
    task.reference, task.statement = reference.strip(), statement.strip()
    task.save()
    payload = {"task": task.code, "due_on": task.due_on.isoformat(), "done_on": done_on.isoformat()}
    record(agreement, "complete_task", actor, now, payload)
    letters_tasks.done(task, actor, now)
    return task


@command
def remind_of_task(*, actor: User, now: datetime, task: Task) -> Task:
    """Remind of a task 14 and 3 days before its day and on it; tell of an overdue one, once.

    What a late sweep has missed is not sent after it: the furthest says the same and more.
    Raises NotPermitted for people, WrongState where nothing is due or it was sent already.
    """
    agreement, task = _locked(task)
    _permit_sweep(actor)
    today = clock.date_of(now)
    if not is_reminder_due(task, today):
        raise WrongState("No reminder of this task is due.")
    is_late = task.due_on < today
    task.reminded_on = today
    task.escalated_at = now if is_late else None
    task.save(update_fields=["reminded_on", "escalated_at"])
    action = "task_overdue" if is_late else "task_reminded"
    record(agreement, action, actor, now, {"task": task.code, "due_on": task.due_on.isoformat()})
    (letters_tasks.overdue if is_late else letters_tasks.reminded)(task, now)
    return task


def is_reminder_due(task: Task, today: date) -> bool:
    """Whether a day of a reminder has come since the last one; an overdue task is told of once."""
    if task.due_on < today:
        return task.escalated_at is None
    day = duedates.reminder_day(task.due_on, today)
    return day is not None and (task.reminded_on is None or task.reminded_on < day)


def tasks_to_remind(now: datetime) -> list[Task]:
    """The open tasks of which a reminder is due."""
    today = clock.date_of(now)
    latest = today + timedelta(days=max(duedates.REMIND_DAYS_BEFORE))
    near = Task.objects.open().filter(due_on__lte=latest, escalated_at=None).select_related("agreement")
    return [task for task in near if is_reminder_due(task, today)]


def faults(task: Task, today: date, done_on: date | None, reference: str, statement: str) -> dict[str, str]:
    """What is missing or cannot be, by field."""
    found = {}
    if done_on is None or done_on > today:
        found["done_on"] = "Give a day that has come: today or before."
    elif task.code == Task.Code.REVIEW and done_on <= months_after(task.due_on, -6):
        found["done_on"] = (
            f"This review is due on {task.due_on:%m/%d/%Y}, six months after the one before (3 FAM "
            f"2368.5(c)). One held by {months_after(task.due_on, -6):%m/%d/%Y} counts for that one."
        )
    if task.code in NEEDS_REFERENCE and not reference.strip():
        found["reference"] = NO_REFERENCE
    if task.code == Task.Code.REVIEW and not statement.strip():
        found["statement"] = NO_STATEMENT
    return found


def _locked(task: Task) -> tuple[Agreement, Task]:
    """The task and its case, read again under lock; raises WrongState where nothing is left to do."""
    agreement = lock_case(task.agreement)
    task = Task.objects.select_for_update().get(pk=task.pk)
    task.agreement = agreement
    if task.done_at is not None:
        raise WrongState("This task is done already. Nothing was changed.")
    if task.dropped_at is not None:
        raise WrongState("This task is not needed any more: the dates moved, or the arrangement is over.")
    return agreement, task


def _permit_sweep(actor: User) -> None:
    access = may_watch(actor)
    if not access:
        raise NotPermitted("Tasks and reminders follow from the dates by themselves; nobody makes one.")
