"""What the tests of decisions about eligibility share: who decides, on what, and what was written."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from eligibility.models import (
    DeclaredEmergency,
    Designation,
    EligibilityDetermination,
    EligibilityException,
    Employee,
)
from eligibility.services import designation, emergency, exceptions
from eligibility.services.determination import assess
from telework.models import AuditEvent, OutboxMessage
from telework.policy import bars
from tests.cast import NOW, TODAY, Cast

UNTIL = date(2027, 3, 1)
REVIEW = date(2027, 1, 15)
RULE = "performance.close_supervision"
IN_EMERGENCY = "position.daily_classified"


def fails_own_rule(cast: Cast) -> Employee:
    Employee.objects.filter(pk=cast.employee.pk).update(needs_close_supervision=True)
    return Employee.objects.get(pk=cast.employee.pk)


def handles_classified_daily(cast: Cast) -> Employee:
    position = cast.employee.position
    assert position is not None
    position.classified_handling = "daily"
    position.save()
    return Employee.objects.get(pk=cast.employee.pk)


def grant(cast: Cast, by: str = "director", **changes: Any) -> EligibilityException:
    given: dict[str, Any] = {
        "employee": cast.employee,
        "rule_code": RULE,
        "reason": "Only she knows the system.",
        "until": UNTIL,
        "review_on": REVIEW,
        **changes,
    }
    return exceptions.grant_exception(actor=cast.user(by), now=given.pop("now", NOW), **given)


def designate(cast: Cast, by: str = "supervisor", **changes: Any) -> Designation:
    given: dict[str, Any] = {
        "employee": cast.employee,
        "reason_code": "programme_needs",
        "reason_text": "The move of the office needs everyone here.",
        "until": UNTIL,
        **changes,
    }
    return designation.designate_ineligible(actor=cast.user(by), now=given.pop("now", NOW), **given)


def declare(cast: Cast, by: str = "managing_officer", **changes: Any) -> DeclaredEmergency:
    given: dict[str, Any] = {
        "name": "Washington flood",
        "authority": "Determination 2026-14 of the Secretary",
        "starts_on": TODAY,
        "until": TODAY + timedelta(days=30),
        **changes,
    }
    return emergency.declare_emergency(actor=cast.user(by), now=given.pop("now", NOW), **given)


def barred(cast: Cast, on: date = TODAY) -> list[str]:
    return [finding.code for finding in bars(assess(Employee.objects.get(pk=cast.employee.pk), on))]


def is_eligible_by_record(cast: Cast) -> bool | None:
    """The stored, current determination."""
    return EligibilityDetermination.objects.get(employee=cast.employee, is_current=True).eligible


def letters(template: str) -> dict[str, OutboxMessage]:
    return {letter.to.partition("@")[0]: letter for letter in OutboxMessage.objects.filter(template=template)}


def written() -> tuple[int, ...]:
    """Everything a command may write: a refusal leaves all of it as it was."""
    models = (EligibilityException, Designation, DeclaredEmergency, EligibilityDetermination)
    return (*(m.objects.count() for m in models), AuditEvent.objects.count(), OutboxMessage.objects.count())


def refused(kind: type[Exception], attempt: Callable[[], object]) -> Any:
    before = written()
    with pytest.raises(kind) as caught:
        attempt()
    assert written() == before
    return caught.value
