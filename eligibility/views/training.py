"""Courses: one's own, the certificates that wait to be checked, and what is recorded about somebody."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from eligibility.forms.decisions import FindPeopleForm
from eligibility.forms.training import EXEMPTION, CertificateForm, CheckForm, RecordForm
from eligibility.models import Employee, TrainingCertificate
from eligibility.permissions import bureaus_where, employee_of, employee_only
from eligibility.selectors import people_matching
from eligibility.services import certificates as certificate_commands
from eligibility.services import training as commands
from eligibility.services.deciding import require
from eligibility.training import (
    KEEPERS,
    certificates_to_check,
    certificates_visible_to,
    keepers,
    may_keep,
    people_kept_by,
    standing_of,
)
from eligibility.views.people import reader
from telework import access, clock
from telework.errors import PolicyRefused, WrongState
from telework.forms import AppForm
from telework.models import User

METHODS = ["GET", "HEAD", "POST"]
PER_PAGE = 25
MOST_ROWS = 50


@access.rule(employee_only)
@require_http_methods(METHODS)
def training(request: HttpRequest) -> HttpResponse:
    """One's own courses, what each is needed for, and the upload of a certificate."""
    now = clock.now()
    today = clock.date_of(now)
    user, person = reader(request), employee_of(request.user)
    assert person is not None, "the page's rule lets in only employees"
    form = CertificateForm(request.POST or None, request.FILES or None, today=today)
    if form.is_valid() and _uploaded(user, now, form):
        messages.success(
            request, "Your certificate is with the coordinator. You get a letter when it is checked."
        )
        return HttpResponseRedirect(reverse("training"))
    context = {
        "form": form,
        "courses": standing_of(person, today),
        "is_supervisor": Employee.objects.serving(today).filter(supervisor=person).exists(),
        "certificates": person.certificates.defer("content").order_by("-uploaded_at")[:MOST_ROWS],
        "keepers": keepers(person, today),
        "checks": bool(bureaus_where(user, KEEPERS, today)),
    }
    return render(request, "eligibility/training.html", context)


@access.rule(employee_only)
@require_safe
def training_check(request: HttpRequest) -> HttpResponse:
    """The certificates that wait for the reader, and those of the bureau that were checked last."""
    today = clock.today()
    user = reader(request)
    person = employee_of(user)
    visible = certificates_visible_to(user, today).exclude(employee=person)
    context = {
        "waiting": certificates_to_check(user, today),
        "checked": visible.filter(checked_at__isnull=False).order_by("-checked_at", "-pk")[:MOST_ROWS],
        "keeps": bool(bureaus_where(user, KEEPERS, today)),
    }
    return render(request, "eligibility/training_check.html", context)


@access.rule(employee_only)
@require_http_methods(METHODS)
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """One certificate: what it is said to prove, the file to download, and the coordinator's answer."""
    now = clock.now()
    today = clock.date_of(now)
    user = reader(request)
    held = get_object_or_404(certificates_visible_to(user, today), pk=pk)
    may = may_keep(user, held.employee, today)
    form = CheckForm(request.POST or None) if may and held.checked_at is None else None
    if request.method == "POST" and form is None:
        require(may)
        raise WrongState("This certificate was checked already.")
    if form is not None and form.is_valid() and _checked(user, now, held, form):
        messages.success(request, f"{held.employee.full_name} gets your answer by letter.")
        return HttpResponseRedirect(reverse("training_check"))
    person = employee_of(user)
    context = {
        "certificate": held,
        "form": form,
        "is_own": person is not None and person.pk == held.employee_id,
        "keepers": keepers(held.employee, today),
    }
    return render(request, "eligibility/certificate.html", context)


@access.rule(employee_only)
@require_safe
def certificate_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes as they came, to be saved: never shown inside this site."""
    held = get_object_or_404(certificates_visible_to(reader(request), clock.today()), pk=pk)
    response = HttpResponse(bytes(held.content), content_type=held.content_type)
    response["Content-Disposition"] = content_disposition_header(True, held.file_name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "no-store, private"
    return response


@access.rule(employee_only)
@require_safe
def training_people(request: HttpRequest) -> HttpResponse:
    """The people whose courses the reader keeps, searched by name or number."""
    today = clock.today()
    visible = people_kept_by(reader(request), today)
    form = FindPeopleForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = people_matching(words, today).filter(pk__in=visible.values("pk")) if words else visible
    page = Paginator(found.order_by("family_name", "given_name", "number"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"form": form, "page": page, "is_filtered": bool(words)}
    return render(request, "eligibility/training_people.html", context)


@access.rule(employee_only)
@require_http_methods(METHODS)
def training_person(request: HttpRequest, number: str) -> HttpResponse:
    """What is recorded about one person's courses, and the form to record more."""
    now = clock.now()
    today = clock.date_of(now)
    user = reader(request)
    person = get_object_or_404(people_kept_by(user, today), number=number)
    may = may_keep(user, person, today)
    form = RecordForm(request.POST or None) if may else None
    if request.method == "POST":
        require(may)
    if form is not None and form.is_valid() and _recorded(user, now, person, form):
        messages.success(
            request, f"It is recorded, and the eligibility of {person.full_name} determined anew."
        )
        return HttpResponseRedirect(reverse("training_person", args=[person.number]))
    context = {
        "person": person,
        "form": form,
        "may": may,
        "courses": standing_of(person, today),
        "records": person.training.order_by("course", "-completed_on", "pk"),
    }
    return render(request, "eligibility/training_person.html", context)


def _uploaded(user: User, now: datetime, form: CertificateForm) -> bool:
    given = form.cleaned_data
    file = given["file"]
    return _done(
        form,
        lambda: certificate_commands.upload_certificate(
            actor=user,
            now=now,
            course=given["course"],
            completed_on=given["completed_on"],
            file_name=file.name or "",
            chunks=file.chunks(),
        ),
    )


def _checked(user: User, now: datetime, held: TrainingCertificate, form: CheckForm) -> bool:
    return _done(
        form,
        lambda: certificate_commands.check_certificate(
            actor=user, now=now, certificate=held, **form.cleaned_data
        ),
    )


def _recorded(user: User, now: datetime, person: Employee, form: RecordForm) -> bool:
    what, day, evidence = (form.cleaned_data[name] for name in ("what", "day", "evidence"))
    if what == EXEMPTION:
        return _done(
            form,
            lambda: commands.record_exemption(
                actor=user, now=now, employee=person, evidence_on=day, evidence=evidence
            ),
        )
    return _done(
        form,
        lambda: commands.record_completion(
            actor=user, now=now, employee=person, course=what, completed_on=day, evidence=evidence
        ),
    )


def _done(form: AppForm, run: Callable[[], object]) -> bool:
    """Whether the command ran; why not is then said on the form."""
    try:
        run()
    except PolicyRefused as refusal:
        form.add_refusal(refusal)
        return False
    return True
