"""Facts that somebody says are wrong: saying so, the list for whoever answers, and one of them."""

from datetime import date

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from eligibility.disputes import FACTS, disputes_visible_to, fact_of, keepers, may_answer, to_answer
from eligibility.forms.answers import AnswerForm, form_for
from eligibility.forms.decisions import ClaimForm
from eligibility.models import Employee, EnteredFact, FactDispute
from eligibility.permissions import bureaus_where, employee_of, employee_only
from eligibility.policy import fam_2018
from eligibility.policy.disputes import shown_as
from eligibility.services import disputes as commands
from eligibility.services.deciding import in_words, require
from eligibility.services.determination import assess
from eligibility.views.people import reader
from telework import access, clock
from telework.errors import PolicyRefused, WrongState
from telework.roles import Role
from telework.workdays import federal_calendar

METHODS = ["GET", "HEAD", "POST"]
COORDINATOR = frozenset({Role.COORDINATOR})
MOST_ROWS = 100


@access.rule(employee_only)
@require_http_methods(METHODS)
def dispute_raise(request: HttpRequest, fact: str) -> HttpResponse:
    """Say that a fact about oneself is wrong."""
    now = clock.now()
    today = clock.date_of(now)
    known = FACTS.get(fact)
    person = employee_of(request.user)
    if known is None or person is None:
        raise Http404
    open_ones = Q(answered_at__isnull=True) | Q(shows_on__isnull=False, settled_at__isnull=True)
    waiting = person.disputes.filter(open_ones, fact=fact).first()
    if waiting is not None:
        return HttpResponseRedirect(reverse("dispute", args=[waiting.pk]))
    form = ClaimForm(request.POST or None)
    if form.is_valid():
        try:
            made = commands.raise_dispute(
                actor=reader(request), now=now, fact=fact, claim=form.cleaned_data["claim"]
            )
        except PolicyRefused as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"It is written down. An answer is due by {in_words(made.due_on)}.")
            return HttpResponseRedirect(reverse("dispute", args=[made.pk]))
    findings = assess(person, today)
    used = [one for found in findings for one in found.facts if one.name == fact]
    context = {
        "form": form,
        "label": "; ".join(known.labels),
        "shown": shown_as(known, findings),
        "sources": sorted({one.source for one in used if one.source}),
        "keepers": keepers(person, known, today),
        "due_on": _due(person, today),
        "back": _back(request),
    }
    return render(request, "eligibility/dispute_raise.html", context)


@access.rule(employee_only)
@require_safe
def disputes(request: HttpRequest) -> HttpResponse:
    """What waits for the reader, what is overdue in the bureau, what the reader said, what was answered."""
    today = clock.today()
    user = reader(request)
    me = employee_of(user)
    visible = disputes_visible_to(user, today)
    open_ones = list(visible.filter(answered_at__isnull=True))
    mine_to_answer = to_answer(user, open_ones, today)
    waiting_elsewhere = [
        one for one in open_ones if one not in mine_to_answer and one.employee_id != getattr(me, "pk", None)
    ]
    context = {
        "to_answer": mine_to_answer,
        "overdue": [one for one in waiting_elsewhere if one.due_on < today],
        "elsewhere": [one for one in waiting_elsewhere if one.due_on >= today],
        "own": list(visible.filter(employee=me)),
        "awaited": list(visible.awaited().exclude(employee=me)),
        "answered": list(
            visible.filter(answered_at__isnull=False)
            .exclude(pk__in=visible.awaited().values("pk"))
            .exclude(employee=me)
            .order_by("-answered_at")[:MOST_ROWS]
        ),
        "is_coordinator": bool(bureaus_where(user, COORDINATOR, today)),
        "today": today,
    }
    return render(request, "eligibility/disputes.html", context)


@access.rule(employee_only)
@require_http_methods(METHODS)
def dispute(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: what was said, who answers by when, the answer, and the form for it."""
    now = clock.now()
    today = clock.date_of(now)
    user = reader(request)
    held = get_object_or_404(disputes_visible_to(user, today), pk=pk)
    may = may_answer(user, held, today)
    form = _answer_form(request, held, today) if may and held.answered_at is None else None
    if request.method == "POST" and form is None:
        if held.answered_at is not None:
            raise WrongState("This was answered already.")
        require(may)
    if form is not None and form.is_valid():
        try:
            given = {name: form.cleaned_data[name] for name in ("outcome", "answer")}
            commands.answer_dispute(actor=user, now=now, dispute=held, **given, correction=form.correction)
        except PolicyRefused as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"{held.employee.full_name} gets your answer by letter.")
            return HttpResponseRedirect(reverse("dispute", args=[held.pk]))
    context = {
        "dispute": held,
        "form": form,
        "keepers": keepers(held.employee, fact_of(held), today),
        "is_own": held.employee_id == getattr(employee_of(user), "pk", None),
        "entry": EnteredFact.objects.filter(dispute=held).select_related("entered_by").first(),
        "is_overdue": held.is_overdue(today),
    }
    return render(request, "eligibility/dispute.html", context)


def _answer_form(request: HttpRequest, held: FactDispute, today: date) -> AnswerForm:
    """The form that asks what a correction of this fact needs."""
    fact, position = fact_of(held), held.employee.position
    service = position.service if position is not None else ""
    return form_for(fact)(request.POST or None, fact=fact, service=service, today=today)


def _due(person: Employee, today: date) -> date:
    washington = person.position is not None and person.position.in_washington_area
    count = federal_calendar().count_workdays(today, fam_2018.DISPUTE_WORKDAYS, washington=washington)
    return count.last_day


def _back(request: HttpRequest) -> str:
    """The page the reader came from, if it is ours."""
    page = request.META.get("HTTP_REFERER", "")
    is_ours = url_has_allowed_host_and_scheme(
        page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return page if is_ours and request.path not in page else reverse("home")
