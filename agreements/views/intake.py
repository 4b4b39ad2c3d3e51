"""The coordinator puts agreements from before on file: one by one, or a table with its scans."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agreements.forms.intake import IntakeFileForm, IntakeForm
from agreements.models import Agreement
from agreements.policy.intake import INTAKE_READING
from agreements.services import intake_file
from agreements.services.intake import take_in
from agreements.views.lookup import reader
from eligibility.models import Employee
from eligibility.permissions import bureaus_where, holds
from telework import access, clock
from telework.errors import NotPermitted, PolicyRefused
from telework.models import User
from telework.roles import Role

METHODS = ["GET", "HEAD", "POST"]
NOBODY = "Nobody in your bureau has this number. Look it up under “Coverage”."


@access.rule(holds(Role.COORDINATOR))
@require_http_methods(METHODS)
def intake_one(request: HttpRequest) -> HttpResponse:
    """One agreement, from its paper."""
    form = IntakeForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        case = _taken_in(reader(request), form)
        if case is not None:
            messages.success(request, f"{case.number} is on file, and the employee gets a letter.")
            return HttpResponseRedirect(reverse("agreement", args=[case.number]))
    return render(request, "agreements/intake.html", {"form": form, "reading": INTAKE_READING})


@access.rule(holds(Role.COORDINATOR))
@require_http_methods(METHODS)
def intake_table(request: HttpRequest) -> HttpResponse:
    """Many agreements: a rehearsal first, then for good; the report says what became of each row."""
    form = IntakeFileForm(request.POST or None, request.FILES or None)
    report: list[intake_file.Row] = []
    if form.is_valid():
        given = form.cleaned_data
        try:
            report = intake_file.take_in_all(
                actor=reader(request),
                now=clock.now(),
                table=given["table"].read(intake_file.LARGEST_CSV + 1),
                scans={scan.name: list(scan.chunks()) for scan in given["scans"]},
                is_rehearsal=given["is_rehearsal"],
            )
        except PolicyRefused as refusal:
            form.add_refusal(refusal)
    context = {
        "form": form,
        "report": report,
        "counts": _counts(report),
        "is_rehearsal": bool(report) and form.cleaned_data["is_rehearsal"],
        "columns": intake_file.COLUMNS,
        "required": intake_file.REQUIRED,
        "reading": INTAKE_READING,
    }
    return render(request, "agreements/intake_table.html", context)


def _taken_in(user: User, form: IntakeForm) -> Agreement | None:
    """The case; None when the form has to be shown again."""
    given = form.cleaned_data
    bureaus = bureaus_where(user, frozenset({Role.COORDINATOR}), clock.today())
    person = Employee.objects.filter(number=given["employee"], position__bureau__in=bureaus).first()
    if person is None:
        form.add_error("employee", NOBODY)
        return None
    file = given["file"]
    try:
        return take_in(
            actor=user,
            now=clock.now(),
            employee=person,
            paper=form.paper(),
            file_name=file.name or "" if file else "",
            chunks=file.chunks() if file else (),
        )
    except PolicyRefused as refusal:
        form.add_refusal(refusal)
    except NotPermitted as refusal:
        form.add_error("employee", refusal.reason)
    return None


def _counts(report: list[intake_file.Row]) -> dict[str, int]:
    found = {intake_file.ADDED: 0, intake_file.UNCHANGED: 0, intake_file.REFUSED: 0}
    for row in report:
        found[row.outcome] += 1
    return found
