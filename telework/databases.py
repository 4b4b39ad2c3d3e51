"""What each database needs to be told, whatever its address says."""

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured


def tuned(config: dict[str, Any], *, data_dir: Path, is_test: bool) -> dict[str, Any]:
    """`config` of one database with our options; ImproperlyConfigured for any but PostgreSQL and SQLite."""
    if config["ENGINE"] == "django.db.backends.sqlite3":
        Path(config["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        # A file, because threads and a live server cannot share an in-memory database; the process number,
        # because two test runs in one checkout must not delete each other's.
        tests = {"NAME": str(data_dir / "test" / f"run-{os.getpid()}.sqlite3")}
        options: dict[str, Any] = {"OPTIONS": _sqlite_options(is_test)}
    elif config["ENGINE"] == "django.db.backends.postgresql":
        tests = {}
        options = {"CONN_HEALTH_CHECKS": True, "CONN_MAX_AGE": 0 if is_test else 60}
    else:
        raise ImproperlyConfigured("DATABASE_URL must name PostgreSQL or SQLite.")
    # Serializing every row into memory before each test serves a feature the tests do not use.
    return {**config, **options, "TEST": {**tests, "SERIALIZE": False}}


def _sqlite_options(is_test: bool) -> dict[str, Any]:
    # IMMEDIATE: a transaction that reads and then writes must queue for the lock, not fail on it later.
    synchronous = "OFF" if is_test else "NORMAL"
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": (f"PRAGMA journal_mode=WAL;PRAGMA synchronous={synchronous};PRAGMA foreign_keys=ON"),
    }
