"""Somebody decides for me: whom the reader lets decide, for whom the reader decides, and when it ends."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agreements import kinds
from agreements.forms.routing import DelegateForm
from agreements.models import Delegation
from agreements.permissions_routing import may_delegate
from agreements.services import delegation as commands
from agreements.views.lookup import people_found, reader
from eligibility.forms.roles import FindPersonForm
from eligibility.models import Employee
from eligibility.permissions import employee_of, employee_only
from eligibility.training import needs_manager_course
from telework import access, clock
from telework.errors import NotPermitted, PolicyRefused, WrongState

FIRST_FEW = 50


@access.rule(employee_only)
@require_safe
def delegations(request: HttpRequest) -> HttpResponse:
    today, user = clock.today(), reader(request)
    person = employee_of(user)
    mine = _of(person).select_related("giver", "holder", "bureau", "post")
    given = [_shown(one, today) for one in mine.filter(giver=person)[:FIRST_FEW]]
    held = [_shown(one, today) for one in mine.filter(holder=person)[:FIRST_FEW]]
    context = {"given": given, "held": held, "may": may_delegate(user, today)}
    return render(request, "agreements/delegations.html", context)


@access.rule(employee_only)
@require_http_methods(["GET", "HEAD", "POST"])
def delegate(request: HttpRequest) -> HttpResponse:
    """Find the person, then say from when to when; the search stays in the address."""
    now, user = clock.now(), reader(request)
    today = clock.date_of(now)
    may = may_delegate(user, today)
    if not may:
        raise NotPermitted(may.reason)
    find = FindPersonForm(request.GET if "q" in request.GET else None)
    people, has_more = people_found(find, user, today)
    first = {"person": people[0].number} if len(people) == 1 else {}
    form = DelegateForm(
        request.POST or None, people=people, today=today, initial={"starts_on": today, **first}
    )
    if form.is_valid():
        try:
            given = commands.delegate(actor=user, now=now, holder=form.chosen, **_values(form))
        except PolicyRefused as refusal:
            refusal.fields = {"person" if k == "holder" else k: v for k, v in refusal.fields.items()}
            form.add_refusal(refusal)
        else:
            _tell(request, given, today)
            return HttpResponseRedirect(reverse("delegations"))
    context = {"find": find, "form": form, "people": people, "has_more": has_more}
    return render(request, "agreements/delegate.html", context)


@access.rule(employee_only)
@require_http_methods(["GET", "HEAD", "POST"])
def delegation_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    now, user = clock.now(), reader(request)
    today = clock.date_of(now)
    mine = _of(employee_of(user)).select_related("giver", "holder", "bureau", "post")
    found = get_object_or_404(mine, pk=pk)
    if request.method == "POST":
        try:
            commands.withdraw_delegation(actor=user, now=now, delegation=found)
            messages.success(request, "It is over. A letter tells the other side.")
        except WrongState as refusal:
            messages.info(request, refusal.reason)
        return HttpResponseRedirect(reverse("delegations"))
    context = {"delegation": _shown(found, today), "is_giver": found.giver.user_id == user.pk}
    return render(request, "agreements/delegation_withdraw.html", context)


def _of(person: Employee | None) -> "QuerySet[Delegation]":
    """What somebody gave, or holds: nobody else reads it."""
    return Delegation.objects.filter(Q(giver=person) | Q(holder=person))


def _shown(one: Delegation, today: date) -> dict[str, object]:
    """A delegation in words: what it covers, and whether it holds."""
    labels = [kinds.get(code).label for code in one.kinds if code in kinds.codes()]
    places = [place.name for place in (one.bureau, one.post) if place is not None]
    if one.withdrawn_at is not None:
        standing = "Taken back"
    elif one.ends_on < today:
        standing = "Over"
    else:
        standing = "In force" if one.starts_on <= today else "To come"
    return {
        "delegation": one,
        "covers": ", ".join([*(labels or ["Every kind that is not sealed"]), *places]),
        "standing": standing,
        "is_open": standing in ("In force", "To come"),
    }


def _values(form: DelegateForm) -> dict[str, Any]:
    given = form.cleaned_data
    return {name: given[name] for name in ("starts_on", "ends_on", "kinds", "bureau", "post")}


def _tell(request: HttpRequest, given: Delegation, today: date) -> None:
    messages.success(request, f"{given.holder.full_name} decides in your place. A letter tells them.")
    if needs_manager_course(given.holder, today):
        messages.warning(
            request,
            f"{given.holder.full_name} has not completed the course for managers. Until then they cannot "
            "approve where you decide as a supervisor (3 FAM 2362.7).",
        )
