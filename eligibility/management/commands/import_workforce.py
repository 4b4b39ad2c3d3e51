"""`manage.py import_workforce FOLDER`: bring in an HR extract."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from eligibility.hr_feed.documentation import documentation
from eligibility.hr_feed.report import Result
from eligibility.services.determination_run import determine_all
from eligibility.services.workforce import import_workforce
from telework import clock
from telework.models import User

USAGE = 2


class Command(BaseCommand):
    help = (
        "Bring the HR extract in FOLDER into the tables. Exit code 0: taken, single rows may be refused "
        "and are counted; 1: nothing was written, for a file that cannot be read or for want of --accept; "
        "2: usage."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, nargs="?", help="the folder with the seven files")
        parser.add_argument("--dry-run", action="store_true", help="report only, write nothing")
        parser.add_argument(
            "--accept", action="store_true", help="take it even where more than a fifth of the rows change"
        )
        parser.add_argument(
            "--no-determine",
            action="store_true",
            help="do not determine afterwards whoever's answer has changed; the nightly run does it",
        )
        parser.add_argument(
            "--columns", action="store_true", help="print what the files hold (docs/hr-extract.md) and stop"
        )

    def handle(
        self,
        *,
        folder: Path | None,
        dry_run: bool,
        accept: bool,
        no_determine: bool,
        columns: bool,
        **options: Any,
    ) -> None:
        if columns:
            self.stdout.write(documentation(), ending="")
            return
        if folder is None:
            raise CommandError("Name the folder of the extract.", returncode=USAGE)
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.", returncode=USAGE)
        report = import_workforce(
            actor=User.objects.system(),
            now=clock.now(),
            folder=folder,
            accept=accept,
            dry_run=dry_run,
            progress=self.stderr.write if options["verbosity"] else lambda message: None,
        )
        if options["verbosity"] or report.refused or not report.is_fine:
            for line in report.lines():
                self.stdout.write(line)
        if not report.is_fine:
            sys.exit(1)
        if report.result is Result.WRITTEN and not no_determine:
            self._determine(options["verbosity"])

    def _determine(self, verbosity: int) -> None:
        """In chunks of their own, after the import is kept: a run that breaks off costs no import."""
        run = determine_all(
            actor=User.objects.system(), now=clock.now(), occasion="import", only_changed=True
        )
        if verbosity:
            self.stdout.write(run.in_words())
