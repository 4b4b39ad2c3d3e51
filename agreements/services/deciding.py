"""What every decision on a step shares: finding it open, closing it, going on to the next."""

from datetime import datetime
from typing import Any

from agreements import letters, paper, permissions
from agreements.models import Agreement, ApprovalStep, TermsVersion
from agreements.services import sealing
from agreements.services.locking import lock_delegations, lock_step
from agreements.services.routing import close_questions, open_next_stage
from agreements.states import Act, Decision, State
from eligibility.permissions import employee_of
from telework import audit, clock
from telework.errors import NotPermitted, WrongState
from telework.identity import Authentication
from telework.models import User


def open_step(actor: User, now: datetime, step: ApprovalStep, *acts: Act) -> tuple[Agreement, ApprovalStep]:
    """The step under lock, if `actor` may act on it, it waits, and it asks for one of `acts`.

    Raises NotPermitted or WrongState.
    """
    agreement, step = lock_step(step)
    lock_delegations(actor, clock.date_of(now))
    access = permissions.may_decide(actor, step, clock.date_of(now))
    if not access:
        raise NotPermitted(access.reason)
    if step.decided_by is not None:
        raise WrongState(
            f"{step.decided_by.full_name} has already decided this ({step.decision}). Nothing was changed."
        )
    if not step.is_waiting or not is_deciding(agreement, step.terms):
        raise WrongState("There is nothing to decide here any more. Nothing was changed.")
    if step.act not in acts:
        raise WrongState("This step asks for something else. Open it again. Nothing was changed.")
    return agreement, step


def is_deciding(agreement: Agreement, terms: TermsVersion) -> bool:
    """True while these terms wait for decisions: of a request, or of changed terms of a live agreement."""
    if agreement.state == State.IN_REVIEW:
        return True
    is_live = agreement.state in (State.ACTIVE, State.SUSPENDED)
    return is_live and not terms.is_over and terms.accepted_at is None


def close(step: ApprovalStep, decision: Decision, actor: User, now: datetime) -> None:
    """Keep the decision: who, in which capacity, in whose place, when."""
    today = clock.date_of(now)
    step.decision = decision
    step.decided_by = employee_of(actor)
    step.capacity = permissions.capacity_of(actor, step, today)
    step.on_behalf_of = permissions.decides_for(actor, step, today)
    step.closed_at = now
    step.save()


def close_round(step: ApprovalStep, now: datetime) -> None:
    """Close what runs in parallel undecided: there is nothing left to decide in this round."""
    beside = step.terms.steps.filter(round=step.round, opened_at__isnull=False, closed_at__isnull=True)
    beside.update(closed_at=now)


def sign(step: ApprovalStep, statement: str, proof: Authentication, now: datetime) -> None:
    """The decider's signature on the bytes of the terms."""
    assert step.decided_by is not None, "a step is closed before it is signed"
    sealing.sign(
        step.terms,
        signer=step.decided_by,
        capacity=step.capacity,
        statement=statement,
        proof=proof,
        now=now,
        step=step,
    )


def go_on(agreement: Agreement, step: ApprovalStep, actor: User, now: datetime) -> None:
    """After a yes: the next stage is asked, or nothing while a stage still waits, or all is complete."""
    close_questions(step, now)
    following = open_next_stage(step.terms, step.round, now)
    for opened in following:
        letters.decision_needed(opened, now)
    if following or not step.terms.chain_is_complete():
        if step.act == Act.APPROVE:
            letters.decision_made(step, following, now)
    else:
        complete(agreement, step.terms, actor, now)


def complete(agreement: Agreement, terms: TermsVersion, actor: User, now: datetime) -> None:
    """Everyone has said yes to these terms, of a request or of a live agreement."""
    terms.accepted_at = now
    if agreement.state == State.IN_REVIEW:
        _approve(agreement, terms, actor, now)
    else:
        _accept_later_terms(agreement, terms, actor, now)


def _approve(agreement: Agreement, terms: TermsVersion, actor: User, now: datetime) -> None:
    """Never backdated, so it starts today at the earliest."""
    today = clock.date_of(now)
    assert terms.requested_start_on is not None, "the terms rules ask for a start date"
    agreement.approve()
    agreement.approved_at = now
    agreement.starts_on = max(terms.requested_start_on, today)
    agreement.ends_on = last_day_of(terms)
    terms.takes_effect_on = agreement.starts_on
    terms.save(update_fields=["accepted_at", "takes_effect_on"])
    before = agreement.terms_versions.filter(accepted_at__isnull=False, number__lt=terms.number)
    before.filter(superseded_at__isnull=True).update(superseded_at=now)
    save_state(agreement, now, "approved_at", "starts_on", "ends_on")
    late = agreement.starts_on - terms.requested_start_on
    documents = paper.request_documents(agreement, terms, now)
    payload = {"starts_on": agreement.starts_on.isoformat(), "days_after_request": late.days}
    record(agreement, "approved", actor, now, payload | _emergency(terms))
    letters.approved(agreement, documents, now)


def _accept_later_terms(agreement: Agreement, terms: TermsVersion, actor: User, now: datetime) -> None:
    """The old terms hold until the sweep brings these into effect on their day."""
    today = clock.date_of(now)
    terms.takes_effect_on = max(terms.takes_effect_on or today, today)
    terms.save(update_fields=["accepted_at", "takes_effect_on"])
    documents = paper.request_documents(agreement, terms, now)
    payload = {"terms": terms.number, "takes_effect_on": terms.takes_effect_on.isoformat()}
    record(agreement, "accept_terms", actor, now, payload | _emergency(terms))
    letters.terms_accepted(agreement, terms, documents, now)


def _emergency(terms: TermsVersion) -> dict[str, Any]:
    """The declared emergency that the terms rest on, for the history (2362.4)."""
    return {"emergency": terms.emergency.name} if terms.emergency is not None else {}


def last_day_of(terms: TermsVersion) -> Any:
    """The last day asked for, or the earlier one of a trial, or beyond which the kind lets nothing go on."""
    trials = [step.trial_until for step in terms.yes_steps() if step.trial_until is not None]
    latest_day = terms.agreement.kind_record.latest_day
    latest = latest_day(terms.agreement) if latest_day is not None else None
    days = [day for day in (terms.requested_end_on, latest, *trials) if day is not None]
    return min(days, default=None)


def save_state(agreement: Agreement, now: datetime, *fields: str) -> None:
    agreement.state_since = now
    agreement.save(update_fields=["state", "state_since", *fields])


def record(agreement: Agreement, action: str, actor: User, now: datetime, payload: dict[str, Any]) -> None:
    """One event on the case's audit chain."""
    audit.record(
        chain=agreement.chain,
        action=action,
        actor=actor,
        now=now,
        subject=str(agreement.number),
        payload=payload,
    )


def record_step(
    agreement: Agreement, action: str, actor: User, now: datetime, step: ApprovalStep, payload: dict[str, Any]
) -> None:
    """One event about a step."""
    about = {"step": step.pk, "terms": step.terms.number, "round": step.round, "capacity": step.capacity}
    record(agreement, action, actor, now, {**about, **payload})
