"""Days that are odd: the clock changes, or February has 29; each counts by Washington's date."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from agreements.models import Agreement
from agreements.states import State
from agreements.tasks import Swept, sweep_due
from tests.cast import Cast, approved

WASHINGTON = ZoneInfo("America/New_York")
ODD_DAYS = [
    date(2027, 3, 14),  # the clock goes from 2 to 3 in the morning
    date(2027, 11, 7),  # from 2 back to 1
    date(2028, 2, 29),
    date(2028, 3, 1),
    date(2026, 12, 31),
]


def at(day: date, hour: int, minute: int = 0, fold: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=WASHINGTON, fold=fold)


def due_on(cast: Cast, day: date, **changes: object) -> Agreement:
    agreement = approved(cast)
    for name, value in changes.items():
        setattr(agreement, name, value)
    agreement.starts_on = day
    agreement.save(update_fields=["starts_on", *changes])
    return agreement


@pytest.mark.parametrize("day", ODD_DAYS)
def test_agreement_starts_with_the_day_and_not_an_hour_before(cast: Cast, day: date) -> None:
    agreement = due_on(cast, day)
    assert sweep_due(at(day - timedelta(days=1), 23, 59)) == Swept()
    assert sweep_due(at(day, 0)) == Swept(started=1)
    assert Agreement.objects.get(pk=agreement.pk).starts_on == day


@pytest.mark.parametrize("day", ODD_DAYS)
def test_agreement_holds_through_the_last_minute_of_its_last_day(cast: Cast, day: date) -> None:
    agreement = due_on(cast, day - timedelta(days=30), ends_on=day)
    assert sweep_due(at(day - timedelta(days=30), 12)) == Swept(started=1)
    assert sweep_due(at(day, 23, 59)) == Swept()
    assert sweep_due(at(day + timedelta(days=1), 0)) == Swept(ended=1)
    ended = Agreement.objects.get(pk=agreement.pk)
    assert (ended.state, ended.ended_on) == (State.ENDED, day)


def test_hour_that_comes_twice_does_nothing_twice(cast: Cast) -> None:
    day = date(2027, 11, 7)
    due_on(cast, day)
    assert sweep_due(at(day, 1, 30)) == Swept(started=1)
    assert sweep_due(at(day, 1, 30, fold=1)) == Swept()


def test_hour_that_is_missing_leaves_nothing_out(cast: Cast) -> None:
    day = date(2027, 3, 14)
    due_on(cast, day)
    assert sweep_due(at(day, 2, 30)) == Swept(started=1)
