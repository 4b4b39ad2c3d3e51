"""Excepting somebody from a rule, designating somebody ineligible, and ending either."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from eligibility.authority import may_designate, may_except, people_visible_to
from eligibility.forms.decisions import DesignationForm, EndForm, ExceptionForm
from eligibility.models import DeclaredEmergency, Designation, EligibilityException, Employee
from eligibility.permissions import employee_only
from eligibility.policy.fam_2018 import RULES_BY_CODE
from eligibility.services import designation as designation_commands
from eligibility.services import exceptions as exception_commands
from eligibility.services.deciding import in_words
from eligibility.services.determination import assess
from eligibility.views.people import reader, visible_person
from telework import access, clock
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import User

METHODS = ["GET", "HEAD", "POST"]


@access.rule(employee_only)
@require_http_methods(METHODS)
def exception_grant(request: HttpRequest, number: str, rule: str) -> HttpResponse:
    now = clock.now()
    today = clock.date_of(now)
    user = reader(request)
    person = visible_person(user, number, today)
    may = may_except(user, person, today)
    if not may:
        raise NotPermitted(may.reason)
    asked = RULES_BY_CODE.get(rule)
    if asked is None:
        raise Http404
    emergencies = (
        [] if asked.is_exceptable else [e for e in DeclaredEmergency.objects.all() if e.is_in_force(today)]
    )
    form = ExceptionForm(request.POST or None, today=today, emergencies=emergencies)
    if form.is_valid() and _grant(user, now, person, rule, form):
        messages.success(
            request,
            f"{person.full_name} is excepted until {in_words(form.cleaned_data['until'])}. A letter says so.",
        )
        return _to_person(person)
    finding = next(one for one in assess(person, today) if one.code == rule)
    if request.method != "POST" and finding.exception:
        return _to_person(person)
    context = {"person": person, "form": form, "rule": asked, "finding": finding}
    return render(request, "eligibility/exception_grant.html", context)


def _grant(user: User, now: datetime, person: Employee, rule: str, form: ExceptionForm) -> bool:
    given = form.cleaned_data
    try:
        exception_commands.grant_exception(
            actor=user,
            now=now,
            employee=person,
            rule_code=rule,
            reason=given["reason"],
            until=given["until"],
            review_on=given["review_on"],
            emergency=given.get("emergency"),
        )
    except PolicyRefused as refusal:
        if _is_same(person, rule, given):
            return True
        form.add_refusal(refusal)
        return False
    return True


def _is_same(person: Employee, rule: str, given: dict[str, Any]) -> bool:
    """The same form sent twice is one exception."""
    return EligibilityException.objects.filter(
        employee=person,
        rule_code=rule,
        ended_at__isnull=True,
        until=given["until"],
        review_on=given["review_on"],
        reason=str(given["reason"]).strip(),
    ).exists()


@access.rule(employee_only)
@require_http_methods(METHODS)
def exception_end(request: HttpRequest, pk: int) -> HttpResponse:
    now = clock.now()
    today = clock.date_of(now)
    user = reader(request)
    held = get_object_or_404(
        EligibilityException.objects.filter(employee__in=people_visible_to(user, today)).select_related(
            "employee__position__bureau", "granted_by", "emergency"
        ),
        pk=pk,
    )
    may = may_except(user, held.employee, today)
    if not may:
        raise NotPermitted(may.reason)
    if held.ended_at is not None:
        raise WrongState(f"This exception ended on {in_words(clock.date_of(held.ended_at))}.")
    form = EndForm(request.POST or None)
    if form.is_valid() and _end_exception(user, now, held, form):
        messages.success(request, f"The exception of {held.employee.full_name} has ended. A letter says so.")
        return _to_person(held.employee)
    points = [
        "The rule counts again at once.",
        "An agreement that is in effect does not end by this. Adjusting or cancelling it takes notice.",
        f"A letter with your reason goes to {held.employee.full_name} and the supervisor.",
    ]
    context = {
        "person": held.employee,
        "form": form,
        "held": held,
        "rule": RULES_BY_CODE.get(held.rule_code),
        "points": points,
    }
    return render(request, "eligibility/exception_end.html", context)


def _end_exception(user: User, now: datetime, held: EligibilityException, form: EndForm) -> bool:
    try:
        exception_commands.end_exception(
            actor=user, now=now, exception=held, reason=form.cleaned_data["reason"]
        )
    except PolicyRefused as refusal:
        form.add_refusal(refusal)
        return False
    return True


@access.rule(employee_only)
@require_http_methods(METHODS)
def designate(request: HttpRequest, number: str) -> HttpResponse:
    now = clock.now()
    today = clock.date_of(now)
    user = reader(request)
    person = visible_person(user, number, today)
    may = may_designate(user, person, today)
    if not may:
        raise NotPermitted(may.reason)
    form = DesignationForm(request.POST or None, today=today)
    if form.is_valid() and _designate(user, now, person, form):
        messages.success(request, f"{person.full_name} is designated ineligible. A letter says so, and why.")
        return _to_person(person)
    points = [
        f"{person.full_name} cannot ask for telework while this lasts, and reads your name and your words.",
        "An agreement that is in effect does not end by this. Adjusting or cancelling it takes notice.",
        "You can end the designation at any time.",
    ]
    context = {"person": person, "form": form, "points": points}
    return render(request, "eligibility/designate.html", context)


def _designate(user: User, now: datetime, person: Employee, form: DesignationForm) -> bool:
    given = form.cleaned_data
    try:
        designation_commands.designate_ineligible(
            actor=user,
            now=now,
            employee=person,
            reason_code=given["reason_code"],
            reason_text=given["reason_text"],
            until=given["until"],
            review_on=given["review_on"],
        )
    except PolicyRefused as refusal:
        same = person.designations.filter(
            ended_at__isnull=True,
            reason_code=given["reason_code"],
            reason_text=given["reason_text"].strip(),
            until=given["until"],
            review_on=given["review_on"],
        )
        if same.exists():  # the same form sent twice is one designation
            return True
        form.add_refusal(refusal)
        return False
    return True


@access.rule(employee_only)
@require_http_methods(METHODS)
def designation_end(request: HttpRequest, pk: int) -> HttpResponse:
    now = clock.now()
    today = clock.date_of(now)
    user = reader(request)
    held = get_object_or_404(
        Designation.objects.filter(employee__in=people_visible_to(user, today)).select_related(
            "employee__position__bureau", "designated_by"
        ),
        pk=pk,
    )
    may = may_designate(user, held.employee, today)
    if not may:
        raise NotPermitted(may.reason)
    if held.ended_at is not None:
        raise WrongState(f"This designation ended on {in_words(clock.date_of(held.ended_at))}.")
    form = EndForm(request.POST or None)
    if form.is_valid():
        try:
            designation_commands.end_designation(
                actor=user, now=now, designation=held, reason=form.cleaned_data["reason"]
            )
        except PolicyRefused as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"{held.employee.full_name} is no longer designated. A letter says so.")
            return _to_person(held.employee)
    points = [
        f"{held.employee.full_name} can ask for telework again, if no other rule stands in the way.",
        f"A letter with your reason goes to {held.employee.full_name} and the supervisor.",
    ]
    context = {"person": held.employee, "form": form, "held": held, "points": points}
    return render(request, "eligibility/designation_end.html", context)


def _to_person(person: Employee) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("eligibility_person", args=[person.number]))
