"""The sweep of the arrangement overseas: what is due by today's date, each through its command."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from celery import shared_task
from django.db.models import Model

from deto import planning, standing_status
from deto.services import distributing, packet, statuses, tasks
from telework import clock
from telework.errors import CommandRefused
from telework.models import User

log = logging.getLogger("etelework.deto")

# What the sweep does: a name for the count, the rows that are due on a moment, the command, and what it
# calls the row.
Due = tuple[str, Callable[[datetime], Iterable[Model]], Callable[..., Any], str]
DUE: tuple[Due, ...] = (
    ("suspended", standing_status.to_suspend, statuses.suspend_for_status, "agreement"),
    ("resumed", standing_status.to_resume, statuses.resume_after_status, "agreement"),
    ("packed", packet.steps_to_pack, packet.make_packet, "step"),
    ("planned", planning.arrangements_to_plan, tasks.plan_tasks, "agreement"),
    ("copied", distributing.terms_to_distribute, distributing.send_copies, "terms"),
    ("reminded", tasks.tasks_to_remind, tasks.remind_of_task, "task"),
)


@shared_task(name="deto.tasks.sweep")
def sweep() -> dict[str, int]:
    """Do what is due; twice, late or beside itself changes nothing more."""
    return sweep_due(clock.now())


def sweep_due(now: datetime) -> dict[str, int]:
    """Choose by set, act one by one: a failing row is logged and counted, the rest go on."""
    system: User | None = None
    done = {"failed": 0}
    for name, due, command, subject in DUE:
        done.setdefault(name, 0)
        for row in due(now):
            system = system or User.objects.system()
            try:
                command(actor=system, now=now, **{subject: row})
            except CommandRefused:
                continue  # somebody, or another sweep, was first
            except Exception:
                log.exception("sweep failed", extra={subject: str(row)})
                done["failed"] += 1
            else:
                done[name] += 1
    return done
