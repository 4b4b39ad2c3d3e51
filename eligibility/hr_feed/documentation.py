"""docs/hr-extract.md, printed from the columns."""

from collections.abc import Iterator

from eligibility.hr_feed.columns import Column, FeedFile
from eligibility.hr_feed.files import FILES

OPENING = """\
# The HR extract

`manage.py import_workforce FOLDER [--dry-run] [--accept]` reads the seven files below, in this order.
This page is printed from the code: `manage.py import_workforce --columns > docs/hr-extract.md`.

- CSV with commas, encoded as UTF-8 (a byte-order mark is accepted). The first line names the columns, in
  any order. Every column below must be there; others are left out, with a notice.
- Blanks around a value do not count. An empty cell means what its column says.
- A row is known by its key. A key that is held already is compared column by column and changed; a new
  one is added. **A row that is not in the extract stays as it is**: nobody is separated by being absent.
  A person leaves by `separated_on`, a role ends by `ends_on`.
- A row with a fault is refused with its line, column and reason, and what is held under its key stays as
  it is. A row that names a refused row is refused too, unless the database holds what it names. Rows
  with the same key in one file are all refused.
- A file that is missing, lacks a column or is not CSV stops the import before anything is written.
- A row whose `as_of` is older than the newest one held is refused: it would undo what HR has corrected
  since. Where every row is older, the extract is refused whole, and `--accept` does not lift this. The
  same date is fine; a date to come refuses its row.
- Where more than 20 % of the rows held in one table would change, nothing is written without `--accept`.
- The import is one transaction, and importing the same extract again changes nothing.
- The report names people and facts about them. Keep it as you keep the extract.

Exit code 0: taken (refused rows are counted in the report). 1: nothing was written, because a file
cannot be read, the extract is outdated, or `--accept` is needed. 2: wrong usage.
"""


def documentation() -> str:
    """The page as Markdown."""
    return OPENING + "".join(_file(spec) for spec in FILES)


def _file(spec: FeedFile) -> str:
    keys = ", ".join(f"`{name}`" for name in spec.key)
    head = (
        f"\n## {spec.name}\n\nA row is {spec.row_is}. Key: {keys}.\n\n"
        "| column | required | meaning | allowed values | blank means |\n| --- | --- | --- | --- | --- |\n"
    )
    return head + "".join(f"| {' | '.join(_cells(column))} |\n" for column in spec.columns)


def _cells(column: Column) -> Iterator[str]:
    yield f"`{column.name}`"
    yield "yes" if column.required else "no"
    yield column.meaning
    yield f"a key of `{column.refers_to}`" if column.refers_to else column.kind.allowed
    yield "" if column.required else (column.blank_means or "none")
