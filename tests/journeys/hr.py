"""HR sends an extract in which a few rows have changed, and what follows of it happens."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.core.management import call_command

from agreements import tasks
from eligibility.hr_feed.files import EMPLOYEES, FILES
from eligibility.hr_feed.kinds import Value
from eligibility.models import Employee
from telework import clock

Row = dict[str, str]


def person_row(person: Employee, **changed: str) -> Row:
    """The person's row as the last extract had it, but for what has changed, as of today."""
    lookups = [column.lookup for column in EMPLOYEES.columns]
    held = EMPLOYEES.held_rows().filter(pk=person.pk).values_list(*lookups).get()
    cells = {name: _cell(value) for name, value in EMPLOYEES.as_mapping(held).items()}
    return {**cells, "as_of": clock.today().isoformat(), **changed}


def bring_in(folder: Path, *options: str, **rows: list[Row]) -> None:
    """Import the extract whose files hold `rows`, by the name of the file; then the next sweep comes.

    options  of the import, such as "--accept"
    """
    for spec in FILES:
        with (folder / spec.name).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, [column.name for column in spec.columns], restval="")
            writer.writeheader()
            writer.writerows(rows.get(spec.name.removesuffix(".csv"), []))
    call_command("import_workforce", folder, *options, verbosity=0)
    tasks.sweep_due(clock.now())


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value)
