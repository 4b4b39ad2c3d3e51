"""Letters about signing what another office decided."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from agreements import selectors
from agreements.links import Page
from agreements.mailing import send
from agreements.models import ApprovalStep
from eligibility.models import Employee
from telework import clock


def signature_needed(step: ApprovalStep, deciders: Sequence[Employee], now: datetime) -> None:
    """To whoever signs: what is asked, that nothing is left to decide, and the one way back."""
    event = f"terms:{step.terms.number}:step:{step.pk}"
    agreement = step.terms.agreement
    send("signature_needed", agreement, event, deciders, now, page=Page.DECIDE, context={"step": step})


def sent_back(step: ApprovalStep, opened: Iterable[ApprovalStep], now: datetime) -> None:
    """To the office whose step opened anew, and to the employee."""
    agreement = step.terms.agreement
    event = f"terms:{step.terms.number}:step:{step.pk}"
    for asked in opened:
        people = [agreement.employee, *selectors.deciders(asked, clock.date_of(now))]
        context = {"step": step, "asked": asked}
        send("sent_back", agreement, event, people, now, page=Page.DECIDE, context=context)
