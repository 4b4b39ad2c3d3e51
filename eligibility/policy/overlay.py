"""A bureau's own parameters over the Department's: the same or less restrictive, never stricter (2362(d))."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

CITATION = "2362(d)"


class Stricter(StrEnum):
    """In which direction a number restricts more."""

    LOWER = "lower"
    HIGHER = "higher"


@dataclass(frozen=True)
class Parameter:
    """One number that a bureau may state.

    department  the Department's value; None where it sets no limit, and then every limit is stricter
    unlimited   what the absence of a limit is called
    largest     what is still a slip of the pen; a notice must leave room within the year that it may last
    """

    code: str
    label: str
    unit: str
    department: int | None
    stricter: Stricter
    unlimited: str = ""
    largest: int = 366

    @property
    def department_in_words(self) -> str:
        return self.unlimited if self.department is None else f"{self.department} {self.unit}"

    def is_stricter(self, value: int) -> bool:
        """Whether `value` restricts more than the Department's own."""
        if self.department is None:
            return True
        return value < self.department if self.stricter is Stricter.LOWER else value > self.department


PARAMETERS: tuple[Parameter, ...] = (
    Parameter(
        "telework_days_a_week",
        "Most telework days in a week",
        "days",
        None,
        Stricter.LOWER,
        "no limit: the supervisor decides",
        largest=7,
    ),
    Parameter(
        "situational_days_a_year",
        "Most situational days in a year",
        "days",
        None,
        Stricter.LOWER,
        "no limit: about 12 is advice",
    ),
    Parameter(
        "months_of_service", "Months of service before telework", "months", 0, Stricter.HIGHER, largest=600
    ),
    Parameter(
        "training_every_years",
        "Years until the course is taken again",
        "years",
        None,
        Stricter.LOWER,
        "never: once is enough",
        largest=100,
    ),
    Parameter(
        "decision_workdays",
        "Workdays in which a supervisor answers a request",
        "workdays",
        5,
        Stricter.HIGHER,
    ),
    Parameter(
        "notice_workdays",
        "Workdays of notice when a supervisor ends or adjusts an agreement",
        "workdays",
        10,
        Stricter.LOWER,
        largest=60,
    ),
)
BY_CODE: Mapping[str, Parameter] = {parameter.code: parameter for parameter in PARAMETERS}


def faults(values: Mapping[str, int]) -> dict[str, str]:
    """Why values cannot be a bureau's, by parameter; empty where all can."""
    found = {}
    for code, value in values.items():
        parameter = BY_CODE.get(code)
        if parameter is None:
            found[code] = "There is no such parameter."
        elif not 0 <= value <= parameter.largest:
            found[code] = f"Give a number from 0 to {parameter.largest}, or leave it empty."
        elif parameter.is_stricter(value):
            found[code] = (
                f"This is stricter than the Department's ({parameter.department_in_words}). A bureau's "
                f"policy may not be more restrictive (3 FAM {CITATION}). Leave it empty, or ask the "
                "telework managing officer."
            )
    return found
