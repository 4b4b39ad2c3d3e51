"""The demonstration in a test: its addresses, its mode, and the named people of the cast."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from demo import clock as demo_clock
from demo.personas import PERSONAS
from telework import clock
from tests.cast import Cast, make_cast


@pytest.fixture
def demo(settings: Settings) -> None:
    """Demo mode, as far as pages ask for it."""
    settings.DEMO = True


@pytest.fixture
def cast(db: None) -> Cast:
    """Everyone of `tests.cast`, freshly made."""
    return make_cast()


@pytest.fixture
def named_cast(cast: Cast) -> Cast:
    """The cast, whose employee, supervisor, director and coordinator are the first named people."""
    people = (cast.employee, cast.supervisor, cast.director, cast.coordinator)
    for person, persona in zip(people, PERSONAS, strict=False):
        person.number = persona.employee_number
        person.save()
    return cast


@pytest.fixture
def moving_clock(db: None) -> Iterator[None]:
    """The application's clock follows the demonstration's, as in demo mode."""
    before = clock._offset
    clock.install_offset(demo_clock.offset)
    yield
    clock.install_offset(before)
