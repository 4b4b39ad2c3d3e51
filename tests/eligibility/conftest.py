"""A small extract that is right in every row, for tests to spoil; the offices, and a visit to their pages."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from eligibility.hr_feed.files import FILES
from eligibility.hr_feed.report import ImportReport
from eligibility.services.workforce import import_workforce
from telework.models import User
from tests import cast as people
from tests.eligibility.role_cast import Offices, make_offices

NOW = datetime(2026, 11, 3, 15, tzinfo=UTC)
Rows = list[dict[str, str]]

POSITION = {
    "title": "Analyst",
    "bureau": "EUR",
    "service": "civil",
    "is_supervisory": "no",
    "in_washington_area": "yes",
    "classified_handling": "occasional",
    "onsite_activity": "never",
}
PERSON = {
    "given_name": "Ada",
    "family_name": "Berg",
    "appointment_type": "career",
    "is_part_time": "no",
    "rating_of_record": "exceeds",
    "rating_on": "2026-01-15",
    "needs_close_supervision": "no",
    "on_leave_restriction": "no",
    "hired_on": "2015-03-02",
    "as_of": "2026-11-02",
}


def small_extract() -> dict[str, Rows]:
    """Two bureaus, a post, ten people: E1 leads E2 and E3, E2 leads the rest."""
    numbers = range(1, 11)
    supervisors = {1: "", 2: "E1", 3: "E1"}
    return {
        "organizations.csv": [
            {"code": "EUR", "name": "Europe", "kind": "regional"},
            {"code": "CA", "name": "Consular Affairs", "kind": "functional"},
        ],
        "posts.csv": [
            {"code": "OSLO", "name": "Oslo", "country": "NO", "bureau": "EUR", "time_zone": "Europe/Oslo"}
        ],
        "positions.csv": [
            POSITION | {"number": f"P{n}", "in_washington_area": "no" if n == 4 else "yes"} for n in numbers
        ],
        "employees.csv": [
            PERSON
            | {
                "number": f"E{n}",
                "family_name": f"Berg{n}",
                "position": f"P{n}",
                "supervisor": supervisors.get(n, "E2"),
                "email": f"berg{n}@state.example",
            }
            for n in numbers
        ],
        "discipline.csv": [
            {
                "reference": "D1",
                "employee": "E4",
                "kind": "absence",
                "action_on": "2026-02-01",
                "calendar_year": "2025",
                "days": "5.5",
            }
        ],
        "training.csv": [
            {"reference": f"T{n}", "employee": f"E{n}", "course": "employee", "completed_on": "2026-05-01"}
            for n in numbers
        ],
        "roles.csv": [
            {
                "employee": "E3",
                "role": "coordinator",
                "bureau": "EUR",
                "starts_on": "2026-01-01",
                "granted_by": "EUR/EX",
            }
        ],
    }


@dataclass
class Extract:
    """The folder of an extract and its rows; `bring_in` writes the rows and imports them."""

    folder: Path
    rows: dict[str, Rows]

    def row(self, file: str, key: str) -> dict[str, str]:
        """The row of a file whose first column holds `key`."""
        first = next(spec.columns[0].name for spec in FILES if spec.name == file)
        return next(row for row in self.rows[file] if row[first] == key)

    def write(self) -> None:
        for spec in FILES:
            with (self.folder / spec.name).open("w", encoding="utf-8", newline="") as stream:
                names = [column.name for column in spec.columns]
                writer = csv.DictWriter(stream, names, restval="", extrasaction="raise")
                writer.writeheader()
                writer.writerows(self.rows[spec.name])

    def bring_in_as_it_lies(self, *, accept: bool = False, dry_run: bool = False) -> ImportReport:
        return import_workforce(
            actor=User.objects.system(), now=NOW, folder=self.folder, accept=accept, dry_run=dry_run
        )

    def bring_in(self, *, accept: bool = False, dry_run: bool = False) -> ImportReport:
        self.write()
        return self.bring_in_as_it_lies(accept=accept, dry_run=dry_run)


@pytest.fixture
def extract(tmp_path: Path) -> Extract:
    return Extract(tmp_path, small_extract())


@pytest.fixture
def offices(db: None) -> Iterator[Offices]:
    with time_machine.travel(people.NOW, tick=False):
        yield make_offices()


@pytest.fixture
def visit(client: Client, offices: Offices) -> Callable[..., HttpResponse]:
    """Open an address as somebody of the cast; with `data`, send a form there."""

    def open_(by: str, url: str, data: dict[str, Any] | None = None) -> HttpResponse:
        client.force_login(offices.user(by))
        return client.get(url) if data is None else client.post(url, data)

    return open_
