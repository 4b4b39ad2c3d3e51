"""What is due overseas, in the calendar of whoever has it (2368.4(g), 2368.5, 2368.10)."""

from datetime import date

from agreements.dated_letters import Told, add_letter, last
from agreements.own_calendar import OwnDate, about, add_dates
from deto.models import Task
from deto.tasks_shown import my_tasks
from eligibility.models import Employee
from telework.models import User


def dates(user: User, today: date) -> list[OwnDate]:
    """The open tasks that `user` can do today."""
    return [_due(task) for task in my_tasks(user, today)]


def reminded(told: Told, reader: Employee) -> list[OwnDate]:
    """The day of a task that a letter reminds of, for whoever has it."""
    return [_due(told.said["task"])] if reader in told.said["owners"] else []


def _due(task: Task) -> OwnDate:
    number = str(task.agreement)
    title = f"{about(number)}: due, {task.get_code_display()}"
    return OwnDate(f"overseas-{task.pk}", task.due_on, title, number)


add_dates(dates)
add_letter("deto_task_reminder", reminded)
add_letter("orders_amended", last)
add_letter("approval_withdrawn", last)
