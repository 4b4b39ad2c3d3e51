"""What a file of the HR extract is made of: columns, key, and the checks across columns."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Model, Q, QuerySet

from eligibility.hr_feed.kinds import Kind, Value

Row = tuple[Value, ...]
Key = tuple[Value, ...]
# The name of the column at fault, and why.
Fault = tuple[str, str]


@dataclass(frozen=True)
class Column:
    """One column.

    lookup     where the value stands in the database, as a query path from the file's model
    attribute  the model's attribute that is written; for a reference the one that holds the row's id
    refers_to  the file whose key this column names
    blank      the value of an empty cell; `required` columns have none
    is_news    whether another value makes the row a changed one
    is_age     whether it is the date of the extract, which never goes back
    """

    name: str
    meaning: str
    kind: Kind
    lookup: str
    attribute: str
    required: bool = False
    refers_to: str = ""
    blank: Value = None
    blank_means: str = ""
    is_news: bool = True
    is_age: bool = False


def column(
    name: str,
    meaning: str,
    kind: Kind,
    *,
    field: str = "",
    required: bool = False,
    blank: Value = None,
    blank_means: str = "",
    is_news: bool = True,
    is_age: bool = False,
) -> Column:
    """A column that holds a value; `field` where the model's name differs from the column's."""
    attribute = field or name
    return Column(
        name, meaning, kind, attribute, attribute, required, "", blank, blank_means, is_news, is_age
    )


def reference(
    name: str,
    meaning: str,
    kind: Kind,
    *,
    field: str,
    key: str,
    refers_to: str,
    required: bool = False,
    blank_means: str = "",
) -> Column:
    """A column that names a row of another file (or of its own) by that row's key."""
    return Column(
        name, meaning, kind, f"{field}__{key}", f"{field}_id", required, refers_to, None, blank_means
    )


def no_faults(row: Mapping[str, Value]) -> Iterator[Fault]:
    """The check of a file whose columns do not depend on each other."""
    yield from ()


@dataclass(frozen=True)
class FeedFile:
    """One file: what a row is, which table it fills, which columns identify it.

    check     faults that only show across columns, from a row as a mapping of column names to values
    held      which rows of the table came with the extract
    has_names whether other rows name these by their key, which is then one column
    one_holder column whose value belongs to one row alone, in whatever case it is written
    closed_by field with the name of whoever closed the row in the application: an extract leaves it closed
    """

    name: str
    row_is: str
    model: type[Model]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    check: Callable[[Mapping[str, Value]], Iterator[Fault]] = no_faults
    held: Q = field(default_factory=Q)
    has_names: bool = False
    one_holder: str = ""
    closed_by: str = ""

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each column stands in a row."""
        return {column.name: place for place, column in enumerate(self.columns)}

    @cached_property
    def own_reference(self) -> int | None:
        """The place of the column that refers to the file's own rows, if there is one."""
        places = [self.places[c.name] for c in self.columns if c.refers_to == self.name]
        return places[0] if places else None

    @cached_property
    def age(self) -> int | None:
        """The place of the date of the extract, in the file that says it."""
        return next((place for place, column in enumerate(self.columns) if column.is_age), None)

    @property
    def name_lookup(self) -> str:
        """Where the name of a row stands in the database."""
        return self.columns[self.places[self.key[0]]].lookup

    def held_rows(self) -> "QuerySet[Any]":
        return self.model._default_manager.filter(self.held).order_by()

    def key_of(self, row: Row) -> Key:
        return tuple(row[self.places[name]] for name in self.key)

    def as_mapping(self, row: Row) -> dict[str, Value]:
        return {column.name: value for column, value in zip(self.columns, row, strict=True)}
