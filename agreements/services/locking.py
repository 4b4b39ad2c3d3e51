"""The lock order of every command: employee, then agreement, then step, then what lets somebody decide it."""

from datetime import date

from agreements.models import Agreement, ApprovalStep, Delegation, TermsVersion
from eligibility.models import Employee
from eligibility.permissions import employee_of
from telework.errors import WrongState
from telework.models import User


def lock_case(agreement: Agreement) -> Agreement:
    """`agreement`, read again under lock."""
    Employee.objects.select_for_update().get(pk=agreement.employee_id)
    return Agreement.objects.select_for_update().get(pk=agreement.pk)


def lock_step(step: ApprovalStep) -> tuple[Agreement, ApprovalStep]:
    """The step and its case, read again under lock."""
    agreement = lock_case(step.terms.agreement)
    return agreement, ApprovalStep.objects.select_for_update().get(pk=step.pk)


def lock_delegations(actor: User, today: date) -> None:
    """What lets `actor` decide for others stays as it is until the decision is kept."""
    held = Delegation.objects.in_force(today).filter(holder=employee_of(actor))
    list(held.select_for_update().order_by("pk"))


def lock_draft(agreement: Agreement) -> tuple[Agreement, TermsVersion]:
    """The case and the terms that are being written, read again under lock."""
    locked = lock_case(agreement)
    terms = locked.latest_terms()
    if terms.is_over:
        raise WrongState("These changed terms were dropped. Begin to change the terms again.")
    if terms.is_signed:
        raise WrongState("This request has been submitted. What was signed does not change.")
    return locked, terms
