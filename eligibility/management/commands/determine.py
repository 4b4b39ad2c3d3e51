"""`manage.py determine`: determinations for everybody, or for one person."""

from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from eligibility.models import Employee
from eligibility.services.determination_run import Run, determine_all, determine_person
from telework import clock
from telework.errors import CommandRefused
from telework.models import User


class Command(BaseCommand):
    help = (
        "Determine the eligibility of everybody who serves. An answer that is the one already kept is not "
        "written again. The letters follow within minutes, by the schedule."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument(
            "--all", action="store_true", help="also where nothing but the wording of the rules has changed"
        )
        which.add_argument("--changed", action="store_true", help="whose answer has changed (the default)")
        which.add_argument("--employee", metavar="NUMBER", help="one person only")

    def handle(self, *, employee: str | None, **options: Any) -> None:
        system, now = User.objects.system(), clock.now()
        if employee is not None:
            self._one(employee, system)
            return
        began = monotonic()
        run = determine_all(
            actor=system,
            now=now,
            occasion="run",
            only_changed=not options["all"],
            progress=self._tell if options["verbosity"] else lambda run: None,
        )
        if options["verbosity"]:
            rate = run.looked_at / max(monotonic() - began, 0.001)
            self.stdout.write(f"{run.in_words()} {rate:,.0f} people a second.")

    def _one(self, number: str, system: User) -> None:
        person = Employee.objects.with_bureau().filter(number=number).first()
        if person is None or person.is_separated(clock.today()):
            raise CommandError(f"Nobody who serves has the employee number {number}.")
        try:
            found = determine_person(actor=system, now=clock.now(), employee=person)
        except CommandRefused as refusal:
            raise CommandError(refusal.reason) from refusal
        self.stdout.write(f"{person.full_name}: {found.outcome}, as determined on {found.determined_on}.")

    def _tell(self, run: Run) -> None:
        self.stderr.write(f"{run.looked_at:,} people looked at, {run.written:,} determinations written")
