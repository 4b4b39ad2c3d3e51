"""Who may let somebody decide in their place, and who may pass a step on."""

from datetime import date

from agreements import kinds
from agreements.models import Agreement, ApprovalStep, Delegation
from agreements.permissions import may_act
from eligibility.models import Employee
from eligibility.permissions import bureaus_where, employee_of, roles_of
from telework.access import Access
from telework.models import User
from telework.roles import ROLES, Role, Scope

COORDINATOR = frozenset({Role.COORDINATOR})


# Said to readers outside the seal too, so it names no kind. Whoever gets such a step reads the whole case.
SEALED_STAYS = (
    "Those who decide on this agreement arrange among themselves who decides in their place, so its steps "
    "are not passed on. A supervisor's step goes to the next level by itself when the supervisor is absent."
)


def may_delegate(user: User, today: date) -> Access:
    """Whoever decides: as a supervisor, in an office of a chain, or because a step was put to them."""
    person, access = employee_of(user), may_act(user, today)
    if person is None or not access:
        return access
    if any(held.role in _deciding_roles() for held in roles_of(user, today)):
        return Access.yes()
    if Employee.objects.serving(today).filter(supervisor=person).exists():
        return Access.yes()
    if ApprovalStep.objects.filter(assignee=person, closed_at__isnull=True).exists():
        return Access.yes()
    return Access.no("You decide nothing here, so there is nothing that somebody could decide in your place.")


def may_withdraw_delegation(user: User, delegation: Delegation, today: date) -> Access:
    """Whoever gave it, and whoever holds it."""
    person, access = employee_of(user), may_act(user, today)
    if person is None or not access:
        return access
    if person.pk not in (delegation.giver_id, delegation.holder_id):
        return Access.no("Only who gave it, or who holds it, takes it back.")
    return Access.yes()


def may_reassign(user: User, agreement: Agreement, today: date) -> Access:
    """The telework coordinator of the case's bureau, who decides nothing; never of their own agreement."""
    person, access = employee_of(user), may_act(user, today)
    if person is None or not access:
        return access
    if agreement.bureau_id not in bureaus_where(user, COORDINATOR, today):
        return Access.no("A step is passed on by the telework coordinator of the bureau (3 FAM 2363.3).")
    if person.pk == agreement.employee_id:
        return Access.no("Nobody chooses who decides on their own agreement.")
    return Access.yes()


def is_open_to_reassignment(step: ApprovalStep) -> Access:
    """Offices of the whole Department answer themselves; the employee signs themselves.

    A further question can be put to somebody else: whoever asked it chose a person, not an office. Of a
    sealed kind nobody outside the seal chooses who comes into it (2361.3(c)).
    """
    if step.terms.agreement.kind_record.is_sealed:
        return Access.no(SEALED_STAYS)
    if step.closed_at is not None:
        return Access.no("This step has been decided or is not asked any more.")
    if step.is_employees_own:
        return Access.no("Only the employee signs for the employee.")
    if ROLES[Role(step.role)].scope is Scope.DEPARTMENT and not step.asked_of:
        return Access.no(
            "This step lies with an office of the whole Department, and nobody else can give its answer. "
            "Ask a system administrator who holds the office."
        )
    return Access.yes()


def _deciding_roles() -> frozenset[Role]:
    """The offices of every kind's chain, the designee with the executive director."""
    records = [kinds.get(code) for code in kinds.codes()]
    offices = {step.role for kind in records for stage in kind.chain for step in stage}
    return frozenset({*offices, Role.EXECUTIVE_DIRECTOR_DESIGNEE})
