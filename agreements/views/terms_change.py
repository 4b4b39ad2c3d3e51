"""The employee asks for changed terms, renews, or takes changed terms back (2362.1(n))."""

import json
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from agreements import permissions_terms as permissions
from agreements.forms.terms import ChangeForm, RenewForm
from agreements.models import Agreement
from agreements.services import changing, renewal
from agreements.states import Purpose, State
from agreements.views.lookup import case_or_404, reader
from agreements.views.request.case import own_case
from agreements.views.signed_terms import shown
from eligibility.permissions import employee_only
from telework import access, clock, identity
from telework.access import Access
from telework.errors import NotPermitted, PolicyRefused, WrongState

LONGER = timedelta(days=365)


@access.rule(employee_only)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, number: str) -> HttpResponse:
    """Why, and from which day; then the task list shows the terms as they stand."""
    now = clock.now()
    case = own_case(request, number, now)
    if case.writes_changes:
        return redirect("request_tasks", number=number)
    _require(permissions.is_open_to_changes(case))
    form = ChangeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            changing.begin_changes(actor=reader(request), now=now, agreement=case, **form.cleaned_data)
            return redirect("request_tasks", number=number)
        except PolicyRefused as refusal:
            form.add_refusal(refusal)
    context = {"agreement": case, "form": form, "is_started": case.state != State.APPROVED}
    return render(request, "agreements/terms/change.html", context)


@access.rule(employee_only)
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: HttpRequest, number: str) -> HttpResponse:
    """The terms as they stand, the last day, and the signature, on one page."""
    now = clock.now()
    case = own_case(request, number, now)
    if case.state not in renewal.LIVE:
        raise WrongState("Only an agreement in effect can be renewed.")
    _require(permissions.is_open_to_renewal(case))
    form = _renew_form(request, case, now)
    if form.is_valid():
        if "password" in form.fields:
            identity.remember(request, now)
        try:
            renewal.renew(
                actor=reader(request),
                now=now,
                agreement=case,
                last_day=form.cleaned_data["last_day"],
                authentication=identity.proof_of(request),
            )
            return redirect("request_submitted", number=number)
        except PolicyRefused as refusal:
            form.forget_password()
            form.add_refusal(refusal)
    return render(request, "agreements/terms/renew.html", _renewal(case, form))


def _renew_form(request: HttpRequest, case: Agreement, now: datetime) -> RenewForm:
    initial = {"last_day": case.ends_on + LONGER} if case.ends_on is not None else {}
    return RenewForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        request=request,
        user=reader(request),
        needs_password=not identity.is_fresh(identity.proof_of(request), now),
    )


def _renewal(case: Agreement, form: RenewForm) -> dict[str, Any]:
    terms = case.terms_in_force()
    content = json.loads(bytes(terms.content or b"{}"))
    return {
        "agreement": case,
        "form": form,
        "signed": shown(terms, with_home_address=True),
        "statement": changing.CHANGE_STATEMENT,
        "accepted": content.get("acknowledgements", []),
    }


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take changed terms back; asks first. The side that asked for them does it."""
    now = clock.now()
    case = case_or_404(request, number, clock.date_of(now))
    terms = case.changed_terms()
    may = permissions.may_withdraw_terms(reader(request), case, terms, clock.date_of(now))
    if terms is None:
        messages.info(request, "There are no changed terms to take back.")
        return redirect("agreement", number=number)
    if not may:
        raise NotPermitted(may.reason)
    if request.method == "POST":
        changing.withdraw_changes(actor=reader(request), now=now, agreement=case)
        messages.success(request, "The changed terms are taken back. The agreement goes on as before.")
        return redirect("agreement", number=number)
    points = ["The terms that hold now go on as before.", "New changes are possible at any time."]
    if terms.is_signed:
        points.insert(1, "Who was asked to sign or to decide is told. What was signed stays on file.")
    context = {"agreement": case, "points": points, "is_adjustment": terms.purpose == Purpose.ADJUSTMENT}
    return render(request, "agreements/terms/withdraw.html", context)


def _require(open_to: Access) -> None:
    if not open_to:
        raise WrongState(open_to.reason)
