"""Print docs/lifecycle.md from the code, or check that it is up to date."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from agreements.lifecycle_page import page

PATH = settings.BASE_DIR / "docs" / "lifecycle.md"


class Command(BaseCommand):
    """`print_lifecycle` writes the page; `--check` fails when it differs."""

    help = "Write docs/lifecycle.md from states, chains and roles."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail when out of date")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["check"]:
            PATH.write_text(page(), encoding="utf-8")
            self.stdout.write(f"written: {PATH.relative_to(settings.BASE_DIR)}")
        elif PATH.read_text(encoding="utf-8") != page():
            raise CommandError("docs/lifecycle.md is out of date: run manage.py print_lifecycle")
