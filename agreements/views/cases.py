"""The page of a case: where it stands, what was agreed, who decided, what happened."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agreements import kinds, permissions, permissions_answers, seal, second_look
from agreements.collect import person_findings
from agreements.mission_shown import mission_rows
from agreements.models import Agreement, AgreementDocument, ApprovalStep, Notice, TermsVersion
from agreements.policy import fam_2018
from agreements.recording import awaited, to_do
from agreements.seal import KindShown
from agreements.selectors import DECIDED_ON
from agreements.services.lifecycle import notice_count, running_notices
from agreements.standing import day_in_words, waiting_step
from agreements.states import WAITING_TO_END, Act, Decision, State
from agreements.views.changed_shown import changed_shown, changed_todos
from agreements.views.consult_shown import consult_todos
from agreements.views.later_shown import later_actions, later_shown, standing_shown, with_what_followed
from agreements.views.lookup import case_or_404, reader
from agreements.views.passing_on import routing_todos
from agreements.views.review_shown import ReviewShown, reviews_shown
from agreements.views.signed_terms import TermsShown, shown
from telework import access, clock, documents
from telework.access import Access
from telework.models import User
from telework.policy import Finding, Outcome, bars
from telework.roles import Role

IN_FORCE = (State.APPROVED, State.ACTIVE, State.SUSPENDED)
DECISION_WORDS = {
    Decision.APPROVED: "Approved",
    Decision.PROPOSED: "Other terms proposed",
    Decision.RETURNED: "Returned for changes",
    Decision.DENIED: "Denied",
    Decision.ADVISED: "Advice given",
    Decision.NOT_NEEDED: "Not needed",
    Decision.SIGNED: "Signed",
    Decision.SENT_BACK: "Sent back once, to be decided anew",
    Decision.RECORDED: "Submitted to the chief of mission",
    Decision.CLEARED: "Approved by the chief of mission",
}
REASON_TEXTS = {reason.code: reason.text for reason in fam_2018.REASONS}


@dataclass(frozen=True)
class DecisionShown:
    """One step of the chain to read: decided, waiting, closed without a decision, or still to come."""

    office: str
    status: str
    who: str
    at: datetime | None
    version: int
    effect: str
    reason: str
    citation: str
    words: str
    sections: list[str]


@dataclass(frozen=True)
class Action:
    """A thing the reader can do, or why not."""

    label: str
    url: str = ""
    why_not: str = ""
    is_main: bool = False


@access.rule(access.signed_in)
@require_safe
def agreement(request: HttpRequest, number: str) -> HttpResponse:
    now = clock.now()
    today = clock.date_of(now)
    user = reader(request)
    case = case_or_404(request, number, today)
    signed, changed = _terms_of(case)
    kind = seal.kind_shown(user, case, today, pattern=signed.pattern if signed is not None else "")
    step, notices = waiting_step(case) if kind.is_open else None, running_notices(case)
    asked = reviews_shown(user, case, today)
    denial = second_look.after_denial_of(case, today) if kind.is_open else None
    is_writer = bool(permissions.may_edit(user, case))
    sees_advice = bool(permissions_answers.may_read_advice(user, case, today))
    sees_address = permissions.may_see_home_address(user, case, today)
    context = {
        "agreement": case,
        "kind": kind,
        "standing": standing_shown(case, now, step=step, notices=notices, reviews=asked, denial=denial),
        "reviews": asked,
        "signed": _terms(signed, bool(sees_address), kind) if signed is not None else None,
        "mission": mission_rows(signed) if signed is not None and kind.is_open else [],
        "sees_documents": sees_address,
        "documents": _documents(case, kind),
        "pdf_available": documents.is_available(),
        "decisions": decisions_of(case, with_advice=sees_advice) if kind.is_open else [],
        "signatures": seal.signatures_shown(case, is_open=kind.is_open),
        "notices": [_notice(user, case, running) for running in notices],
        "actions": _review_actions(asked)
        + [Action(*todo) for todo in changed_todos(user, case, step, changed, today)]
        + [Action(*todo) for todo in consult_todos(user, case, today)]
        + _actions(user, case, step, notices, now)
        + [Action(*todo) for todo in routing_todos(user, case, today, is_open=kind.is_open)],
        "changed": changed_shown(changed, is_writer, kind.is_open, bool(sees_address)),
        "is_writer": is_writer,
        **later_shown(user, case, now, denial, is_open=kind.is_open),
        "returned": _last_return(case) if case.state == State.RETURNED and kind.is_open else None,
        "late_start": _late_start(case, signed),
        "holding": _holding(user, case, now),
    }
    return render(request, "agreements/agreement.html", context)


def _terms_of(case: Agreement) -> tuple[TermsVersion | None, TermsVersion | None]:
    """The terms to read, those that hold or else the last that were signed; and changed ones under way."""
    held = case.terms_in_force()
    held.agreement = case
    if held.is_signed:
        changed = case.changed_terms() if held.accepted_at or held.took_effect_at else None
        if changed is not None:
            changed.agreement = case
        return held, changed
    return case.terms_versions.filter(signed_at__isnull=False).order_by("-number").first(), None


def decisions_of(case: Agreement, *, with_advice: bool = True) -> list[DecisionShown]:
    """Every step of every round, the latest terms first, within them in the order of the chain.

    with_advice  whether the reader reads the words of advice: one of those who decide
    """
    steps = (
        ApprovalStep.objects.filter(terms__agreement=case)
        .select_related("terms", "bureau", "post", "assignee", "decided_by", "on_behalf_of")
        .order_by("-terms__number", "-round", "stage", "ordinal")
    )
    rounds_over = {
        (step.terms_id, step.round)
        for step in steps
        if step.decision in (Decision.RETURNED, Decision.DENIED) and step.taken_back_at is None
    }
    return [
        _decision(step, is_over=(step.terms_id, step.round) in rounds_over, with_advice=with_advice)
        for step in steps
    ]


def _decision(step: ApprovalStep, *, is_over: bool = False, with_advice: bool = True) -> DecisionShown:
    is_hidden = step.act == Act.CONSULT and not with_advice
    if step.concurs is not None and not is_hidden:
        status = "Concurs" if step.concurs else "Does not concur"
    elif step.decision:
        status = DECISION_WORDS[Decision(step.decision)]
    elif step.is_waiting:
        due = f", expected by {day_in_words(step.due_on)}" if step.due_on is not None else ""
        status = f"Waiting for {awaited(step.act)}{due}"
    else:
        status = _undecided(step, is_over)
    person, giver, labels = step.decided_by or step.assignee, step.on_behalf_of, kinds.section_labels()
    return DecisionShown(
        office=step.office,
        status=with_what_followed(step, status),
        who=person.full_name + (f", for {giver.full_name}" if giver is not None else "") if person else "",
        at=step.closed_at if step.decision else None,
        version=step.terms.number,
        effect=step.effect_on_office,
        reason=REASON_TEXTS.get(step.reason_code, ""),
        citation=step.reason_citation,
        words="" if is_hidden else step.reason_text or (step.reference and f"Reference {step.reference}"),
        sections=[labels.get(code, code) for code in step.returned_sections],
    )


def _undecided(step: ApprovalStep, is_over: bool) -> str:
    if step.closed_at is not None and step.opened_at is not None:
        return "Closed without a decision"
    return "Not asked any more" if is_over or step.closed_at is not None else "Still to come"


def _terms(terms: TermsVersion, with_home_address: bool, kind: KindShown) -> TermsShown:
    return shown(terms, with_home_address=with_home_address, with_kind=kind.is_open)


def _documents(case: Agreement, kind: KindShown) -> list[AgreementDocument]:
    """The case's documents, the latest terms first, without their bytes.

    The agreement says its kind; a safety checklist does not.
    """
    kept = AgreementDocument.objects.with_void().filter(terms__agreement=case)
    if not kind.is_open:
        kept = kept.filter(kind=AgreementDocument.Kind.CHECKLIST)
    return list(
        kept.select_related("document", "terms")
        .defer("document__pdf", "document__source", "terms__content")
        .order_by("-terms__number", "kind", "pk")
    )


def _notice(user: User, case: Agreement, notice: Notice) -> dict[str, Any]:
    """A running notice with its days, and whether the reader may take it back."""
    notice.agreement = case
    count = notice_count(case, notice.given_on, notice.party)
    return {
        "notice": notice,
        "count": count,
        "is_longer": notice.last_day > count.last_day,
        "reason": REASON_TEXTS.get(notice.reason_code, ""),
        "may_withdraw": permissions.may_withdraw_notice(user, notice),
    }


def _actions(
    user: User, case: Agreement, step: ApprovalStep | None, notices: list[Notice], now: datetime
) -> list[Action]:
    actions = []
    is_owner = user.pk == case.employee.user_id
    is_advice = step is not None and step.act == Act.CONSULT
    if permissions.may_edit(user, case):
        label = "Continue the changes" if case.state in WAITING_TO_END else "Continue the request"
        actions.append(Action(label, reverse("request_tasks", args=[case.number]), "", True))
    if step is not None and case.state in DECIDED_ON and step.role != Role.EMPLOYEE and not is_advice:
        may, label = permissions.may_decide(user, step, clock.date_of(now)), to_do(step.act)
        if may:
            actions.append(Action(label, reverse("decide", args=[case.number, step.pk]), "", True))
        elif not is_owner:
            actions.append(Action(label, why_not=may.reason))
    may, party = permissions.may_give_notice(user, case, clock.date_of(now))
    running = {notice.party for notice in notices}
    if case.state in IN_FORCE and (party not in running if party is not None else not running):
        actions.append(_cancel_action(may, case))
    if is_owner and permissions.may_withdraw(user, case):
        url = reverse("request_withdraw", args=[case.number])
        actions.append(Action("Withdraw the request", url))
    actions += [Action(later.label, later.url) for later in later_actions(user, case, now)]
    return actions + _own_actions(user, case, now)


def _review_actions(asked: list[ReviewShown]) -> list[Action]:
    return [Action(shown.todo, shown.url, "", True) for shown in asked if shown.url]


def _own_actions(user: User, case: Agreement, now: datetime) -> list[Action]:
    """What only this kind lets the reader do."""
    own_todos = case.kind_record.own_todos
    return [Action(*todo) for todo in own_todos(user, case, clock.date_of(now))] if own_todos else []


def _cancel_action(may: Access, case: Agreement) -> Action:
    if may:
        return Action("Cancel with notice", reverse("cancel", args=[case.number]))
    return Action("Cancel with notice", why_not=may.reason)


def _last_return(case: Agreement) -> DecisionShown | None:
    step = (
        ApprovalStep.objects.filter(terms__agreement=case, decision=Decision.RETURNED)
        .select_related("terms", "bureau", "post", "assignee", "decided_by")
        .order_by("-closed_at")
        .first()
    )
    return _decision(step) if step is not None else None


def _late_start(case: Agreement, signed: TermsVersion | None) -> str:
    """Why the agreement starts later than asked; empty when it does not."""
    if case.starts_on is None or signed is None or signed.requested_start_on is None:
        return ""
    if case.starts_on <= signed.requested_start_on or case.approved_at is None:
        return ""
    asked, approved_on = day_in_words(signed.requested_start_on), clock.date_of(case.approved_at)
    if approved_on > signed.requested_start_on:
        return (
            f"The start asked for was {asked}. The last approval came on {day_in_words(approved_on)}, and an "
            "agreement is never backdated, so it starts later."
        )
    return f"The start asked for was {asked}. The start was held until {day_in_words(case.starts_on)}."


def _holding(user: User, case: Agreement, now: datetime) -> list[Finding]:
    """The rules that hold a start whose day has come; only the two sides of the agreement read which."""
    today = clock.date_of(now)
    supervisor = case.employee.supervisor
    if user.pk not in (case.employee.user_id, supervisor.user_id if supervisor is not None else None):
        return []
    if case.state != State.APPROVED or case.starts_on is None or case.starts_on > today:
        return []
    return [f for f in bars(person_findings(case, today)) if f.outcome is Outcome.FAILED]
