"""The table of closures, kept by the system administrator."""

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from agreements.forms.closures import ClosureForm, RemoveClosureForm
from agreements.services import closures as commands
from eligibility.permissions import holds
from telework import access, clock
from telework.errors import PolicyRefused
from telework.models import Closure, User
from telework.roles import Role


@access.rule(holds(Role.ADMINISTRATOR))
@require_safe
def closure_list(request: HttpRequest) -> HttpResponse:
    return render(request, "agreements/closures.html", {"closures": Closure.objects.order_by("-day")})


@access.rule(holds(Role.ADMINISTRATOR))
@require_http_methods(["GET", "HEAD", "POST"])
def closure_add(request: HttpRequest) -> HttpResponse:
    form = ClosureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            closure, moved = commands.add_closure(actor=_actor(request), now=clock.now(), **form.cleaned_data)
        except PolicyRefused as refusal:
            form.add_refusal(refusal)
        else:
            told = {0: "No notice ends later.", 1: "One notice ends later; both sides get a letter."}
            many = f"{len(moved)} notices end later; both sides of each get a letter."
            day = f"{closure.day:%A}, {closure.day.day} {closure.day:%B %Y}"
            messages.success(request, f"{day} is entered. {told.get(len(moved), many)}")
            return redirect("closures")
    return render(request, "agreements/closure_add.html", {"form": form})


@access.rule(holds(Role.ADMINISTRATOR))
@require_http_methods(["GET", "HEAD", "POST"])
def closure_remove(request: HttpRequest, pk: int) -> HttpResponse:
    closure = get_object_or_404(Closure, pk=pk)
    form = RemoveClosureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.remove_closure(
                actor=_actor(request), now=clock.now(), closure=closure, why=form.cleaned_data["why"]
            )
        except PolicyRefused as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "The day is taken out. No last day became earlier.")
            return redirect("closures")
    return render(request, "agreements/closure_remove.html", {"form": form, "closure": closure})


def _actor(request: HttpRequest) -> User:
    assert not isinstance(request.user, AnonymousUser), "the rule lets only administrators in"
    return request.user
