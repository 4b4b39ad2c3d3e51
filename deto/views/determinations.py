"""What the post states before the chief of mission approves (2368.7(a))."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agreements.models import Agreement
from agreements.views.lookup import case_or_404, reader
from deto import permissions_clearance as permissions
from deto.forms.clearance import DeterminationsForm
from deto.models import Determinations
from deto.permissions_stay import KIND
from deto.services.determinations import state_determinations
from telework import access, clock
from telework.errors import NotPermitted, PolicyRefused, WrongState


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def determinations(request: HttpRequest, number: str) -> HttpResponse:
    """Both determinations; afterwards back to the step that waits, or to the case."""
    now, user = clock.now(), reader(request)
    case = case_or_404(request, number, clock.date_of(now))
    if case.kind != KIND:
        raise Http404
    may = permissions.may_determine(user, case, clock.date_of(now))
    if not may:
        raise NotPermitted(may.reason)
    open_to = permissions.is_open_to_determinations(case)
    if not open_to:
        raise WrongState(open_to.reason)
    back = _back(case)
    stated = Determinations.objects.filter(agreement=case).first()
    form = DeterminationsForm(
        request.POST if request.method == "POST" else None, initial=DeterminationsForm.initial_from(stated)
    )
    if form.is_valid():
        try:
            state_determinations(actor=user, now=now, agreement=case, answers=form.cleaned_data)
        except PolicyRefused as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Saved: both determinations.")
            return HttpResponseRedirect(back)
    context = {"agreement": case, "form": form, "back": back}
    return render(request, "deto/determinations.html", context)


def _back(case: Agreement) -> str:
    """The step that waits for the answer, or the case."""
    step = permissions.clear_step(case)
    if step is not None and step.is_waiting:
        return reverse("decide", args=[case.number, step.pk])
    return reverse("agreement", args=[case.number])
