"""What is due, acted upon by the sweep's commands and by their own statements sent bare, in turns.

A command is first played and rolled back, so that its statements are known; they are sent again without
Django on a connection of their own, a row a transaction. The commands themselves act on as many other rows.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from django.db import connection, transaction

from agreements.models import Agreement
from agreements.services import lifecycle
from agreements.tasks import sweep_due
from benchmarks.million import FIRST_DAY, TODAY
from benchmarks.saying import megabytes, say
from telework.models import User

Statements = list[tuple[str, Any]]
TOGETHER = 200


def measure() -> None:
    """Act on everything that is due, half of it either way; then a whole sweep."""
    peaks = []
    for name, command, due in (
        ("start", lifecycle.start, Agreement.objects.due_to_start(TODAY)),
        ("end", lifecycle.end_if_due, Agreement.objects.due_to_end(TODAY)),
    ):
        bare, through, statements, rows = 0.0, 0.0, 0, 0
        for some in _in_turns(list(due.order_by("pk").values_list("pk", flat=True))):
            played = _played(command, some[::2])
            bare += _timed(_sent_bare, played)
            through += _timed(_acted, command, some[1::2])
            statements += sum(len(one) for one in played)
            rows += len(played)
            peaks.append(megabytes())
        ratio = through / bare
        say(f"{name}: {statements / rows:.0f} statements a row; bare {rows / bare:,.0f} rows a second, ")
        say(f"  the commands {rows / through:,.0f}: {ratio:.1f} times as long")
    say(f"most memory: {peaks[0]:.0f} MB after the first {2 * TOGETHER} rows, {peaks[-1]:.0f} MB at the end")
    begun = time.perf_counter()
    swept = sweep_due(FIRST_DAY)
    took = time.perf_counter() - begun
    say(f"a sweep of all there is, which finds {sum(asdict(swept).values())} to do: {took:.2f} s")


def _in_turns(keys: Sequence[int]) -> Iterator[list[Agreement]]:
    for first in range(0, len(keys), 2 * TOGETHER):
        yield list(Agreement.objects.filter(pk__in=keys[first : first + 2 * TOGETHER]).order_by("pk"))


def _played(command: Callable[..., Any], rows: Iterable[Agreement]) -> list[Statements]:
    """The statements of the command for each row; afterwards nothing has happened, no key is used up."""
    system, played = User.objects.system(), []
    before = _next_keys()
    for row in rows:
        statements: Statements = []
        with transaction.atomic(), connection.execute_wrapper(_writing_down(statements)):
            command(actor=system, now=FIRST_DAY, agreement=row)
            transaction.set_rollback(True)
        played.append(statements)
    with connection.cursor() as cursor:
        for name, last, is_called in before:
            cursor.execute("SELECT setval(%s, %s, %s)", [name, last or 1, is_called])
    return played


def _next_keys() -> list[tuple[str, int | None, bool]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname || '.' || sequencename, last_value, last_value IS NOT NULL FROM pg_sequences"
        )
        return list(cursor.fetchall())


def _writing_down(statements: Statements) -> Callable[..., Any]:
    def write_down(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT")):
            statements.append((sql, params))
        return execute(sql, params, many, context)

    return write_down


def _sent_bare(played: Iterable[Statements]) -> None:
    """Over a connection of the same kind as Django's, without Django."""
    bare = connection.copy("bare")
    bare.ensure_connection()
    driver = bare.connection
    with driver.cursor() as cursor:
        for statements in played:
            with driver.transaction():
                for sql, params in statements:
                    cursor.execute(sql, params)
                    if cursor.description is not None:
                        cursor.fetchall()
    bare.close()


def _acted(command: Callable[..., Any], rows: Iterable[Agreement]) -> None:
    system = User.objects.system()
    for row in rows:
        command(actor=system, now=FIRST_DAY, agreement=row)


def _timed(work: Callable[..., None], *arguments: Any) -> float:
    begun = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - begun
