"""The chain becomes steps: written down once a round, opened stage by stage."""

from collections.abc import Collection
from datetime import date, datetime

from agreements import chains
from agreements.directory import CaseDirectory
from agreements.models import Agreement, ApprovalStep, TermsVersion
from agreements.policy import deadlines
from agreements.services.settling import settle
from agreements.states import Act, Decision
from eligibility.local_policy import policy_of
from telework import clock
from telework.roles import Role
from telework.workdays import federal_calendar

DECIDED_WITHOUT = "Decided without waiting for the answer."


def write_chain(
    agreement: Agreement, terms: TermsVersion, now: datetime, *, changed: Collection[str] | None = None
) -> list[ApprovalStep]:
    """Write a new round of the kind's chain, and open its first stage; returns the opened steps.

    changed  sections of the terms that are no longer as they were: only the offices that look at them are
             asked; None: everybody is
    """
    directory = CaseDirectory(agreement, clock.date_of(now))
    resolved = chains.resolve(agreement.kind_record.chain, directory, agreement.employee_id)
    if changed is not None:
        resolved = chains.concerned(resolved, changed)
    last = terms.steps.order_by("-round").values_list("round", flat=True).first() or 0
    ApprovalStep.objects.bulk_create(
        ApprovalStep(
            terms=terms,
            round=last + 1,
            ordinal=ordinal,
            stage=step.stage,
            act=step.act,
            role=step.capacities[0],
            capacities=[role.value for role in step.capacities],
            bureau_id=(directory.host_bureau if step.is_host else None) or agreement.bureau_id,
            post=agreement.post,
            assignee_id=step.assignee,
            moved_up=step.moved_up,
            is_waivable=step.is_waivable,
            is_wordless=step.is_wordless,
        )
        for ordinal, step in enumerate(resolved, start=1)
    )
    return open_next_stage(terms, last + 1, now)


def open_next_stage(terms: TermsVersion, round_number: int, now: datetime) -> list[ApprovalStep]:
    """Open the first stage of the round that has not been opened; none while a stage is still waiting."""
    found = terms.steps.filter(round=round_number).select_related("bureau", "post")
    steps = list(found.order_by("stage", "ordinal"))
    if any(step.is_waiting for step in steps):
        return []
    unopened = [step for step in steps if step.opened_at is None]
    following = [step for step in unopened if step.stage == unopened[0].stage]
    for step in following:
        open_step(step, now)
    return following


def close_questions(step: ApprovalStep, now: datetime) -> None:
    """Whoever asked for advice and decides without waiting for it does not need it any more."""
    if step.decided_by is None:
        return
    asked = step.terms.steps.filter(round=step.round, asked_by=step.decided_by, closed_at__isnull=True)
    asked.update(
        decision=Decision.NOT_NEEDED,
        decided_by=step.decided_by,
        capacity=step.capacity,
        reason_text=DECIDED_WITHOUT,
        closed_at=now,
    )


def open_step(step: ApprovalStep, now: datetime) -> None:
    """Let a step wait for its decision from now on, with the day by which it is expected."""
    settle(step, now)
    step.opened_at = now
    step.due_on = due_on(step, now)
    step.save(update_fields=["opened_at", "due_on"])


def due_on(step: ApprovalStep, now: datetime) -> date:
    """The day by which the step's act is expected; silence decides nothing."""
    today, employee = clock.date_of(now), step.terms.agreement.employee
    washington = employee.position.in_washington_area  # type: ignore[union-attr]
    of_bureau = None
    if step.role == Role.SUPERVISOR:
        policy = policy_of(employee, today)
        of_bureau = policy.parameters.get("decision_workdays") if policy is not None else None
    workdays = deadlines.expected_workdays(Act(step.act), of_bureau)
    return federal_calendar().count_workdays(today, workdays, washington=washington).last_day
