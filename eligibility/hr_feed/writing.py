"""A plan carried out, in bulk: new rows first, supervisors before those they supervise, then changes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from django.db.models import Model

from eligibility.hr_feed.columns import FeedFile, Key, Row
from eligibility.hr_feed.kinds import Value
from eligibility.hr_feed.plan import Changed, FilePlan, Names, Plan, Progress

ROWS_AT_A_TIME = 2_000
# Statements with very many conditions are slower than several shorter ones.
CHANGES_AT_A_TIME = 200

T = TypeVar("T")


def carry_out(plan: Plan, progress: Progress) -> None:
    """Write `plan`, inside the caller's transaction."""
    for file in plan.files:
        if file.added or file.changed or file.refreshed:
            progress(f"Writing {file.spec.name}: {len(file.added)} new, {len(file.changed)} changed")
        _add(file, plan.names)
        _change(file.spec, file.changed, plan.names)
        _change(file.spec, file.refreshed, plan.names)


def _add(file: FilePlan, names: dict[str, Names]) -> None:
    own = names[file.spec.name].held
    for level in _levels(file, own):
        for keys in batches(level):
            created = file.spec.model._default_manager.bulk_create(
                [file.spec.model(**_attributes(file.spec, file.added[key], names)) for key in keys]
            )
            if file.spec.has_names:
                own.update((key[0], row.pk) for key, row in zip(keys, created, strict=True))


def _levels(file: FilePlan, written: dict[Value, int]) -> Iterator[list[Key]]:
    """New rows in the order in which they can be written: a row after the row of its own file it names."""
    place = file.spec.own_reference
    if place is None:
        yield list(file.added)
        return
    below: defaultdict[Value, list[Key]] = defaultdict(list)
    for key, row in file.added.items():
        below[row[place]].append(key)
    level = [key for name, keys in below.items() if name is None or name in written for key in keys]
    while level:
        yield level
        level = [key for (name, *_) in level for key in below[name]]


def _change(spec: FeedFile, changes: Sequence[Changed], names: dict[str, Names]) -> None:
    """Write the columns that differ, rows with the same ones together."""
    alike: defaultdict[tuple[int, ...], list[Changed]] = defaultdict(list)
    for change in changes:
        alike[tuple(change.places())].append(change)
    for places, group in alike.items():
        attributes = [spec.columns[place].attribute for place in places]
        for batch in batches(group):
            rows = [_changed_row(spec, change, places, names) for change in batch]
            spec.model._default_manager.bulk_update(rows, attributes, batch_size=CHANGES_AT_A_TIME)


def _changed_row(spec: FeedFile, change: Changed, places: Sequence[int], names: dict[str, Names]) -> Model:
    return spec.model(pk=change.pk, **_attributes(spec, change.new, names, places))


def _attributes(
    spec: FeedFile, row: Row, names: dict[str, Names], places: Sequence[int] | None = None
) -> dict[str, Value]:
    """The model's attributes for a row, or for some places of it; names become ids."""
    attributes: dict[str, Value] = {}
    for place in range(len(row)) if places is None else places:
        column, value = spec.columns[place], row[place]
        if column.refers_to and value is not None:
            value = names[column.refers_to].held[value]
        attributes[column.attribute] = value
    return attributes


def batches(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, ROWS_AT_A_TIME)):
        yield batch
