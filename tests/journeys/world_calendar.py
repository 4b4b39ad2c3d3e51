"""The own calendar, for the walk over every address: an address of the employee's."""

from collections.abc import Callable
from typing import Any

from agreements.models import Agreement
from agreements.services.calendar_feed import create_feed
from tests.cast import NOW, Cast

Arguments = list[dict[str, Any]]
# The page of that name says the same behind every address that opens nothing.
FILLINGS: dict[str, Callable[[dict[str, Agreement]], Arguments]] = {
    "calendar_feed": lambda cases: [{"token": "A" * 43}]
}


def add_feed(cast: Cast) -> None:
    """The employee has an address; the others have none."""
    create_feed(actor=cast.user("employee"), now=NOW)
