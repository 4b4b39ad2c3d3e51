"""Letters about advice: who is asked for it, and who learns that it was given."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from agreements.links import Page
from agreements.mailing import send
from agreements.models import ApprovalStep
from eligibility.models import Employee
from telework import clock


def advice_needed(step: ApprovalStep, advisers: Sequence[Employee], now: datetime) -> None:
    """To everyone who can give it; a question stands on the page, not in the letter."""
    context = {"step": step, "advisers": advisers}
    event = f"terms:{step.terms.number}:step:{step.pk}"
    send("advice_needed", step.terms.agreement, event, advisers, now, page=Page.DECIDE, context=context)


def advised(step: ApprovalStep, now: datetime) -> None:
    """To the decider who asked; an office of the chain advises whoever decides next, who is asked then."""
    event = f"terms:{step.terms.number}:step:{step.pk}"
    send("advice_given", step.terms.agreement, event, [step.asked_by], now, context={"step": step})


def adviser_left(step: ApprovalStep, event: str, keepers: Iterable[Employee], now: datetime) -> None:
    """To whoever asked and the coordinators: nobody answers this question unless somebody else is asked."""
    asker = step.asked_by
    is_here = asker is not None and not asker.is_separated(clock.date_of(now))
    people = [*([asker] if is_here else []), *keepers]
    send("adviser_left", step.terms.agreement, event, people, now, context={"step": step})
