"""The end of the request: check the answers, sign, and the confirmation."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import dateformat, timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from agreements import second_look, selectors
from agreements.content import content_of
from agreements.differences import comparisons, unchanged_of
from agreements.forms.request_sign import SignForm
from agreements.models import Agreement, TermsVersion
from agreements.services.changing import CHANGE_STATEMENT
from agreements.services.submission import EMPLOYEE_STATEMENT, submit
from agreements.standing import standing_of
from agreements.states import Purpose, State
from agreements.views.lookup import reader
from agreements.views.request.answers import Group, groups_of
from agreements.views.request.case import Draft, draft_of, own_case, page_of, section_page
from agreements.views.request.hr_facts import facts_on_record
from agreements.views.request.schedule import saved_preview
from agreements.views.request.task_list import NO_SUPERVISOR
from eligibility import emergencies
from eligibility.permissions import employee_only
from telework import access, audit, clock, identity
from telework.errors import PolicyRefused, WrongState


@section_page("check")
def check(draft: Draft) -> HttpResponse:
    """Every answer, what is left section by section, and the way on to signing."""
    if draft.request.method == "POST":
        return redirect(draft.url("request_sign"))
    _name_emergency(draft)
    groups = groups_of(draft, saved_preview(draft.terms).consequences)
    context = {
        **_shown(draft, groups),
        "left": [group for group in groups if group.left],
        "no_supervisor": "" if draft.readiness.has_supervisor else NO_SUPERVISOR,
        "can_be_signed": draft.readiness.can_be_signed,
    }
    return render(draft.request, "agreements/request/check.html", context)


@access.rule(employee_only)
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, number: str) -> HttpResponse:
    """What is signed, word for word; the password first; then one signature and one submission."""
    now = clock.now()
    agreement = own_case(request, number, now)
    if agreement.submitted_at is not None and not agreement.is_editable:
        return redirect("request_submitted", number=number)
    draft = draft_of(request, agreement, now)
    if not draft.readiness.can_be_signed:
        return redirect(draft.url("request_check"))
    _name_emergency(draft)
    content = content_of(draft.agreement, draft.terms)
    digest = audit.sha256(audit.canonical(content))
    form = SignForm(request.POST if request.method == "POST" else None, digest=digest)
    if form.is_valid():
        try:
            submit(
                actor=reader(request),
                now=now,
                agreement=draft.agreement,
                authentication=identity.proof_of(request),
            )
            return redirect("request_submitted", number=number)
        except PolicyRefused as refusal:
            form.add_refusal(refusal)
        except WrongState:
            # The second of two clicks: the first one has done it.
            return redirect("request_submitted", number=number)
    return _signing_page(draft, form, content, digest)


def _signing_page(draft: Draft, form: SignForm, content: dict[str, Any], digest: str) -> HttpResponse:
    groups = groups_of(draft, saved_preview(draft.terms).consequences, with_changes=False)
    proof = identity.proof_of(draft.request)
    context = {
        **_shown(draft, groups),
        "form": form,
        "digest": digest,
        "content": json.dumps(content, indent=2, ensure_ascii=False),
        "statement": CHANGE_STATEMENT if draft.standing is not None else EMPLOYEE_STATEMENT,
        "comparisons": comparisons(draft.terms, with_home_address=True) if draft.standing else [],
        "is_proved": identity.is_fresh(proof, draft.now),
        "confirm_url": f"{reverse('confirm_identity')}?{urlencode({'next': draft.request.path})}",
    }
    return render(draft.request, "agreements/request/sign.html", context)


def _name_emergency(draft: Draft) -> None:
    """The terms name the declared emergency that they rest on, before they are signed as after (2362.4)."""
    found = emergencies.behind(draft.employee, draft.readiness.eligibility, clock.date_of(draft.now))
    draft.terms.emergency = found


def _shown(draft: Draft, groups: list[Group]) -> dict[str, Any]:
    return {
        "agreement": draft.agreement,
        "terms": draft.terms,
        "groups": groups,
        "facts": facts_on_record(draft.employee),
        "effects": draft.agreement.kind_record.effects(draft.terms),
        "returned": draft.returned,
        "unchanged": _unchanged(draft),
    }


def _unchanged(draft: Draft) -> list[str]:
    """The parts that were to be changed and read as they did."""
    returned = draft.returned
    if returned is None:
        return []
    returned.terms.agreement = draft.agreement
    return unchanged_of(returned.returned_sections, returned.terms, draft.terms)


@access.rule(employee_only)
@require_http_methods(["GET", "HEAD"])
def submitted(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt: what was sent and when, who has it, what happens next; can be opened again."""
    now = clock.now()
    agreement = own_case(request, number, now)
    if agreement.submitted_at is None:
        messages.info(request, "You have not submitted this request yet, so there is no receipt.")
        return redirect("request_tasks" if agreement.is_editable else "agreement", number=number)
    signed = agreement.terms_versions.filter(signed_at__isnull=False).order_by("-number").first()
    assert signed is not None, "whatever was submitted was signed"
    steps = list(signed.latest_round().select_related("bureau", "post", "assignee", "terms__agreement"))
    waiting = next((step for step in steps if step.is_waiting), None)
    today = clock.date_of(now)
    until = second_look.open_until(second_look.after_denial_of(agreement, today))
    standing = standing_of(agreement, now, step=waiting, look_again_until=until)
    context = {
        "agreement": agreement,
        "terms": signed,
        "signature": signed.signatures.filter(step__isnull=True).select_related("signer").first(),
        "waiting": waiting,
        "standing": standing,
        "received": _received(signed),
        "following": [step for step in steps if step.opened_at is None],
        "coordinators": selectors.coordinators(bureau=agreement.bureau_id, today=today),
        "is_in_review": agreement.state == State.IN_REVIEW,
        "is_change": _is_change(agreement, signed),
        "case_url": page_of(agreement),
    }
    return render(request, "agreements/request/submitted.html", context)


def _is_change(agreement: Agreement, signed: TermsVersion) -> bool:
    """True when what was signed last are changed terms beside, or after, those of the request."""
    return signed.purpose in (Purpose.AMENDMENT, Purpose.RENEWAL, Purpose.ADJUSTMENT) or (
        agreement.terms_in_force().number < signed.number
    )


def _received(signed: TermsVersion) -> str:
    assert signed.signed_at is not None, "whatever was submitted was signed"
    at = timezone.localtime(signed.signed_at)
    return f"Submitted on {dateformat.format(at, 'l, j F Y, g:i a')}, Washington time."
