"""Kinds of values in the HR extract: each turns the text of a cell into a value, or says why not."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

Value = str | bool | int | date | Decimal | None

EARLIEST = date(1900, 1, 1)
LATEST = date(2099, 12, 31)

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_DECIMAL = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
_CONTROL_BUT_LINES = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]")


class BadValue(Exception):
    """The text cannot be a value of the column; the message says why, in words for the report."""


@dataclass(frozen=True)
class Kind:
    """What a cell may hold: `allowed` in words for the documentation, `read` for a cell that is not blank."""

    allowed: str
    read: Callable[[str], Value]


def shown(text: str) -> str:
    """The text of a cell as a message quotes it: short, and without line breaks."""
    printable = _CONTROL.sub(" ", text)
    return f'"{printable[:40]}…"' if len(printable) > 40 else f'"{printable}"'


def text(longest: int, *, lines: bool = False) -> Kind:
    """Text of at most `longest` characters, kept as it is; on one line unless `lines`."""
    forbidden = _CONTROL_BUT_LINES if lines else _CONTROL

    def read(cell: str) -> Value:
        if len(cell) > longest:
            raise BadValue(f"The text is too long: {len(cell)} characters, at most {longest} are possible.")
        if forbidden.search(cell):
            raise BadValue(f"{shown(cell)} holds a line break or another control character.")
        return sys.intern(cell)

    return Kind(f"text, at most {longest} characters", read)


def pattern(expression: str, in_words: str) -> Kind:
    """Text of a fixed shape."""
    compiled = re.compile(expression)

    def read(cell: str) -> Value:
        if compiled.fullmatch(cell) is None:
            raise BadValue(f"{shown(cell)} is not {in_words}.")
        return sys.intern(cell)

    return Kind(in_words, read)


def choice(*codes: str) -> Kind:
    """One of a few codes."""
    known = {code: code for code in codes}

    def read(cell: str) -> Value:
        if cell not in known:
            raise BadValue(f"{shown(cell)} is not one of the values that are possible: {', '.join(codes)}.")
        return known[cell]

    return Kind(", ".join(f"`{code}`" for code in codes), read)


def whole_number(low: int, high: int) -> Kind:
    def read(cell: str) -> Value:
        if _WHOLE.fullmatch(cell) is None:
            raise BadValue(f"{shown(cell)} is not a whole number.")
        if not low <= int(cell) <= high:
            raise BadValue(f"{cell} is out of range: it must be from {low} to {high}.")
        return int(cell)

    return Kind(f"whole number from {low} to {high}", read)


def decimal(low: str, high: str) -> Kind:
    """A number with at most two decimals."""

    def read(cell: str) -> Value:
        if _DECIMAL.fullmatch(cell) is None:
            raise BadValue(f"{shown(cell)} is not a number.")
        number = Decimal(cell)
        if not Decimal(low) <= number <= Decimal(high):
            raise BadValue(f"{cell} is out of range: it must be from {low} to {high}.")
        if number != number.quantize(Decimal("0.01")):
            raise BadValue(f"{cell} has more than two decimals.")
        return number.quantize(Decimal("0.01"))

    return Kind(f"number from {low} to {high}, at most two decimals", read)


def _read_date(cell: str) -> Value:
    if cell in _dates:
        return _dates[cell]
    if _ISO_DATE.fullmatch(cell) is None:
        raise BadValue(f"{shown(cell)} is not a date; write it as YYYY-MM-DD.")
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        raise BadValue(f"{cell} is not a day of the calendar.") from None
    if not EARLIEST <= day <= LATEST:
        raise BadValue(f"{cell} is outside the years {EARLIEST.year} to {LATEST.year}.")
    _dates[cell] = day
    return day


# At most the 73,049 days between EARLIEST and LATEST; a large extract repeats the same few thousand.
_dates: dict[str, date] = {}

YES_OR_NO = choice("yes", "no")


def _read_yes_or_no(cell: str) -> Value:
    return YES_OR_NO.read(cell) == "yes"


def _read_mail(cell: str) -> Value:
    try:
        validate_email(cell)
    except ValidationError:
        raise BadValue(f"{shown(cell)} is not a mail address.") from None
    if len(cell) > 254:
        raise BadValue(f"The text is too long: {len(cell)} characters, at most 254 are possible.")
    return cell


def _read_time_zone(cell: str) -> Value:
    if cell not in available_timezones():
        raise BadValue(f"{shown(cell)} is not a time zone of the IANA database, such as Europe/Berlin.")
    return sys.intern(cell)


CODE = pattern(r"[A-Za-z0-9/-]{1,20}", "at most 20 letters without accents, digits, hyphens and slashes")
NUMBER = pattern(r"[A-Za-z0-9-]{1,20}", "at most 20 letters without accents, digits and hyphens")
DATE = Kind(f"date as YYYY-MM-DD, {EARLIEST.year} to {LATEST.year}", _read_date)
FLAG = Kind(YES_OR_NO.allowed, _read_yes_or_no)
MAIL = Kind("mail address", _read_mail)
TIME_ZONE = Kind("time zone of the IANA database", _read_time_zone)
