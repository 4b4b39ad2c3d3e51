"""Who grants which role, the days around today, and what is refused."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from eligibility.models import RoleAssignment
from telework.errors import CommandRefused
from telework.models import AuditEvent, OutboxMessage
from telework.roles import Role
from tests.cast import TODAY

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
NEXT_MONTH = TODAY + timedelta(days=30)


def written() -> tuple[list[Any], int, int]:
    rows = list(RoleAssignment.objects.order_by("pk").values())
    return rows, AuditEvent.objects.count(), OutboxMessage.objects.count()


def refused(kind: type[CommandRefused], act: Callable[[], object]) -> CommandRefused:
    """The refusal of `act`, which must leave no trace."""
    before = written()
    with pytest.raises(kind) as caught:
        act()
    assert type(caught.value) is kind
    assert written() == before
    return caught.value


# --- Who may ------------------------------------------------------------------------------------------------

BUREAU_ROLES = {Role.EXECUTIVE_DIRECTOR_DESIGNEE, Role.COORDINATOR, Role.HR_SPECIALIST}
FROM_HR = {Role.EMPLOYEE, Role.SUPERVISOR}
GRANTS = {
    "administrator": set(Role) - FROM_HR - BUREAU_ROLES,
    "director": BUREAU_ROLES,
}
EVERYBODY = (
    "administrator",
    "director",
    "coordinator",
    "supervisor",
    "employee",
    "stranger",
    "other_coordinator",
    "managing_officer",
    "auditor",
)
