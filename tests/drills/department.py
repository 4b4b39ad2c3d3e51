"""A department's services for a drill: its own PostgreSQL and Redis, worker, beat, and ways to kill them."""

import json
import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import redis

ROOT = Path(__file__).parents[2]
CELERY = (sys.executable, "-m", "celery", "-A", "telework.celery")
DATABASE = "etelework_drill"


def until(true: Callable[[], bool], seconds: float, what: str) -> float:
    """Wait for something; how long it took. Fails after `seconds`."""
    begun = time.monotonic()
    while not true():
        assert time.monotonic() - begun < seconds, f"not within {seconds} s: {what}"
        time.sleep(0.05)
    return time.monotonic() - begun


@dataclass
class Department:
    """The services behind one address each; `environment` is what a process of the application needs."""

    folder: Path
    environment: dict[str, str]
    processes: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    def run(self, *command: str, **changes: str) -> str:
        """Run to the end, with `changes` to the environment; what it printed."""
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment | changes, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def inside(self, *arguments: str, **changes: str) -> Any:
        """Run a verb of tests.drills.inside; what it returned."""
        return json.loads(self.run(sys.executable, "-m", "tests.drills.inside", *arguments, **changes))

    def due(self, *arguments: str, **changes: str) -> Any:
        """Run a verb of tests.drills.due; what it returned."""
        return json.loads(self.run(sys.executable, "-m", "tests.drills.due", *arguments, **changes))

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """A Celery program in a process group of its own, so that a kill reaches its children."""
        with (self.folder / f"{arguments[0]}-{len(self.processes)}.log").open("wb") as log:
            process = subprocess.Popen(
                [*CELERY, *arguments],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def kill(self, process: "subprocess.Popen[bytes]") -> None:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def kill_all(self) -> None:
        while self.processes:
            self.kill(self.processes.pop())

    @property
    def broker(self) -> "redis.Redis":
        return redis.Redis.from_url(self.environment["CELERY_BROKER_URL"])

    def worker_listens(self) -> bool:
        """True once a worker waits for the broker: then it is running."""
        with self.broker as broker:
            clients: Any = broker.client_list()
        return any(client["cmd"] == "brpop" for client in clients)

    def kill_redis(self) -> None:
        with self.broker as broker:
            facts: Any = broker.info("server")
        os.kill(facts["process_id"], signal.SIGKILL)
        until(lambda: not self._redis_answers(), 10, "Redis is gone")

    def start_redis(self) -> None:
        self.run("bin/services", "redis")
        until(self._redis_answers, 10, "Redis is back")

    def _redis_answers(self) -> bool:
        try:
            with self.broker as broker:
                return bool(broker.ping())
        except redis.exceptions.ConnectionError:
            return False

    def states(self) -> Counter[str]:
        """How many letters are in which state."""
        with psycopg.connect(self.environment["DATABASE_URL"]) as connection:
            rows = connection.execute("SELECT state, count(*) FROM telework_outboxmessage GROUP BY state")
            return Counter(dict(rows.fetchall()))

    def all_sent(self) -> bool:
        return set(self.states()) == {"sent"}

    def forget_everything(self) -> None:
        """Empty tables, empty broker."""
        self.kill_all()
        with self.broker as broker:
            broker.flushall()
        self.run(sys.executable, "manage.py", "flush", "--no-input", "--verbosity", "0")


@contextmanager
def department(folder: Path) -> Iterator[Department]:
    """Services on free ports, with a migrated database; gone afterwards, with their data."""
    unwanted = ("SECRET_KEY", "DATABASE_URL", "CELERY_BROKER_URL")
    environment = {name: value for name, value in os.environ.items() if name not in unwanted}
    environment |= {"SERVICES_STATE": str(folder / "services"), "ETELEWORK_MODE": "test"}
    place = Department(folder, environment)
    place.run("bin/services", "start")
    try:
        for line in place.run("bin/services", "env").splitlines():
            name, _, value = shlex.split(line)[1].partition("=")
            environment[name] = value
        server = environment["DATABASE_URL"].rpartition("/")[0]
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {DATABASE}")
        environment["DATABASE_URL"] = f"{server}/{DATABASE}"
        place.run(sys.executable, "manage.py", "migrate", "--verbosity", "0")
        yield place
    finally:
        place.kill_all()
        place.run("bin/services", "stop")


@contextmanager
def silent_port() -> Iterator[int]:
    """A server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as silent:
        yield int(silent.getsockname()[1])


def refusing_port() -> int:
    """A port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])
