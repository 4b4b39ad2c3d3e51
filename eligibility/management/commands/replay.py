"""`manage.py replay NUMBER --on DATE`: what was determined on a day, asked again of the facts of then."""

import sys
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from eligibility.history import determination_on, replay
from eligibility.models import Employee
from telework.policy import Finding, in_words


class Command(BaseCommand):
    help = (
        "Print the determination that stood on DATE with the facts it was made from, ask the rules of its "
        "policy set again, and compare. Exit code 0: the same answer; 1: another, or none stood; 2: usage."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("employee_number")
        parser.add_argument("--on", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")

    def handle(self, *, employee_number: str, on: date, **options: Any) -> None:
        person = Employee.objects.filter(number=employee_number).first()
        if person is None:
            raise CommandError(f"There is no person with the employee number {employee_number}.")
        stood = determination_on(person, on)
        if stood is None:
            raise CommandError(f"Nothing was determined about {person.full_name} by {in_words(on)}.")
        try:
            again = replay(stood)
        except LookupError as gone:
            raise CommandError(str(gone)) from gone
        self.stdout.write(
            f"{person.full_name} ({person.number}), {in_words(on)}: {stood.outcome}. Determined on "
            f"{in_words(stood.determined_on)} with policy set {stood.policy_set} ({stood.occasion})."
        )
        for finding in again.findings:
            self.stdout.write(_line(finding))
        if again.differences:
            self.stderr.write("The rules give another answer to the same facts today:")
            for difference in again.differences:
                self.stderr.write(f"  {difference}")
            sys.exit(1)
        self.stdout.write("The same facts give the same answer.")


def _line(finding: Finding) -> str:
    facts = "; ".join(
        f"{fact.label}: {fact.value}" + (f" ({fact.source}, {fact.as_of})" if fact.source else "")
        for fact in finding.facts
    )
    excepted = " (excepted)" if finding.exception else ""
    return f"  {finding.outcome.value:<8}{finding.code}{excepted}, {finding.citation}: {facts}"
