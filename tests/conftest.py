"""What every test shares: test mode, the machine's own browser, and the build's account of what ran."""

import os
import shutil
from collections.abc import Generator, Iterator
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any

import django
import pytest
from django.db import connection
from playwright.sync_api import BrowserContext, expect
from pytest_django.plugin import blocking_manager_key

from tests import stories, tallies

# Named here and not in pyproject.toml, so that pytest-django cannot load the settings before the mode is set.
os.environ["ETELEWORK_MODE"] = "test"
os.environ["DJANGO_SETTINGS_MODULE"] = "telework.settings"
# Playwright keeps an event loop running in the test's thread; Django would refuse the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

django.setup()
# As manage.py does: what the tests queue goes to the application's own (in-memory) broker.
import_module("telework.celery")
# Only a failure waits that long; a machine that is busy with other things may need it.
PATIENCE_MS = 60_000
# The first that is there; without a screen it starts and draws in half of the time.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
expect.set_options(timeout=PATIENCE_MS)


def pytest_configure(config: pytest.Config) -> None:
    """Count in this process, too, when others run the tests: it reads no other conftest then."""
    config.pluginmanager.register(tallies)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switches that the build sets."""
    parser.addoption(
        "--no-skips", action="store_true", help="fail when a test was skipped or expected to fail"
    )
    parser.addoption(
        "--account",
        type=Path,
        metavar="FILE",
        help="write which tests passed; with --collect-only, which there are",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser by the fixture that it uses, so that no mark can be forgotten."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Write down which tests there are, where asked to."""
    if session.config.option.collectonly:
        _account(session.config, {item.nodeid for item in session.items})


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Turn a green run with skipped or expected failures into a red one, where asked to."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or session.config.option.collectonly:
        return
    _account(session.config, {report.nodeid for report in reporter.stats.get("passed", [])})
    left_out = [
        report for kind in ("skipped", "xfailed", "xpassed") for report in reporter.stats.get(kind, [])
    ]
    if left_out and session.config.getoption("no_skips"):
        reporter.write_line(f"--no-skips: {len(left_out)} tests did not really run", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _account(config: pytest.Config, tests: set[str]) -> None:
    file: Path | None = config.getoption("account")
    if file is not None and not hasattr(config, "workerinput"):
        file.write_text("".join(f"{name}\n" for name in sorted(tests)), encoding="utf-8")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let every test begin its stories anew."""
    stories.begin(_asked_for(item))


def _asked_for(item: pytest.Item) -> Iterator[str]:
    """The fixtures that the test and its own fixtures name; those of plugins work for every test."""
    found = getattr(item, "_fixtureinfo", None)
    if found is not None:
        yield from found.argnames
        for fixture in chain.from_iterable(found.name2fixturedefs.values()):
            if fixture.func.__module__.startswith("tests"):
                yield from fixture.argnames


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, Any, Any]:
    """Put the seeded closures back after a test that emptied the tables, so that order never matters."""
    result = yield
    emptied = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    if emptied and nextitem is not None:
        with item.config.stash[blocking_manager_key].unblock():
            import_module("telework.migrations.0002_closures").seed(django.apps.apps, None)
            connection.close()
    return result


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the machine's Chromium: Playwright's own browsers are not downloaded."""
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        pytest.fail("No Chromium on this machine. Install it with: apt-get install --yes chromium")
    return browser_type_launch_args | {"executable_path": executable, "args": ["--no-sandbox"]}


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    """As patient with a page as with what is expected of it."""
    context.set_default_timeout(PATIENCE_MS)
    return context
