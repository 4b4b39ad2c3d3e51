"""Rules on the schedule of a stay overseas, as a table."""

from itertools import product

import pytest

from agreements.policy.schedule import Pattern, Schedule
from deto.policy.terms import EVERY_DAY
from telework.policy import Outcome, evaluate
from tests.cast import TUESDAYS_AND_THURSDAYS, schedule
from tests.policy.known_good import complete_but

ALL = schedule(*product((1, 2), range(5)))
BUT_ONE = schedule(*list(product((1, 2), range(5)))[:-1])


@pytest.mark.citation("2368.10(a)")
@pytest.mark.parametrize(
    ("planned", "expected"),
    [
        (ALL, Outcome.PASSED),
        (BUT_ONE, Outcome.FAILED),
        (TUESDAYS_AND_THURSDAYS, Outcome.FAILED),
        (None, Outcome.UNKNOWN),
    ],
)
def test_every_workday_overseas_is_a_telework_day(planned: Schedule | None, expected: Outcome) -> None:
    (finding,) = evaluate([EVERY_DAY], complete_but(schedule=planned, pattern=Pattern.CORE))
    assert finding.outcome is expected
