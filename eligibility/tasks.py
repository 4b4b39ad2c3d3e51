"""What happens to eligibility by itself: determinations each night, and the letters about them."""

import logging
from dataclasses import asdict
from typing import Any

from celery import shared_task

from eligibility.services.daily_letter import send_daily_letters
from eligibility.services.determination_run import close_day, determine_all, was_determined
from eligibility.services.lapsing import end_due
from eligibility.services.outcomes import tell_everybody
from telework import clock
from telework.models import User

log = logging.getLogger("etelework.determinations")

# So many letters are written well within the time a task has; the rest go with the next.
LETTERS_A_TASK = 4_000


@shared_task(name="eligibility.tasks.determine_changed")
def determine_changed() -> dict[str, Any]:
    """Once each Washington day: determine whoever's answer has changed.

    It looks often and works once, so a server that was down at midnight loses nothing; killed, it goes on
    where nothing was written yet.
    """
    now = clock.now()
    if was_determined(clock.date_of(now)):
        return {}
    system = User.objects.system()
    run = determine_all(actor=system, now=now, occasion="nightly", only_changed=True)
    close_day(actor=system, now=now, run=run)
    log.info("determined", extra={"looked_at": run.looked_at, "written": run.written})
    return asdict(run)


@shared_task(name="eligibility.tasks.tell_outcomes")
def tell_outcomes() -> dict[str, int]:
    """Write to everybody who does not know yet what was determined about them."""
    told = tell_everybody(actor=User.objects.system(), now=clock.now(), most=LETTERS_A_TASK)
    return {"told": told}


@shared_task(name="eligibility.tasks.end_due_exceptions")
def end_due_exceptions() -> dict[str, int]:
    """End exceptions, designations and emergencies whose last day is over; remind of what is due."""
    return end_due(clock.now())


@shared_task(name="eligibility.tasks.send_daily_letters")
def send_daily_letters_due() -> dict[str, int]:
    """Once each Washington day and person: what only informs, for those who chose it so."""
    return send_daily_letters(clock.now())
