"""The sweep of the arrangement overseas: what is due by today's date, each through its command."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from celery import shared_task
from django.db.models import Model

from telework import clock
from telework.errors import CommandRefused
from telework.models import User

log = logging.getLogger("etelework.deto")

# What the sweep does: a name for the count, the rows that are due on a moment, the command, and what it
# calls the row.
Due = tuple[str, Callable[[datetime], Iterable[Model]], Callable[..., Any], str]
DUE: tuple[Due, ...] = ()


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
