"""Letters about the days of an evacuation: to the employee, and to who decided; to nobody else."""

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse

from agreements.mailing import send
from agreements.models import Agreement, MedicalEvacuation
from telework import outbox


def recorded(evacuation: MedicalEvacuation, now: datetime) -> None:
    """To the employee: the days are on record, and telework can be asked for."""
    _send("evacuation_recorded", evacuation, now)


def extended(evacuation: MedicalEvacuation, now: datetime) -> None:
    """To the employee: new terms have to be asked for."""
    _send("evacuation_extended", evacuation, now)


def shortened(agreement: Agreement, before: date | None, now: datetime) -> None:
    """To the employee and the supervisor: telework ends with the evacuation."""
    people = [agreement.employee, agreement.employee.supervisor]
    event = f"shortened:{agreement.ends_on}"
    send("evacuation_shortened", agreement, event, people, now, context={"before": before})


def _send(letter: str, evacuation: MedicalEvacuation, now: datetime) -> None:
    person = evacuation.employee
    if not person.email:
        return
    outbox.queue(
        key=f"evacuation:{evacuation.pk}:{letter}:{evacuation.ends_on}:{person.pk}",
        to=person.email,
        template=letter,
        context={
            "reader": person,
            "evacuation": evacuation,
            "link": settings.SITE_URL + reverse("request_start"),
        },
        now=now,
    )
