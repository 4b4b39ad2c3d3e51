"""Mutations of rules and of the functions that compute dates, and the marked policy tests that must notice.

A rule is mutated where it stands: its outcome is turned round, or one number that it reaches (in a closure or
in a module of ours) is shifted by one. Everything is put back afterwards.
"""

import pkgutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from importlib import import_module
from itertools import product
from pathlib import Path
from types import CellType, CodeType, FunctionType
from typing import Any

import pytest

from agreements.policy import medevac, notice, review, worksite
from deto.policy import clearance
from deto.policy import notice as deto_notice
from guidance.citing import is_under
from guidance.rules import ALL_RULES, AnyRule

POLICY_TESTS = Path(__file__).parents[1] / "policy"
OURS = ("telework.", "eligibility.", "agreements.", "deto.")
# What the product computes without a rule, with the provisions it follows.
FUNCTIONS: tuple[tuple[FunctionType, tuple[str, ...]], ...] = (
    (notice.earliest_last_day, ("2362.1(m)", "2362.1(n)")),  # type: ignore[arg-type]
    (worksite.official_worksite, ("2361.4 official work site",)),  # type: ignore[arg-type]
    (medevac.last_day, ("2362.5(2)",)),  # type: ignore[arg-type]
    (review.review_due_on, ("2362.1(e)", "2368.5(c)")),  # type: ignore[arg-type]
    (clearance.clearance, ("2368.4(e)",)),  # type: ignore[arg-type]
    (deto_notice.earliest_last_day, ("2368.6(b)", "2368.6(c)")),  # type: ignore[arg-type]
)


@dataclass(frozen=True)
class Mutation:
    """One change, the citations whose tests must notice it, and how it is made and undone."""

    name: str
    citations: tuple[str, ...]
    make: Callable[[], None]
    undo: Callable[[], None]


@contextmanager
def made(mutation: Mutation) -> Iterator[None]:
    mutation.make()
    try:
        yield
    finally:
        mutation.undo()


def mutations() -> Iterator[Mutation]:
    for rule in ALL_RULES:
        citations = (rule.citation, *rule.also)
        yield _flip(rule, citations)
        yield from _shifts(rule.code, rule.violated_by, citations)
    for function, citations in FUNCTIONS:
        yield from _shifts(f"{function.__module__}.{function.__name__}", function, citations)


def survives(mutation: Mutation) -> bool:
    """Whether no test marked with a citation of the mutated rule fails."""
    with made(mutation):
        return not any(_fails(case) for case in _cases_of(mutation.citations))


def _flip(rule: AnyRule, citations: tuple[str, ...]) -> Mutation:
    original = rule.violated_by

    def flipped(facts: Any) -> bool | None:
        violated = original(facts)
        return None if violated is None else not violated

    # A rule is frozen, and every table holds the same one.
    put = partial(object.__setattr__, rule, "violated_by")
    return Mutation(f"{rule.code}: outcome", citations, partial(put, flipped), partial(put, original))


def _shifts(name: str, function: Any, citations: tuple[str, ...]) -> Iterator[Mutation]:
    for label, value, put in _numbers(function, set()):
        for step in (1, -1):
            yield Mutation(
                f"{name}: {label} {step:+d}",
                citations,
                partial(put, _shifted(value, step)),
                partial(put, value),
            )


def _numbers(function: Any, seen: set[int]) -> Iterator[tuple[str, Any, Callable[[Any], None]]]:
    """Every number that a function reaches: its name, its value, and how to set it."""
    if not isinstance(function, FunctionType) or id(function) in seen:
        return
    seen.add(id(function))
    if not f"{function.__module__}.".startswith(OURS):
        return
    cells: dict[str, CellType] = dict(
        zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
    )
    for name, cell in cells.items():
        if _is_number(cell.cell_contents):
            yield name, cell.cell_contents, partial(setattr, cell, "cell_contents")
        yield from _numbers(cell.cell_contents, seen)
    for name in sorted(_names(function.__code__) & function.__globals__.keys()):
        value = function.__globals__[name]
        if id(value) not in seen and _is_number(value):
            yield name, value, partial(function.__globals__.__setitem__, name)
        elif isinstance(value, dict) and value and all(map(_is_number, value.values())):
            yield from ((f"{name}[{key}]", v, partial(value.__setitem__, key)) for key, v in value.items())
        yield from _numbers(value, seen)


def _names(code: CodeType) -> set[str]:
    """Names that a function looks up, those of the functions within it too."""
    inner = [_names(constant) for constant in code.co_consts if isinstance(constant, CodeType)]
    return set(code.co_names).union(*inner)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal | date) and not isinstance(value, bool)


def _shifted(value: Any, step: int) -> Any:
    return value + timedelta(days=step) if isinstance(value, date) else value + step


@dataclass(frozen=True)
class Case:
    """One marked test with one set of its parameters."""

    function: Callable[..., Any]
    values: Mapping[str, Any]
    citations: frozenset[str]


def _load() -> tuple[Case, ...]:
    modules = [
        import_module(f"tests.policy.{found.name}") for found in pkgutil.iter_modules([str(POLICY_TESTS)])
    ]
    return tuple(
        case
        for module in modules
        for name, function in vars(module).items()
        if name.startswith("test_") and hasattr(function, "pytestmark")
        for case in _expanded(function)
    )


def _expanded(function: Any) -> Iterator[Case]:
    marks: list[pytest.Mark] = function.pytestmark
    citations = frozenset(mark.args[0] for mark in marks if mark.name == "citation")
    tables = [_table(mark) for mark in marks if mark.name == "parametrize"]
    for rows in product(*tables):
        values = {name: value for row in rows for name, value in row.items()}
        own = function.__code__.co_varnames[: function.__code__.co_argcount]
        if set(own) <= values.keys():  # a test with fixtures is not pure
            yield Case(function, values, citations)


def _table(mark: pytest.Mark) -> list[dict[str, Any]]:
    names, rows = mark.args[0], mark.args[1]
    listed = [n.strip() for n in names.split(",")] if isinstance(names, str) else list(names)
    table = []
    for row in rows:
        values = row.values if hasattr(row, "values") and hasattr(row, "marks") else row
        if len(listed) == 1 and values is row:
            values = (row,)
        table.append(dict(zip(listed, values, strict=True)))
    return table


CASES = _load()


def _cases_of(citations: tuple[str, ...]) -> list[Case]:
    return [case for case in CASES if any(is_under(m, c) for m in case.citations for c in citations)]


def _fails(case: Case) -> bool:
    try:
        case.function(**case.values)
    except Exception:  # any failure of the test is a bite
        return True
    return False
