"""Celery and Redis as in production, killed and silenced: nothing is lost, and nobody waits for long."""

import time
from collections import Counter
from collections.abc import Callable
from statistics import median
from threading import Event

import pytest

from tests.drills.department import Department, refusing_port, silent_port, until
from tests.services.mail_server import MailServer

WORKER = ("worker", "--concurrency", "2")
# Seconds: how long an answer may take. Booting a process is no part of them.
WITH_BROKER, AFTER_KILL, AFTER_BROKER = 1.0, 15.0, 30.0
REFUSED, SILENT = 0.2, 1.5


def received(post: MailServer) -> Counter[str]:
    return Counter(letter["To"] for letter in post.letters)


def start_worker(place: Department) -> float:
    """Start one and wait until it listens; how long that took."""
    place.start(*WORKER)
    return until(place.worker_listens, 60, "the worker listens")


def test_letter_goes_in_less_than_a_second_without_any_scheduler(
    place: Department, post: MailServer, figure: Callable[[str], None]
) -> None:
    start_worker(place)
    arrived: dict[str, float] = {}
    post.before_accepting = lambda letter: arrived.update({letter["To"]: time.time()})
    took = []
    for number in range(5):
        (committed,) = place.inside("letters", "1", f"quick{number}x")
        until(place.all_sent, 10, "the letter is sent")
        took.append(arrived[f"quick{number}x0@example.gov"] - committed)

    figure(f"commit to mail server: {', '.join(f'{seconds:.2f}' for seconds in took)} s")
    assert median(took) < WITH_BROKER


def test_worker_killed_in_the_middle_is_made_good_within_15_seconds(
    place: Department, post: MailServer, figure: Callable[[str], None]
) -> None:
    post.before_accepting = lambda letter: time.sleep(0.1)
    place.start("beat")
    worker = place.start(*WORKER)
    until(place.worker_listens, 60, "the worker listens")
    place.inside("letters", "30", "kill")
    until(lambda: len(post.letters) >= 5, 30, "the worker is in the middle")
    place.kill(worker)
    left = 30 - place.states()["sent"]
    assert left > 5

    start_worker(place)
    took = until(place.all_sent, AFTER_KILL, "all letters sent after the kill")
    again = sum(received(post).values()) - len(received(post))
    figure(f"left at the kill: {left}; done {took:.1f} s after a worker ran again; sent twice: {again}")
    assert len(received(post)) == 30
    assert again <= 2  # one a process that was killed


def test_redis_killed_and_restarted_is_found_again_by_worker_and_beat(
    place: Department, post: MailServer, figure: Callable[[str], None]
) -> None:
    place.start("beat")
    start_worker(place)
    place.inside("letters", "3", "before")
    until(place.all_sent, 20, "the letters before")
    # A task in hand that ends while Redis is away has nobody to acknowledge it to.
    in_hand = Event()
    post.before_accepting = lambda letter: (in_hand.set(), time.sleep(2))
    place.inside("letters", "1", "in-hand")
    assert in_hand.wait(20)
    place.kill_redis()
    until(place.all_sent, 10, "the letter in hand")
    post.before_accepting = lambda letter: None
    place.inside("letters", "3", "during")
    time.sleep(5)
    assert place.states() == {"sent": 4, "queued": 3}

    place.start_redis()
    took = until(place.all_sent, AFTER_BROKER, "the letters written while Redis was away")
    figure(f"done {took:.1f} s after Redis came back")
    assert all(process.poll() is None for process in place.processes)
    assert set(received(post).values()) == {1}


@pytest.mark.parametrize("kind", ["refused", "silent"])
def test_broker_that_is_away_costs_a_request_little_and_loses_nothing(
    place: Department, post: MailServer, figure: Callable[[str], None], kind: str
) -> None:
    number = "5"
    well = place.inside("requests", number)
    until(lambda: place.states()["queued"] >= 10, 5, "the letters are written")
    place.forget_everything()
    with silent_port() as silent:
        port = silent if kind == "silent" else refusing_port()
        away = place.inside("requests", number, CELERY_BROKER_URL=f"redis://127.0.0.1:{port}/0")

    cost = [request - median(well) for request in away]
    figure(f"{kind}: {', '.join(f'{seconds:.3f}' for seconds in cost)} s more than {median(well):.3f} s")
    assert max(cost) < (SILENT if kind == "silent" else REFUSED)
    written = place.states()
    assert written["queued"] >= 10
    start_worker(place)
    place.start("beat")
    until(place.all_sent, 60, "the letters written while the broker was away")
    assert sum(received(post).values()) == sum(written.values())
