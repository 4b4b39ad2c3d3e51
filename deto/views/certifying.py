"""The safety checklist of a place overseas, certified after the start (2368.4(g), (h))."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agreements.forms.request_sites import ChecklistForm
from agreements.states import State
from agreements.views.lookup import case_or_404, reader
from deto.planning import KIND
from deto.services.certifying import NOT_YET, certify_overseas, is_certified, may_certify
from telework import access, clock
from telework.errors import NotPermitted, PolicyRefused


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def certify(request: HttpRequest, number: str, ordinal: int) -> HttpResponse:
    """The questions about one site of the terms in force."""
    now, user = clock.now(), reader(request)
    case = case_or_404(request, number, clock.date_of(now))
    may, back = may_certify(user, case, now), reverse("agreement", args=[number])
    if not may:
        raise NotPermitted(may.reason)
    sites = case.terms_in_force().worksites.select_related("checklist")
    site = get_object_or_404(sites, ordinal=ordinal, terms__agreement__kind=KIND)
    if case.state not in (State.ACTIVE, State.SUSPENDED) or is_certified(site):
        messages.info(request, "This site is certified already." if is_certified(site) else NOT_YET)
        return redirect(back)
    form = ChecklistForm(
        request.POST if request.method == "POST" else None,
        initial=ChecklistForm.initial_from(site.checklist if site.has_checklist else None),
        today=clock.date_of(now),
    )
    if form.is_valid():
        try:
            certify_overseas(actor=user, now=now, agreement=case, worksite=site, answers=form.answers())
        except PolicyRefused as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Certified and handed in: {site.name or site}.")
            return redirect(back)
    return render(request, "deto/certify.html", {"agreement": case, "site": site, "form": form, "back": back})
