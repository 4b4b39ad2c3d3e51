"""How letters come, for the walk over every address: the supervisor's daily letter, with something in it."""

from collections.abc import Callable, Mapping
from typing import Any

from agreements.models import Agreement
from eligibility.services.letter_choice import choose_letters
from telework import clock
from tests.cast import Cast
from tests.walks.letter_world import add_held_letter


def add_daily_letter(cast: Cast) -> None:
    choose_letters(actor=cast.user("supervisor"), now=clock.now(), informing="daily")
    add_held_letter(cast.supervisor)


# One of each make: plain, with headings, with lists, with findings; the others differ in words alone.
PREVIEWED = ("agreement_started", "daily_letter", "injury_reported", "eligibility_outcome")
FILLINGS: dict[str, Callable[[Mapping[str, Agreement]], list[dict[str, Any]]]] = {
    "letter_preview": lambda cases: [{"letter": letter} for letter in PREVIEWED],
}
