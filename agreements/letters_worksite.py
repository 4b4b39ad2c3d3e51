"""The letter for the Form SF-50, where an end makes the regular work site official again (2361.4)."""

from datetime import date, datetime, timedelta

from agreements import selectors
from agreements.mailing import coordinators, send
from agreements.models import Agreement
from agreements.policy import worksite
from agreements.states import EndReason
from telework import clock
from telework.roles import Role


def sf50_due_on(agreement: Agreement) -> date | None:
    """By when the duty station of an ended agreement is to be changed back; None where it never moved.

    None, too, for somebody who has left, and for a kind whose own tasks see to it.
    """
    terms = agreement.terms_in_force()
    moved = terms.took_effect_at is not None and terms.official_worksite == worksite.ALTERNATE
    has_left = agreement.end_reason == EndReason.SEPARATED
    if agreement.ended_on is None or not moved or has_left or agreement.kind_record.has_own_tasks:
        return None
    return worksite.sf50_due_on(agreement.ended_on)


def regular_again(agreement: Agreement, now: datetime) -> None:
    """To the bureau's HR specialists; to the coordinator where there are none."""
    due_on = sf50_due_on(agreement)
    if due_on is None or agreement.ended_on is None:
        return
    today = clock.date_of(now)
    offices = selectors.office_holders(Role.HR_SPECIALIST, bureau=agreement.bureau_id, post=None, today=today)
    context = {"back_on": agreement.ended_on + timedelta(days=1), "due_on": due_on}
    people = offices or coordinators(agreement, now)
    send("work_site_back", agreement, f"end:{agreement.ended_on}", people, now, context=context)
