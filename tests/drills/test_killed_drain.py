"""A drain that is killed with SIGKILL: nothing is lost, and only the letter at hand may go twice."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from telework.outbox import CLAIM_LASTS
from tests.drills.department import ROOT, Department
from tests.services.mail_server import MailServer

LETTERS, KILLS = 20, 4
# On SQLite the letter at hand comes back when its claim expires; PostgreSQL lets go of it at once.
WAIT = {"postgresql": 0, "sqlite": int(CLAIM_LASTS.total_seconds()) // 60 + 1}


@pytest.fixture
def database(request: pytest.FixtureRequest, place: Department, tmp_path: Path) -> dict[str, str]:
    """What names the database that the drill runs on."""
    if request.param == "postgresql":
        return {}
    url = {"DATABASE_URL": f"sqlite:///{tmp_path / 'drill.sqlite3'}"}
    place.run(sys.executable, "manage.py", "migrate", "--verbosity", "0", **url)
    return url


@pytest.mark.parametrize("database", WAIT, indirect=True)
@pytest.mark.parametrize("when", ["before", "after"])
def test_drain_killed_around_a_letter_loses_none_and_repeats_at_most_that_one(
    place: Department,
    post: MailServer,
    database: dict[str, str],
    when: str,
    figure: Callable[[str], None],
    request: pytest.FixtureRequest,
) -> None:
    name = request.node.callspec.params["database"]
    wait = WAIT[name]
    place.inside("letters", str(LETTERS), "drill", **database)
    for kill in range(KILLS):
        command = [sys.executable, "-m", "tests.drills.inside", "drain", str(kill * wait), when, "4"]
        done = subprocess.run(
            command, cwd=ROOT, env=place.environment | database, capture_output=True, check=False
        )
        assert done.returncode == -9, done.stderr
    place.inside("drain", str(KILLS * wait), **database)
    assert place.inside("drain", str((KILLS + 1) * wait), **database) == 0

    received = Counter(letter["Message-ID"] for letter in post.letters)
    again = sum(received.values()) - LETTERS
    lost = LETTERS - len(received)
    figure(f"{name}, {LETTERS} letters, {KILLS} kills {when} sending: {again} sent twice, {lost} lost")
    assert len(received) == LETTERS
    assert again == (KILLS if when == "after" else 0)
