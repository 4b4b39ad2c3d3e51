"""Steps that ask for something else than an approval: the supervisor's signature, the division's decision."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agreements import permissions
from agreements.forms import consult
from agreements.forms import sign_step as forms
from agreements.forms.decide import ReturnForm
from agreements.forms.request_answers import YES
from agreements.models import Agreement, ApprovalStep
from agreements.policy import clauses
from agreements.services import accommodation, answers, review, signing
from agreements.services.deciding import is_deciding
from agreements.states import Act
from agreements.views.cases import decisions_of
from agreements.views.consult_shown import consulting_of
from agreements.views.lookup import case_or_404, reader
from agreements.views.signed_terms import shown
from eligibility.permissions import employee_of
from eligibility.services.determination import assess_manager
from telework import access, clock, identity
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.forms import AppForm
from telework.models import User
from telework.policy import bars
from telework.roles import Role

REFUSED = "Nothing was done. Please look at the following"
UNKNOWN_ANSWER = "Nothing was done. Choose one of the answers below."


@dataclass(frozen=True)
class Asked:
    """One reader before one step."""

    request: HttpRequest
    user: User
    now: datetime
    case: Agreement
    step: ApprovalStep


Forms = dict[str, AppForm]
Send = Callable[[Asked, dict[str, Any]], Any]


@dataclass(frozen=True)
class StepPage:
    """How a step is answered: its forms, and the command behind each answer."""

    template: str
    forms: Callable[[Asked, Mapping[str, Any]], Forms]
    sends: Mapping[str, Send]
    # What the page shows beyond what all of them show.
    more: Callable[[Asked], Mapping[str, Any]] = lambda asked: {}


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def answer_step(request: HttpRequest, number: str, step: int) -> HttpResponse:
    asked = _asked_or_404(request, number, step)
    may = permissions.may_decide(asked.user, asked.step, clock.date_of(asked.now))
    if not may:
        raise NotPermitted(may.reason)
    page = page_of(asked.step)
    if page is None:
        return HttpResponseRedirect(reverse("decide", args=[number, step]))
    answer = request.POST.get("answer", "") if request.method == "POST" else ""
    if not asked.step.is_waiting or not is_deciding(asked.case, asked.step.terms):
        return _over(asked)
    filled = page.forms(asked, {answer: request.POST})
    if answer in page.sends:
        if _send(page, asked, answer, filled[answer]):
            return HttpResponseRedirect(_receipt(asked))
    elif request.method == "POST":
        messages.error(request, UNKNOWN_ANSWER)
    return render(request, page.template, {**_context(asked, filled), **page.more(asked)})


def page_of(step: ApprovalStep) -> StepPage | None:
    """The page of a step; None for an ordinary approval."""
    if step.act == Act.APPROVE:
        return PAGES_OF_OFFICES.get(Role(step.role))
    return PAGES_OF_ACTS.get(Act(step.act))


def _asked_or_404(request: HttpRequest, number: str, step: int) -> Asked:
    now = clock.now()
    case = case_or_404(request, number, clock.date_of(now))
    opened = ApprovalStep.objects.filter(terms__agreement=case, opened_at__isnull=False)
    found = get_object_or_404(
        opened.select_related("terms__agreement", "bureau", "post", "assignee", "decided_by"), pk=step
    )
    found.terms.agreement = case
    return Asked(request, reader(request), now, case, found)


def _over(asked: Asked) -> HttpResponseRedirect:
    person = employee_of(asked.user)
    if person is not None and asked.step.decided_by_id == person.pk:
        return HttpResponseRedirect(_receipt(asked))
    messages.info(asked.request, "There is nothing to decide here any more.")
    return HttpResponseRedirect(reverse("agreement", args=[asked.case.number]))


def _receipt(asked: Asked) -> str:
    return reverse("decided", args=[asked.case.number, asked.step.pk])


def _send(page: StepPage, asked: Asked, answer: str, form: AppForm) -> bool:
    """Do what the answer says; False when the form has to be shown again. The same answer twice is one."""
    if not form.is_valid():
        return False
    if "password" in form.fields:
        identity.remember(asked.request, asked.now)
    try:
        page.sends[answer](asked, form.cleaned_data)
    except PolicyRefused as refusal:
        form.fields.pop("password", None)
        form.add_refusal(refusal)
        return False
    except WrongState:
        asked.step.refresh_from_db(fields=["decided_by"])
        person = employee_of(asked.user)
        if person is None or asked.step.decided_by_id != person.pk:
            raise
    return True


def _context(asked: Asked, filled: Forms) -> dict[str, Any]:
    today, case, step = clock.date_of(asked.now), asked.case, asked.step
    with_address = bool(permissions.may_see_home_address(asked.user, case, today))
    person = employee_of(asked.user)
    supervisor = person if Role.SUPERVISOR in step.capacities else None
    return {
        "agreement": case,
        "step": step,
        "kind": case.kind_record,
        "signed": shown(step.terms, with_home_address=with_address),
        "earlier": [decision for decision in decisions_of(case) if decision.at is not None],
        "forms": filled,
        "sent": next((form for form in filled.values() if form.is_bound), None),
        "ask_url": consulting_of(asked.user, step, today).ask_url,
        "refused": REFUSED,
        "statements": clauses.SUPERVISOR_ACKNOWLEDGEMENTS,
        "course": next(iter(bars(assess_manager(supervisor, today))), None) if supervisor else None,
        "sent_back_already": signing.SENT_BACK_ALREADY if signing.was_sent_back(step) else "",
        "over": review.LAST_DAY_OVER if review.is_over(step.terms, today) else "",
        "demo_password": settings.DEMO_PASSWORD if settings.DEMO else "",
        "is_late": step.due_on is not None and step.due_on < today,
    }


def _needs_password(asked: Asked) -> bool:
    return not identity.is_fresh(identity.proof_of(asked.request), asked.now)


def _signing(asked: Asked, data: Mapping[str, Any]) -> dict[str, Any]:
    return {"request": asked.request, "user": asked.user, "needs_password": _needs_password(asked)}


def _sign_forms(asked: Asked, data: Mapping[str, Any]) -> Forms:
    return {
        forms.SIGN: forms.SignStepForm(data.get(forms.SIGN), **_signing(asked, data)),
        forms.SEND_BACK: forms.SendBackForm(data.get(forms.SEND_BACK)),
    }


def _division_forms(asked: Asked, data: Mapping[str, Any]) -> Forms:
    kind = asked.case.kind_record
    back = ReturnForm(data.get(forms.RETURN), sections=kind.return_fields)
    back.fields["text"].help_text = f"The employee reads this. {forms.WORK_ONLY}"
    return {
        forms.DECIDE: forms.DivisionForm(data.get(forms.DECIDE), **_signing(asked, data)),
        forms.RETURN: back,
        forms.DENY: forms.DivisionDenyForm(data.get(forms.DENY), reasons=kind.denial_reasons),
    }


def _by(asked: Asked) -> dict[str, Any]:
    return {"actor": asked.user, "now": asked.now, "step": asked.step}


def _sign(asked: Asked, given: dict[str, Any]) -> None:
    proof = identity.proof_of(asked.request)
    signing.sign_step(**_by(asked), authentication=proof, equal_treatment=given["equal_treatment"])


def _send_back(asked: Asked, given: dict[str, Any]) -> None:
    signing.send_back(**_by(asked), text=given["text"])


def _decide(asked: Asked, given: dict[str, Any]) -> None:
    accommodation.decide_accommodation(
        **_by(asked),
        authentication=identity.proof_of(asked.request),
        reference=given["reference"],
        decided_on=given["decided_on"],
    )


def _return(asked: Asked, given: dict[str, Any]) -> None:
    review.return_for_changes(**_by(asked), sections=given["sections"], text=given["text"])


def _deny(asked: Asked, given: dict[str, Any]) -> None:
    review.deny(**_by(asked), reason_code=given["reason_code"], text=given["text"])


def _advice_forms(asked: Asked, data: Mapping[str, Any]) -> Forms:
    form = consult.ConcurForm if asked.step.is_wordless else consult.AdviceForm
    return {consult.ADVISE: form(data.get(consult.ADVISE))}


def _advise(asked: Asked, given: dict[str, Any]) -> None:
    said = {"concurs": given["concurs"] == YES} if asked.step.is_wordless else {"words": given["words"]}
    answers.advise(**_by(asked), **said)


PAGES_OF_ACTS = {
    Act.CONSULT: StepPage("agreements/advise.html", _advice_forms, {consult.ADVISE: _advise}),
    Act.SIGN: StepPage(
        "agreements/sign_step.html", _sign_forms, {forms.SIGN: _sign, forms.SEND_BACK: _send_back}
    ),
}


def register(act: Act, page: StepPage) -> None:
    """Add the page of an act at start-up; the same act twice is a mistake."""
    if act in PAGES_OF_ACTS:
        raise ValueError(f"act {act} has a page already")
    PAGES_OF_ACTS[act] = page


PAGES_OF_OFFICES = {
    Role.DRAD: StepPage(
        "agreements/division.html",
        _division_forms,
        {forms.DECIDE: _decide, forms.RETURN: _return, forms.DENY: _deny},
    )
}
