"""The made-up workforce written as an HR extract: the same bytes for the same people, seed and date."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from unicodedata import combining, normalize

from eligibility.hr_feed.columns import FeedFile
from eligibility.hr_feed.files import (
    DISCIPLINE,
    EMPLOYEES,
    ORGANIZATIONS,
    POSITIONS,
    POSTS,
    ROLE_ASSIGNMENTS,
    TRAINING,
)
from eligibility.sample import posts
from eligibility.sample.bureaus import mailbox
from eligibility.sample.cast import employee_number
from eligibility.sample.names import invented_names
from eligibility.sample.people import drawn, person_row, position_row
from eligibility.sample.seats import Department, Seat

DEFAULT_ON = date(2026, 11, 2)
Rows = Iterator[dict[str, str]]


def write_extract(folder: Path, *, people: int, seed: int, on: date = DEFAULT_ON) -> None:
    """Write the seven files into `folder`, which is made where it is missing. `people` is at least 30."""
    folder.mkdir(parents=True, exist_ok=True)
    workforce = _Workforce(people, seed, on)
    for spec, rows in (
        (ORGANIZATIONS, workforce.organizations()),
        (POSTS, workforce.posts()),
        (POSITIONS, iter(workforce.positions)),
        (EMPLOYEES, iter(workforce.employees)),
        (DISCIPLINE, workforce.discipline()),
        (TRAINING, workforce.training()),
        (ROLE_ASSIGNMENTS, workforce.roles()),
    ):
        _write(folder, spec, rows)


def _write(folder: Path, spec: FeedFile, rows: Iterable[dict[str, str]]) -> None:
    with (folder / spec.name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(
            stream, [column.name for column in spec.columns], restval="", lineterminator="\n"
        )
        writer.writeheader()
        writer.writerows(rows)


class _Workforce:
    """Rows of every file, drawn in one fixed order from one seed."""

    def __init__(self, people: int, seed: int, on: date) -> None:
        self.random = Random(seed)  # noqa: S311  (a repeatable sample, no secret)
        self.on = on
        self.department = Department(people)
        self.places = {id(seat): place for place, seat in enumerate(self.department.seats)}
        self.holders = {id(grant.seat) for grant in self.department.grants}
        self.mails: Counter[str] = Counter()
        names = invented_names(self.random)
        self.positions: list[dict[str, str]] = []
        self.employees: list[dict[str, str]] = []
        for place, seat in enumerate(self.department.seats):
            given = (seat.cast.given_name, seat.cast.family_name) if seat.cast else next(names)
            self._draw(place, seat, given)

    def number(self, seat: Seat) -> str:
        return employee_number(self.places[id(seat)])

    def _draw(self, place: int, seat: Seat, names: tuple[str, str]) -> None:
        position = position_row(self.random, seat, f"P{100_001 + place}")
        person = person_row(self.random, seat, position, names, self.on) | {
            "number": employee_number(place),
            "email": self._mail(*names),
            "position": position["number"],
            "supervisor": self.number(seat.reports_to) if seat.reports_to else "",
        }
        is_plain = not seat.leads and seat.cast is None and id(seat) not in self.holders
        if is_plain and self.random.random() < 0.01:
            last_day = self.on - timedelta(days=self.random.randrange(1, 60))
            person["separated_on"] = last_day.isoformat()
        self.positions.append(position)
        self.employees.append(person)

    def _mail(self, given: str, family: str) -> str:
        name = f"{_plain(given)}.{_plain(family)}"
        self.mails[name] += 1
        count = self.mails[name]
        return f"{name}{count if count > 1 else ''}@state.example"

    def organizations(self) -> Rows:
        for bureau in self.department.bureaus:
            yield {
                "code": bureau.code,
                "name": bureau.name,
                "kind": bureau.kind,
                "telework_mailbox": mailbox(bureau.code),
            }

    def posts(self) -> Rows:
        codes = {bureau.code for bureau in self.department.bureaus}
        for post in posts.POSTS:
            if post.bureau in codes:
                yield post._asdict()

    def discipline(self) -> Rows:
        random, count = self.random, 0
        for seat in self.department.seats:
            kind = "absence" if seat.cast and seat.cast.absence_days else ""
            if seat.cast is None and not seat.leads:
                kind = drawn(random, (("", 989), ("absence", 6), ("pornography", 1), ("other_misconduct", 4)))
            if not kind:
                continue
            count += 1
            action_on = self.on - timedelta(days=random.randrange(40, 1_500))
            days = random.choice(("1", "2", "2.5", "4", "5", "5.25", "6", "8"))
            is_absence = kind == "absence"
            yield {
                "reference": f"D{count:06d}",
                "employee": self.number(seat),
                "kind": kind,
                "action_on": action_on.isoformat(),
                "calendar_year": str((action_on - timedelta(days=90)).year) if is_absence else "",
                "days": ((seat.cast.absence_days if seat.cast else "") or days) if is_absence else "",
            }

    def training(self) -> Rows:
        random, count = self.random, 0
        for seat in self.department.seats:
            cast = seat.cast
            employee_course = cast.is_trained if cast else random.random() < 0.75
            manager_course = seat.leads and (cast.leads_trained if cast else random.random() < 0.85)
            for course, is_completed in (("employee", employee_course), ("manager", manager_course)):
                is_exempt = course == "employee" and cast is None and random.random() < 0.01
                day = self.on - timedelta(days=random.randrange(20, 1_000))
                if not is_completed and not is_exempt:
                    continue
                count += 1
                yield {
                    "reference": f"T{count:07d}",
                    "employee": self.number(seat),
                    "course": course,
                    "completed_on": "" if is_exempt else day.isoformat(),
                    "exempt_evidence_on": "2010-06-01" if is_exempt else "",
                    "evidence": "Signed arrangement on file"
                    if is_exempt
                    else "Certificate of the training system",
                }

    def roles(self) -> Rows:
        for grant in self.department.grants:
            starts_on = self.on - timedelta(days=self.random.randrange(60, 1_400))
            yield {
                "employee": self.number(grant.seat),
                "role": grant.role.value,
                "bureau": grant.bureau,
                "post": grant.post,
                "starts_on": starts_on.isoformat(),
                "granted_by": "Sample department",
            }


def _plain(name: str) -> str:
    """A name in ASCII letters, as mail addresses have it."""
    letters = normalize("NFKD", name.replace("ø", "o").replace("Ø", "O"))
    return "".join(c for c in letters if c.isascii() and not combining(c) and c.isalnum()).lower()
