"""How much the walks tried: noted by a test in any process, and told in a line at the end of the run."""

from collections.abc import Callable

import pytest

TALLY = "walk"
UNITS = {
    "url walk": ("requests", "URLs", "roles"),
    "command walk": ("attempts", "commands", "states", "roles"),
    "axe walk": ("checks", "pages", "URLs", "readers"),
}


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Note what a test tried: the walk's name, how many times, and the sets that it went over."""

    def note(walk: str, number: int, *over: set[str]) -> None:
        request.node.user_properties.append((TALLY, (walk, number, [sorted(names) for names in over])))

    return note


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [r for kind in ("passed", "failed") for r in terminalreporter.stats.get(kind, [])]
    noted = [value for report in reports for name, value in report.user_properties if name == TALLY]
    for walk, units in UNITS.items():
        mine = [(number, over) for name, number, over in noted if name == walk]
        if mine:
            counts = [sum(number for number, _ in mine)]
            counts += [len({x for _, over in mine for x in over[i]}) for i in range(len(units) - 1)]
            words = ", ".join(f"{count:,} {unit}" for count, unit in zip(counts, units, strict=True))
            terminalreporter.write_line(f"{walk}: {words}")
