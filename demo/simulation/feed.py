"""The HR extract month by month: people come, go, move to another supervisor, are rated anew."""

import csv
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from demo.simulation.chance import days, draw
from eligibility.services.workforce import give_logins, import_workforce
from telework.models import User

LEAVES, MOVES, RATED, JOINS = 0.015, 0.03, 0.05, 0.02
RATINGS = ("exceeds", "fully_successful", "minimally_successful")
NO_PASSWORD = "!"  # noqa: S105
Row = dict[str, str]


def bring_in(folder: Path, now: datetime, on: date, *, month: int) -> None:
    """Change the extract in `folder` as of `on`, and import it; the first month is imported as it is."""
    if month:
        _change(folder, on, month)
    system = User.objects.system()
    report = import_workforce(actor=system, now=now, folder=folder, accept=True)
    assert not report.plan.problems, report.plan.problems
    people = _read(folder / "employees.csv")
    known = set(User.objects.values_list("username", flat=True))
    logins = {row["number"]: row["number"].lower() for row in people if row["number"].lower() not in known}
    # Nobody signs in with these: the people act by commands.
    give_logins(actor=system, now=now, usernames=logins, password_hash=NO_PASSWORD)


def _change(folder: Path, on: date, month: int) -> None:
    people, positions = _read(folder / "employees.csv"), _read(folder / "positions.csv")
    training, roles = _read(folder / "training.csv"), _read(folder / "roles.csv")
    kept = {row["employee"] for row in roles} | {row["supervisor"] for row in people}
    joined = [
        one for row in people if row["position"] for one in _joined(row, positions, training, on, month)
    ]
    for row in people:
        row["as_of"] = on.isoformat()
        if row["number"] not in kept and not row["separated_on"]:
            _live_on(row, people, on, month)
    for name, rows in (("employees", people + joined), ("positions", positions), ("training", training)):
        _write(folder / f"{name}.csv", rows)


def _live_on(row: Row, people: list[Row], on: date, month: int) -> None:
    """What happens to somebody without an office or people of their own."""
    chance, who = draw(month, row["number"], "what"), row["number"]
    if chance < LEAVES:
        row["separated_on"] = (on + timedelta(days=days(5, 25, month, who, "leaves"))).isoformat()
    elif chance < LEAVES + MOVES:
        others = [one["supervisor"] for one in people if one["supervisor"] not in ("", row["supervisor"])]
        row["supervisor"] = (
            others[days(0, len(others) - 1, month, who, "moves")] if others else row["supervisor"]
        )
    elif chance < LEAVES + MOVES + RATED and row["rating_of_record"] in RATINGS:
        row["rating_of_record"] = RATINGS[days(0, 2, month, who, "rated")]
        row["rating_on"] = on.isoformat()


def _joined(row: Row, positions: list[Row], training: list[Row], on: date, month: int) -> Iterator[Row]:
    """Now and then somebody new beside `row`, in a position like theirs, with the course taken."""
    if not row["supervisor"] or draw(month, row["number"], "joins") >= JOINS:
        return
    number = f"E{month:02d}{row['number'][1:]}"
    like = next(one for one in positions if one["number"] == row["position"])
    positions.append({**like, "number": f"P{number[1:]}", "is_supervisory": "no"})
    training.append(
        {
            "reference": f"T{number[1:]}",
            "employee": number,
            "course": "employee",
            "completed_on": on.isoformat(),
            "exempt_evidence_on": "",
            "evidence": "Certificate of the training system",
        }
    )
    yield {
        **row,
        "number": number,
        "given_name": "Newly",
        "family_name": f"Joined {number}",
        "email": f"{number.lower()}@state.example",
        "position": f"P{number[1:]}",
        "hired_on": on.isoformat(),
        "government_service_since": on.isoformat(),
        "as_of": on.isoformat(),
        "separated_on": "",
    }


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _write(path: Path, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
