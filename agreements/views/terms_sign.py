"""The employee reads what somebody else wrote, before and after, and signs it (2362.1(d), (m))."""

import json
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from agreements import permissions_terms
from agreements.differences import comparisons
from agreements.forms.request_sign import SignForm
from agreements.mailing import reason
from agreements.models import Agreement, ApprovalStep
from agreements.services import accepting, lifecycle
from agreements.services.deciding import is_deciding
from agreements.states import Act, Party, Purpose
from agreements.views.lookup import reader
from agreements.views.request.case import own_case
from agreements.views.signed_terms import shown
from eligibility.permissions import employee_only
from telework import access, clock, identity
from telework.errors import NotPermitted, PolicyRefused
from telework.roles import Role


@access.rule(employee_only)
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, number: str, step: int) -> HttpResponse:
    """Sign, or see how to say no; a second click finds the signature of the first."""
    now = clock.now()
    case = own_case(request, number, now)
    steps = ApprovalStep.objects.filter(terms__agreement=case, role=Role.EMPLOYEE, act=Act.SIGN)
    asked = get_object_or_404(steps.select_related("terms__proposed_by"), pk=step)
    asked.terms.agreement = case
    may = permissions_terms.may_sign_own(reader(request), asked, clock.date_of(now))
    if not may:
        raise NotPermitted(may.reason)
    if not asked.is_waiting or not is_deciding(case, asked.terms):
        messages.info(request, "You have signed these terms." if asked.decision else accepting.GONE)
        return redirect("agreement", number=number)
    form = SignForm(request.POST if request.method == "POST" else None, digest=asked.terms.content_sha256)
    if form.is_valid() and _sign(request, asked, now, form):
        messages.success(request, "You have signed the changed terms.")
        return redirect("agreement", number=number)
    return render(request, "agreements/terms/sign.html", _context(request, case, asked, now, form))


def _sign(request: HttpRequest, step: ApprovalStep, now: datetime, form: SignForm) -> bool:
    proof = identity.proof_of(request)
    try:
        accepting.accept_terms(actor=reader(request), now=now, step=step, authentication=proof)
    except PolicyRefused as refusal:
        form.add_refusal(refusal)
        return False
    return True


def _context(
    request: HttpRequest, case: Agreement, step: ApprovalStep, now: datetime, form: SignForm
) -> dict[str, Any]:
    terms = step.terms
    is_adjustment = terms.purpose == Purpose.ADJUSTMENT
    given_on = clock.date_of(terms.signed_at) if terms.signed_at is not None else clock.date_of(now)
    return {
        "agreement": case,
        "step": step,
        "terms": terms,
        "form": form,
        "comparisons": comparisons(terms, with_home_address=True),
        "reason": reason(terms.reason_code),
        "is_adjustment": is_adjustment,
        "holds": case.changed_terms() is not None,
        "count": lifecycle.notice_count(case, given_on, Party.SUPERVISOR) if is_adjustment else None,
        "signed": shown(terms, with_home_address=True),
        "content": json.dumps(json.loads(bytes(terms.content or b"{}")), indent=2, ensure_ascii=False),
        "statement": accepting.ACCEPT_STATEMENT,
        "is_proved": identity.is_fresh(identity.proof_of(request), now),
        "confirm_url": f"{reverse('confirm_identity')}?{urlencode({'next': request.path})}",
    }
