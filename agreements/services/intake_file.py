"""Many agreements from before at once: a CSV with one row each, and their scans beside it."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from agreements.models import Agreement
from agreements.policy.intake import PaperAgreement
from agreements.policy.schedule import Pattern
from agreements.services.intake import take_in
from eligibility.models import Employee
from telework.errors import CommandRefused, PolicyRefused
from telework.models import User

COLUMNS = (
    "employee_number",
    "pattern",
    "starts_on",
    "ends_on",
    "signed_on",
    "days_week1",
    "days_week2",
    "city",
    "region",
    "checklist_on",
    "reviewed_on",
    "scan",
)
REQUIRED = ("employee_number", "pattern", "starts_on", "signed_on", "city")
MOST_ROWS = 500
LARGEST_CSV = 1024 * 1024
ADDED, UNCHANGED, REFUSED = "Put on file", "On file already", "Refused"


@dataclass(frozen=True)
class Row:
    """What became of one line of the file; `line` counts as an editor does, the header being line 1."""

    line: int
    employee: str
    outcome: str
    reason: str = ""


class BadRow(Exception):
    """A row that says something that cannot be read; the message names the column."""


def take_in_all(
    *,
    actor: User,
    now: datetime,
    table: bytes,
    scans: Mapping[str, Iterable[bytes]],
    is_rehearsal: bool,
) -> list[Row]:
    """Put every row on file, each in its own command; a bad row stops none of the others.

    table         the CSV, UTF-8, with the header of `COLUMNS`
    scans         file name -> bytes of the scans that the column `scan` names
    is_rehearsal  say what would happen, and change nothing
    Raises PolicyRefused where the file as a whole cannot be read, or has no rows.
    """
    rows = list(_rows(table))
    if not rows:
        raise _unreadable("The table has its first line, but no rows: nothing is to be put on file. Add one.")
    with transaction.atomic():
        report = [_take(actor, now, line, values, scans) for line, values in rows]
        if is_rehearsal:
            transaction.set_rollback(True)
    return report


def _rows(table: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    if len(table) > LARGEST_CSV:
        raise _unreadable("The file is larger than 1 MB. Split it.")
    try:
        text = table.decode("utf-8-sig")
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        header = [name.strip() for name in reader.fieldnames or ()]
        if sorted(header) != sorted(COLUMNS):
            raise _unreadable(f"The first line must name these columns: {', '.join(COLUMNS)}.")
        reader.fieldnames = header
        for number, values in enumerate(reader, start=1):
            if number > MOST_ROWS:
                raise _unreadable(f"The file has more than {MOST_ROWS} rows. Split it.")
            yield reader.line_num, {k: (v or "").strip() for k, v in values.items() if k is not None}
    except (UnicodeDecodeError, csv.Error):
        raise _unreadable("The file is no CSV in UTF-8. Save it as “CSV UTF-8”.") from None


def _unreadable(why: str) -> PolicyRefused:
    return PolicyRefused(why, fields={"table": why})


def _take(
    actor: User, now: datetime, line: int, values: Mapping[str, str], scans: Mapping[str, Iterable[bytes]]
) -> Row:
    number = values.get("employee_number", "")
    try:
        paper = _paper(values)
        employee = Employee.objects.filter(number=number).first()
        if employee is None:
            raise BadRow(f"employee_number: nobody has the number {number[:20]!r}.")
        if _is_here(employee, paper):
            return Row(line, number, UNCHANGED)
        scan = values.get("scan", "")
        if scan and scan not in scans:
            raise BadRow(f"scan: the file {scan[:60]!r} was not uploaded with the table.")
        take_in(
            actor=actor,
            now=now,
            employee=employee,
            paper=paper,
            file_name=scan,
            chunks=scans[scan] if scan else (),
        )
    except BadRow as bad:
        return Row(line, number, REFUSED, str(bad))
    except CommandRefused as refused:
        return Row(line, number, REFUSED, _why(refused))
    return Row(line, number, ADDED)


def _is_here(employee: Employee, paper: PaperAgreement) -> bool:
    """The same agreement was put on file before: a second run of one file changes nothing."""
    here = Agreement.objects.filter(employee=employee, taken_in_at__isnull=False)
    return here.filter(starts_on=paper.starts_on).exists()


def _why(refused: CommandRefused) -> str:
    fields = getattr(refused, "fields", {})
    return "; ".join(f"{name}: {why}" for name, why in fields.items()) or refused.reason


def _paper(values: Mapping[str, str]) -> PaperAgreement:
    for name in REQUIRED:
        if not values.get(name):
            raise BadRow(f"{name}: is empty.")
    pattern = values["pattern"].lower()
    if pattern not in [p.value for p in Pattern]:
        raise BadRow("pattern: write core or situational.")
    starts_on, signed_on = _day(values, "starts_on"), _day(values, "signed_on")
    assert starts_on is not None, "the column is required"
    assert signed_on is not None, "the column is required"
    return PaperAgreement(
        pattern=Pattern(pattern),
        starts_on=starts_on,
        signed_on=signed_on,
        ends_on=_day(values, "ends_on"),
        week1=_days(values["days_week1"]),
        week2=_days(values["days_week2"]),
        city=values["city"][:100],
        region=values["region"][:60],
        checklist_on=_day(values, "checklist_on"),
        reviewed_on=_day(values, "reviewed_on"),
    )


def _day(values: Mapping[str, str], name: str) -> date | None:
    text = values.get(name, "")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadRow(f"{name}: write the day as YYYY-MM-DD, not {text[:20]!r}.") from None


def _days(text: str) -> tuple[str, ...]:
    return tuple(day.strip().upper() for day in text.split(",") if day.strip())
