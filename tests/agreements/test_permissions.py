"""Who sees which case, and whose home address: role by role, relation by relation."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from agreements import permissions, selectors
from agreements.models import Agreement
from agreements.services import drafting, lifecycle, submission
from agreements.states import Party
from eligibility.models import Employee, RoleAssignment
from telework.errors import NotPermitted
from telework.models import User
from telework.roles import ROLES, Role
from tests.cast import (
    NOW,
    TODAY,
    Cast,
    active,
    approve_step,
    approved,
    draft,
    grant,
    person,
    proof,
    submitted,
)
from tests.traces import refused

YESTERDAY = TODAY - timedelta(days=1)


def login(holder: Employee) -> User:
    """The person's sign-in as a new request has it, with nothing remembered."""
    return User.objects.get(employee=holder)


def sees(holder: Employee, agreement: Agreement) -> bool:
    return selectors.visible_to(login(holder), TODAY).filter(pk=agreement.pk).exists()


def sees_address(holder: Employee, agreement: Agreement) -> bool:
    return bool(permissions.may_see_home_address(login(holder), agreement, TODAY))


def holding(role: Role, *, own_bureau: bool = True) -> Callable[[Cast, Agreement], Employee]:
    """Somebody who holds `role`, for the agreement's bureau or for another."""

    def make(cast: Cast, agreement: Agreement) -> Employee:
        holder = person("Rolf", "Roleholder", cast.other_bureau)
        is_bureaus = ROLES[role].scope == "bureau"
        grant(holder, role, (cast.bureau if own_bureau else cast.other_bureau) if is_bureaus else None)
        return holder

    return make


def former_supervisor(cast: Cast, agreement: Agreement) -> Employee:
    Employee.objects.filter(pk=cast.employee.pk).update(supervisor=person("Nina", "New", cast.bureau))
    return cast.supervisor


def new_supervisor(cast: Cast, agreement: Agreement) -> Employee:
    former_supervisor(cast, agreement)
    return Employee.objects.get(given_name="Nina")


def former_director(cast: Cast, agreement: Agreement) -> Employee:
    RoleAssignment.objects.filter(employee=cast.director).update(ends_on=YESTERDAY)
    return cast.director


def former_coordinator(cast: Cast, agreement: Agreement) -> Employee:
    RoleAssignment.objects.filter(employee=cast.coordinator).update(ends_on=YESTERDAY)
    return cast.coordinator


def coming_coordinator(cast: Cast, agreement: Agreement) -> Employee:
    RoleAssignment.objects.filter(employee=cast.coordinator).update(starts_on=TODAY + timedelta(days=1))
    return cast.coordinator


def separated(who: str) -> Callable[[Cast, Agreement], Employee]:
    def make(cast: Cast, agreement: Agreement) -> Employee:
        holder: Employee = getattr(cast, who)
        Employee.objects.filter(pk=holder.pk).update(separated_on=YESTERDAY)
        return holder

    return make


def of_cast(who: str) -> Callable[[Cast, Agreement], Employee]:
    return lambda cast, agreement: getattr(cast, who)


def colleague(cast: Cast, agreement: Agreement) -> Employee:
    return person("Kay", "Colleague", cast.bureau, supervisor=cast.supervisor)


# Who, whether they see an approved agreement, whether they see the home address in it.
RELATIONS: dict[str, tuple[Callable[[Cast, Agreement], Employee], bool, bool]] = {
    "the employee": (of_cast("employee"), True, True),
    "the supervisor": (of_cast("supervisor"), True, True),
    "the executive director": (of_cast("director"), True, True),
    "a designee": (holding(Role.EXECUTIVE_DIRECTOR_DESIGNEE), True, True),
    "the coordinator": (of_cast("coordinator"), True, True),
    "a colleague of the bureau": (colleague, False, False),
    "an HR specialist of the bureau": (holding(Role.HR_SPECIALIST), False, False),
    "somebody of another bureau": (of_cast("stranger"), False, False),
    "another bureau's coordinator": (of_cast("other_coordinator"), False, False),
    "another bureau's director": (holding(Role.EXECUTIVE_DIRECTOR, own_bureau=False), False, False),
    "the managing officer": (of_cast("managing_officer"), True, False),
    "the auditor": (of_cast("auditor"), True, False),
    "an administrator": (holding(Role.ADMINISTRATOR), False, False),
    "payroll": (holding(Role.PAYROLL), False, False),
    "the records officer": (holding(Role.RECORDS_OFFICER), False, False),
    "the Under Secretary": (holding(Role.UNDER_SECRETARY_MANAGEMENT), False, False),
    "the supervisor who decided, and is no longer supervisor": (former_supervisor, True, True),
    "the new supervisor": (new_supervisor, True, True),
    "the director who decided, and is no longer director": (former_director, True, True),
    "a former coordinator": (former_coordinator, False, False),
    "a coming coordinator": (coming_coordinator, False, False),
    "the employee, separated": (separated("employee"), False, False),
    "the supervisor, separated": (separated("supervisor"), False, False),
    "the director, separated": (separated("director"), False, False),
    "the coordinator, separated": (separated("coordinator"), False, False),
    "the managing officer, separated": (separated("managing_officer"), False, False),
}


@pytest.mark.citation("2363.3(b)")
@pytest.mark.parametrize(("who", "visible", "address"), RELATIONS.values(), ids=RELATIONS)
def test_who_sees_an_approved_agreement_and_the_home_address_in_it(
    cast: Cast, who: Callable[[Cast, Agreement], Employee], *, visible: bool, address: bool
) -> None:
    agreement = approved(cast)
    holder = who(cast, agreement)
    agreement = Agreement.objects.get(pk=agreement.pk)
    assert sees(holder, agreement) is visible
    assert sees_address(holder, agreement) is address


@pytest.mark.parametrize(
    "who", ["supervisor", "director", "coordinator", "stranger", "managing_officer", "auditor"]
)
def test_a_draft_is_the_employees_own_paper(cast: Cast, who: str) -> None:
    agreement = draft(cast)
    assert sees(cast.employee, agreement)
    assert not sees(getattr(cast, who), agreement)


def test_whoever_signs_in_without_employee_record_sees_nothing(cast: Cast) -> None:
    approved(cast)
    for user in (AnonymousUser(), User.objects.system()):
        assert not selectors.visible_to(user, TODAY).exists()
        assert not selectors.bureau_list(user, TODAY).exists()
        assert not selectors.waiting_for(user, TODAY).exists()


def test_a_superuser_sees_no_more_than_their_roles_show(cast: Cast) -> None:
    agreement = approved(cast)
    User.objects.filter(employee=cast.stranger).update(is_superuser=True, is_staff=True)
    assert not sees(cast.stranger, agreement)
    assert not sees_address(cast.stranger, agreement)


def test_somebody_asked_from_the_next_level_up_sees_the_case_only_once_asked(cast: Cast) -> None:
    Employee.objects.filter(pk=cast.supervisor.pk).update(supervisor=cast.stranger)
    RoleAssignment.objects.filter(employee=cast.director).delete()
    agreement = submitted(cast)
    assert (sees(cast.stranger, agreement), sees_address(cast.stranger, agreement)) == (False, False)
    approve_step(cast, agreement, "supervisor")
    assert (sees(cast.stranger, agreement), sees_address(cast.stranger, agreement)) == (True, True)


@pytest.mark.parametrize("who", ["supervisor", "director", "coordinator", "stranger", "auditor"])
def test_only_the_employee_may_edit_or_withdraw(cast: Cast, who: str) -> None:
    agreement = draft(cast)
    assert permissions.may_edit(cast.user("employee"), agreement)
    assert permissions.may_withdraw(cast.user("employee"), agreement)
    for answer in (permissions.may_edit, permissions.may_withdraw):
        access = answer(cast.user(who), agreement)
        assert not access
        assert access.reason


def test_a_submitted_request_may_be_withdrawn_and_not_edited(cast: Cast) -> None:
    agreement = submitted(cast)
    assert not permissions.may_edit(cast.user("employee"), agreement)
    assert permissions.may_withdraw(cast.user("employee"), agreement)


@pytest.mark.parametrize(
    ("who", "party"),
    [
        ("employee", Party.EMPLOYEE),
        ("supervisor", Party.SUPERVISOR),
        ("director", None),
        ("coordinator", None),
    ],
)
def test_notice_is_for_the_two_sides(cast: Cast, who: str, party: Party | None) -> None:
    access, side = permissions.may_give_notice(cast.user(who), active(cast), TODAY)
    assert (bool(access), side) == (party is not None, party)
    assert access.reason or access


def test_who_has_left_changes_nothing_any_more(cast: Cast) -> None:
    agreement = active(cast)
    notice = lifecycle.give_notice(actor=cast.user("employee"), now=NOW, agreement=agreement)
    request = drafting.begin_request(actor=cast.user("stranger"), now=NOW)
    Employee.objects.update(separated_on=YESTERDAY)
    left: dict[str, Any] = {"actor": login(cast.employee), "now": NOW}
    with refused(NotPermitted):
        lifecycle.withdraw_notice(**left, notice=notice)
    with refused(NotPermitted):
        lifecycle.give_notice(**left, agreement=agreement)
    left = {"actor": login(cast.stranger), "now": NOW, "agreement": request}
    with refused(NotPermitted):
        drafting.withdraw(**left)
    with refused(NotPermitted):
        drafting.save_section(**left, section="records", answers={"takes_records": True})
    with refused(NotPermitted):
        submission.submit(**left, authentication=proof())
