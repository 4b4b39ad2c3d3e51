"""Services, started once; a mail server; and nothing left over between drills."""

from collections.abc import Callable, Iterator

import pytest

from tests.drills.department import Department, department
from tests.services.mail_server import MailServer


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a drill."""
    for item in items:
        item.add_marker(pytest.mark.drill)


FIGURES = pytest.StashKey[list[str]]()


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Says a line at the end of the run: what was measured."""
    return request.config.stash.setdefault(FIGURES, []).append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in config.stash.get(FIGURES, []):
        terminalreporter.write_line(f"drill: {line}")


@pytest.fixture(scope="session")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Department]:
    with department(tmp_path_factory.mktemp("department")) as place:
        yield place


@pytest.fixture
def post(services: Department) -> Iterator[MailServer]:
    with MailServer() as server:
        services.environment |= {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(server.port)}
        yield server


@pytest.fixture
def place(services: Department, post: MailServer) -> Iterator[Department]:
    """The department with an empty desk, its mail going to `post`."""
    services.forget_everything()
    yield services
    services.kill_all()
