"""A thousand agreements are due, and whoever works on them is killed again and again: each is done once."""

import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.drills.department import Department, until
from tests.services.mail_server import MailServer

# How many start; half as many end on the same day.
STARTS = 700
KILLS = 50


def test_thousand_due_agreements_are_done_once_through_a_hundred_and_fifty_kills(
    place: Department, post: MailServer, figure: Callable[[str], None]
) -> None:
    seed = random.SystemRandom().randrange(1_000_000)
    due: dict[str, int] = place.due("build", str(STARTS))
    figure(f"{due['start']} agreements to start, {due['end']} to end; seed {seed}")
    for window in ("transaction", "claimed", "unmarked"):
        killed = place.due("kill", window, str(KILLS), str(seed))
        figure(f"{window}: killed {killed} times")
        assert killed == KILLS
    # The second of two rounds finds nothing left.
    assert place.due("finish") == {"started": 0, "ended": 0, "failed": 0, "sent": 0}

    found = in_order(place, due)
    letters = told(post, found, figure)
    assert sum(letters.values()) - len(letters) <= KILLS


def test_two_sweepers_a_week_late_do_everything_once_while_the_database_crashes(
    place: Department, post: MailServer, figure: Callable[[str], None]
) -> None:
    due = place.due("build", "100")
    with ThreadPoolExecutor(2) as both:
        working = [both.submit(place.due, "work", "7") for _ in range(2)]
        until(lambda: len(post.letters) >= 20, 60, "they are in the middle")
        place.run("bin/services", "crash")
        away = [one.result() for one in working]
    figure(f"two sweepers, {due['start']} starts and {due['end']} ends: the database was away {away} times")
    assert sum(away) > 0
    found = in_order(place, due)
    letters = told(post, found, figure)
    assert sum(letters.values()) - len(letters) <= 2  # one each


def test_due_agreements_are_done_once_while_the_broker_is_away(
    place: Department, post: MailServer, figure: Callable[[str], None]
) -> None:
    due = place.due("build", "100")
    place.kill_redis()
    try:
        begun = time.monotonic()
        assert place.due("finish") == {"started": 0, "ended": 0, "failed": 0, "sent": 0}
        took = time.monotonic() - begun
    finally:
        place.start_redis()
    figure(f"no broker: {due['start']} starts and {due['end']} ends in {took:.0f} s")
    letters = told(post, in_order(place, due), figure)
    assert set(letters.values()) == {1}


def test_pdf_that_finds_the_disk_full_is_made_later_and_its_letters_wait(
    place: Department, post: MailServer, tmp_path: Path, figure: Callable[[str], None]
) -> None:
    url = f"sqlite:///{tmp_path / 'full.sqlite3'}"
    place.run(sys.executable, "manage.py", "migrate", "--verbosity", "0", DATABASE_URL=url)
    found = place.due("full", "0", DATABASE_URL=url)
    figure(f"disk full: {found}")
    assert found["asked"] == found["failed"] == found["kept"] == found["made"] > 0
    assert found["waiting"] == found["sent"] == len(post.letters) > 0
    assert any(part.get_content_type() == "application/pdf" for mail in post.letters for part in mail.walk())


def in_order(place: Department, due: dict[str, int]) -> dict[str, Any]:
    """What the tables hold, after everything was done once: on its day, however late."""
    found: dict[str, Any] = place.due("report")
    assert (found["active"], found["ended"], found["other"]) == (due["start"], due["end"], 0)
    assert found["events"] == {"start": due["start"], "end": due["end"]}
    assert (found["twice"], found["faults"]) == (0, [])
    # To the employee and the supervisor of each start; of each end to the coordinator too.
    assert found["letters"] == {"agreement_started": 2 * due["start"], "agreement_ended": 3 * due["end"]}
    assert found["states"] == {"sent": sum(found["letters"].values())}
    return found


def told(post: MailServer, found: dict[str, Any], figure: Callable[[str], None]) -> Counter[str]:
    """How often each letter arrived: none is lost."""
    received = Counter(letter["Message-ID"] for letter in post.letters)
    written, again = sum(found["letters"].values()), sum(received.values()) - len(received)
    figure(f"{written} letters written, {written - len(received)} lost, {again} sent twice")
    assert len(received) == written
    return received
