"""The operations page: queues, failures, the schedule, the audit seal; and what failed, tried again."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from eligibility import operations as machine
from eligibility.permissions import has_role, holds
from eligibility.services import operations as commands
from eligibility.views.people import reader
from telework import access, clock
from telework.errors import WrongState
from telework.roles import Role


@access.rule(holds(Role.ADMINISTRATOR, Role.MANAGING_OFFICER, Role.AUDITOR))
@require_safe
def operations(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    letters, documents = machine.letters(), machine.documents()
    context = {
        "now": now,
        "letters": letters,
        "letters_late": letters.is_late(now),
        "documents": documents,
        "documents_late": documents.is_late(now),
        "schedule": machine.schedule(now),
        "seal": machine.seal(now),
        "may_retry": has_role(request.user, Role.ADMINISTRATOR, clock.today()),
    }
    return render(request, "eligibility/operations.html", context)


@access.rule(holds(Role.ADMINISTRATOR))
@require_POST
def send_failed_letters(request: HttpRequest) -> HttpResponse:
    return _retried(request, commands.send_failed_letters, "letter", "goes out again within a minute")


@access.rule(holds(Role.ADMINISTRATOR))
@require_POST
def render_failed_documents(request: HttpRequest) -> HttpResponse:
    return _retried(request, commands.render_failed_documents, "document", "is made again within a minute")


def _retried(request: HttpRequest, command: Callable[..., int], what: str, follows: str) -> HttpResponse:
    try:
        count = command(actor=reader(request), now=clock.now())
    except WrongState as refusal:
        messages.info(request, refusal.reason)
    else:
        many = f"{count} {what}" if count == 1 else f"Each of {count} {what}s"
        messages.success(request, f"{many} {follows}, or fails again and is counted here.")
    return redirect("operations")
