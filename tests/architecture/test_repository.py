"""The repository as a whole: sizes, names, rules that are tested, migrations, and nothing of one machine."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from agreements.policy import fam_2018 as agreements_policy
from eligibility.policy import fam_2018 as eligibility_policy

ROOT = Path(__file__).parents[2]
MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_FUNCTION = 40
RULES = (
    *eligibility_policy.DOMESTIC_RULES,
    *eligibility_policy.MANAGER_RULES,
    *agreements_policy.TERMS_RULES,
    *agreements_policy.DECISION_RULES,
)
NAMES_WITHOUT_MEANING = {"utils", "util", "helpers", "common", "constants", "signals", "misc"}


@cache
def committed(ending: str = "") -> tuple[Path, ...]:
    """The files that a clone of this checkout would have, and those about to be added."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    files = (ROOT / name for name in listed if name.endswith(ending) and name)
    return tuple(file for file in files if file.is_file())


def written_by_people() -> list[Path]:
    return [file for file in committed(".py") if "migrations" not in file.parts]


def functions(file: Path) -> Iterator[tuple[str, int]]:
    """Every function of a file with its lines, from `def` to the last, docstring included."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_file_is_too_long() -> None:
    lengths = {
        str(file.relative_to(ROOT)): len(file.read_text().splitlines()) for file in written_by_people()
    }
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES_OF_A_FILE} == {}


def test_no_function_of_the_application_is_too_long() -> None:
    lengths = {
        f"{file.relative_to(ROOT)}:{name}": lines
        for file in written_by_people()
        if "tests" not in file.parts
        for name, lines in functions(file)
    }
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES_OF_A_FUNCTION} == {}


def test_every_module_has_a_name_that_says_what_it_holds() -> None:
    assert [file for file in written_by_people() if file.stem in NAMES_WITHOUT_MEANING] == []


def test_nothing_is_left_to_do_later() -> None:
    later = re.compile(r"#.*\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3]) + r")\b")
    assert [file for file in written_by_people() if later.search(file.read_text())] == []


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    skipping = re.compile(r"pytest\.(mark\.)?(skip|" + "x" + r"fail)|importorskip")
    tests = [file for file in written_by_people() if "tests" in file.parts and file != Path(__file__)]
    assert [file for file in tests if skipping.search(file.read_text())] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_is_named_in_a_test(rule: object) -> None:
    code = f'"{rule.code}"'  # type: ignore[attr-defined]
    tests = [file for file in committed(".py") if "tests" in file.parts]
    assert any(code in file.read_text() for file in tests)


def test_every_rule_has_a_code_of_its_own() -> None:
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))


def test_the_readings_of_a_policy_set_are_stated_once() -> None:
    for policy in (eligibility_policy, agreements_policy):
        matters = [reading.matter for reading in policy.READINGS]
        assert len(matters) == len(set(matters))


def test_migrations_are_complete() -> None:
    loader = MigrationLoader(None)
    autodetector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    assert autodetector.changes(graph=loader.graph) == {}
    assert loader.detect_conflicts() == {}


def test_nothing_committed_names_this_machine() -> None:
    # A short path, such as a container's /app, is nobody's machine.
    places = [str(place) for place in (ROOT, ROOT.parent / "shared", Path.home()) if len(place.parts) > 2]
    naming = [
        (file.relative_to(ROOT), place)
        for file in committed()
        for place in places
        if place.encode() in file.read_bytes()
    ]
    assert naming == []


def test_the_locks_name_no_registry() -> None:
    locks = [*committed(".lock"), ROOT / "package-lock.json"]
    assert len(locks) >= 3
    assert [lock.name for lock in locks if re.search(r"https?://", lock.read_text())] == []


def test_no_file_names_a_private_registry() -> None:
    host = re.compile("|".join(["arti" + "factory", "jf" + r"rog\.", "nex" + r"us\."]), re.IGNORECASE)
    text = (".py", ".toml", ".md", ".cfg", ".yml", ".yaml", ".json", ".npmrc", ".sh", "Dockerfile", "run")
    files = [file for file in committed() if file.name.endswith(text)]
    assert [file for file in files if host.search(file.read_text(errors="replace"))] == []
