"""`manage.py make_workforce FOLDER`: write a made-up HR extract."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from eligibility.sample.extract import DEFAULT_ON, write_extract
from eligibility.sample.seats import SMALLEST


def _people(text: str) -> int:
    if not text.isdecimal() or int(text) < SMALLEST:
        raise ArgumentTypeError(f"{text} is not a number of at least {SMALLEST}")
    return int(text)


class Command(BaseCommand):
    help = (
        "Write an HR extract of invented people in real bureaus and posts into FOLDER. The same number of "
        "people, seed and date give the same bytes."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--people", type=_people, default=400, help=f"how many, at least {SMALLEST}")
        parser.add_argument("--seed", type=int, default=2360, help="another seed, other people")
        parser.add_argument(
            "--on", type=date.fromisoformat, default=DEFAULT_ON, help="date of the extract, YYYY-MM-DD"
        )

    def handle(self, *, folder: Path, people: int, seed: int, on: date, **options: Any) -> None:
        write_extract(folder, people=people, seed=seed, on=on)
        if options["verbosity"]:
            self.stdout.write(f"{people} invented people as of {on} are in {folder}.")
