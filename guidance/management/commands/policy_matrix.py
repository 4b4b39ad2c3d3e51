"""Write docs/policy-matrix.md and the list of marked tests, or check that they are right."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from guidance import markers, matrix, proofs

DOCUMENT = Path("docs") / "policy-matrix.md"


class Command(BaseCommand):
    """Reads the tests of the checkout, so it needs one; production reads what was written."""

    help = __doc__ or ""
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail if something is wrong")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        if not (settings.BASE_DIR / "tests").is_dir():
            raise CommandError("There are no tests here: the matrix is written in a checkout of the source.")
        tests = markers.collect(settings.BASE_DIR)
        rows = matrix.rows(proofs.proofs_by_provision(tests))
        texts = {proofs.FILE: proofs.written(tests), settings.BASE_DIR / DOCUMENT: matrix.markdown(rows)}
        if not check:
            for file, text in texts.items():
                file.write_text(text, encoding="utf-8")
        problems = [
            f"{file.relative_to(settings.BASE_DIR)} is not up to date; run manage.py policy_matrix."
            for file, text in texts.items()
            if not file.exists() or file.read_text(encoding="utf-8") != text
        ]
        problems += [
            f"{row.provision.citation} counts as built and owes {gap}." for row in rows for gap in row.gaps
        ]
        if problems:
            raise CommandError("\n".join(problems))
        built = sum(row.provision.is_built for row in rows)
        self.stdout.write(f"{len(rows)} provisions, {built} built; {sum(map(len, tests.values()))} markers.")
