"""Approving several requests: what each is, which cannot be, one signature, and what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agreements import delegations, selectors
from agreements.forms.inbox import ApproveSeveralForm
from agreements.models import ApprovalStep
from agreements.policy import clauses
from agreements.services import bulk
from agreements.services.bulk import MOST_AT_ONCE
from agreements.views.inbox import why_of
from agreements.views.lookup import reader
from agreements.views.signed_terms import shown
from eligibility.collect import FACT_RELATIONS
from eligibility.permissions import employee_of, employee_only
from telework import access, clock, identity
from telework.models import User

OUTCOMES = "approved_several"


@dataclass(frozen=True)
class Chosen:
    """One of the requests that were chosen, and what stands in the way of approving it with the others."""

    step: ApprovalStep
    in_short: str
    why: str
    hindrance: str


@access.rule(employee_only)
@require_http_methods(["GET", "HEAD", "POST"])
def approve_several(request: HttpRequest) -> HttpResponse:
    now, user = clock.now(), reader(request)
    asked_for = _numbers(request)
    chosen = _chosen(user, asked_for, now)
    able = [one for one in chosen if not one.hindrance]
    form = ApproveSeveralForm(
        request.POST or None,
        request=request,
        user=user,
        needs_password=not identity.is_fresh(identity.proof_of(request), now),
    )
    if request.method == "POST" and able and form.is_valid():
        return _approve(request, user, able, form, now)
    context = {
        "form": form,
        "chosen": chosen,
        "able": able,
        "gone": len(asked_for) - len(chosen),
        "most": MOST_AT_ONCE,
        "statements": clauses.SUPERVISOR_ACKNOWLEDGEMENTS,
        "demo_password": settings.DEMO_PASSWORD if settings.DEMO else "",
    }
    return render(request, "agreements/approve_several.html", context)


@access.rule(employee_only)
@require_safe
def approved_several(request: HttpRequest) -> HttpResponse:
    """What became of each; it stays to be read again until the next time."""
    outcomes = request.session.get(OUTCOMES, [])
    done = [one for one in outcomes if one["is_done"]]
    refused = [one for one in outcomes if not one["is_done"]]
    return render(request, "agreements/approved_several.html", {"done": done, "refused": refused})


def _numbers(request: HttpRequest) -> list[int]:
    """The steps that were chosen: those of the address, or those that the form carries along."""
    given = request.POST if request.method == "POST" else request.GET
    numbers = [int(text) for text in given.getlist("step") if text.isascii() and text.isdigit()]
    return list(dict.fromkeys(number for number in numbers if number < 2**31))[:MOST_AT_ONCE]


def _chosen(user: User, numbers: Sequence[int], now: datetime) -> list[Chosen]:
    """Of what was chosen, what still waits for the reader."""
    today, person = clock.date_of(now), employee_of(user)
    assert person is not None, "the rule lets employees in only"
    steps = list(
        selectors.waiting_for(user, today)
        .filter(pk__in=numbers)
        .select_related("terms__agreement__employee__position__bureau", "bureau", "post", "passed_on_by")
    )
    prefetch_related_objects([step.terms.agreement.employee for step in steps], *FACT_RELATIONS)
    givers = delegations.givers_of(person, steps, today)
    return [
        Chosen(
            step,
            shown(step.terms, with_home_address=False).in_short,
            why_of(step, person, givers.get(step.pk)),
            bulk.hindrance(user, step, now),
        )
        for step in steps
    ]


def _approve(
    request: HttpRequest, user: User, able: list[Chosen], form: ApproveSeveralForm, now: datetime
) -> HttpResponse:
    if "password" in form.fields:
        identity.remember(request, now)
    outcomes = bulk.approve_each(
        actor=user,
        now=now,
        steps=[one.step for one in able],
        authentication=identity.proof_of(request),
        effect_on_office=form.cleaned_data["effect_on_office"],
        equal_treatment=form.cleaned_data["equal_treatment"],
    )
    request.session[OUTCOMES] = [
        {
            "number": one.step.terms.agreement.number,
            "employee": one.step.terms.agreement.employee.full_name,
            "step": one.step.pk,
            "is_done": one.is_done,
            "reason": one.reason,
        }
        for one in outcomes
    ]
    return HttpResponseRedirect(reverse("approved_several"))
