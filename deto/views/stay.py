"""Pages that move the end of a stay overseas: extension, amended orders, withdrawal (2368.6)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agreements.models import Agreement
from agreements.standing import day_in_words
from agreements.views.lookup import case_or_404, reader
from agreements.views.request.case import own_case
from deto import permissions_stay as permissions
from deto import stay_end
from deto.forms.stay import ExtendForm, OrdersForm, WithdrawalForm
from deto.policy import end
from deto.policy.extension import EXTENSION_READING, ORDERS_READING
from deto.services import extension, orders, withdrawal
from eligibility.permissions import employee_only
from telework import access, clock
from telework.access import Access
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.forms import AppForm


@access.rule(employee_only)
@require_http_methods(["GET", "HEAD", "POST"])
def extend(request: HttpRequest, number: str) -> HttpResponse:
    """The last day allowed, the new one, and why; then the task list of the changed terms."""
    now = clock.now()
    case = _overseas(own_case(request, number, now))
    if case.writes_changes:
        return redirect("request_tasks", number=number)
    _require(permissions.is_open_to_extension(case))
    if stay_end.withdrawn_through(case) is not None:
        raise WrongState("The chief of mission has withdrawn the approval: no extension (3 FAM 2368.6(d)).")
    assert case.ends_on is not None, "what is open to an extension has its last day"
    latest = extension.latest_allowed(case)
    context = {
        "agreement": case,
        "latest": latest,
        "can_extend": latest > case.ends_on,
        "sponsors_end": stay_end.sponsors_end(case.terms_in_force()),
        "holds_from": extension.holds_from(case.ends_on, clock.date_of(now)),
        "reading": EXTENSION_READING.text,
    }
    onward = reverse("request_tasks", args=[number])
    form = ExtendForm(_posted(request), initial={"last_day": latest})
    return _answered(
        request, "deto/extend.html", form, extension.begin_extension, (case, now), onward, context
    )


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def amended_orders(request: HttpRequest, number: str) -> HttpResponse:
    """The new end of the sponsor's assignment; a receipt says whether the agreement's end moved."""
    now = clock.now()
    case = _overseas(case_or_404(request, number, clock.date_of(now)))
    _permit(permissions.may_amend_orders(reader(request), case, clock.date_of(now)))
    _require(permissions.is_held(case))
    context = {
        "agreement": case,
        "sponsors_end": stay_end.sponsors_end(case.terms_in_force()),
        "can_extend": bool(permissions.may_extend(reader(request), case, clock.date_of(now))),
        "reading": ORDERS_READING.text,
    }
    form = OrdersForm(_posted(request))
    onward, command = _case_page(case), orders.amend_orders
    return _answered(request, "deto/amended_orders.html", form, command, (case, now), onward, context)


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def record_withdrawal(request: HttpRequest, number: str) -> HttpResponse:
    """The day that the chief of mission names; no notice runs."""
    now = clock.now()
    case = _overseas(case_or_404(request, number, clock.date_of(now)))
    _permit(permissions.may_withdraw_approval(reader(request), case, clock.date_of(now)))
    _require(permissions.is_held(case))
    context = {
        "agreement": case,
        "reading": end.WITHDRAWAL_READING.text,
        "points": [
            "The agreement ends after that day by itself, or at once where the day is over. No notice runs.",
            "Changed terms under way are dropped.",
            "The employee, the supervisor and the offices of the bureau and the post are told by letter.",
        ],
    }
    form, onward = WithdrawalForm(_posted(request)), _case_page(case)
    command = withdrawal.record_withdrawal
    return _answered(request, "deto/withdrawal.html", form, command, (case, now), onward, context)


def _answered(
    request: HttpRequest,
    template: str,
    form: AppForm,
    command: Callable[..., Any],
    about: tuple[Agreement, datetime],
    onward: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Do it and go on, or show the form with why not."""
    case, now = about
    if form.is_valid():
        try:
            command(actor=reader(request), now=now, agreement=case, **form.cleaned_data)
        except PolicyRefused as refusal:
            form.add_refusal(refusal)
        else:
            case.refresh_from_db(fields=["ends_on"])
            assert case.ends_on is not None, "an approved stay has its last day"
            messages.success(request, f"Recorded. The agreed last day is {day_in_words(case.ends_on)}.")
            return HttpResponseRedirect(onward)
    return render(request, template, {**context, "form": form})


def _overseas(case: Agreement) -> Agreement:
    if case.kind != permissions.KIND:
        raise Http404
    return case


def _case_page(case: Agreement) -> str:
    return reverse("agreement", args=[case.number])


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _permit(may: Access) -> None:
    if not may:
        raise NotPermitted(may.reason)


def _require(open_to: Access) -> None:
    if not open_to:
        raise WrongState(open_to.reason)
