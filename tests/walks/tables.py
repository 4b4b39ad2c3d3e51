"""Reads the expectation tables: CSV files written by hand, aligned so that people can read them."""

import csv
from pathlib import Path

Row = dict[str, str]


def read(name: str) -> list[Row]:
    """The rows of a table; blank lines and lines that begin with # are for people."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(
        (line for line in lines if line.strip() and not line.startswith("#")),
        skipinitialspace=True,
        strict=True,
    )
    return [{key.strip(): value.strip() for key, value in row.items()} for row in rows]


def answer(cell: str, who: frozenset[str]) -> str:
    """What `cell` expects for somebody called by any of the names `who`.

    A cell is an answer, then exceptions: `404 @chain=200 auditor=403`. The last exception that fits counts.
    """
    expected, *exceptions = cell.split()
    for exception in exceptions:
        name, _, other = exception.partition("=")
        if name in who:
            expected = other
    return expected


def names_in(cell: str) -> set[str]:
    """The names that the exceptions of a cell speak of."""
    return {exception.partition("=")[0] for exception in cell.split()[1:]}
