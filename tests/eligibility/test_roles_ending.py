"""Who ends a role, when, and that an administrator always stays."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from eligibility.models import RoleAssignment
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import AuditEvent, OutboxMessage, User
from telework.roles import Role
from tests.cast import TODAY, grant
from tests.eligibility.role_cast import Offices, make_offices
from tests.eligibility.role_commands import (
    EVERYBODY,
    GRANTS,
    NEXT_MONTH,
    TOMORROW,
    YESTERDAY,
    refused,
)


@pytest.fixture
def offices(db: None) -> Offices:
    return make_offices()


# --- Ending -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", EVERYBODY)
def test_role_is_ended_by_its_grantor_or_its_holder_alone(offices: Offices, by: str) -> None:
    who = offices.administrator if by == "administrator" else getattr(offices.cast, by)
    for role in (Role.COORDINATOR, Role.EXECUTIVE_DIRECTOR, Role.AUDITOR):
        held = offices.held(role)
        if role in GRANTS.get(by, set()) or held.employee_id == who.pk:
            offices.end(by, held)
            assert RoleAssignment.objects.get(pk=held.pk).ends_on == TODAY
        else:
            refused(NotPermitted, partial(offices.end, by, held))


def test_executive_director_of_another_bureau_ends_nothing_here(offices: Offices) -> None:
    grant(offices.cast.stranger, Role.EXECUTIVE_DIRECTOR, offices.cast.other_bureau)
    refused(NotPermitted, lambda: offices.end("stranger", offices.held(Role.COORDINATOR)))


def test_role_is_held_through_its_last_day(offices: Offices) -> None:
    held = offices.end("director", offices.held(Role.COORDINATOR), ends_on=TOMORROW)

    assert RoleAssignment.objects.in_force(TOMORROW).filter(pk=held.pk).exists()
    assert not RoleAssignment.objects.in_force(TOMORROW + timedelta(days=1)).filter(pk=held.pk).exists()


def test_role_never_ends_in_the_past(offices: Offices) -> None:
    held = offices.held(Role.COORDINATOR)
    refusal = refused(PolicyRefused, lambda: offices.end("director", held, ends_on=YESTERDAY))
    assert list(refusal.fields) == ["ends_on"]


@pytest.mark.parametrize("reason", ["", "  \n", "x" * 1001])
def test_role_does_not_end_without_a_reason_of_reasonable_length(offices: Offices, reason: str) -> None:
    held = offices.held(Role.COORDINATOR)
    assert list(refused(PolicyRefused, lambda: offices.end("director", held, reason=reason)).fields) == [
        "reason"
    ]


def test_last_day_can_be_brought_forward_and_never_put_off(offices: Offices) -> None:
    held = offices.end("director", offices.held(Role.COORDINATOR), ends_on=NEXT_MONTH)
    for later in (NEXT_MONTH, NEXT_MONTH + timedelta(days=1)):
        refusal = refused(PolicyRefused, partial(offices.end, "director", held, ends_on=later))
        assert list(refusal.fields) == ["ends_on"]
    offices.end("director", held, ends_on=TOMORROW)

    assert RoleAssignment.objects.get(pk=held.pk).ends_on == TOMORROW


def test_role_that_is_over_cannot_be_ended_again(offices: Offices) -> None:
    held = offices.held(Role.COORDINATOR)
    RoleAssignment.objects.filter(pk=held.pk).update(ends_on=YESTERDAY)
    refused(WrongState, lambda: offices.end("director", held))


def test_role_that_has_not_begun_is_taken_back_and_the_record_keeps_it(offices: Offices) -> None:
    held = offices.grant("administrator", offices.cast.stranger, Role.AUDITOR, starts_on=NEXT_MONTH)
    pk = held.pk
    offices.end("administrator", held)

    assert not RoleAssignment.objects.filter(pk=pk).exists()
    event = AuditEvent.objects.get(action="take_back_role")
    assert event.subject == f"role:{pk}"
    assert event.payload.data["starts_on"] == NEXT_MONTH.isoformat()
    letter = OutboxMessage.objects.get(template="role_ended")
    assert letter.to == offices.cast.stranger.email
    assert "taken back" in letter.subject

    held.pk = pk
    refused(WrongState, lambda: offices.end("administrator", held))


# --- Somebody always administers ----------------------------------------------------------------------------


def second_administrator(offices: Offices, **values: Any) -> RoleAssignment:
    return offices.grant("administrator", offices.cast.stranger, Role.ADMINISTRATOR, **values)


def test_last_administrator_cannot_go(offices: Offices) -> None:
    refusal = refused(PolicyRefused, lambda: offices.end("administrator", offices.held(Role.ADMINISTRATOR)))
    assert refusal.reason.startswith("After that day nobody would be left to grant roles.")


def test_administrator_can_go_when_another_stays(offices: Offices) -> None:
    second_administrator(offices)
    offices.end("administrator", offices.held(Role.ADMINISTRATOR))


def test_two_administrators_cannot_both_go(offices: Offices) -> None:
    second = second_administrator(offices)
    offices.end("administrator", offices.held(Role.ADMINISTRATOR), ends_on=NEXT_MONTH)
    refused(PolicyRefused, lambda: offices.end("stranger", second, ends_on=NEXT_MONTH))


def _only_for_a_time(offices: Offices) -> None:
    second_administrator(offices, ends_on=NEXT_MONTH)


def _after_a_gap(offices: Offices) -> None:
    second_administrator(offices, starts_on=TOMORROW + timedelta(days=1))


def _about_to_leave(offices: Offices) -> None:
    offices.cast.stranger.separated_on = NEXT_MONTH
    offices.cast.stranger.save()
    second_administrator(offices)


def _without_login(offices: Offices) -> None:
    second_administrator(offices)
    offices.cast.stranger.user = None
    offices.cast.stranger.save()


def _with_a_closed_login(offices: Offices) -> None:
    second_administrator(offices)
    User.objects.filter(pk=offices.cast.stranger.user_id).update(is_active=False)


@pytest.mark.parametrize(
    "prepare", [_only_for_a_time, _after_a_gap, _about_to_leave, _without_login, _with_a_closed_login]
)
def test_administrator_who_would_not_really_be_there_does_not_count(
    offices: Offices, prepare: Callable[[Offices], None]
) -> None:
    prepare(offices)
    refused(PolicyRefused, lambda: offices.end("administrator", offices.held(Role.ADMINISTRATOR)))


def test_successor_who_was_named_cannot_be_taken_back_once_the_last_day_is_set(offices: Offices) -> None:
    second = second_administrator(offices, starts_on=TOMORROW)
    offices.end("administrator", offices.held(Role.ADMINISTRATOR))
    refused(PolicyRefused, lambda: offices.end("administrator", second))
