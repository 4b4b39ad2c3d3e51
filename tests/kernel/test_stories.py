"""A story that is written again leaves what telling it left, and is told anew where anything differs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction

from eligibility.models import Bureau
from tests import stories
from tests.cast import Cast, active, bureau, make_cast
from tests.stories import begin, told_once

pytestmark = pytest.mark.django_db


@dataclass
class Town:
    """What a story of these tests makes."""

    bureau: Bureau


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    """What other tests have kept is put aside, so that the first story here is told."""
    kept, stories._library.kept = stories._library.kept, {}
    yield
    stories._library.kept = kept


@pytest.fixture
def told() -> list[str]:
    """What was really told, in order."""
    return []


@pytest.fixture
def town(told: list[str]) -> Callable[[], Town]:
    @told_once
    def story() -> Town:
        told.append("town")
        return Town(bureau("TWN", "Town"))

    return story


@pytest.fixture
def growth(told: list[str]) -> Callable[[Town], str]:
    @told_once
    def story(town: Town) -> str:
        told.append("growth")
        Bureau.objects.filter(pk=town.bureau.pk).update(name="City")
        return "grown"

    return story


def undone(story: Callable[[], object]) -> stories.Tables:
    """The rows after `story`, which is then undone, as a test is."""
    begin([])
    with transaction.atomic():
        story()
        rows = stories._rows()
        transaction.set_rollback(True)
    return rows


def test_written_again_every_row_is_as_it_was_told() -> None:
    def whole() -> None:
        assert active(make_cast()).state == "active"

    assert undone(whole) == undone(whole)


def test_a_row_that_was_changed_is_written_with_its_change(
    told: list[str], town: Callable[[], Town], growth: Callable[[Town], str]
) -> None:
    first = undone(lambda: growth(town()))
    assert undone(lambda: growth(town())) == first
    assert told == ["town", "growth"]
    assert "City" in str(first["eligibility_bureau"])


def test_after_another_write_a_story_is_told_anew(
    told: list[str], town: Callable[[], Town], growth: Callable[[Town], str]
) -> None:
    def interrupted() -> None:
        made = town()
        bureau("XYZ", "Between")
        growth(made)

    undone(interrupted)
    undone(interrupted)
    assert told == ["town", "growth", "growth"]


def test_what_was_changed_since_is_not_taken_for_what_was_made(
    told: list[str], town: Callable[[], Town], growth: Callable[[Town], str]
) -> None:
    other = bureau("OTH", "Other")

    def exchanged() -> None:
        made = town()
        made.bureau = other
        growth(made)

    undone(exchanged)
    undone(exchanged)
    assert told == ["town", "growth", "growth"]


def test_a_test_that_changes_settings_or_code_tells_all_by_itself(
    told: list[str], town: Callable[[], Town]
) -> None:
    for fixture in ("settings", "monkeypatch"):
        begin(["db", fixture])
        with transaction.atomic():
            town()
            transaction.set_rollback(True)
    assert told == ["town", "town"]


def test_the_cast_is_another_one_each_time_with_the_same_people() -> None:
    casts: list[Cast] = []
    for _ in range(2):
        undone(lambda: casts.append(make_cast()))
    assert casts[0] is not casts[1]
    assert casts[0].employee == casts[1].employee
