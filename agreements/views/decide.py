"""Deciding: everything a decider needs on one page, and the page after it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agreements import permissions
from agreements.collect import person_findings
from agreements.differences import comparisons
from agreements.forms.decide import APPROVE, DENY, RETURN, ApproveForm, DenyForm, ReturnForm
from agreements.models import Agreement, ApprovalStep, TermsVersion
from agreements.policy import clauses
from agreements.services import review
from agreements.services.deciding import is_deciding
from agreements.services.taking_back import take_back_until
from agreements.standing import standing_of, waiting_step
from agreements.states import YES, Decision
from agreements.views import answer_step
from agreements.views.cases import DECISION_WORDS, decisions_of
from agreements.views.consult_shown import consulting_of
from agreements.views.lookup import case_or_404, reader
from agreements.views.signed_terms import shown
from eligibility.permissions import employee_of
from eligibility.services.determination import assess_manager
from telework import access, clock, identity
from telework.components import SummaryRow
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.forms import AppForm
from telework.models import User
from telework.policy import Finding, bars
from telework.roles import Role

DECISIONS = {APPROVE: Decision.APPROVED, RETURN: Decision.RETURNED, DENY: Decision.DENIED}
REFUSED = "Nothing was decided. Please look at the following"
UNKNOWN_ANSWER = "Nothing was decided. Choose one of the three answers below: approve, return, or deny."


@dataclass
class Forms:
    """The three forms of the page; the one that was sent is bound."""

    approve: ApproveForm
    back: ReturnForm
    deny: DenyForm

    def of(self, answer: str) -> AppForm:
        forms: dict[str, AppForm] = {APPROVE: self.approve, RETURN: self.back, DENY: self.deny}
        return forms[answer]


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, number: str, step: int) -> HttpResponse:
    now = clock.now()
    user = reader(request)
    case, asked = _step_or_404(request, number, step, now)
    may = permissions.may_decide(user, asked, clock.date_of(now))
    if not may:
        raise NotPermitted(may.reason)
    if answer_step.page_of(asked) is not None:
        return HttpResponseRedirect(reverse("answer_step", args=[case.number, asked.pk]))
    answer = request.POST.get("answer", "")
    filled = _forms(request, user, asked, now, answer)
    if request.method == "POST" and answer in DECISIONS:
        done = _send(request, user, asked, now, answer, filled)
        if done is not None:
            return done
    elif not _is_open(case, asked):
        return _already_decided(request, user, case, asked)
    elif request.method == "POST":
        messages.error(request, UNKNOWN_ANSWER)
    return render(request, "agreements/decide.html", _context(case, asked, user, now, filled))


@access.rule(access.signed_in)
@require_safe
def decided(request: HttpRequest, number: str, step: int) -> HttpResponse:
    """The receipt of one's own decision, with what happens next."""
    now = clock.now()
    case, asked = _step_or_404(request, number, step, now)
    person = employee_of(request.user)
    if person is None or not asked.decision or asked.decided_by_id != person.pk:
        return HttpResponseRedirect(reverse("agreement", args=[case.number]))
    following = waiting_step(case)
    context = {
        "agreement": case,
        "step": asked,
        "decision": DECISION_WORDS[Decision(asked.decision)],
        "standing": standing_of(case, now, step=following),
        "is_complete": asked.decision in YES and following is None,
        "take_back_until": take_back_until(case, asked, clock.date_of(now)),
    }
    return render(request, "agreements/decided.html", context)


def _step_or_404(
    request: HttpRequest, number: str, step: int, now: datetime
) -> tuple[Agreement, ApprovalStep]:
    case = case_or_404(request, number, clock.date_of(now))
    steps = ApprovalStep.objects.filter(terms__agreement=case, opened_at__isnull=False)
    asked = get_object_or_404(
        steps.select_related("terms__agreement", "bureau", "post", "assignee", "decided_by"), pk=step
    )
    asked.terms.agreement = case
    return case, asked


def _is_open(case: Agreement, step: ApprovalStep) -> bool:
    return step.is_waiting and is_deciding(case, step.terms)


def _forms(request: HttpRequest, user: User, step: ApprovalStep, now: datetime, answer: str) -> Forms:
    data = {answer: request.POST} if request.method == "POST" else {}
    needs_password = not identity.is_fresh(identity.proof_of(request), now)
    return Forms(
        ApproveForm(
            data.get(APPROVE),
            request=request,
            user=user,
            needs_password=needs_password,
            needs_funding=review.needs_funding(step),
        ),
        ReturnForm(data.get(RETURN), sections=step.terms.agreement.kind_record.return_fields),
        DenyForm(data.get(DENY)),
    )


def _send(
    request: HttpRequest, user: User, step: ApprovalStep, now: datetime, answer: str, filled: Forms
) -> HttpResponse | None:
    """Take the decision; None when the form has to be shown again. A second click finds the first one's."""
    form = filled.of(answer)
    receipt = reverse("decided", args=[step.terms.agreement.number, step.pk])
    if _is_mine(user, step, DECISIONS[answer]):
        return HttpResponseRedirect(receipt)
    if not form.is_valid():
        return None
    try:
        _command(request, user, step, now, answer, form)
    except PolicyRefused as refusal:
        if isinstance(form, ApproveForm):
            form.forget_password()
        form.add_refusal(refusal)
        return None
    except WrongState:
        step.refresh_from_db(fields=["decision", "decided_by"])
        if not _is_mine(user, step, DECISIONS[answer]):
            raise
    return HttpResponseRedirect(receipt)


def _command(
    request: HttpRequest, user: User, step: ApprovalStep, now: datetime, answer: str, form: AppForm
) -> None:
    given = form.cleaned_data
    if answer == RETURN:
        review.return_for_changes(
            actor=user, now=now, step=step, sections=given["sections"], text=given["text"]
        )
    elif answer == DENY:
        review.deny(actor=user, now=now, step=step, reason_code=given["reason_code"], text=given["text"])
    else:
        if "password" in form.fields:
            identity.remember(request, now)
        review.approve(
            actor=user,
            now=now,
            step=step,
            authentication=identity.proof_of(request),
            effect_on_office=given["effect_on_office"],
            equal_treatment=given["equal_treatment"],
            funding_confirmed=given.get("funding_confirmed", False),
            trial_until=given.get("trial_until"),
        )


def _is_mine(user: User, step: ApprovalStep, decision: Decision) -> bool:
    person = employee_of(user)
    return person is not None and step.decided_by_id == person.pk and step.decision == decision


def _already_decided(
    request: HttpRequest, user: User, case: Agreement, step: ApprovalStep
) -> HttpResponseRedirect:
    person = employee_of(user)
    if person is not None and step.decided_by_id == person.pk:
        return HttpResponseRedirect(reverse("decided", args=[case.number, step.pk]))
    if step.decided_by is not None:
        word = DECISION_WORDS[Decision(step.decision)].lower()
        messages.info(request, f"{step.decided_by.full_name} has already decided this: {word}.")
    else:
        messages.info(request, "There is nothing to decide here any more.")
    return HttpResponseRedirect(reverse("agreement", args=[case.number]))


def _context(case: Agreement, step: ApprovalStep, user: User, now: datetime, filled: Forms) -> dict[str, Any]:
    today = clock.date_of(now)
    findings = person_findings(case, today)
    earlier = [decision for decision in decisions_of(case) if decision.at is not None]
    sent = next((form for form in (filled.approve, filled.back, filled.deny) if form.is_bound), None)
    return {
        "agreement": case,
        "step": step,
        "signed": shown(
            step.terms, with_home_address=bool(permissions.may_see_home_address(user, case, today))
        ),
        "comparisons": comparisons(
            step.terms, with_home_address=bool(permissions.may_see_home_address(user, case, today))
        ),
        "consulting": consulting_of(user, step, today),
        "self_assessment": self_assessment_of(step.terms),
        "findings": findings,
        "in_the_way": bars(findings),
        "why_not": review.NOT_ELIGIBLE,
        "over": review.LAST_DAY_OVER if review.is_over(step.terms, today) else "",
        "asked_to_change": [decision for decision in earlier if decision.sections],
        "course": _course(user, step, now),
        "earlier": earlier,
        "statements": clauses.SUPERVISOR_ACKNOWLEDGEMENTS,
        "forms": filled,
        "form": sent,
        "refused": REFUSED,
        "demo_password": settings.DEMO_PASSWORD if settings.DEMO else "",
        "is_late": step.due_on is not None and step.due_on < today,
    }


def self_assessment_of(terms: TermsVersion) -> list[SummaryRow]:
    """What the employee answered about themselves, the answers other than yes first (2363.1)."""
    words = dict(clauses.SELF_ASSESSMENT_ANSWERS)
    given = terms.self_assessment
    answers = [(question, given.get(question.code, "")) for question in clauses.SELF_ASSESSMENT]
    answers.sort(key=lambda pair: pair[1] == "yes")
    return [SummaryRow(question.text, words.get(answer, "Not answered")) for question, answer in answers]


def _course(user: User, step: ApprovalStep, now: datetime) -> Finding | None:
    """The manager's course, where it is asked of this decider and is missing (2362.7)."""
    person = employee_of(user)
    if person is None or Role.SUPERVISOR not in step.capacities:
        return None
    return next(iter(bars(assess_manager(person, clock.date_of(now)))), None)
