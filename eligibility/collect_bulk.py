"""Facts of many people at once: a constant number of queries, the same facts as one by one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from eligibility.collect import FACT_RELATIONS, facts_of
from eligibility.facts import EligibilityFacts
from eligibility.models import Employee

QUERIES = len({path.partition("__")[0] for path in FACT_RELATIONS})


def facts_in_bulk(people: Sequence[Employee], today: date) -> list[EligibilityFacts]:
    """The facts of `people`, in their order, by `collect.facts_of`; their positions must be loaded.

    QUERIES queries whatever the number. What it reads is laid ready for each person the way that
    `prefetch_related` does it, without a query set for each person and relation: that is half the time.
    """
    if not people:
        return []
    for name, onward in _relations().items():
        related = Employee._meta.get_field(name).related_model
        rows = _rows(related, people, onward)
        nothing = _read(related, [])
        for person in people:
            found = rows.get(person.pk)
            _ready(person)[name] = _read(related, found) if found else nothing
    return [facts_of(person, today) for person in people]


def _relations() -> dict[str, list[str]]:
    """Relation of the employee -> what its rows point to."""
    relations: dict[str, list[str]] = {}
    for path in FACT_RELATIONS:
        name, _, onward = path.partition("__")
        relations.setdefault(name, []).extend([onward] if onward else [])
    return relations


def _rows(related: Any, people: Sequence[Employee], onward: Iterable[str]) -> dict[int, list[Any]]:
    """The rows of one relation by person, in the relation's own order; chosen by range, not by a list."""
    keys = [person.pk for person in people]
    rows = related._default_manager.filter(employee_id__gte=min(keys), employee_id__lte=max(keys))
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows.select_related(*onward):
        found[row.employee_id].append(row)
    return found


def _read(related: Any, rows: list[Any]) -> QuerySet[Any]:
    """A query set that has been read already."""
    query_set: QuerySet[Any] = related._default_manager.all()
    query_set._result_cache = rows
    return query_set


def _ready(person: Employee) -> dict[str, Any]:
    cache: dict[str, Any] = person.__dict__.setdefault("_prefetched_objects_cache", {})
    return cache
