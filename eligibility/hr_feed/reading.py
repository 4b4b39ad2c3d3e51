"""From the bytes of a file to rows of values; what is wrong with a file, and with a row."""

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from eligibility.hr_feed.columns import FeedFile, Key, Row
from eligibility.hr_feed.kinds import BadValue, Value, shown

CHUNK = 1 << 20
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
MANY_UNSEEN = 5


class BadFile(Exception):
    """The file as a whole cannot be read; the message says why."""


@dataclass(frozen=True)
class Refusal:
    """Why one row is not taken: where it stands, and what is wrong there."""

    file: str
    line: int
    column: str
    reason: str


class ReadRow(NamedTuple):
    """One row as read: `row` where nothing is wrong with it, `key` where at least that can be read."""

    line: int
    key: Key | None
    row: Row | None
    refusals: tuple[Refusal, ...] = ()


@dataclass
class OpenedFile:
    """A file that can be read: its digest, where each column stands, what the reader should know."""

    spec: FeedFile
    path: Path
    sha256: str
    header: list[str]
    notices: list[str] = field(default_factory=list)


def open_file(spec: FeedFile, folder: Path) -> OpenedFile:
    """Look at the whole file once without keeping it. Raises BadFile."""
    path = folder / spec.name
    if not path.is_file():
        raise BadFile(f"{spec.name} is missing from the folder.")
    sha256 = _digest_of_text(path, spec.name)
    header = next(iter(_records(path, spec.name)), None)
    if header is None:
        raise BadFile(f"{spec.name} is empty; the first line must name the columns.")
    names = [name.strip() for name in header[1]]
    _check_header(spec, names)
    opened = OpenedFile(spec, path, sha256, names)
    unknown = [name for name in names if name not in spec.places]
    if unknown:
        opened.notices.append(f"{spec.name}: columns that are not known were left out: {_listed(unknown)}.")
    return opened


def read_rows(opened: OpenedFile) -> Iterator[ReadRow]:
    """Every row: its values in the order of the specification, or why it is refused.

    Raises BadFile where the text stops being CSV.
    """
    spec, header = opened.spec, opened.header
    sources = [header.index(column.name) for column in spec.columns]
    records = _records(opened.path, spec.name)
    next(records)
    for line, cells in records:
        if not cells or cells == [""]:
            continue
        if len(cells) != len(header):
            reason = f"The row has {len(cells)} values; the first line names {len(header)} columns."
            yield ReadRow(line, None, None, (Refusal(spec.name, line, "", reason),))
        else:
            yield _read_row(spec, line, [cells[source].strip() for source in sources])


def _read_row(spec: FeedFile, line: int, cells: list[str]) -> ReadRow:
    values: list[Value] = []
    faults: list[tuple[str, str]] = []
    for column, cell in zip(spec.columns, cells, strict=True):
        try:
            if cell:
                values.append(column.kind.read(cell))
            elif column.required:
                raise BadValue("The value is missing.")
            else:
                values.append(column.blank)
        except BadValue as bad:
            values.append(None)
            faults.append((column.name, str(bad)))
    row = tuple(values)
    has_key = not any(name in spec.key for name, _ in faults)
    faults = faults or list(spec.check(spec.as_mapping(row)))
    return ReadRow(
        line,
        spec.key_of(row) if has_key else None,
        None if faults else row,
        tuple(Refusal(spec.name, line, name, reason) for name, reason in faults),
    )


def _digest_of_text(path: Path, name: str) -> str:
    """The SHA-256 of a file that is UTF-8 text without NUL characters. Raises BadFile."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                if stream.tell() == len(chunk) and chunk.startswith(UTF_16_MARKS):
                    raise BadFile(f"{name} is not encoded as UTF-8 but as UTF-16. Save it as UTF-8.")
                if b"\0" in chunk:
                    raise BadFile(
                        f"{name} is not CSV: it is a workbook, an archive or another binary file. "
                        "Save it as CSV, encoded as UTF-8."
                    )
                digest.update(chunk)
        with path.open("rb") as stream:
            for line, content in enumerate(stream, start=1):
                _check_utf_8(content, line, name)
    except OSError as bad:
        raise BadFile(f"{name} cannot be read: {bad.strerror}.") from None
    return digest.hexdigest()


def _check_utf_8(content: bytes, line: int, name: str) -> None:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as bad:
        byte = content[bad.start]
        raise BadFile(f"{name} is not encoded as UTF-8: line {line} holds the byte 0x{byte:02X}.") from None


def _records(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line on which it begins. Raises BadFile."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream, strict=True)
        line = 1
        try:
            for cells in reader:
                yield line, cells
                line = reader.line_num + 1
        except csv.Error as bad:
            raise BadFile(f"{name} is not CSV: in the row that begins at line {line}, {bad}.") from None


def _check_header(spec: FeedFile, names: list[str]) -> None:
    if len(names) == 1 and any(mark in names[0] for mark in ";\t|"):
        raise BadFile(
            f"{spec.name} is not CSV as it is expected here: separate values with commas, not with "
            "semicolons, tabs or bars."
        )
    twice = sorted({name for name in names if name in spec.places and names.count(name) > 1})
    if twice:
        raise BadFile(f"{spec.name} names a column twice: {_listed(twice)}.")
    missing = [column.name for column in spec.columns if column.name not in names]
    if missing:
        raise BadFile(f"{spec.name} lacks columns: {_listed(missing)}.")


def _listed(names: list[str]) -> str:
    quoted = [shown(name).strip('"') or "(no name)" for name in names]
    more = f" and {len(quoted) - MANY_UNSEEN} more" if len(quoted) > MANY_UNSEEN else ""
    return ", ".join(quoted[:MANY_UNSEEN]) + more
