"""Which pieces of equipment are asked about anew, and the day by which they are due back."""

from datetime import date

import pytest

from agreements.policy.loan import Piece, due_back_on, new_among
from telework.calendar import FederalCalendar

LAPTOP, NUMBERED, OTHER = Piece("Laptop", ""), Piece("laptop", "A-1"), Piece("Laptop", "B-2")


@pytest.mark.parametrize(
    ("listed", "lent", "new"),
    [
        ([LAPTOP], [], [0]),
        ([LAPTOP], [NUMBERED], []),
        ([NUMBERED], [NUMBERED], []),
        ([OTHER], [NUMBERED], [0]),
        ([LAPTOP, LAPTOP], [NUMBERED], [1]),
        ([LAPTOP, LAPTOP], [NUMBERED, OTHER], []),
        ([Piece("Dock", "")], [NUMBERED], [0]),
    ],
)
def test_a_piece_lent_stands_for_one_that_is_listed(
    listed: list[Piece], lent: list[Piece], new: list[int]
) -> None:
    assert new_among(list(enumerate(listed)), lent) == new


def test_what_is_out_is_due_ten_workdays_after_the_last_day() -> None:
    # Thanksgiving Day, the 26th, does not count.
    assert due_back_on(date(2026, 11, 20), FederalCalendar({}), washington=True) == date(2026, 12, 7)
