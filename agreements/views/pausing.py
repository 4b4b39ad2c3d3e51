"""Management suspends an agreement, extends that once, or ends it before its day (2362.2(a))."""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import dateformat, timezone
from django.views.decorators.http import require_http_methods

from agreements import permissions_later
from agreements.forms.pause import EXTEND, SUSPEND, ExtendForm, SuspendForm
from agreements.models import Agreement, Suspension
from agreements.policy.pause import PAUSE_READING
from agreements.services import pausing
from agreements.services.suspension import running_suspension
from agreements.standing import day_in_words
from agreements.states import State
from agreements.views.lookup import case_or_404, reader
from telework import access, clock
from telework.components import SummaryRow
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import User

LIFT = "lift"
DONE = {
    SUSPEND: "The agreement is suspended from today. The employee and the coordinator are told by letter.",
    EXTEND: "The suspension is extended. The employee and the coordinator are told by letter.",
    LIFT: "The suspension is over. The agreement is in effect again, and everybody concerned is told.",
}


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def suspension(request: HttpRequest, number: str) -> HttpResponse:
    """One page: suspend what is in effect; extend or end what management has suspended."""
    now = clock.now()
    user, case = reader(request), case_or_404(request, number, clock.date_of(now))
    may = permissions_later.may_pause(user, case, clock.date_of(now))
    if not may:
        raise NotPermitted(may.reason)
    try:
        return _answered(request, user, case, now)
    except WrongState as refusal:
        written = _written(request)
        if not written:
            raise
        context = {"reason": refusal.reason, "written": written, "agreement": case}
        return render(request, "agreements/suspension_overtaken.html", context, status=409)


def _answered(request: HttpRequest, user: User, case: Agreement, now: datetime) -> HttpResponse:
    """The page, or what was sent from it done; WrongState where the case has moved on since it was opened."""
    running = _running(case)
    answer = request.POST.get("answer", "")
    if answer == SUSPEND and _is_second_click(request, user, running):
        return HttpResponseRedirect(reverse("agreement", args=[case.number]))
    if why := _overtaken(case, running, answer):
        raise WrongState(why)
    if running is None:
        pausing.require_rested(case, clock.date_of(now))
    form = _form(request, case, running, now)
    if answer in DONE and _send(user, case, now, answer, form):
        messages.success(request, DONE[answer])
        return HttpResponseRedirect(reverse("agreement", args=[case.number]))
    context = {
        "agreement": case,
        "running": running,
        "was_extended": running is not None and pausing.was_extended(running),
        "form": form,
        "latest": _latest(case, running, now),
        "reading": PAUSE_READING.text,
    }
    return render(request, "agreements/suspension.html", context)


def _running(case: Agreement) -> Suspension | None:
    """Management's suspension that runs, or none; WrongState where nothing can be suspended."""
    running = running_suspension(case)
    if case.state == State.ACTIVE:
        return None
    if case.state != State.SUSPENDED or running is None or not running.is_by_management:
        raise WrongState("Only an agreement in effect can be suspended by management.")
    running.agreement = case
    return running


def _overtaken(case: Agreement, running: Suspension | None, answer: str) -> str:
    """Why what was sent does not fit what stands now; empty where it does."""
    if answer == SUSPEND and running is not None:
        at, until = timezone.localtime(running.starts_at), running.until_on
        since = f"{day_in_words(at.date())}, {dateformat.format(at, 'g:i a')}, Washington time"
        through = f", through {day_in_words(until)}" if until is not None else ""
        return f"{running.suspended_by} has suspended this agreement already, since {since}{through}."
    if answer == EXTEND and running is None:
        last = case.suspensions.filter(lifted_at__isnull=False).first()
        because = f" {last.lifted_because}" if last is not None else ""
        return f"The suspension is over, and the agreement is in effect again.{because}"
    return ""


def _is_second_click(request: HttpRequest, user: User, running: Suspension | None) -> bool:
    """The same person sent the same words twice: the first click has done it."""
    words, name = request.POST.get(f"{SUSPEND}-reason_text", "").strip(), user.get_full_name()
    return running is not None and (running.suspended_by, running.reason) == (name, words)


def _written(request: HttpRequest) -> list[SummaryRow]:
    """What was filled in, to be read again: the day as it was sent, and the words."""
    name = request.POST.get("answer", "")
    words, day = request.POST.get(f"{name}-reason_text", ""), request.POST.get(f"{name}-until_on", "")
    return [SummaryRow("Why", words), SummaryRow("Last day", day or "None given")] if words.strip() else []


def _latest(case: Agreement, running: Suspension | None, now: datetime) -> date:
    start = running.until_on if running is not None and running.until_on is not None else clock.date_of(now)
    return pausing.latest_until(case, start)


def _form(request: HttpRequest, case: Agreement, running: Suspension | None, now: datetime) -> ExtendForm:
    form_class, name = (SuspendForm, SUSPEND) if running is None else (ExtendForm, EXTEND)
    data = request.POST if request.POST.get("answer") == name else None
    return form_class(data, latest=_latest(case, running, now))


def _send(user: User, case: Agreement, now: datetime, answer: str, form: ExtendForm) -> bool:
    """Do it; False when the form has to be shown again."""
    if answer == LIFT:
        pausing.lift_pause(actor=user, now=now, agreement=case)
        return True
    if not form.is_valid():
        return False
    given: dict[str, Any] = form.cleaned_data
    command = pausing.suspend_by_management if answer == SUSPEND else pausing.extend_pause
    try:
        command(actor=user, now=now, agreement=case, **given)
    except PolicyRefused as refusal:
        form.add_refusal(refusal)
        return False
    return True
