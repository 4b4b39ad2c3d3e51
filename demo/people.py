"""The named people as the demonstration's page shows them."""

from dataclasses import dataclass
from datetime import date

from demo.personas import PERSONAS
from eligibility.models import Employee


@dataclass(frozen=True)
class Figure:
    """One person to step into."""

    name: str
    number: str
    role: str
    shows: str


def figures(today: date) -> list[Figure]:
    """The named people who are loaded, can sign in and have not left, in the order of the stories."""
    there = {e.number: e for e in can_step_into(today, [p.employee_number for p in PERSONAS])}
    return [
        Figure(there[p.employee_number].full_name, p.employee_number, p.role, p.shows)
        for p in PERSONAS
        if p.employee_number in there
    ]


def can_step_into(today: date, numbers: list[str]) -> list[Employee]:
    """The people of these employee numbers who have a login and have not left."""
    serving = Employee.objects.serving(today).filter(number__in=numbers, user__is_active=True)
    return list(serving.select_related("user"))
