"""Deciding a step that asks for approval: approve, return naming the sections, deny with code and text."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from agreements import letters
from agreements.collect import person_findings, step_findings
from agreements.facts import DecisionFacts
from agreements.models import Agreement, ApprovalStep, TermsVersion
from agreements.policy import clauses, fam_2018
from agreements.services import changing
from agreements.services.deciding import close, close_round, go_on, open_step, record_step, save_state, sign
from agreements.services.trials import check_trial
from agreements.services.versions import copy_for_changes, kept_acknowledgements
from agreements.states import Act, Decision, Purpose, State
from eligibility import emergencies
from eligibility.permissions import employee_of
from eligibility.services.determination import assess_manager
from telework import clock
from telework.commands import command
from telework.errors import PolicyRefused
from telework.identity import Authentication, require_fresh
from telework.models import User
from telework.policy import bars, evaluate
from telework.roles import Role

APPROVAL_STATEMENT = (
    "I approve the telework agreement with the content named by its digest, in the capacity shown."
)
NOT_ELIGIBLE = (
    "You cannot approve while a rule of eligibility stands in the way (3 FAM 2362.2). Return the request, "
    "so that it waits until the facts are put right, or deny it with the reason. Ask the employee's HR "
    "specialist about the fact, and your bureau telework coordinator about the rule."
)
SIGNED_WITHOUT_EMERGENCY = (
    "Telework is possible here only while the emergency “{emergency}” is declared, and the agreement has to "
    "carry its name and end with it (3 FAM 2362.4). It was signed before that. Return the request, so that "
    "the employee signs it again."
)
LAST_DAY_OVER = (
    "The last day asked for has already passed, so there is nothing left to approve. "
    "Return the request, so that the employee can change the dates."
)


@command
def approve(
    *,
    actor: User,
    now: datetime,
    step: ApprovalStep,
    authentication: Authentication | None,
    effect_on_office: str,
    equal_treatment: bool,
    funding_confirmed: bool = False,
    trial_until: date | None = None,
) -> Agreement:
    """Say yes to a step; the last yes approves the agreement.

    effect_on_office   what the arrangement means for the office's programme needs (2362.1(a))
    equal_treatment    the decider accepts that teleworkers are treated the same (2362.1(l))
    funding_confirmed  the bureau pays for a telecenter, where one is listed (2366.1)
    trial_until        last day of a trial, before the end that was asked for
    Raises NotPermitted, WrongState, PolicyRefused (eligibility of the day, the last day is over, manager's
    course, missing statements, no day for a trial) or NotReauthenticated; writes nothing then.
    """
    agreement, step = open_step(actor, now, step, Act.APPROVE)
    proof = require_fresh(authentication, now)
    check_eligibility(agreement, now)
    check_last_day(step.terms, now)
    check_manager_course(actor, now, step)
    check_kind(step, now)
    check_statements(step, effect_on_office, equal_treatment, funding_confirmed)
    check_trial(agreement, step, trial_until, now)
    step.effect_on_office = effect_on_office.strip()
    step.funding_confirmed, step.trial_until = funding_confirmed, trial_until
    close(step, Decision.APPROVED, actor, now)
    sign(step, approval_statement(), proof, now)
    payload: dict[str, Any] = {"content_sha256": step.terms.content_sha256}
    payload |= {"trial_until": trial_until.isoformat()} if trial_until is not None else {}
    record_step(agreement, "approve", actor, now, step, payload)
    go_on(agreement, step, actor, now)
    return agreement


@command
def return_for_changes(
    *, actor: User, now: datetime, step: ApprovalStep, sections: Sequence[str], text: str
) -> Agreement:
    """Send the request back, naming the sections to change; the employee gets a copy to work on."""
    agreement, step = open_step(actor, now, step, Act.APPROVE)
    known = {section.code for section in agreement.kind_record.return_fields}
    if not sections or not set(sections) <= known:
        raise PolicyRefused("Name at least one part of the request that has to change.")
    if not text.strip():
        raise PolicyRefused("Say what has to change, so that the employee can do it.")
    step.returned_sections = list(sections)
    step.reason_text = text.strip()
    close(step, Decision.RETURNED, actor, now)
    close_round(step, now)
    if agreement.state == State.IN_REVIEW:
        agreement.send_back()
        save_state(agreement, now)
    _copy_to_work_on(agreement, step.terms, now)
    record_step(agreement, "return", actor, now, step, {"sections": list(sections)})
    letters.returned(step, now)
    return agreement


@command
def deny(*, actor: User, now: datetime, step: ApprovalStep, reason_code: str, text: str) -> Agreement:
    """Say no, for a work-based reason: code with its citation, and text (2362.1(i))."""
    agreement, step = open_step(actor, now, step, Act.APPROVE)
    reasons = agreement.kind_record.denial_reasons
    reason = next((r for r in reasons if r.code == reason_code), None)
    if reason is None:
        raise PolicyRefused("Choose the work-based reason for the denial (3 FAM 2362.1(i)).")
    if not text.strip():
        raise PolicyRefused("Explain the denial in your own words; the employee reads them.")
    step.reason_code, step.reason_citation = reason.code, reason.citation
    step.reason_text = text.strip()
    close(step, Decision.DENIED, actor, now)
    close_round(step, now)
    record_step(agreement, "deny", actor, now, step, {"reason": reason.code})
    if agreement.changed_terms() is not None:
        changing.refuse(agreement, step, now)
        return agreement
    agreement.deny()
    save_state(agreement, now)
    letters.denied(step, actor, now)
    return agreement


def _copy_to_work_on(agreement: Agreement, terms: TermsVersion, now: datetime) -> None:
    """What the employee changes next; later terms keep what had been accepted."""
    own = agreement.terms_versions.filter(proposed_by__isnull=True).latest("number")
    changes: dict[str, Any] = {"purpose": Purpose.REQUEST, "proposed_by": None, "reason_code": ""}
    if agreement.changed_terms() is not None:
        changes |= {"purpose": Purpose.AMENDMENT, "acknowledged": kept_acknowledgements(terms)}
    copy_for_changes(terms, now, justification=own.justification, **changes)


def check_eligibility(agreement: Agreement, now: datetime) -> None:
    """The rules are asked on the day of the decision too, as they were at submission (2362.2(a))."""
    today = clock.date_of(now)
    findings = person_findings(agreement, today)
    barred = bars(findings)
    if barred:
        raise PolicyRefused(NOT_ELIGIBLE, findings=barred)
    emergency = emergencies.behind(agreement.employee, findings, today)
    if emergency is not None and emergency != agreement.latest_terms().emergency:
        raise PolicyRefused(SIGNED_WITHOUT_EMERGENCY.format(emergency=emergency.name))


def check_last_day(terms: TermsVersion, now: datetime) -> None:
    if is_over(terms, clock.date_of(now)):
        raise PolicyRefused(LAST_DAY_OVER)


def is_over(terms: TermsVersion, today: date) -> bool:
    """True when the last day asked for has passed, so that there is nothing left to approve."""
    return terms.requested_end_on is not None and terms.requested_end_on < today


def check_manager_course(actor: User, now: datetime, step: ApprovalStep) -> None:
    person = employee_of(actor)
    if Role.SUPERVISOR not in step.capacities or person is None:
        return
    findings = bars(assess_manager(person, clock.date_of(now)))
    if findings:
        raise PolicyRefused(findings[0].message, findings=findings)


def check_kind(step: ApprovalStep, now: datetime) -> None:
    """What this kind of arrangement asks before its approval, for example the mission's statement."""
    findings = bars(step_findings(step, clock.date_of(now)))
    if findings:
        raise PolicyRefused(findings[0].message, findings=findings)


def check_statements(
    step: ApprovalStep, effect_on_office: str, equal_treatment: bool, funding_confirmed: bool
) -> None:
    fields = {}
    if not effect_on_office.strip():
        fields["effect_on_office"] = (
            "Say what the arrangement means for your office's work (3 FAM 2362.1(a))."
        )
    if not equal_treatment:
        fields["equal_treatment"] = "Accept that teleworkers are treated the same (3 FAM 2362.1(l))."
    findings = bars(evaluate(fam_2018.DECISION_RULES, DecisionFacts(needs_funding(step), funding_confirmed)))
    if findings:
        fields["funding_confirmed"] = findings[0].message
    if fields:
        raise PolicyRefused("Complete the statements before you approve.", findings=findings, fields=fields)


def needs_funding(step: ApprovalStep) -> bool:
    """True where the bureau has to confirm the funds for a telecenter in this step (2366.1)."""
    bureau_decides = Role.EXECUTIVE_DIRECTOR in step.capacities
    return bureau_decides and step.terms.worksites.filter(kind="telecenter").exists()


def approval_statement() -> str:
    return " ".join([APPROVAL_STATEMENT, *(a.text for a in clauses.SUPERVISOR_ACKNOWLEDGEMENTS)])
