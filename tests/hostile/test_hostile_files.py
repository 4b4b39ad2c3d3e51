"""Files that mean no good: huge, disguised, with formulas. Each is refused with words, or kept as text."""

import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from eligibility.hr_feed.report import Result
from eligibility.models import Employee, TrainingCertificate
from tests.browsing import page, signed_in, words
from tests.cast import NOW, Cast, make_cast
from tests.certificates import posted
from tests.eligibility.conftest import Extract, small_extract

pytestmark = pytest.mark.django_db

FIFTY_MEGABYTES = 50 * 1024 * 1024
# A file of any length is read with no more than this.
MOST_MEMORY = 40 * 1024 * 1024


@pytest.fixture
def extract(tmp_path: Path) -> Extract:
    return Extract(tmp_path, small_extract())


@pytest.fixture
def cast() -> Iterator[Cast]:
    with time_machine.travel(NOW, tick=False):
        yield make_cast()


def test_a_csv_of_50_megabytes_is_refused_in_bounded_memory(extract: Extract) -> None:
    extract.write()
    path = extract.folder / "discipline.csv"
    row = b"D%07d,E4,absence,2026-02-01,2025,5.5" + b" " * 9000 + b"\n"
    with path.open("ab") as stream:
        number = 0
        while stream.tell() < FIFTY_MEGABYTES:
            stream.writelines(row % n for n in range(number, number + 1000))
            number += 1000
        stream.write(b'"never closed')
    tracemalloc.start()
    report = extract.bring_in_as_it_lies()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert path.stat().st_size > FIFTY_MEGABYTES
    assert report.result is Result.UNREADABLE
    assert any("discipline.csv is not CSV" in line for line in report.lines())
    assert peak < MOST_MEMORY
    assert not Employee.objects.exists()


def test_a_zip_named_csv_is_refused_with_words(extract: Extract) -> None:
    extract.write()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("employees.csv", (extract.folder / "employees.csv").read_text())
    (extract.folder / "employees.csv").write_bytes(stream.getvalue())
    report = extract.bring_in_as_it_lies()
    assert report.result is Result.UNREADABLE
    assert any("a workbook, an archive or another binary file" in line for line in report.lines())
    assert not Employee.objects.exists()


@pytest.mark.parametrize("formula", ["=1+1", '=HYPERLINK("http://evil.example")', "@SUM(A1)", "+1", "-1"])
def test_a_formula_in_a_cell_is_kept_as_text(extract: Extract, formula: str) -> None:
    extract.row("employees.csv", "E4")["given_name"] = formula
    assert extract.bring_in().result is Result.WRITTEN
    assert Employee.objects.get(number="E4").given_name == formula


def test_a_pdf_of_a_wrong_type_is_refused_on_the_page(cast: Cast) -> None:
    client = signed_in(cast, "employee")
    disguised = [
        (b"PK\x03\x04" + b"\0" * 200, "zip archive"),
        (b"<!doctype html><script>alert(1)</script>", "a web page"),
        (b"MZ" + b"\0" * 200, "a program"),
        (b"%PDF-1.7\nnothing of the kind\n%%EOF", "cannot be opened as one"),
    ]
    for content, said in disguised:
        shown = words(client.post("/training/", posted("certificate.pdf", content)))
        assert "Nothing was uploaded" in shown
        assert said in shown
    assert not TrainingCertificate.objects.exists()
    assert "What you uploaded" not in page(client, "/training/")


def test_a_file_of_more_than_5_megabytes_is_refused_on_the_page(cast: Cast) -> None:
    shown = words(signed_in(cast, "employee").post("/training/", posted(content=b"%PDF-" + b"0" * 6_000_000)))
    assert "larger than 5 MB" in shown
    assert not TrainingCertificate.objects.exists()
