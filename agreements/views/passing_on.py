"""The coordinator passes steps on: one, or everything that waits for one person (2362.1(e), 2363.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agreements import seal
from agreements.forms.routing import PassOnForm
from agreements.models import Agreement, ApprovalStep
from agreements.permissions_routing import COORDINATOR, is_open_to_reassignment, may_reassign
from agreements.selectors import DECIDED_ON
from agreements.services import handover
from agreements.views.lookup import case_or_404, people_found, reader
from eligibility.forms.roles import FindPersonForm
from eligibility.models import Employee
from eligibility.permissions import bureaus_where, holds
from eligibility.training import needs_manager_course
from telework import access, clock
from telework.errors import CommandRefused, NotPermitted, PolicyRefused
from telework.models import User
from telework.roles import Role

MOST_AT_ONCE = 100


@dataclass(frozen=True)
class StepShown:
    """One step that a person has; of a sealed kind not which office it is."""

    step: ApprovalStep
    office: str
    why_not: str = ""


@access.rule(holds(Role.COORDINATOR))
@require_http_methods(["GET", "HEAD", "POST"])
def reassign(request: HttpRequest, number: str, step: int) -> HttpResponse:
    now, user = clock.now(), reader(request)
    today = clock.date_of(now)
    case = case_or_404(request, number, today)
    may = may_reassign(user, case, today)
    if not may:
        raise NotPermitted(may.reason)
    asked = get_object_or_404(
        ApprovalStep.objects.select_related("assignee", "bureau", "post"), terms__agreement=case, pk=step
    )
    asked.terms.agreement = case
    is_open = is_open_to_reassignment(asked)
    find = FindPersonForm(request.GET if "q" in request.GET else None)
    people, has_more = people_found(find, user, today, besides=[case.employee_id, asked.assignee_id])
    form = PassOnForm(request.POST or None, people=people, initial=_first(people))
    if is_open and form.is_valid() and _reassign(request, user, asked, form, now):
        return HttpResponseRedirect(reverse("agreement", args=[case.number]))
    kind = seal.kind_shown(user, case, today)
    context = {
        "agreement": case,
        "shown": StepShown(asked, seal.office_shown(asked, is_open=kind.is_open)),
        "why_not": is_open.reason,
        "find": find,
        "form": form,
        "people": people,
        "has_more": has_more,
    }
    return render(request, "agreements/reassign.html", context)


@access.rule(holds(Role.COORDINATOR))
@require_safe
def deciders(request: HttpRequest) -> HttpResponse:
    """Who has how many open steps in the coordinator's bureaus; who has left comes first."""
    today, user = clock.today(), reader(request)
    people = (
        Employee.objects.with_bureau()
        .annotate(open_steps=Count("steps", filter=_mine(user, today, "steps__"), distinct=True))
        .filter(open_steps__gt=0)
        .order_by("separated_on", "family_name", "given_name", "pk")
    )
    rows = [{"person": one, "number": one.open_steps, "has_left": one.is_separated(today)} for one in people]
    return render(request, "agreements/deciders.html", {"rows": rows})


@access.rule(holds(Role.COORDINATOR))
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, number: str) -> HttpResponse:
    """Everything that one person has, to another: what it is, then once more to confirm."""
    now, user = clock.now(), reader(request)
    today = clock.date_of(now)
    bureaus = bureaus_where(user, COORDINATOR, today)
    had_steps = ApprovalStep.objects.filter(bureau__in=bureaus).values("assignee")
    person = get_object_or_404(Employee.objects.with_bureau().filter(pk__in=had_steps), number=number)
    steps = list(_steps(user, person, today))
    find = FindPersonForm(request.GET if "q" in request.GET else None)
    people, has_more = people_found(find, user, today, besides=[person.pk])
    form = PassOnForm(request.POST or None, people=people, initial=_first(people))
    is_preview = request.method == "POST" and form.is_valid()
    to = form.chosen if is_preview else None
    if to is not None and "confirmed" in request.POST:
        _hand_over(request, user, steps, to, form.cleaned_data["reason"], now)
        return HttpResponseRedirect(reverse("hand_over", args=[person.number]))
    shown = _shown(user, steps, to, now)
    context = {
        "person": person,
        "has_left": person.is_separated(today),
        "shown": shown,
        "able": sum(not one.why_not for one in shown),
        "to": to,
        "needs_course": to is not None and needs_manager_course(to, today),
        "find": find,
        "form": form,
        "people": people,
        "has_more": has_more,
    }
    return render(request, "agreements/hand_over.html", context)


def routing_todos(user: User, case: Agreement, today: date, *, is_open: bool) -> list[tuple[str, str]]:
    """The steps of a case that the reader can pass on, as labels and addresses.

    is_open  whether the reader learns the offices; the page says of each step whether it can be passed on
    """
    if case.state not in DECIDED_ON or not may_reassign(user, case, today):
        return []
    waiting = ApprovalStep.objects.filter(
        terms__agreement=case, opened_at__isnull=False, closed_at__isnull=True
    ).exclude(role=Role.EMPLOYEE, asked_of="")
    return [
        (
            f"Pass on the step: {seal.office_shown(step, is_open=is_open)}",
            reverse("reassign", args=[case.number, step.pk]),
        )
        for step in waiting.select_related("bureau", "post").order_by("pk")
    ]


def _mine(user: User, today: date, prefix: str = "") -> Q:
    """Undecided steps of the coordinator's bureaus, waiting or still to come, of cases decided on."""
    bureaus = bureaus_where(user, COORDINATOR, today)
    given = {
        "closed_at__isnull": True,
        "bureau__in": bureaus,
        "terms__agreement__state__in": DECIDED_ON,
        "terms__withdrawn_at__isnull": True,
        "terms__refused_at__isnull": True,
    }
    own = {"role": Role.EMPLOYEE, "asked_of": ""}
    return Q(**{f"{prefix}{name}": value for name, value in given.items()}) & ~Q(
        **{f"{prefix}{name}": value for name, value in own.items()}
    )


def _steps(user: User, person: Employee, today: date) -> "QuerySet[ApprovalStep]":
    return (
        ApprovalStep.objects.filter(_mine(user, today), assignee=person)
        .select_related("terms__agreement__employee", "bureau", "post", "assignee")
        .defer("terms__content")
        .order_by("due_on", "pk")[:MOST_AT_ONCE]
    )


def _shown(user: User, steps: list[ApprovalStep], to: Employee | None, now: datetime) -> list[StepShown]:
    closed = seal.closed_to(user, [step.terms.agreement for step in steps], clock.date_of(now))
    return [
        StepShown(
            step,
            seal.office_shown(step, is_open=step.terms.agreement_id not in closed),
            _why_not(user, step, to, now),
        )
        for step in steps
    ]


def _why_not(user: User, step: ApprovalStep, to: Employee | None, now: datetime) -> str:
    may = may_reassign(user, step.terms.agreement, clock.date_of(now))
    may = may and is_open_to_reassignment(step)
    if not may:
        return may.reason
    return handover.why_not_to(to, step, user, now) if to is not None else ""


def _reassign(request: HttpRequest, user: User, step: ApprovalStep, form: PassOnForm, now: datetime) -> bool:
    """Pass one step on; False when the form has to be shown again."""
    to = form.chosen
    try:
        handover.reassign(actor=user, now=now, step=step, to=to, reason=form.cleaned_data["reason"])
    except PolicyRefused as refusal:
        refusal.fields = {"person" if name == "to" else name: why for name, why in refusal.fields.items()}
        form.add_refusal(refusal)
        return False
    messages.success(
        request,
        f"{to.full_name} {'advises' if step.asked_of else 'decides'} now. Letters tell everybody concerned.",
    )
    return True


def _hand_over(
    request: HttpRequest, user: User, steps: Iterable[ApprovalStep], to: Employee, reason: str, now: datetime
) -> None:
    """Each through the command a coordinator would use for it alone; what is refused is said."""
    done = 0
    for step in steps:
        try:
            handover.reassign(actor=user, now=now, step=step, to=to, reason=reason)
            done += 1
        except CommandRefused as refusal:
            messages.warning(request, f"{step.terms.agreement.number} stays where it is: {refusal.reason}")
    if done:
        messages.success(request, f"{done} step{'s' if done > 1 else ''} went to {to.full_name}.")


def _first(people: list[Employee]) -> dict[str, str]:
    return {"person": people[0].number} if len(people) == 1 else {}
