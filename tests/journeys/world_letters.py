"""How letters come, for the walk over every address: the supervisor's daily letter, with something in it."""

from eligibility.services.letter_choice import choose_letters
from telework import clock
from tests.cast import Cast
from tests.walks.letter_world import add_held_letter


def add_daily_letter(cast: Cast) -> None:
    choose_letters(actor=cast.user("supervisor"), now=clock.now(), informing="daily")
    add_held_letter(cast.supervisor)
