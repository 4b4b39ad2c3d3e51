"""Before and around the sections: start page, task list, eligibility, withdrawal."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agreements import permissions, selectors
from agreements.differences import comparisons
from agreements.forms.request_start import StartForm
from agreements.models import Agreement
from agreements.offers import Offer, offers_for
from agreements.services.drafting import begin_request, open_cases
from agreements.services.drafting import withdraw as withdraw_request
from agreements.states import State
from agreements.views.lookup import reader
from agreements.views.request.case import (
    Draft,
    label_of,
    open_draft,
    own_case,
    page_of,
    section_page,
)
from agreements.views.request.hr_facts import facts_on_record
from agreements.views.request.task_list import tasks_of
from eligibility.disputes import FACTS
from eligibility.local_policy import policy_of
from eligibility.permissions import employee_of, employee_only
from eligibility.policy import fam_2018
from telework import access, clock
from telework.errors import PolicyRefused, WrongState
from telework.policy import Outcome

MINUTES = 20
NEEDED = (
    "The address of every place where you want to telework, and a look around each for the safety checklist.",
    "The days and hours you have in mind, talked over with your supervisor.",
    "The serial numbers of Government equipment that you use there, if you have any.",
    "Your password: you sign at the end.",
)


@access.rule(employee_only)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """What the request asks and why, before any of it is asked; POST begins, or goes on with an open one.

    Offered are the kinds of arrangement that fit the person; whoever picks another is told which is theirs.
    """
    employee = employee_of(request.user)
    assert employee is not None, "the page's rule lets in only employees"
    now = clock.now()
    today = clock.date_of(now)
    offers = offers_for(employee, today)
    form = StartForm(request.POST if request.method == "POST" else None, offers=offers)
    refusal = ""
    if form.is_valid():
        taken: Offer = form.cleaned_data["kind"]
        code = taken.kind.code
        try:
            begun = taken.case or begin_request(actor=reader(request), now=now, kind=code)
        except WrongState:
            return redirect(page_of(open_cases(employee).get(kind=code)))
        except PolicyRefused as refused:
            refusal = refused.reason
        else:
            return redirect(page_of(begun))
    context = {
        "form": form,
        "open_cases": [(offer, page_of(offer.case)) for offer in offers if offer.case is not None],
        "not_theirs": [offer for offer in offers if offer.why_not is not None],
        "refusal": refusal,
        "minutes": MINUTES,
        "needed": NEEDED,
        "bureau_policy": policy_of(employee, today),
    }
    return render(request, "agreements/request/start.html", context)


@access.rule(employee_only)
@require_http_methods(["GET", "HEAD"])
def tasks(request: HttpRequest, number: str) -> HttpResponse:
    """The task list: what is done, what is left, what cannot start yet and why."""
    draft = open_draft(request, number)
    returned = draft.returned
    standing, changed = draft.standing, None
    compared = comparisons(draft.terms, with_home_address=True) if standing is not None else []
    if standing is not None:
        changed = {one.section for one in compared[0].differences} if compared else set[str]()
    listed = tasks_of(draft.agreement, draft.readiness, returned, changed)
    context = {
        "agreement": draft.agreement,
        "terms": draft.terms,
        "is_change": standing is not None,
        "comparisons": compared,
        "tasks": listed,
        "done": sum(task.is_done for task in listed),
        "returned": returned,
        "returned_labels": [label_of(draft.agreement, code) for code in returned.returned_sections]
        if returned
        else [],
        "facts": facts_on_record(draft.employee),
    }
    return render(request, "agreements/request/tasks.html", context)


@section_page("eligibility")
def eligibility(draft: Draft) -> HttpResponse:
    """Rule by rule: met or not, on which facts, what would change it, whom to ask (2362.2)."""
    if draft.request.method == "POST":
        return redirect(draft.onward)
    findings = draft.readiness.eligibility
    barring = draft.readiness.eligibility_bars
    context = draft.context(
        "eligibility",
        failed=[f for f in barring if f.outcome is Outcome.FAILED],
        unknown=[f for f in barring if f.outcome is Outcome.UNKNOWN],
        others=[f for f in findings if f not in barring],
        supervisor=draft.employee.supervisor,
        coordinators=selectors.coordinators(bureau=draft.agreement.bureau_id, today=clock.date_of(draft.now)),
        readings=(*fam_2018.READINGS, *draft.agreement.kind_record.person_readings),
        disputable=FACTS,
    )
    return render(draft.request, "agreements/request/eligibility.html", context)


@access.rule(employee_only)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take the request back before it is decided; asks first."""
    now = clock.now()
    agreement = own_case(request, number, now)
    if agreement.state == State.WITHDRAWN:
        messages.info(request, f"Your request {agreement.number} is withdrawn.")
        return redirect("home")
    allowed = permissions.may_withdraw(reader(request), agreement)
    if not allowed:
        raise WrongState(allowed.reason)
    if request.method == "POST":
        withdraw_request(actor=reader(request), now=now, agreement=agreement)
        messages.success(request, f"Your request {agreement.number} is withdrawn.")
        return redirect("home")
    back = reverse("request_tasks" if agreement.is_editable else "request_submitted", args=[agreement.number])
    context = {"agreement": agreement, "points": _withdrawal_points(agreement), "back": back}
    return render(request, "agreements/request/withdraw.html", context)


def _withdrawal_points(agreement: Agreement) -> list[str]:
    points = [
        f"Your request {agreement.number} ends here. Nobody decides on it; you keep your regular work site.",
        "You can begin a new request at any time. Its answers start from the beginning.",
    ]
    if agreement.submitted_at is not None:
        points.append("What you signed stays on file, together with the withdrawal.")
    return points
