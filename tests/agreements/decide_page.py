"""The page of a decision, its answers and its receipt."""

from typing import Any

from agreements.models import Agreement, ApprovalStep
from tests.cast import Cast, approve_step, submitted, waiting_step
from tests.stories import told_once

APPROVE = {"answer": "approve", "approve-effect_on_office": "None.", "approve-equal_treatment": "on"}


def address(agreement: Agreement, step: ApprovalStep | None = None) -> str:
    return f"/agreements/{agreement.number}/decide/{(step or waiting_step(agreement)).pk}/"


def state_of(agreement: Agreement) -> str:
    return Agreement.objects.get(pk=agreement.pk).state


@told_once
def at_director(cast: Cast, **changes: Any) -> Agreement:
    agreement = submitted(cast, **changes)
    approve_step(cast, agreement, "supervisor")
    return agreement
