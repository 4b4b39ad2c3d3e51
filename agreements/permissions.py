"""Who may do what with a case. Each answer carries its reason, for the button, the page and the log."""

from datetime import date

from agreements import chains, delegations, kinds, selectors
from agreements.models import Agreement, ApprovalStep, Notice, Review
from agreements.offices import is_office_of
from agreements.states import WAITING_TO_END, Party, State
from eligibility.models import Employee
from eligibility.permissions import NO_EMPLOYEE_RECORD, Held, employee_of, roles_of
from telework.access import Access
from telework.models import User
from telework.roles import BUREAU_DECIDERS, ROLES, Role


def may_act(user: User, today: date) -> Access:
    """Whoever has an employee record and has not left; who has left changes nothing, not even their own."""
    person = employee_of(user)
    if person is None:
        return Access.no(NO_EMPLOYEE_RECORD)
    if person.is_separated(today):
        return Access.no("You have left the Department, so you cannot do this any more.")
    return Access.yes()


def may_alone(user: User, key: int | None, today: date, otherwise: str) -> Access:
    """The one person with this key, while they serve; everybody else reads `otherwise`."""
    person, access = employee_of(user), may_act(user, today)
    if person is None or not access:
        return access
    return Access.yes() if person.pk == key else Access.no(otherwise)


def may_sweep(user: User) -> Access:
    """The system alone starts and ends agreements on their dates; people approve and give notice."""
    if not user.is_system:
        return Access.no("An agreement starts and ends on its dates by itself; nobody does it by hand.")
    return Access.yes()


def may_watch(user: User) -> Access:
    """The system alone opens reviews, suspends by law and resumes; people decide the reviews."""
    if not user.is_system:
        return Access.no(
            "Reviews and suspensions follow from the facts by themselves; nobody makes one by hand."
        )
    return Access.yes()


def may_decide_review(user: User, review: Review, today: date) -> Access:
    """The employee's supervisor of the day: a new one inherits what is open (2362.1(e))."""
    person, access = employee_of(user), may_act(user, today)
    if person is None or not access:
        return access
    employee = review.agreement.employee
    if person.pk == employee.pk:
        return Access.no("Nobody decides on their own agreement.")
    if person.pk != employee.supervisor_id:
        return Access.no("This review lies with the supervisor of the employee (3 FAM 2362.1(e)).")
    return Access.yes()


def may_sign_review(user: User, review: Review, today: date) -> Access:
    """The employee alone signs the employee's side of a yearly review."""
    return may_alone(
        user,
        review.agreement.employee_id,
        today,
        "Only the employee signs the employee's side of this review (3 FAM 2362.1(e)).",
    )


def may_read_cause(user: User, agreement: Agreement) -> Access:
    """The employee and the supervisor read which fact of the person is behind a review or a suspension."""
    person = employee_of(user)
    if person is None or person.pk not in (agreement.employee_id, agreement.employee.supervisor_id):
        return Access.no("Which fact it is, the employee and the supervisor read.")
    return Access.yes()


def may_edit(user: User, agreement: Agreement) -> Access:
    """The employee, while the request is being written or was returned (2362.1(b))."""
    if not _is_owner(user, agreement):
        return Access.no("Only the employee writes their own request (3 FAM 2362.1(b)).")
    if not agreement.is_editable:
        return Access.no("This request has been submitted. What was signed does not change.")
    return Access.yes()


def may_withdraw(user: User, agreement: Agreement) -> Access:
    """The employee, before it is approved."""
    if not _is_owner(user, agreement):
        return Access.no("Only the employee can withdraw their own request.")
    if agreement.state not in (State.DRAFT, State.IN_REVIEW, State.RETURNED):
        if agreement.state in WAITING_TO_END:
            return Access.no(
                "A request can be withdrawn only before it is decided. You can give notice instead."
            )
        return Access.no("This case is over, so there is nothing to withdraw. You can make a new request.")
    if agreement.changed_terms() is not None:
        return Access.no("This agreement is approved. Withdraw the changed terms; the agreement stays.")
    return Access.yes()


def may_decide(user: User, step: ApprovalStep, today: date) -> Access:
    """Whoever holds the step, or was given it for a time by who holds it.

    Never the employee of the agreement, in no capacity, delegated or not (separation of duties).
    """
    person, access = employee_of(user), may_act(user, today)
    if person is None or not access:
        return access
    if person.pk == step.terms.agreement.employee_id:
        return Access.no("Nobody decides on their own agreement.")
    is_theirs = _holds_step(person, step, roles_of(user, today))
    if not is_theirs and delegations.giver_of(person, step, today) is None:
        if not may_read_kind(user, step.terms.agreement, today):
            return Access.no("This decision lies with somebody else.")
        return Access.no(f"This decision lies with the {step.office}.")
    return Access.yes()


def may_read_kind(user: User, agreement: Agreement, today: date) -> Access:
    """Everybody who sees the case; of a sealed kind only the employee and who decides or decided (2361.3(c)).

    The chain is sealed with the kind: which offices are asked gives it away.
    """
    if not agreement.kind_record.is_sealed:
        return Access.yes()
    person, access = employee_of(user), may_act(user, today)
    if person is not None and access:
        part = selectors.part_in(user, today).filter(terms__agreement=agreement)
        if person.pk == agreement.employee_id or part.exists():
            return Access.yes()
    return Access.no("This is read by the employee and by those who decide on the agreement.")


def decides_for(user: User, step: ApprovalStep, today: date) -> Employee | None:
    """In whose place `user` decides a step; None where it is theirs in their own right."""
    person = employee_of(user)
    if person is None or _holds_step(person, step, roles_of(user, today)):
        return None
    return delegations.giver_of(person, step, today)


def capacity_of(user: User, step: ApprovalStep, today: date) -> str:
    """In which capacities `user` decides a step: as designee, from the level above, or for somebody else."""
    giver = decides_for(user, step, today)
    offices = delegations.offices_of(giver, today) if giver is not None else roles_of(user, today)
    held = {h.role for h in offices if h.bureau in (None, step.bureau_id) and h.post in (None, step.post_id)}
    capacity = step.asked_of or chains.joined([_capacity(Role(code), step, held) for code in step.capacities])
    return capacity if giver is None else f"{capacity}, for {giver.full_name}"


def may_see_home_address(user: User, agreement: Agreement, today: date) -> Access:
    """The employee, the people of the chain, and the bureau's coordinator; nobody else."""
    person = employee_of(user)
    if person is None or person.is_separated(today):
        return Access.no(NO_EMPLOYEE_RECORD)
    held = roles_of(user, today)
    keepers = BUREAU_DECIDERS | {Role.COORDINATOR}
    if (
        person.pk in (agreement.employee_id, agreement.employee.supervisor_id)
        or any(h.role in keepers and h.bureau == agreement.bureau_id for h in held)
        or selectors.part_in(user, today).filter(terms__agreement=agreement).exists()
    ):
        return Access.yes()
    return Access.no("Home addresses are shown to the employee, the people who decide, and the coordinator.")


def may_end_for_management(user: User, agreement: Agreement, today: date) -> Access:
    """Whether the kind lets a supervisor cancel or adjust with notice; the reason keeps the seal."""
    why = agreement.kind_record.no_notice
    if why and not may_read_kind(user, agreement, today):
        why = kinds.SEALED_NO_NOTICE
    return Access.no(why) if why else Access.yes()


def may_give_notice(user: User, agreement: Agreement, today: date) -> tuple[Access, Party | None]:
    """The employee, or the supervisor where the kind lets them, once it is approved (2362.1(m), (n)).

    No party: the wrong person. A party, and no: the wrong moment.
    """
    person = employee_of(user)
    if person is None:
        return Access.no(NO_EMPLOYEE_RECORD), None
    party = _party(person, agreement)
    if party is None:
        both = agreement.kind_record.notice.by_both
        return Access.no(
            f"Only the employee or the supervisor can cancel the agreement (3 FAM {both})."
        ), None
    if party is Party.SUPERVISOR and not (may := may_end_for_management(user, agreement, today)):
        return may, None
    if agreement.state not in (State.APPROVED, State.ACTIVE, State.SUSPENDED):
        return Access.no("Only an approved agreement can be cancelled with notice."), party
    return Access.yes(), party


def may_withdraw_notice(user: User, notice: Notice) -> Access:
    """Whoever gave it; for management, whoever is the supervisor now."""
    person = employee_of(user)
    if person is None:
        return Access.no(NO_EMPLOYEE_RECORD)
    if notice.party == _party(person, notice.agreement):
        return Access.yes()
    return Access.no("Only the side that gave notice can take it back.")


def _is_owner(user: User, agreement: Agreement) -> bool:
    person = employee_of(user)
    return person is not None and person.pk == agreement.employee_id


def _party(person: Employee, agreement: Agreement) -> Party | None:
    if person.pk == agreement.employee_id:
        return Party.EMPLOYEE
    if person.pk == agreement.employee.supervisor_id:
        return Party.SUPERVISOR
    return None


def _capacity(role: Role, step: ApprovalStep, held: set[Role]) -> str:
    title = ROLES[role].title
    in_lower_case = chains.inside(title)
    if role in held:
        return title
    if held & BUREAU_DECIDERS and role in BUREAU_DECIDERS:
        return ROLES[Role.EXECUTIVE_DIRECTOR_DESIGNEE].title
    if step.passed_on_by_id is not None:
        return f"In place of the {in_lower_case}"
    if ROLES[role].granted_by is None and not (step.moved_up or step.looks_again):
        return title
    return f"Next level up for the {in_lower_case}"


def _holds_step(person: Employee, step: ApprovalStep, held: frozenset[Held]) -> bool:
    if step.assignee_id is not None:
        return step.assignee_id == person.pk
    return any(is_office_of(step, one) for one in held)
