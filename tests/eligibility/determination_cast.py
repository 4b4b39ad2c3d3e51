"""Runs of determinations in the shared cast, and people whose facts differ in every relation."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from eligibility.models import (
    Designation,
    DisciplineAction,
    EligibilityDetermination,
    EligibilityException,
    Employee,
)
from eligibility.services.determination_run import (
    Run,
    determine_all,
)
from telework.models import User
from tests.cast import NOW, TODAY, Cast, train

LATER = NOW + timedelta(days=7)


def system() -> User:
    return User.objects.system()


def run(now: Any = NOW, *, only_changed: bool = True, chunk: int = 2_000) -> Run:
    return determine_all(actor=system(), now=now, occasion="nightly", only_changed=only_changed, chunk=chunk)


def current(who: Employee) -> EligibilityDetermination:
    return EligibilityDetermination.objects.select_related("rules").get(employee=who, is_current=True)


def disciplined(who: Employee, on: date = date(2026, 2, 1), **values: Any) -> DisciplineAction:
    facts = {"kind": "absence", "calendar_year": 2025, "days": Decimal("5.5"), **values}
    reference = f"D{DisciplineAction.objects.count()}"
    return DisciplineAction.objects.create(employee=who, action_on=on, reference=reference, **facts)


def varied(cast: Cast) -> list[Employee]:
    """People whose facts differ in every relation that facts are read from."""
    disciplined(cast.employee)
    disciplined(cast.stranger, kind="pornography", calendar_year=None, days=None)
    Designation.objects.create(
        employee=cast.auditor,
        reason_code="programme_needs",
        reason_citation="2362.1(a)",
        reason_text="The vault has to be staffed.",
        designated_by=cast.director,
        designated_at=NOW,
        starts_on=TODAY,
        review_on=TODAY + timedelta(days=90),
    )
    Employee.objects.filter(pk=cast.director.pk).update(
        rating_of_record="unacceptable", needs_close_supervision=None, position=None
    )
    EligibilityException.objects.create(
        employee=cast.supervisor,
        rule_code="performance.close_supervision",
        reason="A short task.",
        granted_by=cast.director,
        granted_at=NOW,
        starts_on=TODAY,
        until=TODAY + timedelta(days=30),
        review_on=TODAY + timedelta(days=20),
    )
    Employee.objects.filter(pk=cast.supervisor.pk).update(needs_close_supervision=True)
    train(cast.supervisor)
    return list(Employee.objects.select_related("position").order_by("pk"))
