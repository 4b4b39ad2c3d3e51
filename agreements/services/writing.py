"""Terms that somebody else than the employee writes: a decider's proposal, management's adjustment."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from agreements.collect import terms_findings
from agreements.differences import changed_sections
from agreements.models import ApprovalStep, TermsVersion
from agreements.services import sealing
from agreements.services.changing import LONGEST
from agreements.services.drafting import SECTION_FIELDS
from agreements.services.routing import due_on
from agreements.services.versions import copy_for_changes, kept_acknowledgements
from agreements.states import Act, Purpose
from eligibility.models import Employee
from telework import clock
from telework.errors import PolicyRefused
from telework.policy import bars
from telework.roles import Role

# What another side may write; sites, checklists and what is accepted are the employee's own to state.
WRITABLE = frozenset({*SECTION_FIELDS["schedule"], *SECTION_FIELDS["clauses"]})
NOTHING_CHANGED = "Nothing differs from the terms as they are. Change at least one answer."


def write_terms(
    base: TermsVersion,
    now: datetime,
    *,
    purpose: Purpose,
    by: Employee,
    changes: Mapping[str, Any],
    justification: str,
    reason_code: str = "",
) -> TermsVersion:
    """The next version, written by `by` and sealed; the employee's acknowledgements stay as they were.

    changes  answers that differ, of the sections schedule and clauses; others raise KeyError
    Raises PolicyRefused where nothing differs or a rule of the terms is not met.
    """
    if foreign := set(changes) - WRITABLE:
        raise KeyError(f"{sorted(foreign)} is the employee's own to state")
    terms = copy_for_changes(
        base,
        now,
        purpose=purpose,
        proposed_by=by,
        justification=justification.strip()[:LONGEST],
        reason_code=reason_code,
        acknowledged=kept_acknowledgements(base),
        **changes,
    )
    terms.takes_effect_on = terms.requested_start_on
    terms.save(update_fields=["takes_effect_on"])
    missing = bars(terms_findings(terms, clock.date_of(now)))
    if missing:
        raise PolicyRefused("The new terms are not right yet.", findings=missing)
    if not changed_sections(base, terms):
        raise PolicyRefused(NOTHING_CHANGED)
    sealing.seal(terms.agreement, terms, now)
    return terms


def own_step(terms: TermsVersion, like: ApprovalStep | None = None) -> ApprovalStep:
    """The first step of what somebody wrote: their own yes; in the office of `like`, or the supervisor's."""
    agreement, by = terms.agreement, terms.proposed_by
    role = like.role if like is not None else Role.SUPERVISOR.value
    return ApprovalStep(
        terms=terms,
        round=1,
        ordinal=1,
        stage=1,
        act=Act.APPROVE,
        role=role,
        capacities=like.capacities if like is not None else [role],
        bureau=agreement.bureau,
        post=agreement.post,
        assignee=like.assignee if like is not None else by,
        moved_up=like.moved_up if like is not None else False,
    )


def ask_employee(terms: TermsVersion, now: datetime, *, by: Any = None) -> ApprovalStep:
    """The employee is asked to sign what another side wrote (2362.1(d)); `by` is the last day to do so."""
    agreement = terms.agreement
    step = ApprovalStep(
        terms=terms,
        round=1,
        ordinal=2,
        stage=2,
        act=Act.SIGN,
        role=Role.EMPLOYEE.value,
        capacities=[Role.EMPLOYEE.value],
        bureau=agreement.bureau,
        post=agreement.post,
        assignee=agreement.employee,
        opened_at=now,
    )
    step.due_on = by or due_on(step, now)
    step.save()
    return step
