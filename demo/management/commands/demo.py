"""Serve the demonstration: the sample department, in one process, with mail and sweeps inside."""

import signal
import tempfile
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.servers import basehttp
from django.db import transaction

from demo.loop import EmbeddedLoop
from demo.personas import PERSONAS
from demo.seed import DEFAULT_PASSWORD, seed
from eligibility.models import Employee
from telework import clock, documents

PEOPLE, SEED = 400, 2360
# The people of the whole path: employee, supervisor, executive director, coordinator.
EXAMPLES = 4


def load_sample_department() -> None:
    """Invent the workforce, import it as HR would, add logins; all of it or nothing."""
    with tempfile.TemporaryDirectory(prefix="etelework-") as folder, transaction.atomic():
        call_command("make_workforce", folder, people=PEOPLE, seed=SEED, verbosity=0)
        call_command("import_workforce", folder, verbosity=0)
        seed(clock.now())


class Command(BaseCommand):
    """Migrates, loads the sample department into an empty database, and serves until it is told to stop."""

    help = __doc__ or ""
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demonstration runs by ./bin/etelework demo, never in production.")
        call_command("migrate", verbosity=0)
        if not Employee.objects.exists():
            self.stdout.write(f"Loading the sample department: {PEOPLE} invented people ...")
            load_sample_department()
        self._serve(*settings.DEMO_ADDRESS.rsplit(":", 1))

    def _serve(self, host: str, port: str) -> None:
        signal.signal(signal.SIGTERM, _interrupt)
        loop = EmbeddedLoop()
        loop.start()
        try:
            basehttp.run(
                host.strip("[]"),
                int(port),
                basehttp.get_internal_wsgi_application(),
                ipv6=host.startswith("["),
                threading=True,
                on_bind=self._welcome,
            )
        except KeyboardInterrupt:
            self.stdout.write("\nThe demonstration has ended. Its data stays for the next start.")
        except OSError as problem:
            raise CommandError(f"Cannot serve on {host}:{port}: {problem.strerror or problem}") from problem
        finally:
            loop.stop()

    def _welcome(self, port: int | str) -> None:
        available = documents.is_available()
        lines = [
            "",
            "  DEMONSTRATION - invented people, no real data, no mail leaves this machine",
            "",
            f"  Open  {settings.SITE_URL}/demo/  to step into a role, move the clock and read the mail;",
            f"  or    {settings.SITE_URL}/  and sign in, password {DEFAULT_PASSWORD!r}, for example as",
            "",
            *_examples(),
            "",
            f"  The data is in {settings.DEMO_DIR}; delete the folder to begin anew.",
            *([] if available else [f"  {available.reason}"]),
            "  Stop with Ctrl-C.",
            "",
        ]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()


def _examples() -> list[str]:
    shown = PERSONAS[:EXAMPLES]
    people = Employee.objects.select_related("user").in_bulk(
        [persona.employee_number for persona in shown], field_name="number"
    )
    examples = []
    for persona in shown:
        person = people.get(persona.employee_number)
        if person is not None and person.user is not None:
            examples.append(f"          {person.user.username:<24}{persona.role}")
    return examples


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
