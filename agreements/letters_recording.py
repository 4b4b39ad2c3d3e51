"""Letters to whoever records what happens elsewhere: asked for that, and for no decision (2368.4(e))."""

from collections.abc import Sequence
from datetime import datetime

from agreements.links import Page
from agreements.mailing import send
from agreements.models import ApprovalStep
from eligibility.models import Employee


def submission_needed(step: ApprovalStep, holders: Sequence[Employee], now: datetime) -> None:
    """To those with HR authority in the employing bureau: submit it, and record reference and day."""
    event, agreement = f"terms:{step.terms.number}:step:{step.pk}", step.terms.agreement
    context = {"step": step, "deciders": holders}
    send("submission_needed", agreement, event, holders, now, page=Page.DECIDE, context=context)


def answer_needed(step: ApprovalStep, holders: Sequence[Employee], now: datetime) -> None:
    """To the management of the post: what is settled first, and that the answer is recorded."""
    event, agreement = f"terms:{step.terms.number}:step:{step.pk}", step.terms.agreement
    context = {"step": step, "deciders": holders}
    send("answer_needed", agreement, event, holders, now, page=Page.DECIDE, context=context)
