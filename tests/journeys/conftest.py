"""Where journeys are played: the test's own server at a known moment, or the real demonstration."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings as project
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from agreements import tasks
from deto import tasks as overseas
from eligibility.services.daily_letter import send_daily_letters
from telework import clock, outbox, rendering
from telework.models import User
from tests.cast import NOW, Cast, make_cast
from tests.journeys.visitor import Visitor

SECONDS_TO_START = 60
# Only a failure waits that long; a machine that is busy with other things may need it.
PATIENCE_MS = 60_000
NOT_FOR_THE_DEMO = ("SECRET_KEY", "DATABASE_URL", "CELERY_BROKER_URL", "DJANGO_SETTINGS_MODULE")


class Hands:
    """The hands of the application's clock; moving them brings what falls due on the way."""

    def __init__(self) -> None:
        self.offset = NOW - timezone.now()

    def move_to(self, day: date) -> None:
        """Go on to the same time of `day`, sweeping once a day, as the loop does."""
        while clock.today() < day:
            self.offset += timedelta(days=1)
            tasks.sweep_due(clock.now())
            overseas.sweep_due(clock.now())
            send_daily_letters(clock.now())
        self.work_off()

    def work_off(self) -> None:
        """Make the documents and send the letters that wait."""
        rendering.render_due(clock.now())
        outbox.deliver_due(clock.now())


@dataclass(frozen=True)
class Demo:
    """A running demonstration."""

    url: str
    folder: Path


Arrive = Callable[..., Visitor]


@pytest.fixture
def hands() -> Iterator[Hands]:
    """The application's clock at NOW, whatever the machine's says."""
    before = clock._offset
    held = Hands()
    clock.install_offset(lambda: held.offset)
    yield held
    clock.install_offset(before)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """Everyone of `tests.cast`, freshly made, for a server on another thread to see."""
    return make_cast()


@pytest.fixture
def visitors(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Opens browsers; when the journey is over, none of them has anything on its console."""
    opened: list[Visitor] = []

    def open_one(
        base: str, *, scripts: bool = True, cookie: str = "", kind: type[Visitor] = Visitor
    ) -> Visitor:
        context = browser.new_context(base_url=base, java_script_enabled=scripts, locale="en-US")
        context.set_default_timeout(PATIENCE_MS)
        if cookie:
            context.add_cookies([{"name": project.SESSION_COOKIE_NAME, "value": cookie, "url": base}])
        opened.append(kind(context, has_scripts=scripts))
        return opened[-1]

    yield open_one
    told = [line for visitor in opened for line in visitor.told]
    for visitor in opened:
        visitor.page.context.close()
    assert told == []


@pytest.fixture
def arrive(
    visitors: Callable[..., Visitor], live_server: LiveServer, cast: Cast, hands: Hands, settings: Settings
) -> Arrive:
    """Somebody of the cast, signed in by their session, at the start page of the test's own server."""
    settings.SITE_URL = live_server.url

    def sign_in(who: str | User, *, scripts: bool = True) -> Visitor:
        user = cast.user(who) if isinstance(who, str) else who
        visitor = visitors(live_server.url, scripts=scripts, cookie=session_of(user))
        visitor.open("/")
        return visitor

    return sign_in


def session_of(user: User) -> str:
    """The session key of a new sign-in."""
    client = Client()
    client.force_login(user)
    return str(client.cookies[project.SESSION_COOKIE_NAME].value)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demonstration as `bin/etelework demo` starts it, with data of its own."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / "uswds").symlink_to(project.USWDS_DIR)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    environment = {name: value for name, value in os.environ.items() if name not in NOT_FOR_THE_DEMO}
    environment |= {
        "ETELEWORK_MODE": "demo",
        "ETELEWORK_DATA_DIR": str(folder),
        "ETELEWORK_DEMO_ADDRESS": address,
    }
    log = folder / "demo.log"
    with (
        log.open("w") as told,
        subprocess.Popen(
            [sys.executable, "manage.py", "demo"],
            cwd=project.BASE_DIR,
            env=environment,
            stdout=told,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        try:
            _wait_for(address, process, log)
            yield Demo(f"http://{address}", folder)
        finally:
            process.terminate()


def _wait_for(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    host, _, port = address.partition(":")
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection((host, int(port)), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"The demonstration did not start:\n{log.read_text()}")
