"""Government equipment on loan: what is asked about anew, and when it is due back (2366.3(a), (b))."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from telework.calendar import FederalCalendar
from telework.policy import Reading

RETURN_WORKDAYS = 10
LONGEST_REASON = 1000
LONGEST_SERIAL = 60

LOAN_READING = Reading(
    "Equipment on loan",
    "The bureau's executive director, or the designee, may lend equipment (3 FAM 2366.3(a)). Once an "
    "agreement is in effect, one of them confirms each piece of Government equipment that it lists, with its "
    "serial number, or declines it with a reason. New terms ask only about what is new, and nothing is due "
    "back at a change of terms. When the agreement ends, what is out is due back 10 workdays after its last "
    "day. The regulation sets no day; this is as long as a notice.",
)


@dataclass(frozen=True)
class Piece:
    """A piece of equipment by what it is called, and its serial number where that is known."""

    name: str
    serial_number: str

    def is_same(self, lent: "Piece") -> bool:
        """Whether the piece that terms list is the one that was lent, or asked for, before."""
        is_alike = self.name.casefold() == lent.name.casefold()
        return is_alike and self.serial_number in ("", lent.serial_number)


def new_among(listed: Iterable[tuple[int, Piece]], lent: Iterable[Piece]) -> list[int]:
    """The keys of those `listed` that are not `lent` yet; each piece lent stands for one that is listed."""
    left, new = list(lent), []
    for key, piece in listed:
        same = next((one for one in left if piece.is_same(one)), None)
        if same is None:
            new.append(key)
        else:
            left.remove(same)
    return new


def due_back_on(last_day: date, calendar: FederalCalendar, *, washington: bool) -> date:
    """The day by which what is out comes back, after the last day of the agreement."""
    return calendar.count_workdays(last_day, RETURN_WORKDAYS, washington=washington).last_day
