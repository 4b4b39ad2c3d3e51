"""Who may import whom, where the import linter's contracts do not reach: read from the source itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
APPS = ("telework", "eligibility", "agreements", "deto", "guidance", "demo")
PURE_NAMES = ("policy", "facts", "chains", "states", "roles", "calendar", "errors")


def sources() -> Iterator[Path]:
    for app in APPS:
        yield from sorted((ROOT / app).rglob("*.py"))


def name_of(source: Path) -> str:
    return ".".join(source.relative_to(ROOT).with_suffix("").parts)


def imported_by(source: Path) -> set[str]:
    """Every module that a file imports, also inside its functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def is_pure(source: Path) -> bool:
    """Rules and tables: `policy` folders, and the modules that the design names."""
    parts = source.relative_to(ROOT).with_suffix("").parts
    return "policy" in parts or (len(parts) == 2 and parts[1] in PURE_NAMES)


PURE = [source for source in sources() if is_pure(source)]


def test_the_pure_modules_are_found() -> None:
    names = {name_of(source) for source in PURE}
    assert {
        "telework.policy",
        "telework.errors",
        "telework.roles",
        "telework.calendar",
        "eligibility.facts",
        "eligibility.policy.fam_2018",
        "agreements.facts",
        "agreements.chains",
        "agreements.states",
        "agreements.policy.notice",
    } <= names


@pytest.mark.parametrize("source", PURE, ids=name_of)
def test_rules_and_tables_import_no_django_and_no_models(source: Path) -> None:
    for module in imported_by(source):
        assert module.split(".")[0] not in {"django", "django_fsm", "celery", "crispy_forms"}
        assert "models" not in module.split(".")


def test_only_our_edge_of_it_imports_the_state_machine_package() -> None:
    importing = {
        name_of(source)
        for source in sources()
        if "django_fsm" in {module.split(".")[0] for module in imported_by(source)}
        and "migrations" not in source.parts
    }
    assert importing == {"telework.fsm"}


def test_only_the_agreement_is_built_on_the_state_machine() -> None:
    importing = {
        name_of(source)
        for source in sources()
        if "telework.fsm" in imported_by(source) and "migrations" not in source.parts
    }
    assert importing - {"agreements.lifecycle_page"} == {"agreements.models.agreement"}


READS_THE_CLOCK = ("clock.now(", "clock.today(", "timezone.now(", "datetime.now(", "date.today(")
BELOW_THE_EDGES = ("services", "policy", "models")
BELOW_THE_EDGES_TOO = (
    "selectors",
    "collect",
    "content",
    "directory",
    "letters",
    "paper",
    "chains",
    "kinds",
    "states",
    "facts",
    "audit",
    "outbox",
    "rendering",
    "identity",
)


def is_below_the_edges(source: Path) -> bool:
    return bool(set(source.parts) & set(BELOW_THE_EDGES)) or source.stem in BELOW_THE_EDGES_TOO


@pytest.mark.parametrize("source", [s for s in sources() if is_below_the_edges(s)], ids=name_of)
def test_the_clock_is_read_at_the_edges_only(source: Path) -> None:
    text = source.read_text()
    assert [call for call in READS_THE_CLOCK if call in text] == []


def test_no_permission_asks_for_a_superuser() -> None:
    asking = [
        name_of(s) for s in sources() if "is_superuser" in s.read_text() and "migrations" not in s.parts
    ]
    assert asking == []


def test_there_is_no_admin() -> None:
    assert [name_of(s) for s in sources() if any("contrib.admin" in m for m in imported_by(s))] == []
