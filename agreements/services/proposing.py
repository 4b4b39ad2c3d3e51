"""A decider's counter-proposal: the employee sees before and after, signs it or withdraws (2362.1(d))."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from agreements import chains, letters_terms
from agreements.chains import ResolvedStep
from agreements.differences import changed_sections
from agreements.directory import CaseDirectory
from agreements.models import Agreement, ApprovalStep, TermsVersion
from agreements.services import review
from agreements.services.deciding import close, close_round, open_step, record_step, sign
from agreements.services.writing import ask_employee, own_step, write_terms
from agreements.states import YES, Act, Decision, Purpose
from eligibility.permissions import employee_of
from telework import clock
from telework.commands import command
from telework.errors import PolicyRefused
from telework.identity import Authentication, require_fresh
from telework.models import User

AFTER_SIGNATURE = 2  # stages: the proposer's yes, the employee's signature, then the other offices


@command
def propose(
    *,
    actor: User,
    now: datetime,
    step: ApprovalStep,
    changes: Mapping[str, Any],
    text: str,
    authentication: Authentication | None,
    effect_on_office: str,
    equal_treatment: bool,
    funding_confirmed: bool = False,
) -> TermsVersion:
    """Write changed terms instead of the ones asked for, and say yes to them.

    changes  answers that differ, of the sections schedule (dates among them) and clauses
    text     why; the employee reads it
    The other arguments are those of `review.approve`. Raises NotPermitted, WrongState, PolicyRefused (rules
    of eligibility or of the terms, nothing changed, words or statements missing) or NotReauthenticated.
    """
    agreement, step = open_step(actor, now, step, Act.APPROVE)
    proof = require_fresh(authentication, now)
    review.check_eligibility(agreement, now)
    review.check_manager_course(actor, now, step)
    review.check_kind(step, now)
    review.check_statements(step, effect_on_office, equal_treatment, funding_confirmed)
    terms = _write(actor, step, changes, text, now)
    step.reason_text = text.strip()
    close(step, Decision.PROPOSED, actor, now)
    close_round(step, now)
    yes = own_step(terms, step)
    yes.effect_on_office, yes.funding_confirmed = effect_on_office.strip(), funding_confirmed
    yes.opened_at = now
    close(yes, Decision.APPROVED, actor, now)
    sign(yes, review.approval_statement(), proof, now)
    asked = ask_employee(terms, now)
    _ask_others(agreement, step, terms, now)
    record_step(agreement, "propose", actor, now, step, {"proposed": terms.number})
    letters_terms.terms_proposed(asked, now)
    return terms


def _write(
    actor: User, step: ApprovalStep, changes: Mapping[str, Any], text: str, now: datetime
) -> TermsVersion:
    person = employee_of(actor)
    assert person is not None, "only an employee holds a step"
    if not text.strip():
        why = "Say why you propose other terms; the employee reads it."
        raise PolicyRefused(why, fields={"text": why})
    return write_terms(
        step.terms, now, purpose=Purpose.COUNTER_PROPOSAL, by=person, changes=changes, justification=text
    )


def _ask_others(agreement: Agreement, step: ApprovalStep, terms: TermsVersion, now: datetime) -> None:
    """Write down who decides once the employee has signed: everybody but the proposer, whose yes stands.

    Who had said yes already is asked again where what they look at changed; both sides sign always.
    """
    directory = CaseDirectory(agreement, clock.date_of(now))
    resolved = chains.resolve(agreement.kind_record.chain, directory, agreement.employee_id)
    concerned = set(chains.concerned(resolved, changed_sections(step.terms, terms)))
    said_yes = {s.role for s in step.terms.latest_round() if s.decision in YES}
    if agreement.changed_terms() is not None:
        # Of changed terms only those are asked whom they concern.
        standing = changed_sections(agreement.terms_in_force(), terms)
        resolved = chains.concerned(resolved, standing)
    others = [
        one
        for one in resolved
        if not set(one.capacities) & set(step.capacities)
        and (one in concerned or one.capacities[0] not in said_yes)
    ]
    ApprovalStep.objects.bulk_create(_rows(agreement, terms, others))


def _rows(agreement: Agreement, terms: TermsVersion, others: Iterable[ResolvedStep]) -> list[ApprovalStep]:
    return [
        ApprovalStep(
            terms=terms,
            round=1,
            ordinal=ordinal,
            stage=one.stage + AFTER_SIGNATURE,
            act=one.act,
            role=one.capacities[0],
            capacities=[role.value for role in one.capacities],
            bureau=agreement.bureau,
            post=agreement.post,
            assignee_id=one.assignee,
            moved_up=one.moved_up,
            is_waivable=one.is_waivable,
            is_wordless=one.is_wordless,
        )
        for ordinal, one in enumerate(others, start=AFTER_SIGNATURE + 1)
    ]
