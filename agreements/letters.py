"""Which letter goes to whom at which event: only to who must act or know.

Never to the actor, a receipt and the copies of a signed agreement apart.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from agreements import letters_answers, letters_recording, letters_signing, letters_worksite, selectors
from agreements.links import Page
from agreements.mailing import coordinators, reason, send, without
from agreements.models import Agreement, ApprovalStep, Loan, Notice, Review, Suspension, TermsVersion
from agreements.policy import fam_2018
from agreements.policy.notice import NoticeCount
from agreements.second_look import after_denial
from agreements.states import END_REASON_LABELS, Act, Decision, EndReason
from agreements.trial_of import trial_step
from eligibility.models import Employee
from telework import clock
from telework.models import Closure, Document, User
from telework.policy import Finding


def request_received(agreement: Agreement, now: datetime) -> None:
    """The receipt for the employee: what was asked, who has it, when an answer is due."""
    terms = agreement.latest_terms()
    steps = list(terms.latest_round().select_related("assignee", "bureau", "post"))
    context = {"step": next((step for step in steps if step.is_waiting), None), "steps": steps}
    people = [agreement.employee]
    send("request_received", agreement, f"terms:{terms.number}", people, now, context=context)


def decision_needed(step: ApprovalStep, now: datetime) -> None:
    """To everyone who can take the step's decision; to the coordinator when nobody can."""
    agreement = step.terms.agreement
    event = f"terms:{step.terms.number}:step:{step.pk}"
    deciders = selectors.deciders(step, clock.date_of(now))
    context = {"step": step, "deciders": deciders}
    if deciders and step.act == Act.CONSULT:
        letters_answers.advice_needed(step, deciders, now)
    elif deciders and step.act == Act.SIGN:
        letters_signing.signature_needed(step, deciders, now)
    elif deciders and step.act == Act.RECORD:
        letters_recording.submission_needed(step, deciders, now)
    elif deciders and step.act == Act.CLEAR:
        letters_recording.answer_needed(step, deciders, now)
    elif deciders:
        send("decision_needed", agreement, event, deciders, now, page=Page.DECIDE, context=context)
    else:
        send("office_vacant", agreement, event, coordinators(agreement, now), now, context=context)


def decision_made(step: ApprovalStep, following: Sequence[ApprovalStep], now: datetime) -> None:
    """To the employee: who has approved, and who decides next; the last approval has its own letter."""
    agreement = step.terms.agreement
    context = {"step": step, "following": following}
    event = f"terms:{step.terms.number}:step:{step.pk}"
    send("decision_made", agreement, event, [agreement.employee], now, context=context)


def returned(step: ApprovalStep, now: datetime) -> None:
    """To the employee: which parts have to change, and why."""
    agreement = step.terms.agreement
    labels = {section.code: section.label for section in agreement.kind_record.return_fields}
    context = {"step": step, "sections": [labels[code] for code in step.returned_sections]}
    event = f"terms:{step.terms.number}:step:{step.pk}"
    send("request_returned", agreement, event, [agreement.employee], now, page=Page.TASKS, context=context)


def denied(step: ApprovalStep, actor: User, now: datetime) -> None:
    agreement = step.terms.agreement
    people = without(actor, [agreement.employee, agreement.employee.supervisor])
    on_work = step.reason_code in {r.code for r in fam_2018.DECISION_REASONS}
    context = {
        "step": step,
        "reason": reason(step.reason_code),
        "after": after_denial(agreement, step, clock.date_of(now)),
        "rests_on_work": on_work,
    }
    event = f"terms:{step.terms.number}:step:{step.pk}"
    send("request_denied", agreement, event, people, now, context=context)


def withdrawn(agreement: Agreement, steps: Iterable[ApprovalStep], now: datetime) -> None:
    """To those who had been asked to act on `steps`, and to who had approved: there is nothing left to do."""
    terms = agreement.latest_terms()
    had_approved = terms.yes_steps().filter(decision=Decision.APPROVED).select_related("decided_by")
    people = [
        person
        for step in steps
        for person in selectors.deciders(step, clock.date_of(now)) or coordinators(agreement, now)
    ]
    signers = [step.decided_by for step in had_approved]
    context = {"signers": [person.pk for person in signers if person is not None]}
    send("request_withdrawn", agreement, f"terms:{terms.number}", [*people, *signers], now, context=context)


def approved(agreement: Agreement, documents: list[Document], now: datetime) -> None:
    """The agreement itself, with its PDFs, to employee, supervisor and coordinator."""
    people = [agreement.employee, agreement.employee.supervisor, *coordinators(agreement, now)]
    # An approval that was taken back is told anew when it is given again.
    event = f"terms:{agreement.latest_terms().number}:{agreement.approved_at:%Y%m%d%H%M%S%f}"
    context = {"documents": documents, "trial": trial_step(agreement)}
    send("agreement_approved", agreement, event, people, now, context=context, documents=documents)


def terms_accepted(
    agreement: Agreement, terms: TermsVersion, documents: list[Document], now: datetime
) -> None:
    """Changed terms of a live agreement are accepted: from which day they hold, with their PDFs."""
    people = [agreement.employee, agreement.employee.supervisor, *coordinators(agreement, now)]
    context = {"terms": terms, "documents": documents}
    event = f"terms:{terms.number}"
    send("terms_accepted", agreement, event, people, now, context=context, documents=documents)


def started(agreement: Agreement, now: datetime) -> None:
    people = [agreement.employee, agreement.employee.supervisor]
    send("agreement_started", agreement, f"start:{agreement.starts_on}", people, now)


def start_held(agreement: Agreement, barred: Sequence[Finding], day: date, now: datetime) -> None:
    """Bars hold the start, told once for each set; only employee and supervisor read which they are."""
    people = [agreement.employee, agreement.employee.supervisor, *coordinators(agreement, now)]
    event = f"start-held:{day}:{'+'.join(sorted(finding.code for finding in barred))}"[:120]
    send("start_held", agreement, event, people, now, context={"barred": barred})


def notice_given(notice: Notice, count: NoticeCount, actor: User, now: datetime) -> None:
    """To the other side and the coordinator, with the days of `count` in words."""
    context = {
        "count": count,
        "days_off": [mark for mark in count.days if mark.kind in ("holiday", "closure")],
        "reason": reason(notice.reason_code),
        "beside": _beside(notice),
    }
    _notice("notice_given", notice, actor, now, context)


def notice_withdrawn(notice: Notice, actor: User, now: datetime) -> None:
    _notice("notice_withdrawn", notice, actor, now, {"beside": _beside(notice)})


def notice_moved(notice: Notice, before: date, closure: Closure, count: NoticeCount, now: datetime) -> None:
    """To both sides and the coordinator: a closure fell into the notice, and its last day became later."""
    agreement = notice.agreement
    people = [agreement.employee, agreement.employee.supervisor, *coordinators(agreement, now)]
    terms = max(agreement.terms_versions.all(), key=lambda version: version.number)
    context = {"notice": notice, "terms": terms, "before": before, "closure": closure, "count": count}
    event = f"notice:{notice.pk}:last-day:{notice.last_day}"
    send("notice_moved", agreement, event, people, now, context=context)


def ended(agreement: Agreement, now: datetime) -> None:
    people = [agreement.employee, agreement.employee.supervisor, *coordinators(agreement, now)]
    people += _also_told(agreement, now)
    context = {
        "end_reason": END_REASON_LABELS[EndReason(agreement.end_reason)],
        "emergency": agreement.terms_in_force().emergency,
        "loans": Loan.objects.out().filter(agreement=agreement),
        "sf50_due_on": letters_worksite.sf50_due_on(agreement),
    }
    send("agreement_ended", agreement, f"end:{agreement.ended_on}", people, now, context=context)
    letters_worksite.regular_again(agreement, now)


def withdrawn_for_leaver(agreement: Agreement, steps: Iterable[ApprovalStep], now: datetime) -> None:
    """To those who had been asked to act on `steps` of a request whose employee has left."""
    people = [
        person
        for step in steps
        for person in selectors.deciders(step, clock.date_of(now)) or coordinators(agreement, now)
    ]
    send("request_of_leaver", agreement, f"terms:{agreement.latest_terms().number}", people, now)


def review_opened(review: Review, now: datetime) -> None:
    """To the supervisor who decides, and the employee; to the coordinator when there is no supervisor."""
    agreement = review.agreement
    supervisor = agreement.employee.supervisor
    if supervisor is not None and supervisor.is_separated(clock.date_of(now)):
        supervisor = None
    deciders = [supervisor] if supervisor is not None else coordinators(agreement, now)
    context = {"review": review, "supervisor": supervisor}
    # A review that is open hears of a further change of the same kind: a letter for each.
    event = f"review:{review.pk}:{now:%Y%m%d%H%M%S%f}"
    people = [agreement.employee, *deciders]
    send("review_opened", agreement, event, people, now, page=Page.REVIEW, context=context)


def review_continues(review: Review, actor: User, now: datetime) -> None:
    """To the employee: the agreement goes on, and why."""
    people = without(actor, [review.agreement.employee])
    context = {"review": review}
    send("review_continues", review.agreement, f"review:{review.pk}", people, now, context=context)


def review_late(review: Review, now: datetime) -> None:
    """To the supervisor, the next level and the coordinator; only the cause, not the fact."""
    agreement = review.agreement
    supervisor = agreement.employee.supervisor
    next_level = supervisor.supervisor if supervisor is not None else None
    people = [supervisor, next_level, *coordinators(agreement, now)]
    context = {"review": review, "supervisor": supervisor}
    event = f"review:{review.pk}:late"
    send("review_late", agreement, event, people, now, page=Page.REVIEW, context=context)


def suspended(suspension: Suspension, now: datetime) -> None:
    """What the law rules out is told at once; only employee and supervisor read which fact it is."""
    agreement = suspension.agreement
    people = [agreement.employee, agreement.employee.supervisor, *coordinators(agreement, now)]
    context = {"suspension": suspension, "notice": _running(agreement)}
    event = f"suspension:{suspension.pk}"
    if suspension.is_interim:
        send("agreement_set_aside", agreement, event, people, now, context=context)
    elif suspension.is_of_post:
        people += _also_told(agreement, now)
        send("post_status_suspended", agreement, event, people, now, context=context)
    else:
        send("agreement_suspended", agreement, event, people, now, context=context)


def resumed(suspension: Suspension, now: datetime) -> None:
    agreement = suspension.agreement
    people = [agreement.employee, agreement.employee.supervisor, *coordinators(agreement, now)]
    context = {"suspension": suspension, "notice": _running(agreement)}
    if suspension.is_of_post:
        people += _also_told(agreement, now)
    send("agreement_resumed", agreement, f"suspension:{suspension.pk}", people, now, context=context)


def _also_told(agreement: Agreement, now: datetime) -> list[Employee]:
    """Who hears of an end, and of a suspension of the place, beside the two sides and the coordinator."""
    also_told = agreement.kind_record.also_told
    return also_told(agreement, clock.date_of(now)) if also_told is not None else []


def _running(agreement: Agreement) -> Notice | None:
    running = agreement.notices.filter(withdrawn_at__isnull=True, completed_at__isnull=True)
    return running.order_by("last_day", "pk").first()


def _beside(notice: Notice) -> Notice | None:
    """The other side's notice, where it runs too."""
    running = notice.agreement.notices.filter(withdrawn_at__isnull=True, completed_at__isnull=True)
    return running.exclude(party=notice.party).first()


def _notice(letter: str, notice: Notice, actor: User, now: datetime, context: Mapping[str, Any]) -> None:
    agreement = notice.agreement
    people = without(
        actor, [agreement.employee, agreement.employee.supervisor, *coordinators(agreement, now)]
    )
    send(letter, agreement, f"notice:{notice.pk}", people, now, context={"notice": notice, **context})
