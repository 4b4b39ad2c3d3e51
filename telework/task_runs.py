"""When each scheduled task last came to its end: bookkeeping of the machine, read by the operations page.

Written by whatever worker ran the task, in the demonstration too. No command: nobody acts, and nothing that
happened depends on it. Celery logs what goes wrong here and lets the task stand.
"""

import time
from typing import Any

from celery import Task, states
from celery.signals import task_postrun, task_prerun

from telework import clock
from telework.models import TaskRun
from telework.schedule import PERIODS

_begun: dict[str, float] = {}


@task_prerun.connect
def _begin(task_id: str, task: Task, **_: Any) -> None:
    if task.name in PERIODS:
        _begun[task_id] = time.monotonic()


@task_postrun.connect
def _end(task_id: str, task: Task, retval: Any, state: str, **_: Any) -> None:
    begun = _begun.pop(task_id, None)
    if begun is None:
        return
    now = clock.now()
    run: dict[str, Any] = {"seconds": time.monotonic() - begun}
    if state == states.SUCCESS:
        counts = {name: count for name, count in (retval or {}).items() if count}
        run |= {"ended_at": now, "counts": counts}
        if rows := counts.get("failed"):
            run |= {"failed_at": now, "failure": f"rows that failed: {rows}"}
    else:
        # The class alone: its words can name a person.
        run |= {"failed_at": now, "failure": type(retval).__name__}
    TaskRun.objects.update_or_create(task=task.name, defaults=run)
