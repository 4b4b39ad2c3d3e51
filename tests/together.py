"""Doing several things at the same moment, each in a thread and on a connection of its own."""

import os
from collections.abc import Callable
from dataclasses import replace
from threading import Barrier, Thread
from typing import Any

from django.db import connection

from tests.cast import Cast, person, train

# The build races two hundred times on PostgreSQL; elsewhere a few times tell a mistake.
REPETITIONS = int(os.environ.get("ETELEWORK_RACES", "10"))
PATIENCE = 30  # seconds

Story = Callable[[Cast, int], None]


def together(*acts: Callable[[], Any]) -> list[Any]:
    """What each of `acts` returned or raised, all having begun at once."""
    barrier = Barrier(len(acts))
    outcomes: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        connection.ensure_connection()
        barrier.wait(PATIENCE)
        try:
            outcomes[place] = act()
        except Exception as raised:  # what was raised is the outcome, and the test looks at it
            outcomes[place] = raised
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for ever"
    return outcomes


def raised(outcomes: list[Any]) -> list[Exception]:
    return [outcome for outcome in outcomes if isinstance(outcome, Exception)]


def many_times(story: Story) -> Callable[[Cast], None]:
    """A test that plays `story` many times, each with an employee of its own.

    Not many tests: emptying the tables after each would take longer than the stories.
    """

    def test(cast: Cast) -> None:
        for repetition in range(REPETITIONS):
            colleague = person(f"Emma{repetition}", "Employee", cast.bureau, supervisor=cast.supervisor)
            train(colleague)
            story(replace(cast, employee=colleague), repetition)

    test.__name__, test.__doc__ = story.__name__, story.__doc__
    return test
