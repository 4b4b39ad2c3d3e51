"""The post's own pages: the days of evacuations, recorded, shortened and extended (2362.5(2))."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from agreements import evacuations
from agreements.forms.evacuation import EvacuationForm, LastDayForm
from agreements.models import MedicalEvacuation
from agreements.policy.medevac import MEDEVAC_READING
from agreements.services import evacuation as commands
from agreements.standing import day_in_words
from agreements.views.lookup import reader
from eligibility.permissions import holds
from telework import access, clock
from telework.errors import PolicyRefused

RULE = holds(*evacuations.RECORDERS)


@access.rule(RULE)
@require_safe
def evacuation_list(request: HttpRequest) -> HttpResponse:
    """Every evacuation of the reader's posts, the latest first."""
    today = clock.today()
    recorded = evacuations.recorded_by(reader(request), today)
    context = {"recorded": recorded, "today": today, "reading": MEDEVAC_READING.text}
    return render(request, "agreements/evacuations.html", context)


@access.rule(RULE)
@require_http_methods(["GET", "HEAD", "POST"])
def evacuation_record(request: HttpRequest) -> HttpResponse:
    now, user = clock.now(), reader(request)
    people = evacuations.people_at(user, clock.date_of(now))
    form = EvacuationForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_valid():
        try:
            recorded = commands.record_evacuation(actor=user, now=now, **form.cleaned_data)
        except PolicyRefused as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Recorded. {recorded.employee.full_name} has been told.")
            return redirect("evacuations")
    return render(request, "agreements/evacuation_record.html", {"form": form})


@access.rule(RULE)
@require_http_methods(["GET", "HEAD", "POST"])
def evacuation_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another last day: an earlier one ends telework with it, a later one changes nothing by itself."""
    now, user = clock.now(), reader(request)
    recorded = get_object_or_404(evacuations.recorded_by(user, clock.date_of(now)), pk=pk)
    form = LastDayForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _change(request, recorded, form):
        return redirect("evacuations")
    running = evacuations.arrangements_of(recorded)
    context = {"form": form, "recorded": recorded, "arrangements": running}
    return render(request, "agreements/evacuation_change.html", context)


def _change(request: HttpRequest, recorded: MedicalEvacuation, form: LastDayForm) -> bool:
    """Shorten or extend; False when the form has to be shown again."""
    day = form.cleaned_data["ends_on"]
    if day == recorded.ends_on:
        form.add_error("ends_on", commands.SAME)
        return False
    command = commands.shorten_evacuation if day < recorded.ends_on else commands.extend_evacuation
    try:
        command(actor=reader(request), now=clock.now(), evacuation=recorded, ends_on=day)
    except PolicyRefused as refusal:
        form.add_refusal(refusal)
        return False
    messages.success(request, f"The last day is {day_in_words(day)} now. The employee has been told.")
    return True
