"""Who may change the terms of an agreement that holds, and sign what others wrote (2362.1(m), (n))."""

from datetime import date

from agreements.models import Agreement, ApprovalStep, TermsVersion
from agreements.permissions import may_act, may_alone, may_end_for_management
from agreements.states import WAITING_TO_END, Act, Purpose, State
from eligibility.permissions import employee_of
from telework.access import Access
from telework.models import User
from telework.roles import Role


def may_change_terms(user: User, agreement: Agreement, today: date) -> Access:
    """The employee asks for changed terms of their agreement (2362.1(n))."""
    return may_alone(
        user,
        agreement.employee_id,
        today,
        "Only the employee asks for changed terms; a supervisor adjusts them with notice.",
    )


def may_adjust(user: User, agreement: Agreement, today: date) -> Access:
    """The supervisor of the day changes the terms of an agreement in effect, with notice (2362.1(m))."""
    person, access = employee_of(user), may_act(user, today)
    if person is None or not access:
        return access
    if person.pk == agreement.employee_id:
        return Access.no("Nobody decides on their own agreement. You can ask for changed terms.")
    if person.pk != agreement.employee.supervisor_id:
        cited = agreement.kind_record.notice.by_supervisor
        return Access.no(f"Only the employee's supervisor adjusts the terms (3 FAM {cited}).")
    return may_end_for_management(user, agreement, today)


def is_open_to_changes(agreement: Agreement) -> Access:
    """Whether the employee can begin to change the terms now; one change at a time."""
    if agreement.state not in WAITING_TO_END:
        return Access.no("Only the terms of an approved agreement can be changed.")
    if agreement.state == State.SUSPENDED and _is_ruled_out(agreement):
        return Access.no(
            "The law itself rules telework out now, so no terms can be signed. If the record is wrong, say "
            "so on the page of your eligibility; once the record is clear, terms can be changed again."
        )
    changed = agreement.changed_terms()
    return Access.yes() if changed is None else Access.no(_under_way(changed))


def is_open_to_renewal(agreement: Agreement) -> Access:
    """Whether the terms can be signed anew as they are: not of every kind."""
    why_not = agreement.kind_record.no_renewal
    return Access.no(why_not) if why_not else is_open_to_changes(agreement)


def _is_ruled_out(agreement: Agreement) -> bool:
    """Whether a rule of the law suspends the agreement: neither management, nor another, nor the place."""
    running = agreement.suspensions.filter(lifted_at__isnull=True).first()
    return running is not None and not (running.is_by_management or running.is_interim or running.is_of_post)


def is_open_to_adjustment(agreement: Agreement) -> Access:
    """Whether management can adjust the terms now; what the employee only writes stands in nobody's way."""
    if agreement.state not in (State.ACTIVE, State.SUSPENDED):
        return Access.no("Only the terms of an agreement in effect can be adjusted.")
    changed = agreement.changed_terms()
    if changed is None or not changed.is_signed:
        return Access.yes()
    return Access.no(_under_way(changed))


def _under_way(changed: TermsVersion) -> str:
    if changed.accepted_at is not None:
        day = f"{changed.takes_effect_on:%m/%d/%Y}" if changed.takes_effect_on else "their day"
        return f"Changed terms are accepted and take effect on {day}. After that they can be changed again."
    if not changed.is_signed:
        return "Changed terms are being written already. Continue with those, or drop them."
    if changed.purpose == Purpose.ADJUSTMENT:
        return "The supervisor has adjusted the terms, and the employee is asked to sign them."
    return "Changed terms wait for decisions already. They are decided first, or taken back."


def may_withdraw_terms(user: User, agreement: Agreement, terms: TermsVersion | None, today: date) -> Access:
    """Who asked for changed terms takes them back until they are accepted; so does management its own."""
    person, access = employee_of(user), may_act(user, today)
    if person is None or not access:
        return access
    sides = (agreement.employee_id, agreement.employee.supervisor_id)
    if person.pk not in sides:
        return Access.no("Only the employee or the supervisor takes changed terms back.")
    if terms is None or terms.is_over or terms.accepted_at is not None:
        return Access.no("There are no changed terms to take back.")
    owner = sides[1] if terms.purpose == Purpose.ADJUSTMENT else sides[0]
    if person.pk != owner:
        return Access.no("Only the side that asked for the changed terms takes them back.")
    return Access.yes()


def may_sign_own(user: User, step: ApprovalStep, today: date) -> Access:
    """The employee, and nobody else, signs for the employee: what another side wrote."""
    is_theirs = step.act == Act.SIGN and step.role == Role.EMPLOYEE
    employee = step.terms.agreement.employee_id if is_theirs else None
    return may_alone(user, employee, today, "Only the employee signs for the employee.")
