"""What is late overseas, in days: for the coordinator of the bureau, and for who runs the programme."""

import csv
from collections.abc import Iterable
from datetime import date

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agreements.views.lookup import reader
from deto.models import Task
from deto.permissions_tasks import in_view
from deto.tasks_shown import TaskShown, shown
from eligibility.permissions import holds
from telework import access, clock
from telework.models import User
from telework.roles import Role

PER_PAGE = 25
COLUMNS = ("Agreement", "Employee", "Bureau", "Task", "With", "Due", "Days late")
# A spreadsheet takes a cell that begins with one of these as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
READERS = (Role.COORDINATOR, Role.MANAGING_OFFICER)


@access.rule(holds(*READERS))
@require_safe
def late(request: HttpRequest) -> HttpResponse:
    """The open tasks whose day is over, the longest first."""
    today = clock.today()
    page = Paginator(_late(reader(request), today), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "deto/tasks_late.html", {"page": page, "rows": _rows(page.object_list, today)})


@access.rule(holds(*READERS))
@require_safe
def late_csv(request: HttpRequest) -> HttpResponse:
    """The whole list as a file."""
    today = clock.today()
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="overseas-late-{today.isoformat()}.csv"'
    writer = csv.writer(answer)
    writer.writerow(COLUMNS)
    for row in _rows(_late(reader(request), today), today):
        case = row.task.agreement
        name, what = case.employee.full_name, row.task.get_code_display()
        cells = (case.number, name, case.bureau.code, what, row.owner, row.task.due_on, row.days_late)
        writer.writerow(_plain(str(cell)) for cell in cells)
    return answer


def _late(user: User, today: date) -> "QuerySet[Task]":
    found = Task.objects.late(today).filter(in_view(user, today))
    return found.select_related("agreement__employee", "agreement__bureau")


def _rows(tasks: Iterable[Task], today: date) -> list[TaskShown]:
    return [shown(task, today, is_mine=False) for task in tasks]


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
