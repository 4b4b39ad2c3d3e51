"""Declared emergencies as agreements need them: which one somebody's eligibility rests on (2362.4)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F

from eligibility.models import DeclaredEmergency, EligibilityException, Employee
from eligibility.policy.fam_2018 import RULES_BY_CODE
from telework.policy import Finding


def behind(person: Employee, findings: Iterable[Finding], today: date) -> DeclaredEmergency | None:
    """The emergency without which a rule would bar the person; of several the one that ends first.

    findings  what the rules say about the person on the day, exceptions among them
    """
    codes = [one.code for one in findings if one.exception and needs_emergency(one.code)]
    if not codes:
        return None
    rows = EligibilityException.objects.in_force(today).filter(
        employee=person, rule_code__in=codes, emergency__isnull=False
    )
    found = rows.select_related("emergency").order_by(F("emergency__until").asc(nulls_last=True), "pk")
    return next((row.emergency for row in found if row.emergency.is_in_force(today)), None)  # type: ignore[attr-defined]


def needs_emergency(code: str) -> bool:
    """Whether an exception from the rule is possible only while an emergency is declared."""
    rule = RULES_BY_CODE.get(code)
    return rule is not None and not rule.is_exceptable
