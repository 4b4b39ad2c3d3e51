"""Emergencies that the Secretary has declared: the list, entering one, ending one."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from eligibility.forms.decisions import EmergencyForm, EndForm
from eligibility.models import DeclaredEmergency, EligibilityException
from eligibility.permissions import holds
from eligibility.services import emergency as commands
from eligibility.services.deciding import in_words
from eligibility.views.people import reader
from telework import access, clock
from telework.errors import PolicyRefused, WrongState
from telework.roles import Role

METHODS = ["GET", "HEAD", "POST"]
MANAGING_OFFICER = holds(Role.MANAGING_OFFICER)


@access.rule(MANAGING_OFFICER)
@require_safe
def emergencies(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    tied = dict(
        EligibilityException.objects.filter(emergency__isnull=False, ended_at__isnull=True)
        .order_by()
        .values_list("emergency")
        .annotate(Count("pk"))
    )
    rows = [
        {"emergency": one, "is_in_force": one.is_in_force(today), "exceptions": tied.get(one.pk, 0)}
        for one in DeclaredEmergency.objects.select_related("entered_by")
    ]
    return render(request, "eligibility/emergencies.html", {"rows": rows})


@access.rule(MANAGING_OFFICER)
@require_http_methods(METHODS)
def emergency_declare(request: HttpRequest) -> HttpResponse:
    form = EmergencyForm(request.POST or None, initial={"starts_on": clock.today()})
    if form.is_valid():
        try:
            made = commands.declare_emergency(actor=reader(request), now=clock.now(), **form.cleaned_data)
        except PolicyRefused as refusal:
            if not _is_same(form.cleaned_data):
                form.add_refusal(refusal)
        else:
            messages.success(request, f"“{made.name}” is entered.")
        if not form.errors:
            return HttpResponseRedirect(reverse("emergencies"))
    return render(request, "eligibility/emergency_declare.html", {"form": form})


def _is_same(given: dict[str, object]) -> bool:
    """The same form sent twice is one emergency."""
    days = Q(starts_on=given["starts_on"], until=given["until"], ended_at__isnull=True)
    return DeclaredEmergency.objects.filter(days, name=given["name"], authority=given["authority"]).exists()


@access.rule(MANAGING_OFFICER)
@require_http_methods(METHODS)
def emergency_end(request: HttpRequest, pk: int) -> HttpResponse:
    now = clock.now()
    held = get_object_or_404(DeclaredEmergency, pk=pk)
    if held.ended_at is not None:
        raise WrongState(f"This emergency ended on {in_words(clock.date_of(held.ended_at))}.")
    form = EndForm(request.POST or None)
    form.fields[
        "reason"
    ].help_text = "On what ground it ends, for example a further determination. It is kept."
    if form.is_valid():
        try:
            commands.end_emergency(
                actor=reader(request), now=now, emergency=held, reason=form.cleaned_data["reason"]
            )
        except PolicyRefused as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"“{held.name}” has ended, and with it the exceptions tied to it.")
            return HttpResponseRedirect(reverse("emergencies"))
    tied = len(commands.tied_to(held))
    points = [
        f"Exceptions that are tied to it, and end with it at once: {tied}.",
        "Each person concerned and their supervisor get a letter.",
        "No further exception from 3 FAM 2362.4 can be made under it.",
        "This cannot be undone. A new emergency can be entered.",
    ]
    return render(request, "eligibility/emergency_end.html", {"form": form, "held": held, "points": points})
