"""Approving several requests at once: each goes through `approve` by itself, and none holds up another."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from agreements.models import ApprovalStep
from agreements.services import review
from agreements.states import Act
from telework.errors import CommandRefused, PolicyRefused
from telework.identity import Authentication
from telework.models import User
from telework.roles import ROLES, Role, Scope

log = logging.getLogger("etelework.bulk")

MOST_AT_ONCE = 25
ONE_BY_ONE = "This is decided by itself. Open it."
WENT_WRONG = "Something went wrong, and nothing was changed for this one. Open it and try again."


@dataclass(frozen=True)
class Outcome:
    """What became of one request; `reason` says why it was refused."""

    step: ApprovalStep
    is_done: bool
    reason: str = ""


def hindrance(actor: User, step: ApprovalStep, now: datetime) -> str:
    """Why `step` cannot be approved together with others; empty where it can. Changes nothing."""
    is_of_department = ROLES[Role(step.role)].scope is Scope.DEPARTMENT
    if step.act != Act.APPROVE or step.looks_again or is_of_department:
        return ONE_BY_ONE
    if review.needs_funding(step):
        return "The funds for a telecenter are confirmed for each request (3 FAM 2366.1). Open it."
    try:
        review.check_eligibility(step.terms.agreement, now)
        review.check_last_day(step.terms, now)
        review.check_manager_course(actor, now, step)
        review.check_kind(step, now)
    except PolicyRefused as refusal:
        return refusal.reason
    return ""


def approve_each(
    *,
    actor: User,
    now: datetime,
    steps: Iterable[ApprovalStep],
    authentication: Authentication | None,
    effect_on_office: str,
    equal_treatment: bool,
) -> list[Outcome]:
    """Approve each of `steps` in a transaction of its own; says for each what became of it.

    effect_on_office, equal_treatment, authentication  as `approve` takes them, the same for all
    """
    outcomes = []
    for step in steps:
        reason = hindrance(actor, step, now)
        if not reason:
            try:
                review.approve(
                    actor=actor,
                    now=now,
                    step=step,
                    authentication=authentication,
                    effect_on_office=effect_on_office,
                    equal_treatment=equal_treatment,
                )
            except CommandRefused as refusal:
                reason = refusal.reason
            except Exception:  # one that fails must not lose the others
                log.exception("approving failed", extra={"step": step.pk})
                reason = WENT_WRONG
        outcomes.append(Outcome(step, not reason, reason))
    return outcomes
