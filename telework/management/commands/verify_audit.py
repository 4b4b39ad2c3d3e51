"""`manage.py verify_audit`: does the audit record hold, every chain and every seal?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from telework import seals
from telework.models import AuditChain, AuditEvent, AuditSeal

MOST_NAMED = 20
# A sign of life about every ten seconds on a large database.
TELL_EVERY = 10_000


class Command(BaseCommand):
    help = (
        "Check every event of the audit record: changed, removed, inserted or reordered ones are found, and "
        "the first is named. Prints the last seal: compare its digest with the one that was mailed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seals", action="store_true", help="print the digest of every seal")

    def handle(self, **options: Any) -> None:
        found = 0
        for fault in seals.faults(self._tell):
            found += 1
            if found <= MOST_NAMED:
                self.stderr.write(fault)
        kept = AuditSeal.objects.order_by("day")
        for seal in kept if options["seals"] else kept.reverse()[:1]:
            self.stdout.write(f"{seal}: {seal.digest}")
        counted = (
            f"{AuditChain.objects.count()} chains, {AuditEvent.objects.count()} events, {kept.count()} seals"
        )
        if found:
            raise CommandError(f"The audit record does not hold: {found} faults in {counted}.")
        self.stdout.write(f"The audit record holds: {counted}.")

    def _tell(self, chains: int, name: str) -> None:
        if chains % TELL_EVERY == 0:
            self.stderr.write(f"{chains:,} chains read, the last {name}")
