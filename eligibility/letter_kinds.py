"""Which letter is sent at once and which only informs, by template and by who reads it.

The rows stand in `letter_table`. They stand here, below every app that sends letters, because whether one may
wait is asked wherever one is written. Reading where the issue is silent: what demands an act, what begins,
ends, suspends or denies one's own telework, and whatever we are not sure of, is sent at once.
"""

from dataclasses import dataclass
from enum import StrEnum

from eligibility.models import Employee


class Reader(StrEnum):
    """Who gets a letter, as the letter speaks to them."""

    EMPLOYEE = "the employee"
    SUPERVISOR = "the supervisor"
    COORDINATOR = "the bureau telework coordinator"
    DECIDER = "whoever is asked to act"
    NEXT_LEVEL = "the next level"
    PART_TAKER = "whoever decided or was asked before"
    OFFICE = "the offices concerned"


# Letters speak to the two sides as such, and to everybody else alike.
SIDES = (Reader.EMPLOYEE, Reader.SUPERVISOR)


@dataclass(frozen=True)
class LetterKind:
    """One letter: what it is about, and who gets it.

    at_once  whom it is sent to at once, whatever they chose
    informs  whom it only informs: it asks nothing of them, so it may wait for their daily letter
    """

    about: str
    at_once: tuple[Reader, ...] = ()
    informs: tuple[Reader, ...] = ()

    @property
    def readers(self) -> tuple[Reader, ...]:
        return self.at_once + self.informs

    def only_informs(self, reader: Employee, concerned: Employee) -> bool:
        """True when it asks nothing of `reader`; `concerned` is the employee whom it is about."""
        if reader.pk == concerned.pk:
            return Reader.EMPLOYEE in self.informs
        if reader.pk == concerned.supervisor_id:
            return Reader.SUPERVISOR in self.informs
        return any(other not in SIDES for other in self.informs)
