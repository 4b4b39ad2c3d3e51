"""Stories that many tests begin with: told by the commands once, then written again from the rows they left.

Most tests start from the same cast and the same few cases. Telling that through every command takes a tenth
of a second, writing the rows that came of it a hundredth. A story is written again only where this test has
written nothing else before, where everything it was given is the same, and where the test changes no
settings and no code.
"""

import functools
import pickle
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime, time
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.db import connection, transaction

from telework import clock

P = ParamSpec("P")
R = TypeVar("R")
Rows = dict[Any, tuple[Any, ...]]
Tables = dict[str, Rows]
READS = ("SELECT", "SAVEPOINT", "RELEASE", "BEGIN", "PRAGMA")
PLAIN = (str, int, bool, date, datetime, type(None))
CHANGING = {"settings", "monkeypatch"}


@dataclass(frozen=True)
class _Told:
    """A story that this test has begun with, what came of it, and what that was made of."""

    name: str
    result: Any
    parts: tuple[int, ...]

    def gave(self, value: Any) -> bool:
        return self.result is value and self.parts == _parts(value)


@dataclass
class _Test:
    """The stories of this test; how often it has written otherwise; whether its stories can be kept."""

    told: list[_Told] = field(default_factory=list)
    writes: int = 0
    is_plain: bool = True


@dataclass(frozen=True)
class _Kept:
    """What came of a story, and the rows that it wrote, changed and removed, by table."""

    result: bytes
    columns: dict[str, list[str]]
    written: Tables
    removed: dict[str, list[Any]]


@dataclass
class _Library:
    test: _Test = field(default_factory=_Test)
    kept: dict[tuple[str, ...], _Kept] = field(default_factory=dict)


_library = _Library()


def begin(fixtures: Iterable[str]) -> None:
    """Another test begins, with nothing written; one that changes settings or code tells all by itself."""
    _library.test = _Test(is_plain=CHANGING.isdisjoint(fixtures))


def told_once(story: Callable[P, R]) -> Callable[P, R]:
    """Tell `story` the first time that a test begins so; after that write the rows again."""

    @functools.wraps(story)
    def tell(*args: P.args, **kwargs: P.kwargs) -> R:
        test = _library.test
        _watch()
        name = _name_of(story, args, kwargs, test) if test.is_plain and not test.writes else ""
        if not name:
            return story(*args, **kwargs)
        chapter = (*(earlier.name for earlier in test.told), name)
        kept = _library.kept.get(chapter)
        if kept is None:
            result = _tell(story, args, kwargs, chapter)
        else:
            _write(kept)
            result = pickle.loads(kept.result)
        test.told.append(_Told(name, result, _parts(result)))
        test.writes = 0
        return result

    return tell


def _tell(story: Callable[..., R], args: Any, kwargs: Any, chapter: tuple[str, ...]) -> R:
    """Tell it; stories within it are a part of this one."""
    test = _library.test
    before = _rows()
    told = list(test.told)
    result = story(*args, **kwargs)
    test.told = told
    after = _rows()
    _library.kept[chapter] = _Kept(
        pickle.dumps(result),
        {table: _columns(table) for table in after if after[table] != before[table]},
        {table: _changed(before[table], after[table]) for table in after},
        {table: [pk for pk in before[table] if pk not in after[table]] for table in after},
    )
    return result


def _changed(before: Rows, after: Rows) -> Rows:
    return {pk: row for pk, row in after.items() if before.get(pk) != row}


def _parts(result: Any) -> tuple[int, ...]:
    """Which objects a dataclass is made of; nothing for a row, which every command reads anew."""
    return tuple(id(getattr(result, each.name)) for each in fields(result)) if is_dataclass(result) else ()


def _name_of(story: Callable[..., Any], args: Sequence[Any], kwargs: dict[str, Any], test: _Test) -> str:
    """The story, what it is given, where and when; empty where that is nothing that can be told apart."""
    parts = [story.__module__, story.__qualname__, settings.SITE_URL, f"{settings.DEMO} {clock.today()}"]
    for key, value in (*enumerate(args), *sorted(kwargs.items())):
        same = [earlier.name for earlier in test.told if earlier.gave(value)]
        if not same and not isinstance(value, PLAIN):
            return ""
        parts.append(f"{key}={same[0] if same else repr(value)}")
    return " ".join(parts)


def _watch() -> None:
    """Count what is written from now on."""
    if _count not in connection.execute_wrappers:
        connection.execute_wrappers.append(_count)


def _count(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    if not sql.startswith(READS, 1 if sql[0] == "(" else 0):
        _library.test.writes += 1
    return execute(sql, params, many, context)


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {_quoted(table)} LIMIT 0")
        return [column[0] for column in cursor.description]


def _rows() -> Tables:
    """Every row of every table, by its first column, which is the key."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f"SELECT * FROM {_quoted(table)}")
            found[table] = {row[0]: tuple(map(_plain, row)) for row in cursor.fetchall()}
        return found


def _plain(value: Any) -> Any:
    """Days and times as both databases read them."""
    return str(value) if isinstance(value, date | time) else value


def _write(kept: _Kept) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns in kept.columns.items():
            names = ", ".join(map(_quoted, columns))
            changed = [*kept.removed[table], *kept.written[table]]
            marks = ", ".join(["%s"] * len(columns))
            is_key = f"{_quoted(columns[0])} = %s"
            cursor.executemany(f"DELETE FROM {_quoted(table)} WHERE {is_key}", [(pk,) for pk in changed])
            rows = [*kept.written[table].values()]
            cursor.executemany(f"INSERT INTO {_quoted(table)} ({names}) VALUES ({marks})", rows)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
