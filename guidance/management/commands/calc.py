"""Work out a date, a pay period, an official work site or a clearance, as the application itself does."""

import argparse
import json
import re
import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from guidance import calculators
from guidance.calculators import Answer
from telework.calendar import FederalCalendar
from telework.models import Closure
from telework.workdays import federal_calendar

BAD_INPUT = 2


def day(text: str) -> date:
    """A date as 2026-12-07."""
    try:
        # fromisoformat alone would also take 20261207 and 2026-W50-1.
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        message = f"“{text}” is no date; write it as 2026-12-07"
        raise argparse.ArgumentTypeError(message) from None


def weekdays(text: str) -> frozenset[int]:
    """Weekdays as MON,TUE; nothing for none."""
    names = [name.strip().upper() for name in text.split(",")] if text.strip() else []
    for name in names:
        if name not in calculators.WEEKDAY_CODES:
            known = ", ".join(calculators.WEEKDAY_CODES)
            raise argparse.ArgumentTypeError(f"“{name}” is no weekday; use {known}")
    if len(names) != len(set(names)):
        raise argparse.ArgumentTypeError("a weekday is named twice")
    return frozenset(calculators.WEEKDAY_CODES.index(name) for name in names)


class Command(BaseCommand):
    """One calculator a word. Bad input: exit 2 and one sentence on standard error."""

    help = __doc__ or ""
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.error = self._refuse  # type: ignore[method-assign]
        kinds = parser.add_subparsers(dest="calculator", required=True, metavar="calculator")

        def add(name: str, answer: Callable[..., Answer], text: str) -> CommandParser:
            sub: CommandParser = kinds.add_parser(name, help=text, description=text)
            sub.error = self._refuse  # type: ignore[method-assign]
            sub.set_defaults(answer=answer)
            sub.add_argument("--json", action="store_true", help="print the answer as JSON")
            return sub

        sub = add("notice", _notice, "earliest last day of a notice")
        sub.add_argument("--on", type=day, required=True, metavar="DATE", help="day of notice")
        sub.add_argument("--kind", choices=calculators.KINDS, required=True)
        sub.add_argument("--area", choices=calculators.AREAS, default=calculators.WASHINGTON)
        sub = add("pay-period", _pay_period, "pay period of a day")
        sub.add_argument("--on", type=day, required=True, metavar="DATE")
        sub = add("worksite", _worksite, "official work site of a schedule")
        for week in ("1", "2"):
            sub.add_argument(
                f"--onsite-week{week}",
                type=weekdays,
                nargs="?",
                const=frozenset(),
                default=frozenset(),
                metavar="MON,TUE",
                help=f"days at the regular site in week {week}; nothing for none",
            )
        sub = add("clearance", _clearance, "NSDD-38 or country clearance")
        sub.add_argument("--start", type=day, required=True, metavar="DATE")
        sub.add_argument("--end", type=day, required=True, metavar="DATE")
        sub.add_argument("--extension", action="store_true")
        sub.add_argument("--country-duties", action="store_true")
        sub = add("medevac", _medevac, "last day of telework in a medical evacuation")
        sub.add_argument("--start", type=day, required=True, metavar="DATE")
        sub.add_argument("--medevac-end", type=day, required=True, metavar="DATE")
        sub = add("review", _review, "day of the next review")
        sub.add_argument("--kind", choices=calculators.KINDS, required=True)
        sub.add_argument("--from", type=day, required=True, metavar="DATE", dest="since")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            answer: Answer = options["answer"](options)
        except OverflowError:
            self._refuse("the answer lies beyond the years 1 to 9999")
        except ValueError as problem:
            self._refuse(str(problem))
        if options["json"]:
            self.stdout.write(json.dumps(answer.data))
        else:
            self.stdout.write(f"{answer.sentence} ({', '.join(answer.citations)})")

    def _refuse(self, message: str) -> NoReturn:
        """Exit 2 with one sentence, in place of argparse's usage text."""
        sentence = " ".join(message.split()).rstrip(".")
        self.stderr.write(f"{sentence[:1].upper()}{sentence[1:]}.")
        sys.exit(BAD_INPUT)


def _notice(options: dict[str, Any]) -> Answer:
    return calculators.notice_answer(
        options["on"], options["kind"], options["area"], _calendar(), settings.PAY_PERIOD_ANCHOR
    )


def _pay_period(options: dict[str, Any]) -> Answer:
    return calculators.pay_period_answer(options["on"], settings.PAY_PERIOD_ANCHOR)


def _worksite(options: dict[str, Any]) -> Answer:
    return calculators.worksite_answer(options["onsite_week1"], options["onsite_week2"])


def _clearance(options: dict[str, Any]) -> Answer:
    return calculators.clearance_answer(
        options["start"],
        options["end"],
        is_extension=options["extension"],
        has_country_duties=options["country_duties"],
    )


def _medevac(options: dict[str, Any]) -> Answer:
    return calculators.medevac_answer(options["start"], options["medevac_end"])


def _review(options: dict[str, Any]) -> Answer:
    return calculators.review_answer(options["kind"], options["since"])


def _calendar() -> FederalCalendar:
    """The closures kept in the database; in a checkout without one, those that every database begins with."""
    if settings.PRODUCTION or _has_closures():
        return federal_calendar()
    ordered = import_module("telework.migrations.0002_closures").ORDERED
    return FederalCalendar({closed_on: reason for closed_on, _, reason in ordered})


def _has_closures() -> bool:
    """Looked at without connecting first: that would leave an empty file behind."""
    database = connection.settings_dict
    if connection.vendor == "sqlite" and not Path(database["NAME"]).exists():
        return False
    return Closure._meta.db_table in connection.introspection.table_names()
