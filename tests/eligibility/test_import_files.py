"""Files that cannot be read at all: each has its own message, and then nothing is written."""

from collections.abc import Callable

import pytest

from eligibility.hr_feed.report import Result
from eligibility.models import Bureau
from tests.eligibility.conftest import Extract

pytestmark = pytest.mark.django_db


def _spoil(change: Callable[[bytes], bytes]) -> Callable[[Extract], None]:
    def spoil(extract: Extract) -> None:
        path = extract.folder / "posts.csv"
        path.write_bytes(change(path.read_bytes()))

    return spoil


def _remove(extract: Extract) -> None:
    (extract.folder / "posts.csv").unlink()


BAD_FILES = {
    "missing": (_remove, "posts.csv is missing from the folder."),
    "empty": (_spoil(lambda b: b""), "posts.csv is empty; the first line must name the columns."),
    "column missing": (
        _spoil(lambda b: b.replace(b"time_zone", b"tz").replace(b"country", b"land")),
        "posts.csv lacks columns: country, time_zone.",
    ),
    "column twice": (
        _spoil(lambda b: b.replace(b"name,country", b"name,name,country")),
        "posts.csv names a column twice: name.",
    ),
    "semicolons": (
        _spoil(lambda b: b.replace(b",", b";")),
        "posts.csv is not CSV as it is expected here: separate values with commas, not with semicolons, tabs "
        "or bars.",
    ),
    "workbook": (
        _spoil(lambda b: b"PK\x03\x04\x14\x00\x06\x00" + b),
        "posts.csv is not CSV: it is a workbook, an archive or another binary file. "
        "Save it as CSV, encoded as UTF-8.",
    ),
    "NUL": (
        _spoil(lambda b: b + b"\0"),
        "posts.csv is not CSV: it is a workbook, an archive or another binary file. "
        "Save it as CSV, encoded as UTF-8.",
    ),
    "Latin-1": (
        _spoil(lambda b: b.replace(b"Oslo", "Malmö".encode("latin-1"))),
        "posts.csv is not encoded as UTF-8: line 2 holds the byte 0xF6.",
    ),
    "UTF-16": (
        _spoil(lambda b: b.decode().encode("utf-16")),
        "posts.csv is not encoded as UTF-8 but as UTF-16. Save it as UTF-8.",
    ),
    "open quote": (
        _spoil(lambda b: b + b'"BERGEN,Bergen,NO,EUR,Europe/Oslo\n'),
        "posts.csv is not CSV: in the row that begins at line 3, unexpected end of data.",
    ),
}


@pytest.mark.parametrize(("spoil", "message"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_file_that_cannot_be_read_has_its_own_message_and_nothing_is_written(
    extract: Extract, spoil: Callable[[Extract], None], message: str
) -> None:
    extract.write()
    spoil(extract)
    report = extract.bring_in_as_it_lies()

    assert report.result is Result.UNREADABLE
    assert list(report.lines()) == [f"Not readable: {message}", "Nothing was written."]
    assert not Bureau.objects.exists()


def test_every_unreadable_file_is_told_at_once(extract: Extract) -> None:
    report = extract.bring_in_as_it_lies()

    assert len(report.plan.problems) == 7


def test_byte_order_mark_and_other_column_order_are_taken(extract: Extract) -> None:
    extract.write()
    (extract.folder / "organizations.csv").write_text(
        "kind,name,code,telework_mailbox\r\nregional, Europe ,EUR,\r\n\r\n", encoding="utf-8-sig", newline=""
    )

    assert extract.bring_in_as_it_lies().refused == 0
    assert Bureau.objects.get().name == "Europe"


def test_unknown_column_is_left_out_with_a_notice(extract: Extract) -> None:
    extract.write()
    path = extract.folder / "organizations.csv"
    path.write_text(path.read_text().replace("\n", ",x\n").replace("mailbox,x", "mailbox,shoe_size"))
    report = extract.bring_in_as_it_lies()

    assert next(report.lines()) == (
        "Notice: organizations.csv: columns that are not known were left out: shoe_size."
    )
    assert Bureau.objects.count() == 2
