"""What the database itself refuses, and who holds a role on a day."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F, Model

from eligibility.models import (
    Bureau,
    DisciplineAction,
    EligibilityDetermination,
    Employee,
    Position,
    RoleAssignment,
    TrainingCompletion,
)
from tests.eligibility.conftest import NOW, Extract

pytestmark = pytest.mark.django_db

NONSENSE: list[tuple[type[Model], dict[str, Any]]] = [
    (Bureau, {"kind": "kingdom"}),
    (Position, {"service": "secret"}),
    (Position, {"classified_handling": "hourly"}),
    (Position, {"onsite_activity": "monthly"}),
    (Employee, {"appointment_type": "volunteer"}),
    (Employee, {"supervisor": F("id")}),
    (Employee, {"absence_burden": True}),
    (Employee, {"separated_on": date(2000, 1, 1)}),
    (DisciplineAction, {"kind": "lateness"}),
    (DisciplineAction, {"kind": "pornography"}),
    (DisciplineAction, {"days": 0}),
    (TrainingCompletion, {"course": "cooking"}),
    (TrainingCompletion, {"completed_on": None}),
    (TrainingCompletion, {"exempt_evidence_on": date(2010, 1, 1)}),
    (RoleAssignment, {"role": "king"}),
    (RoleAssignment, {"role": "employee"}),
    (RoleAssignment, {"role": "auditor"}),
    (RoleAssignment, {"bureau": None}),
    (RoleAssignment, {"ends_on": date(2025, 1, 1)}),
]


@pytest.mark.parametrize(("model", "values"), NONSENSE)
def test_database_refuses_nonsense(extract: Extract, model: type[Model], values: dict[str, Any]) -> None:
    extract.bring_in()
    with pytest.raises(IntegrityError), transaction.atomic():
        model._default_manager.update(**values)


def test_person_has_one_current_determination(extract: Extract) -> None:
    extract.bring_in()

    def determine(**values: Any) -> None:
        EligibilityDetermination.objects.create(
            employee=Employee.objects.get(number="E4"),
            determined_at=NOW,
            determined_on=NOW.date(),
            policy_set="fam_2018",
            findings=[],
            facts={},
            occasion="test",
            **values,
        )

    determine()
    determine(is_current=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        determine()


@pytest.mark.parametrize(
    ("today", "is_held"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_role_is_held_from_its_first_through_its_last_day(
    extract: Extract, today: date, is_held: bool
) -> None:
    extract.row("roles.csv", "E3")["ends_on"] = "2026-06-30"
    extract.bring_in()

    assert RoleAssignment.objects.in_force(today).exists() is is_held


def test_person_serves_through_the_last_day(extract: Extract) -> None:
    extract.row("employees.csv", "E5")["separated_on"] = "2026-11-03"
    extract.bring_in()
    person = Employee.objects.get(number="E5")

    for today, is_gone in ((date(2026, 11, 3), False), (date(2026, 11, 4), True)):
        assert person.is_separated(today) is is_gone
        assert Employee.objects.serving(today).filter(pk=person.pk).exists() is not is_gone
