"""The clock: Washington's dates, whatever the machine's zone, and an offset that only the demo installs."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from telework import clock


@pytest.fixture
def offset() -> Iterator[None]:
    """Two days ahead, and back to the present afterwards."""
    before = clock._offset
    clock.install_offset(lambda: timedelta(days=2))
    yield
    clock.install_offset(before)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 24, 4, 59, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 24, 5, 0, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 7, 1, 3, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 7, 1, 4, 0, tzinfo=UTC), date(2026, 7, 1)),
    ],
)
def test_a_date_is_washingtons_in_winter_and_in_summer(moment: datetime, day: date) -> None:
    assert clock.date_of(moment) == day
    with timezone.override("Asia/Tokyo"):
        assert clock.date_of(moment) == day
    with time_machine.travel(moment, tick=False):
        assert (clock.now(), clock.today()) == (moment, day)


def test_an_offset_moves_now_and_today(offset: None) -> None:
    with time_machine.travel(datetime(2026, 11, 23, 15, 0, tzinfo=UTC), tick=False):
        assert clock.now() == datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
        assert clock.today() == date(2026, 11, 25)
