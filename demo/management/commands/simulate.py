"""`manage.py simulate`: a year of an invented department, played by the commands that people use."""

import json
from argparse import ArgumentParser
from collections import Counter
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from demo.simulation.year import RHYTHMS, SETTLING_DAYS, Totals, simulate
from eligibility.models import Employee
from eligibility.sample.extract import DEFAULT_ON
from eligibility.sample.seats import SMALLEST


class Command(BaseCommand):
    help = (
        "Play a year of an invented department, in an empty database: people come, go, move and are rated, "
        "ask for telework, decide, review and give notice; offices close. The same numbers and seed, the "
        "same year."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=365, help=f"more than {SETTLING_DAYS}")
        parser.add_argument("--people", type=int, default=60, help=f"how many, at least {SMALLEST}")
        parser.add_argument(
            "--begin", type=date.fromisoformat, default=DEFAULT_ON, help="first day, YYYY-MM-DD"
        )
        parser.add_argument("--rhythm", choices=RHYTHMS, default="daily", help="how often is swept")
        parser.add_argument("--seed", type=int, default=2360, help="another seed, other people")
        parser.add_argument("--json", action="store_true", help="everything, to be compared")

    def handle(self, **options: Any) -> None:
        if Employee.objects.exists():
            raise CommandError("A simulation begins with nobody: give it an empty database of its own.")
        if options["days"] <= SETTLING_DAYS or options["people"] < SMALLEST:
            raise CommandError(f"It takes more than {SETTLING_DAYS} days and at least {SMALLEST} people.")
        with transaction.atomic():
            totals = simulate(
                people=options["people"],
                begin=options["begin"],
                number=options["days"],
                rhythm=options["rhythm"],
                seed=options["seed"],
                say=self.stderr.write if options["verbosity"] else lambda _: None,
            )
        self.stdout.write(json.dumps(vars(totals)) if options["json"] else _in_words(totals))


def _in_words(totals: Totals) -> str:
    states = Counter[str]()
    for case, number in totals.states.items():
        states[case.split(" ", 1)[1].replace("_", " ")] += number
    lines = [f"{sum(totals.states.values())} cases of {totals.people} people at the beginning:"]
    lines += [f"  {number:5} {state}" for state, number in states.most_common()]
    letters, reminders = sum(totals.letters.values()), sum(totals.reminders.values())
    lines += [f"{letters} letters and {reminders} reminders; {totals.failed} rows of a sweep failed. Events:"]
    lines += [f"  {number:5} {action.replace('_', ' ')}" for action, number in totals.events.most_common()]
    return "\n".join(lines)
