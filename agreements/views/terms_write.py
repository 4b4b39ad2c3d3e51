"""Terms that another side writes: the supervisor's adjustment, a decider's proposal (2362.1(d), (m))."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from agreements import permissions, permissions_terms
from agreements.forms.terms import AdjustForm, ProposeForm, WrittenTerms
from agreements.models import Agreement, ApprovalStep
from agreements.policy import clauses
from agreements.services import adjusting, lifecycle, proposing, review
from agreements.services.deciding import is_deciding
from agreements.states import Act, Party, Purpose
from agreements.views.cancel import washington_note
from agreements.views.lookup import case_or_404, reader
from telework import access, clock, identity
from telework.errors import NotPermitted, PolicyRefused, WrongState

OWN_WORDS = "In the questions below, “you” is the employee."


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def adjust(request: HttpRequest, number: str) -> HttpResponse:
    """New terms with the days of the notice; the employee signs them by the last day."""
    now = clock.now()
    today = clock.date_of(now)
    case = case_or_404(request, number, today)
    may = permissions_terms.may_adjust(reader(request), case, today)
    if not may:
        raise NotPermitted(may.reason)
    open_to = permissions_terms.is_open_to_adjustment(case)
    if not open_to:
        raise WrongState(open_to.reason)
    count = lifecycle.notice_count(case, today, Party.SUPERVISOR)
    page = _adjustment(request, case, now, count.first_day_without)
    if page.is_valid() and _adjust(request, case, now, page):
        messages.success(request, "The terms are adjusted. The employee is asked to sign them.")
        return redirect("agreement", number=number)
    context = {
        **_shown(case, page),
        "count": count,
        "note": washington_note(count),
        "rules": case.kind_record.notice,
        "statement": adjusting.adjustment_statement(case),
        "points": [
            "The employee and the bureau telework coordinator get a letter with what changes and why.",
            "The terms that hold now go on through the last day of the notice.",
            "If the employee signs by then, the new terms hold from the next day on. If not, the agreement "
            "ends that day by itself.",
            "You can take the new terms back until the employee has signed them.",
        ],
    }
    return render(request, "agreements/terms/adjust.html", context)


def _adjustment(request: HttpRequest, case: Agreement, now: datetime, first_day: date) -> WrittenTerms:
    data = request.POST if request.method == "POST" else None
    words = AdjustForm(
        data,
        request=request,
        user=reader(request),
        needs_password=_needs_password(request, now),
        rules=case.kind_record.notice,
    )
    today = clock.date_of(now)
    return WrittenTerms(data, case.terms_in_force(), words, today=today, starts_on=first_day, has_notice=True)


def _adjust(request: HttpRequest, case: Agreement, now: datetime, page: WrittenTerms) -> bool:
    _remember(request, now, page)
    changes = page.changes
    try:
        adjusting.adjust(
            actor=reader(request),
            now=now,
            agreement=case,
            changes=changes,
            takes_effect_on=changes["requested_start_on"],
            reason_code=page.words.cleaned_data["reason_code"],
            text=page.words.cleaned_data["text"],
            authentication=identity.proof_of(request),
        )
    except PolicyRefused as refusal:
        page.add_refusal(refusal)
        return False
    except WrongState:
        changed = case.changed_terms()
        # The second of two clicks: the first one has done it.
        if changed is None or changed.purpose != Purpose.ADJUSTMENT:
            raise
    return True


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, number: str, step: int) -> HttpResponse:
    """Other terms than the ones asked for; the employee signs them or withdraws."""
    now = clock.now()
    case = case_or_404(request, number, clock.date_of(now))
    steps = ApprovalStep.objects.filter(terms__agreement=case, opened_at__isnull=False, act=Act.APPROVE)
    asked = get_object_or_404(steps.select_related("terms", "bureau", "assignee"), pk=step)
    asked.terms.agreement = case
    may = permissions.may_decide(reader(request), asked, clock.date_of(now))
    if not may:
        raise NotPermitted(may.reason)
    if not asked.is_waiting or not is_deciding(case, asked.terms):
        return redirect("decide", number=number, step=step)
    page = _proposal(request, asked, now)
    if page.is_valid() and _propose(request, asked, now, page):
        messages.success(request, "Your proposal is signed. The employee is asked to sign it or to withdraw.")
        return redirect("agreement", number=number)
    context = {
        **_shown(case, page),
        "step": asked,
        "statement": review.APPROVAL_STATEMENT,
        "statements": clauses.SUPERVISOR_ACKNOWLEDGEMENTS,
        "points": [
            "The employee sees before and after, and signs your terms or withdraws.",
            "Your yes stands. After the employee's signature everybody else decides on these terms.",
        ],
    }
    return render(request, "agreements/terms/propose.html", context)


def _proposal(request: HttpRequest, step: ApprovalStep, now: datetime) -> WrittenTerms:
    data = request.POST if request.method == "POST" else None
    words = ProposeForm(
        data,
        request=request,
        user=reader(request),
        needs_password=_needs_password(request, now),
        needs_funding=review.needs_funding(step),
    )
    today = clock.date_of(now)
    starts_on = max(step.terms.requested_start_on or today, today)
    return WrittenTerms(data, step.terms, words, today=today, starts_on=starts_on)


def _propose(request: HttpRequest, step: ApprovalStep, now: datetime, page: WrittenTerms) -> bool:
    _remember(request, now, page)
    given = {name: value for name, value in page.words.cleaned_data.items() if name != "password"}
    try:
        proposing.propose(
            actor=reader(request),
            now=now,
            step=step,
            changes=page.changes,
            authentication=identity.proof_of(request),
            **given,
        )
    except PolicyRefused as refusal:
        page.add_refusal(refusal)
        return False
    return True


def _needs_password(request: HttpRequest, now: datetime) -> bool:
    return not identity.is_fresh(identity.proof_of(request), now)


def _remember(request: HttpRequest, now: datetime, page: WrittenTerms) -> None:
    if "password" in page.words.fields:
        identity.remember(request, now)


def _shown(case: Agreement, page: WrittenTerms) -> dict[str, Any]:
    return {
        "agreement": case,
        "page": page,
        "own_words": OWN_WORDS,
        "demo_password": settings.DEMO_PASSWORD if settings.DEMO else "",
    }
