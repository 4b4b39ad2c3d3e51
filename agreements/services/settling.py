"""A step whose decider is absent, or is no longer the supervisor, gets who decides now."""

from datetime import datetime
from typing import Any

from django.db.models import Max

from agreements.absence import Successor, split_off, successor_of
from agreements.chains import ResolvedStep
from agreements.models import ApprovalStep
from eligibility.models import Employee
from telework import audit, clock
from telework.models import User
from telework.roles import Role


def settle(step: ApprovalStep, now: datetime) -> Successor | None:
    """Give the step to who has it today; None, and nothing changes, where it is with the right person."""
    today = clock.date_of(now)
    found = successor_of(step, today)
    if found is None:
        return None
    before = step.assignee
    if found.assignee is not None and not found.moved_up and len(step.capacities) > 1:
        _split(step, found.assignee, now)
    step.assignee, step.moved_up = found.assignee, found.moved_up
    step.passed_on_because, step.passed_on_by = found.because, None
    step.save()
    note(step, "pass_on_step", User.objects.system(), now, before)
    return found


def note(step: ApprovalStep, action: str, actor: User, now: datetime, before: Employee | None) -> None:
    """Keep on the case's chain from whom to whom a step went, and why."""
    payload: dict[str, Any] = {"step": step.pk, "office": step.title, "because": step.passed_on_because}
    payload["from"] = before.full_name if before is not None else ""
    payload["to"] = step.assignee.full_name if step.assignee is not None else step.office
    audit.record(
        chain=step.terms.agreement.chain,
        action=action,
        actor=actor,
        now=now,
        subject=str(step.terms.agreement.number),
        payload=payload,
    )


def _split(step: ApprovalStep, supervisor: Employee, now: datetime) -> None:
    """The step keeps what the new supervisor decides; the other offices get steps of their own."""
    kept, others = split_off(step, supervisor, clock.date_of(now))
    lost = [code for code in step.capacities if code not in kept]
    step.capacities = kept
    last = step.terms.steps.filter(round=step.round).aggregate(last=Max("ordinal"))["last"]
    for ordinal, other in enumerate(others, start=last + 1):
        _add(step, other, [code for code in lost if Role(code) in other.capacities], ordinal)


def _add(step: ApprovalStep, other: ResolvedStep, capacities: list[str], ordinal: int) -> None:
    ApprovalStep.objects.create(
        terms=step.terms,
        round=step.round,
        ordinal=ordinal,
        stage=other.stage,
        act=other.act,
        role=capacities[0],
        capacities=capacities,
        bureau=step.bureau,
        post=step.post,
        assignee_id=other.assignee,
        moved_up=other.moved_up,
        is_waivable=other.is_waivable,
        is_wordless=other.is_wordless,
    )
