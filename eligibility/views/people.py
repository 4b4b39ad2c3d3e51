"""The people whose eligibility somebody may look at, and one of them: findings, decisions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from eligibility.authority import may_designate, may_except, may_state, people_visible_to
from eligibility.disputes import disputes_visible_to
from eligibility.forms.decisions import FindPeopleForm
from eligibility.models import DeclaredEmergency, Employee, EnteredFact
from eligibility.permissions import employee_of, employee_only
from eligibility.policy.entered import SUPERVISORS, SupervisorsFact
from eligibility.policy.fam_2018 import RULES_BY_CODE
from eligibility.selectors import people_matching
from eligibility.services.determination import assess
from telework import access, clock
from telework.models import User
from telework.policy import Finding, Outcome, in_words

PER_PAGE = 25


@dataclass(frozen=True)
class FailedRule:
    """A rule that the person fails, and what can be done about it."""

    finding: Finding
    except_url: str
    no_exception: str

    @property
    def findings(self) -> tuple[Finding, ...]:
        return (self.finding,)


@dataclass(frozen=True)
class Stated:
    """What a supervisor can state: whether it is so today, and the statement that counts, if one does."""

    fact: SupervisorsFact
    is_so: bool
    entry: EnteredFact | None


@access.rule(employee_only)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody the reader decides or looks after; searched by name or number."""
    today = clock.today()
    visible = people_visible_to(reader(request), today)
    form = FindPeopleForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = people_matching(words, today).filter(pk__in=visible.values("pk")) if words else visible
    page = Paginator(found.order_by("family_name", "given_name", "number"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"form": form, "page": page, "is_filtered": bool(words)}
    return render(request, "eligibility/people.html", context)


@access.rule(employee_only)
@require_safe
def person(request: HttpRequest, number: str) -> HttpResponse:
    """One person: each rule with its facts, and what management decided about them."""
    today = clock.today()
    user = reader(request)
    found = visible_person(user, number, today)
    findings = assess(found, today)
    designation = may_designate(user, found, today)
    exception = may_except(user, found, today)
    is_emergency = DeclaredEmergency.objects.in_force(today).exists()
    failed = [one for one in findings if one.outcome is Outcome.FAILED and not one.exception]
    designations = list(found.designations.select_related("designated_by", "ended_by"))
    exceptions = list(found.exceptions.select_related("granted_by", "ended_by", "emergency"))
    entered = list(found.entered_facts.select_related("entered_by", "ended_by"))
    context = {
        "person": found,
        "is_own_report": found.supervisor_id == getattr(employee_of(user), "pk", None),
        "failed": [_failed(one, found, bool(exception), is_emergency) for one in failed],
        "others": [one for one in findings if one not in failed],
        "in_the_way": [one for one in findings if one.is_in_the_way],
        "exceptions": [(one, RULES_BY_CODE.get(one.rule_code)) for one in exceptions],
        "designations": designations,
        "is_designated": any(one.ended_at is None for one in designations),
        "may_except": exception,
        "may_designate": designation,
        "stated": [_stated(fact, findings, entered) for fact in SUPERVISORS.values()],
        "may_state": may_state(user, found, today),
        "entered": entered,
        "disputes": disputes_visible_to(user, today).filter(employee=found),
    }
    return render(request, "eligibility/person.html", context)


def reader(request: HttpRequest) -> User:
    assert isinstance(request.user, User), "the page's rule lets only people in who are signed in"
    return request.user


def visible_person(user: User, number: str, today: date) -> Employee:
    return get_object_or_404(people_visible_to(user, today), number=number)


def _stated(fact: SupervisorsFact, findings: Iterable[Finding], entered: Iterable[EnteredFact]) -> Stated:
    used = [one for finding in findings for one in finding.facts if one.name == fact.name]
    counting = (one for one in entered if one.fact == fact.name and one.ended_at is None)
    return Stated(fact, any(one.value == in_words(True) for one in used), next(counting, None))


def _failed(finding: Finding, person: Employee, may: bool, is_emergency: bool) -> FailedRule:
    """The way to an exception, or why there is none."""
    rule = RULES_BY_CODE[finding.code]
    if rule.statutory:
        return FailedRule(finding, "", "The law itself sets this rule. Nobody can make an exception.")
    if not rule.is_exceptable_in_emergency:
        return FailedRule(finding, "", "No exception can be made from this rule.")
    if not rule.is_exceptable and not is_emergency:
        return FailedRule(
            finding, "", "An exception is possible only while the Secretary has declared an emergency."
        )
    if not may:
        return FailedRule(
            finding, "", "The executive director of the bureau, or the designee, can make an exception."
        )
    return FailedRule(finding, reverse("exception_grant", args=[person.number, finding.code]), "")
