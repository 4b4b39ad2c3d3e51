"""Which test says that it proves which provision: read from the tests' source, without importing it."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

MARKER = "citation"


def collect(root: Path) -> dict[str, list[str]]:
    """Tests by the citation of their markers, as "tests/policy/test_conduct.py::test_…"; both sorted.

    root  the checkout: its folder `tests` is read
    Raises SyntaxError for a file that is no Python.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for file in sorted((root / "tests").rglob("test_*.py")):
        for citation, test in _marked(ast.parse(file.read_text(encoding="utf-8"))):
            found[citation].add(f"{file.relative_to(root).as_posix()}::{test}")
    return {citation: sorted(found[citation]) for citation in sorted(found)}


def _marked(module: ast.Module) -> Iterator[tuple[str, str]]:
    everywhere = [
        citation
        for node in module.body
        if isinstance(node, ast.Assign)
        and any(isinstance(target, ast.Name) and target.id == "pytestmark" for target in node.targets)
        for citation in _citations(node.value)
    ]
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            own = [citation for decorator in node.decorator_list for citation in _citations(decorator)]
            yield from ((citation, node.name) for citation in (*everywhere, *own))


def _citations(node: ast.expr) -> Iterator[str]:
    """The citations within a decorator, marks of single cases included."""
    for call in ast.walk(node):
        if (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and call.func.attr == MARKER
            and call.args
            and isinstance(call.args[0], ast.Constant)
        ):
            yield str(call.args[0].value)
