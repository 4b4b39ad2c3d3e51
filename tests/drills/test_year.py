"""A year of a department of sixty: however often is swept, the same letters go and the same cases end."""

import json
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from demo.simulation.year import RHYTHMS
from tests.drills.department import Department

# What such a year has to contain, or it would prove nothing.
LIVED = {
    "import_workforce",
    "take_in",
    "approve",
    "deny",
    "start",
    "end",
    "give_notice",
    "open_review",
    "decide_review",
    "sign_review",
    "add_closure",
}


def test_year_comes_to_the_same_however_often_is_swept(
    place: Department, tmp_path: Path, figure: Callable[[str], None]
) -> None:
    def played(rhythm: str) -> dict[str, Any]:
        url = f"sqlite:///{tmp_path / rhythm}.sqlite3"
        place.run(sys.executable, "manage.py", "migrate", "--verbosity", "0", DATABASE_URL=url)
        year = ("simulate", "--days", "365", "--people", "60", "--rhythm", rhythm, "--json")
        played = place.run(sys.executable, "manage.py", *year, "--verbosity", "0", DATABASE_URL=url)
        faults = place.inside("faults", DATABASE_URL=url)
        return {**json.loads(played), "faults": faults}

    with ThreadPoolExecutor(2) as both:
        years = dict(zip(RHYTHMS, both.map(played, RHYTHMS), strict=True))
    daily = years["daily"]
    for rhythm, year in years.items():
        cases, letters = sum(year["states"].values()), sum(year["letters"].values())
        reminders = sum(year["reminders"].values())
        figure(f"a year, {rhythm}: {cases} cases, {letters} letters, {reminders} reminders")
        assert (year["failed"], year["faults"]) == (0, []), rhythm
        assert year["states"] == daily["states"], rhythm
        assert year["letters"] == daily["letters"], rhythm
    assert set(daily["events"]) >= LIVED
