"""The role table: whole, with a scope for each, and granted by somebody or by nobody."""

import pytest

from telework.roles import BUREAU_DECIDERS, ROLES, Role, Scope


def test_every_role_is_defined_under_its_own_code() -> None:
    assert list(ROLES) == list(Role)
    assert all(definition.code is role for role, definition in ROLES.items())


def test_what_follows_from_hr_data_is_never_granted_and_everything_else_is() -> None:
    never = {role for role, definition in ROLES.items() if definition.granted_by is None}
    assert never == {Role.EMPLOYEE, Role.SUPERVISOR}


@pytest.mark.parametrize(
    ("role", "scope"),
    [
        (Role.EMPLOYEE, Scope.SELF),
        (Role.SUPERVISOR, Scope.REPORTS),
        (Role.EXECUTIVE_DIRECTOR, Scope.BUREAU),
        (Role.EXECUTIVE_DIRECTOR_DESIGNEE, Scope.BUREAU),
        (Role.COORDINATOR, Scope.BUREAU),
        (Role.MANAGEMENT_OFFICER, Scope.POST),
        (Role.MANAGING_OFFICER, Scope.DEPARTMENT),
        (Role.AUDITOR, Scope.DEPARTMENT),
    ],
)
def test_each_role_reaches_as_far_as_the_regulation_says(role: Role, scope: Scope) -> None:
    assert ROLES[role].scope is scope


def test_every_role_says_what_it_sees_and_does() -> None:
    for definition in ROLES.values():
        assert definition.title
        assert definition.sees
        assert definition.does


def test_the_bureau_is_signed_for_by_its_executive_director_or_the_designee() -> None:
    assert {Role.EXECUTIVE_DIRECTOR, Role.EXECUTIVE_DIRECTOR_DESIGNEE} == BUREAU_DECIDERS


def test_the_coordinator_decides_nothing_and_the_administrator_sees_no_cases() -> None:
    assert Role.COORDINATOR not in BUREAU_DECIDERS
    assert ROLES[Role.ADMINISTRATOR].sees == "no cases"
