"""What a supervisor states about a report, and takes back (2362.2(c)(2)(a), (e))."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from eligibility.authority import may_state, people_visible_to
from eligibility.collect import facts_of
from eligibility.forms.decisions import EndForm, StatementForm
from eligibility.models import Employee, EnteredFact
from eligibility.permissions import employee_only
from eligibility.policy.entered import NO, SUPERVISORS, YES, SupervisorsFact
from eligibility.services import entered_facts as commands
from eligibility.services.deciding import in_words, require
from eligibility.views.people import reader, visible_person
from telework import access, clock
from telework.errors import PolicyRefused, WrongState
from telework.models import User

METHODS = ["GET", "HEAD", "POST"]
STAYS = "An agreement that is in effect does not end by this. You are asked whether it can go on."


@access.rule(employee_only)
@require_http_methods(METHODS)
def fact_state(request: HttpRequest, number: str, fact: str) -> HttpResponse:
    """State it of a report; or, where it counts today, that it is no longer so."""
    now = clock.now()
    today = clock.date_of(now)
    user = reader(request)
    person = visible_person(user, number, today)
    require(may_state(user, person, today))
    stated = SUPERVISORS.get(fact)
    if stated is None:
        raise Http404
    is_so = getattr(facts_of(person, today), fact).value is True
    holds = request.POST.get("holds", NO if is_so else YES) == YES
    if holds is is_so and request.method == "POST":  # the same form sent twice
        return _to_person(person)
    form = StatementForm(request.POST or None, stated=stated, holds=holds, today=today)
    if form.is_valid() and _state(user, now, person, stated, holds, form):
        messages.success(request, f"It is recorded. A letter tells {person.full_name} what you stated.")
        return _to_person(person)
    points = [
        f"{person.full_name} reads your name and your words, and cannot ask for telework while this lasts."
        if holds
        else f"{person.full_name} can ask for telework again, if no other rule stands in the way.",
        STAYS,
    ]
    context = {"person": person, "form": form, "stated": stated, "holds": holds, "points": points}
    return render(request, "eligibility/fact_state.html", context)


def _state(
    user: User, now: datetime, person: Employee, stated: SupervisorsFact, holds: bool, form: StatementForm
) -> bool:
    given = form.cleaned_data
    try:
        commands.state_fact(
            actor=user,
            now=now,
            employee=person,
            fact=stated.name,
            holds=holds,
            statement=given["statement"],
            starts_on=given["starts_on"],
            until=given.get("until"),
        )
    except PolicyRefused as refusal:
        form.add_refusal(refusal)
        return False
    return True


@access.rule(employee_only)
@require_http_methods(METHODS)
def fact_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was stated."""
    now = clock.now()
    today = clock.date_of(now)
    user = reader(request)
    held = get_object_or_404(
        EnteredFact.objects.filter(
            fact__in=SUPERVISORS, employee__in=people_visible_to(user, today)
        ).select_related("employee__position__bureau", "entered_by"),
        pk=pk,
    )
    require(may_state(user, held.employee, today))
    if held.ended_at is not None:
        raise WrongState(f"This ended on {in_words(clock.date_of(held.ended_at))}.")
    form = EndForm(request.POST or None)
    if form.is_valid():
        try:
            commands.withdraw_fact(actor=user, now=now, entry=held, reason=form.cleaned_data["reason"])
        except PolicyRefused as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"It is taken back. A letter tells {held.employee.full_name}.")
            return _to_person(held.employee)
    points = [
        "What the HR extract says about it counts again.",
        f"A letter with your reason goes to {held.employee.full_name}.",
    ]
    context = {
        "person": held.employee,
        "form": form,
        "held": held,
        "stated": SUPERVISORS[held.fact],
        "points": points,
    }
    return render(request, "eligibility/fact_withdraw.html", context)


def _to_person(person: Employee) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("eligibility_person", args=[person.number]))
