"""What is due overseas: the reader's own list, and saying that something is done."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agreements.views.lookup import case_or_404, reader
from deto.forms.tasks import TaskDoneForm
from deto.models import Task
from deto.permissions_tasks import may_complete
from deto.policy.duedates import CITATIONS
from deto.services.tasks import BY_CERTIFYING, complete_task
from deto.tasks_shown import my_tasks, shown
from eligibility.permissions import employee_only
from telework import access, clock
from telework.errors import NotPermitted, PolicyRefused

PER_PAGE = 25


@access.rule(employee_only)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The open tasks that the reader does, the most urgent first."""
    today = clock.today()
    page = Paginator(my_tasks(reader(request), today), PER_PAGE).get_page(request.GET.get("page"))
    rows = [shown(task, today, is_mine=True) for task in page.object_list]
    return render(request, "deto/tasks.html", {"page": page, "rows": rows})


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def complete(request: HttpRequest, number: str, task: int) -> HttpResponse:
    """Say that a task is done: the day, and what the task asks for."""
    now, user = clock.now(), reader(request)
    today = clock.date_of(now)
    case = case_or_404(request, number, today)
    found = get_object_or_404(case.deto_tasks.filter(dropped_at=None), pk=task)
    found.agreement = case
    may, back = may_complete(user, found, today, CITATIONS[found.code]), reverse("agreement", args=[number])
    if not may:
        raise NotPermitted(may.reason)
    if found.done_at is not None or found.code == Task.Code.DS1963:
        messages.info(request, "This task is done already." if found.done_at else BY_CERTIFYING)
        return redirect(back)
    form = TaskDoneForm(request.POST if request.method == "POST" else None, task=found, today=today)
    if form.is_valid():
        try:
            complete_task(actor=user, now=now, task=found, **form.cleaned_data)
        except PolicyRefused as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Done: {found.get_code_display()}.")
            return redirect(back)
    context = {"agreement": case, "row": shown(found, today, is_mine=True), "form": form, "back": back}
    return render(request, "deto/task_done.html", context)
