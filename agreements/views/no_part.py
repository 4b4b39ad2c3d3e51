"""Telework is voluntary: say that you take no part, or take part again (2362.1(b), (c))."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agreements.services import taking_part
from agreements.views.lookup import reader
from eligibility.permissions import employee_of, employee_only
from telework import access, clock


@access.rule(employee_only)
@require_http_methods(["GET", "HEAD", "POST"])
def no_part(request: HttpRequest) -> HttpResponse:
    """What it means, and the one button; it can be taken back at any time."""
    person = employee_of(request.user)
    assert person is not None, "the page's rule lets in only employees"
    if request.method == "POST":
        if request.POST.get("answer") == "again":
            taking_part.take_part_again(actor=reader(request), now=clock.now())
            messages.success(request, "It is taken back. You can ask for telework at any time.")
        else:
            taking_part.record_no_part(actor=reader(request), now=clock.now())
            messages.success(request, "It is on record that you take no part in telework.")
        return HttpResponseRedirect(reverse("no_part"))
    return render(request, "agreements/no_part.html", {"standing": taking_part.standing_of(person)})
