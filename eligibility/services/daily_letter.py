"""The command that tells somebody in one letter what only informs, and the sweep that runs it for all."""

import logging
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from eligibility.contact import contact_at
from eligibility.daily_letters import due, entry_of, key_of, waiting_for
from eligibility.models import Employee
from eligibility.permissions_letters import may_send_daily_letter
from eligibility.services.deciding import locked_person, record, require
from telework import clock, outbox
from telework.commands import command
from telework.errors import WrongState
from telework.models import OutboxMessage, User

log = logging.getLogger("etelework.sweep")


@command
def send_daily_letter(*, actor: User, now: datetime, employee: Employee) -> OutboxMessage:
    """Collect what waits for `employee` into one letter a Washington day.

    Raises NotPermitted for people, WrongState where nothing waits or today's letter is written.
    """
    require(may_send_daily_letter(actor))
    person = locked_person(employee)
    waiting = list(waiting_for(person.user).select_for_update()) if person.user is not None else []
    if not waiting:
        raise WrongState("Nothing waits for a daily letter.")
    today = clock.date_of(now)
    letter = outbox.queue(
        key=key_of(person, today),
        # Where the address has gone since, what they were to get goes where it would have gone.
        to=person.email or waiting[-1].to,
        template="daily_letter",
        context={
            "reader": person,
            "day": today,
            "entries": [entry_of(message) for message in waiting],
            "coordinator_contact": contact_at(person.bureau, today),
            "link": settings.SITE_URL + reverse("your_letters"),
        },
        now=now,
    )
    if letter is None:
        raise WrongState("Today's daily letter is written already.")
    told = OutboxMessage.objects.filter(pk__in=[message.pk for message in waiting])
    told.update(state=OutboxMessage.State.TOLD, told_by=letter.key)
    record("send_daily_letter", person, letter.key, actor, now, letters=len(waiting))
    return letter


def send_daily_letters(now: datetime) -> dict[str, int]:
    """Write everybody's daily letter that is due; one that fails is logged and counted, the rest go on."""
    done = {"sent": 0, "failed": 0}
    system = User.objects.system()
    for person in due(now):
        try:
            send_daily_letter(actor=system, now=now, employee=person)
            done["sent"] += 1
        except WrongState:  # another sweep was first, or they chose at once
            continue
        except Exception:
            log.exception("daily letter not written", extra={"employee": person.pk})
            done["failed"] += 1
    return done
