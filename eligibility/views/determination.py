"""What was determined about a person, today's answer of the rules, and the answers of the past."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import dateformat
from django.views.decorators.http import require_http_methods, require_safe

from eligibility.answering import is_eligible
from eligibility.history import corrected_by, determinations_of, findings_of
from eligibility.models import EligibilityDetermination, Employee
from eligibility.models.determination import OUTCOMES
from eligibility.permissions import employee_of, employee_only
from eligibility.policy.fam_2018 import RULES_BY_CODE
from eligibility.reach import may_determine_now, may_read_facts, visible_to
from eligibility.services.determination import assess
from eligibility.services.determination_run import determine_person
from telework import access, clock
from telework.models import User
from telework.policy import Finding, Outcome

PER_PAGE = 20
OCCASIONS = {
    "import": "after new HR data",
    "nightly": "the nightly run",
    "run": "a run for everybody",
    "request": "a request for telework",
    "on demand": "asked for by the bureau",
    "correction": "a correction of the record",
    "fact entered": "a fact that was entered or taken back",
    "course recorded": "a course that was recorded",
}


@dataclass(frozen=True)
class Line:
    """One determination of the history, and the correction that came after it."""

    determination: EligibilityDetermination
    occasion: str
    correction: EligibilityDetermination | None


@dataclass(frozen=True)
class Sorted:
    """Findings as somebody asks for them: what stands in the way, what was excepted, what is met."""

    barring: list[Finding]
    excepted: list[Finding]
    met: list[Finding]


@access.rule(employee_only)
@require_safe
def my_eligibility(request: HttpRequest) -> HttpResponse:
    person = _own_record(request)
    return _page_about(request, person, clock.today(), is_own=True)


@access.rule(employee_only)
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """The whole check of today's facts, stored nowhere."""
    today = clock.today()
    person = _own_record(request)
    findings = assess(person, today)
    context = {
        "person": person,
        "eligible": is_eligible(findings),
        "outcome": OUTCOMES[is_eligible(findings)],
        "sorted": _sorted(findings),
        "exceptable": _is_exceptable(findings),
        "today": today,
    }
    return render(request, "eligibility/check.html", context)


@access.rule(access.signed_in)
@require_safe
def determination(request: HttpRequest, pk: int) -> HttpResponse:
    """One determination, as it was: for whoever may see the person's outcome."""
    today = clock.today()
    found = get_object_or_404(
        EligibilityDetermination.objects.filter(employee__in=visible_to(request.user, today)).select_related(
            "rules", "employee__position__bureau", "employee__supervisor"
        ),
        pk=pk,
    )
    person = found.employee
    reads = may_read_facts(request.user, person, today)
    everything = determinations_of(person)
    context = {
        "person": person,
        "is_own": person.user_id == request.user.pk,
        "found": found,
        "occasion": OCCASIONS.get(found.occasion, found.occasion),
        "until": next((d for d in reversed(everything) if d.determined_at > found.determined_at), None),
        "correction": corrected_by(found, everything),
        "sorted": _sorted(findings_of(found)) if reads else None,
        "reads": reads,
        "back": _address_of(request, person),
    }
    return render(request, "eligibility/determination.html", context)


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, number: str) -> HttpResponse:
    """What is determined about somebody else; a POST has it determined anew."""
    now = clock.now()
    today = clock.date_of(now)
    who = get_object_or_404(visible_to(request.user, today).with_bureau(), number=number)
    if request.method != "POST":
        return _page_about(request, who, today, is_own=False)
    assert isinstance(request.user, User)
    found = determine_person(actor=request.user, now=now, employee=who)
    if found.determined_at == now:
        messages.success(request, f"{who.full_name} was determined anew: {found.outcome}.")
    else:
        day = dateformat.format(found.determined_on, "l, j F Y")
        messages.info(request, f"Nothing has changed since {day}: {who.full_name} is {found.outcome}.")
    return HttpResponseRedirect(reverse("eligibility_history", args=[who.number]))


def _page_about(request: HttpRequest, person: Employee, today: date, *, is_own: bool) -> HttpResponse:
    everything = determinations_of(person)
    current = person.determinations.select_related("rules").filter(is_current=True).first()
    reads = may_read_facts(request.user, person, today)
    page = Paginator(everything, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "person": person,
        "is_own": is_own,
        "current": current,
        "sorted": _sorted(findings_of(current)) if current is not None and reads else None,
        "reads": reads,
        "entered": person.entered_facts.select_related("entered_by", "ended_by") if reads else (),
        "may_determine": may_determine_now(request.user, person, today),
        "page": page,
        "lines": [
            Line(one, OCCASIONS.get(one.occasion, one.occasion), corrected_by(one, everything))
            for one in page.object_list
        ],
    }
    return render(request, "eligibility/eligibility.html", context)


def _sorted(findings: tuple[Finding, ...]) -> Sorted:
    return Sorted(
        barring=[finding for finding in findings if finding.is_in_the_way],
        excepted=[finding for finding in findings if finding.exception],
        met=[finding for finding in findings if not finding.is_in_the_way and not finding.exception],
    )


def _is_exceptable(findings: tuple[Finding, ...]) -> bool:
    """Whether management may except somebody from everything that fails."""
    failed = [one for one in findings if one.is_in_the_way and one.outcome is Outcome.FAILED]
    return bool(failed) and all(RULES_BY_CODE[one.code].is_exceptable for one in failed)


def _own_record(request: HttpRequest) -> Employee:
    person = employee_of(request.user)
    assert person is not None, "the page's rule lets only people in who have an employee record"
    return person


def _address_of(request: HttpRequest, person: Employee) -> str:
    if person.user_id == request.user.pk:
        return reverse("eligibility")
    return reverse("eligibility_history", args=[person.number])
