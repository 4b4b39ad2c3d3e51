"""Every command, every state, every role: allowed exactly as the tables say (commands_*.csv).

A refusal writes nothing, in no table, and is logged. Whatever is allowed writes something.
"""

import hashlib
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.db import connection, transaction

import agreements.services
import deto.services
import eligibility.services
import telework
from agreements.models import Agreement
from eligibility.models import Employee
from telework.commands import command
from telework.errors import CommandRefused, NotPermitted
from telework.models import User
from telework.roles import Role
from tests.eligibility.conftest import Extract, small_extract
from tests.walks.attempts import CALLS, Attempt
from tests.walks.command_world import LEAVERS, LETTERS, STATES, TIMES, World, actor_of, make_world
from tests.walks.conftest import Building
from tests.walks.role_attempts import ROLE_CALLS
from tests.walks.tables import read

pytestmark = pytest.mark.django_db

CASES = read("commands_cases.csv") + read("commands_terms.csv") + read("commands_file.csv")
CASES += read("commands_routing.csv") + read("commands_later.csv")
CASES += read("commands_injury.csv") + read("commands_loan.csv")
ANYTIME = read("commands_anytime.csv") + read("commands_calendar.csv") + read("commands_letters.csv")
ROLES = read("commands_roles.csv")
NOBODY, NO_SUCH_THING = ".", "-"
DJANGOS_OWN = {"auth_permission", "django_content_type"}
COMMANDS_IN = (agreements.services, deto.services, eligibility.services, telework)


@pytest.fixture(scope="module")
def world(building: Building[World]) -> Iterator[World]:
    with building(make_world) as built:
        yield built


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    Extract(tmp_path, small_extract()).write()
    return tmp_path


@dataclass(frozen=True)
class Tried:
    """A command, and on what."""

    command: str
    about: str

    def __str__(self) -> str:
        return f"{self.command} ({self.about})"


@contextmanager
def undone() -> Iterator[None]:
    """Undo what the block did."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass
class Walk:
    """Tries one command after another, each undone, and keeps what was not as the table says."""

    world: World
    caplog: pytest.LogCaptureFixture
    tally: Callable[..., None]
    before: str = ""
    attempts: int = 0
    letters: set[str] = field(default_factory=set)
    mismatches: list[str] = field(default_factory=list)

    def try_all(
        self,
        tried: Tried,
        allowed: str,
        case: Agreement,
        call: Callable[[User], object],
        holder: Employee | None = None,
    ) -> None:
        """Everybody tries, also the `holder` of a role; `allowed` are the letters of those who can."""
        if allowed == NO_SUCH_THING:
            return
        assert set(allowed) <= {*LETTERS, "P", NOBODY}, f"{allowed} names nobody"
        everybody = LETTERS + ("P" if holder is not None else "")
        for letter in sorted({*everybody} & {*allowed}):
            with undone():
                actor = actor_of(self.world, letter, case, holder)
                self._try(tried, letter, actor, call, is_allowed=True)
        self._try_in_vain(tried, {*everybody} - {*allowed, *LEAVERS}, case, call, holder)
        self._try_in_vain(tried, {*LEAVERS}, case, call, holder)

    def _try_in_vain(
        self,
        tried: Tried,
        letters: set[str],
        case: Agreement,
        call: Callable[[User], object],
        holder: Employee | None,
    ) -> None:
        """One after another without undoing anything: at the end every row is as before."""
        with undone():
            actors = {letter: actor_of(self.world, letter, case, holder) for letter in sorted(letters)}
            before = self.before if not letters & {*LEAVERS} else self._before_leaving(case)
            for letter, actor in actors.items():
                self._try(tried, letter, actor, call, is_allowed=False)
            if rows() != before:
                self.mismatches.append(f"{tried}: one of {''.join(actors)} was refused, and wrote something")

    def _before_leaving(self, case: Agreement) -> str:
        """What is there once employee and supervisor of `case` have left; computed once a case."""
        if case.pk not in self.world.left:
            self.world.left[case.pk] = rows()
        return self.world.left[case.pk]

    def _try(
        self, tried: Tried, letter: str, actor: User, call: Callable[[User], object], *, is_allowed: bool
    ) -> None:
        self.caplog.clear()
        self.attempts += 1
        self.letters.add(letter)
        start = transaction.savepoint()
        try:
            call(actor)
        except CommandRefused as refusal:
            if is_allowed:
                self.mismatches.append(f"{tried} as {letter}: refused, {refusal.reason}")
            if self.logged() != [(tried.command, actor.pk, type(refusal).__name__)]:
                self.mismatches.append(f"{tried} as {letter}: logged {self.logged()}")
            return
        if not is_allowed:
            self.mismatches.append(f"{tried} as {letter}: allowed")
        elif rows() == self.before:
            self.mismatches.append(f"{tried} as {letter}: allowed, and wrote nothing")
        transaction.savepoint_rollback(start)

    def logged(self) -> list[tuple[Any, Any, Any]]:
        return [
            (record.__dict__["command"], record.__dict__["actor"], record.__dict__["kind"])
            for record in self.caplog.records
            if record.name == "etelework.refusals"
        ]

    def end(self, commands: set[str], states: set[str]) -> None:
        self.tally("command walk", self.attempts, commands, states, self.letters)
        if self.mismatches:
            count = f"{len(self.mismatches)} attempts did not end as the table says:"
            pytest.fail("\n".join([count, *self.mismatches]), pytrace=False)


@pytest.fixture
def walk(world: World, caplog: pytest.LogCaptureFixture, tally: Callable[..., None]) -> Walk:
    caplog.set_level("INFO", logger="etelework.refusals")
    return Walk(world, caplog, tally, before=rows())


def rows() -> str:
    """A digest of every row of every table that a command could write to."""
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.django_table_names()) - DJANGOS_OWN):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")
            digest.update(f"{table}{cursor.fetchall()}".encode())
    return digest.hexdigest()


def fresh(world: World, state: str) -> Agreement:
    return Agreement.objects.select_related("employee__supervisor").get(pk=world.cases[state].pk)


@pytest.mark.parametrize("name", sorted({row["command"] for row in CASES}))
def test_commands_on_a_case_are_allowed_in_the_states_and_to_the_people_of_the_table(
    walk: Walk, name: str
) -> None:
    for row in CASES:
        if row["command"] != name:
            continue
        for state in (state for state in STATES if state in row):
            case = fresh(walk.world, state)
            about = f"{row['on']}, {state}" if row["on"] else state
            walk.try_all(
                Tried(name, about),
                row[state],
                case,
                lambda actor: CALLS[name](Attempt(actor, fresh(walk.world, state), row["on"])),  # noqa: B023
            )
    walk.end({name}, set(STATES))


@pytest.mark.parametrize("row", ANYTIME, ids=[row["command"] for row in ANYTIME])
def test_commands_on_no_case_are_allowed_to_the_people_of_the_table(
    walk: Walk, extract: Path, row: dict[str, str]
) -> None:
    name, case = row["command"], fresh(walk.world, "active")
    walk.try_all(
        Tried(name, "at any time"),
        row["allowed"],
        case,
        lambda actor: CALLS[name](Attempt(actor, fresh(walk.world, "active"), folder=extract)),
    )
    walk.end({name}, set())


@pytest.mark.parametrize("column", ["grant", "themselves", *TIMES])
def test_roles_are_given_and_ended_by_the_people_of_the_table(walk: Walk, column: str) -> None:
    name, call = ROLE_CALLS[column]
    for row in ROLES:
        role, case = Role(row["role"]), fresh(walk.world, "active")
        held = walk.world.held.get((role.value, column))
        walk.try_all(
            Tried(name, f"{column}, {role.value}"),
            row[column],
            case,
            lambda actor: call(walk.world, actor, role),  # noqa: B023
            held.employee if held is not None else None,
        )
    walk.end({name}, {f"role {column}"})


def test_a_refusal_that_writes_or_is_not_logged_is_found(walk: Walk) -> None:
    def write_and_refuse(actor: User) -> None:
        actor.last_name = "Changed"
        actor.save()
        raise NotPermitted("Too late.")

    walk.try_all(Tried("write_and_refuse", "a test"), NOBODY, fresh(walk.world, "active"), write_and_refuse)
    assert sum("wrote something" in mismatch for mismatch in walk.mismatches) == 2
    assert sum("logged []" in mismatch for mismatch in walk.mismatches) == len(LETTERS)


def commands_of(package: ModuleType) -> Iterator[str]:
    """The names of the functions that `telework.commands.command` has wrapped, in every module below."""
    wrapper = command(lambda: None).__code__
    below = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    for name in (package.__name__, *(module.name for module in below if ".migrations" not in module.name)):
        for found in vars(importlib.import_module(name)).values():
            if getattr(found, "__code__", None) is wrapper:
                yield found.__name__


def test_the_tables_list_every_command_and_no_other() -> None:
    listed = {row["command"] for row in CASES + ANYTIME} | {name for name, _ in ROLE_CALLS.values()}
    assert listed == {name for package in COMMANDS_IN for name in commands_of(package)}
    assert {row["command"] for row in CASES + ANYTIME} == set(CALLS)


def test_the_tables_have_every_role_and_every_state() -> None:
    assert [row["role"] for row in ROLES if row["role"] not in set(Role)] == []
    assert {row["role"] for row in ROLES} == {role.value for role in Role}
    assert {state for row in CASES for state in row if state not in ("command", "on")} == set(STATES)
