"""Who may come back to what was decided: take it back, have it looked at again, decline, suspend."""

from datetime import date

from agreements.models import Agreement, ApprovalStep
from agreements.permissions import may_act, may_alone, may_end_for_management
from eligibility.permissions import employee_of, roles_of
from telework.access import Access
from telework.models import User
from telework.roles import BUREAU_DECIDERS


def may_take_back(user: User, step: ApprovalStep, today: date) -> Access:
    """Whoever took the decision, and nobody in their place."""
    return may_alone(user, step.decided_by_id, today, "Only whoever took a decision takes it back.")


def may_ask_to_look_again(user: User, agreement: Agreement, today: date) -> Access:
    """The employee alone."""
    return may_alone(
        user, agreement.employee_id, today, "Only the employee asks that a denial is looked at again."
    )


def may_decline_trial(user: User, agreement: Agreement, today: date) -> Access:
    """The employee alone: telework is voluntary (2362.1(b))."""
    return may_alone(
        user, agreement.employee_id, today, "Only the employee declines a trial (3 FAM 2362.1(b))."
    )


def may_pause(user: User, agreement: Agreement, today: date) -> Access:
    """The supervisor, or the executive director of the bureau or the designee; never on one's own.

    Where neither can end an agreement by themselves, neither holds it up by themselves.
    """
    person, access = employee_of(user), may_act(user, today)
    if person is None or not access:
        return access
    if person.pk == agreement.employee_id:
        return Access.no("Nobody suspends their own agreement. You can give notice instead.")
    held = roles_of(user, today)
    decides_for_bureau = any(h.role in BUREAU_DECIDERS and h.bureau == agreement.bureau_id for h in held)
    if person.pk == agreement.employee.supervisor_id or decides_for_bureau:
        return may_end_for_management(user, agreement, today)
    return Access.no(
        "Only the supervisor or the bureau's executive director suspends an agreement (3 FAM 2362.2(a))."
    )


def may_read_pause(user: User, agreement: Agreement, today: date) -> Access:
    """The employee and whoever may suspend read why management did; others only that it did."""
    person = employee_of(user)
    if person is not None and person.pk == agreement.employee_id:
        return Access.yes()
    return may_pause(user, agreement, today)
