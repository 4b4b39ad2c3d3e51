"""The coordinator writes a request for somebody of the bureau."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agreements.forms.intake import WhoForm
from agreements.forms.request_schedule import ScheduleForm
from agreements.models import Agreement, TermsVersion
from agreements.services.entering import enter_request as enter
from agreements.views.lookup import reader
from eligibility.models import Employee
from eligibility.permissions import bureaus_where, holds
from telework import access, clock
from telework.errors import CommandRefused
from telework.models import User
from telework.roles import Role

NOBODY = "Nobody in your bureau has this number. Look it up under “Coverage”."


@access.rule(holds(Role.COORDINATOR))
@require_http_methods(["GET", "HEAD", "POST"])
def enter_request(request: HttpRequest) -> HttpResponse:
    """Whose request it is, and the schedule; the employee gets a letter, completes the rest, and signs."""
    who = WhoForm(request.POST or None)
    form = ScheduleForm(
        request.POST or None, initial=ScheduleForm.initial_from(TermsVersion()), today=clock.today()
    )
    if who.is_valid() and form.is_valid():
        case = _entered(reader(request), who, form)
        if case is not None:
            messages.success(request, f"{case.employee.full_name} gets a letter, and signs or withdraws it.")
            return HttpResponseRedirect(reverse("bureau"))
    context = {"who": who, "form": form, "sent": who if who.errors else form}
    return render(request, "agreements/enter_request.html", context)


def _entered(user: User, who: WhoForm, form: ScheduleForm) -> Agreement | None:
    """The request; None when the form has to be shown again."""
    bureaus = bureaus_where(user, frozenset({Role.COORDINATOR}), clock.today())
    number = who.cleaned_data["employee"]
    person = Employee.objects.filter(number=number, position__bureau__in=bureaus).first()
    if person is None:
        who.add_error("employee", NOBODY)
        return None
    try:
        return enter(actor=user, now=clock.now(), employee=person, answers=form.answers())
    except CommandRefused as refusal:
        who.add_error("employee", refusal.reason)
        return None
