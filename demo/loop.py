"""The sweep and mail loop inside the demo's one process: a real Celery worker and beat, on threads.

The broker is a queue in memory, so this serves one process and no more; production runs Redis, workers
and one beat beside the web server.
"""

import threading
from os import EX_OK
from typing import Any

from celery.app.utils import find_app
from celery.beat import EmbeddedService, Scheduler
from celery.worker import WorkController, state

SECONDS_TO_STOP = 5.0


class EmbeddedLoop:
    """Runs what the schedule in the settings names; start once, stop once."""

    def __init__(self) -> None:
        self._app = find_app("telework.celery")
        # One thread: SQLite has one writer, and the sweeps take turns anyway.
        self._worker: Any = WorkController(
            app=self._app,
            pool_cls="threads",
            concurrency=1,
            hostname="demo@localhost",
            without_gossip=True,
            without_mingle=True,
            without_heartbeat=True,
        )
        # The plain scheduler: the default one would write a file into the current folder.
        self._beat: Any = EmbeddedService(self._app, thread=True, scheduler_cls=Scheduler)
        self._worker_thread = threading.Thread(target=self._worker.start, name="demo worker", daemon=True)

    def start(self) -> None:
        """Begin to work in the background."""
        state.should_stop = None
        self._worker_thread.start()
        self._beat.start()

    def stop(self) -> None:
        """Finish the task at hand and end; what is queued comes back with the next start, from the tables."""
        self._beat.service.stop(wait=False)
        state.should_stop = EX_OK  # type: ignore[assignment]  # typed as None, its first value
        self._worker_thread.join(SECONDS_TO_STOP)
