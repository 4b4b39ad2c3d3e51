"""Which letter goes to whom about courses: what waits, what was found, what a manager lacks."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from eligibility.contact import contact_at
from eligibility.models import Employee, TrainingCertificate
from eligibility.training import keepers
from telework import clock, outbox


def certificate_waiting(certificate: TrainingCertificate, now: datetime) -> None:
    """To whoever checks it."""
    person = certificate.employee
    context = {"certificate": certificate, "person": person}
    page = reverse("certificate", args=[certificate.pk])
    readers = keepers(person, clock.date_of(now))
    event = f"certificate:{certificate.pk}:waiting"
    _send("certificate_waiting", person, event, readers, page, context, now)


def certificate_checked(certificate: TrainingCertificate, now: datetime) -> None:
    """To the person."""
    person = certificate.employee
    context = {"certificate": certificate, "is_accepted": certificate.outcome == certificate.Outcome.ACCEPTED}
    event = f"certificate:{certificate.pk}:checked"
    _send("certificate_checked", person, event, [person], reverse("training"), context, now)


def manager_course_needed(supervisor: Employee, person: Employee, occasion: str, now: datetime) -> None:
    """To a supervisor without the course, once for each occasion."""
    owners = keepers(supervisor, clock.date_of(now))
    context = {"person": person, "inherited": occasion.startswith("inherited"), "keepers": owners}
    event = f"manager-course:{supervisor.pk}:{occasion}"
    _send("manager_course_needed", supervisor, event, [supervisor], reverse("training"), context, now)


def _send(
    letter: str,
    trained: Employee,
    event: str,
    readers: Iterable[Employee],
    page: str,
    context: Mapping[str, Any],
    now: datetime,
) -> None:
    """The same words to each of `readers`; the contact is that of the bureau of whoever takes the course."""
    contact = contact_at(trained.bureau, clock.date_of(now))
    for reader in readers:
        outbox.queue(
            key=f"{event}:{reader.pk}",
            to=reader.email,
            template=letter,
            context={
                "reader": reader,
                "coordinator_contact": contact,
                "link": settings.SITE_URL + page,
                **context,
            },
            now=now,
        )
