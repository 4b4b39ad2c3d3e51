"""Beside a decision: ask somebody further, leave a consultation out, state what the mission decided."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agreements import permissions_answers
from agreements.collect import step_findings
from agreements.forms.consult import AskFurtherForm, MissionForm, NotNeededForm
from agreements.models import Agreement, ApprovalStep, MissionStatement
from agreements.services import answers, mission
from agreements.services.deciding import is_deciding
from agreements.states import Act
from agreements.views.lookup import case_or_404, reader
from telework import access, clock
from telework.access import Access
from telework.errors import NotPermitted, PolicyRefused
from telework.forms import AppForm
from telework.policy import bars


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def ask_further(request: HttpRequest, number: str, step: int) -> HttpResponse:
    """Ask for advice beside one's own step, which goes on waiting (2368.4(b))."""
    now, user = clock.now(), reader(request)
    case, asked = _step_or_404(request, number, step, now)
    _permit(permissions_answers.may_ask_further(user, asked, clock.date_of(now)))
    back = reverse("decide", args=[number, step])
    form = AskFurtherForm(_posted(request), today=clock.date_of(now))

    def ask() -> None:
        answers.ask_further(actor=user, now=now, step=asked, **form.cleaned_data)
        name = form.cleaned_data["adviser"].full_name
        messages.success(request, f"{name} is asked. Your own decision stays open.")

    context = {"agreement": case, "step": asked, "back": back}
    return _answered(request, "agreements/ask_further.html", form, ask, back, context)


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def mark_not_needed(request: HttpRequest, number: str, step: int) -> HttpResponse:
    """Leave out a consultation that is held "where appropriate" (2362.5(4))."""
    now, user = clock.now(), reader(request)
    case, asked = _step_or_404(request, number, step, now)
    _permit(permissions_answers.may_mark_not_needed(user, asked, clock.date_of(now)))
    back = reverse("agreement", args=[number])
    if not asked.is_waiting or not asked.is_waivable:
        messages.info(request, "This consultation cannot be left out, or is over.")
        return redirect(back)
    form = NotNeededForm(_posted(request))

    def leave_out() -> None:
        answers.mark_not_needed(actor=user, now=now, step=asked, reason=form.cleaned_data["reason"])
        messages.success(request, f"Not needed: {asked.title}.")

    context = {"agreement": case, "step": asked, "back": back}
    return _answered(request, "agreements/not_needed.html", form, leave_out, back, context)


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def mission_statement(request: HttpRequest, number: str) -> HttpResponse:
    """What the mission states before its management approves (2362.3)."""
    now, user = clock.now(), reader(request)
    case = case_or_404(request, number, clock.date_of(now))
    terms = case.latest_terms()
    terms.agreement = case
    _permit(permissions_answers.may_state_for_mission(user, terms, clock.date_of(now)))
    step = permissions_answers.management_step(terms)
    back = reverse("agreement", args=[number])
    if step is None or step.closed_at is not None or not is_deciding(case, terms):
        messages.info(request, "The post has decided, or nothing is left to decide. What was stated stays.")
        return redirect(back)
    if step.is_waiting:
        back = reverse("decide", args=[number, step.pk])
    statement = MissionStatement.objects.filter(terms=terms).first()
    form = MissionForm(_posted(request), initial=MissionForm.initial_from(statement))

    def save() -> None:
        mission.save_mission_statement(actor=user, now=now, agreement=case, answers=form.answers())
        messages.success(request, "Saved: the mission's statement.")

    left = bars(step_findings(step, clock.date_of(now))) if statement is not None else ()
    context = {"agreement": case, "back": back, "left": left, "advice": _advice(terms.agreement, step)}
    return _answered(request, "agreements/mission_statement.html", form, save, back, context)


def _advice(case: Agreement, step: ApprovalStep) -> list[ApprovalStep]:
    """What was advised in this round, to read beside the statement."""
    given = step.terms.steps.filter(round=step.round, act=Act.CONSULT, closed_at__isnull=False)
    return list(given.exclude(decision="").select_related("decided_by").order_by("ordinal"))


def _answered(
    request: HttpRequest,
    template: str,
    form: AppForm,
    do: Callable[[], None],
    onward: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Do it and go on, or show the form with why not."""
    if form.is_valid():
        try:
            do()
        except PolicyRefused as refusal:
            form.add_refusal(refusal)
        else:
            return HttpResponseRedirect(onward)
    return render(request, template, {**context, "form": form})


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _permit(may: Access) -> None:
    if not may:
        raise NotPermitted(may.reason)


def _step_or_404(
    request: HttpRequest, number: str, step: int, now: datetime
) -> tuple[Agreement, ApprovalStep]:
    case = case_or_404(request, number, clock.date_of(now))
    opened = ApprovalStep.objects.filter(terms__agreement=case, opened_at__isnull=False)
    found = get_object_or_404(opened.select_related("terms", "bureau", "post", "assignee"), pk=step)
    found.terms.agreement = case
    return case, found
