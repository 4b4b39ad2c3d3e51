"""Which letter goes to whom when eligibility is decided or a fact disputed. Never to the actor."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from eligibility.contact import contact_at
from eligibility.daily_letters import takers
from eligibility.models import Designation, EligibilityException, Employee, EnteredFact, FactDispute
from eligibility.policy.designation import DesignationReason
from eligibility.policy.entered import ENTERABLE, SUPERVISORS
from eligibility.selectors import holders
from telework import clock, outbox
from telework.models import User
from telework.policy import Rule
from telework.roles import Role


def exception_granted(exception: EligibilityException, rule: Rule[Any], actor: User, now: datetime) -> None:
    person = exception.employee
    context = {"exception": exception, "rule": rule}
    people = [person, person.supervisor]
    _send("exception_granted", person, f"exception:{exception.pk}:granted", people, actor, now, context)


def exception_ended(
    exception: EligibilityException, rule: Rule[Any], reason: str, actor: User, now: datetime
) -> None:
    person = exception.employee
    context = {"exception": exception, "rule": rule, "reason": reason, "by_itself": actor.is_system}
    people = [person, person.supervisor, exception.granted_by]
    _send("exception_ended", person, f"exception:{exception.pk}:ended", people, actor, now, context)


def designation_made(designation: Designation, reason: DesignationReason, actor: User, now: datetime) -> None:
    person = designation.employee
    context = {"designation": designation, "reason": reason}
    people = [person, person.supervisor]
    _send("designation_made", person, f"designation:{designation.pk}:made", people, actor, now, context)


def designation_ended(designation: Designation, reason: str, actor: User, now: datetime) -> None:
    person = designation.employee
    context = {"designation": designation, "reason": reason, "by_itself": actor.is_system}
    people = [person, person.supervisor, designation.designated_by]
    _send("designation_ended", person, f"designation:{designation.pk}:ended", people, actor, now, context)


def fact_stated(entry: EnteredFact, actor: User, now: datetime) -> None:
    """To the person: what their supervisor stated about them, and what that means."""
    person = entry.employee
    context = {"entry": entry, "stated": SUPERVISORS[entry.fact]}
    _send("fact_stated", person, f"fact:{entry.pk}:stated", [person], actor, now, context)


def entry_ended(entry: EnteredFact, actor: User, now: datetime) -> None:
    """To the person, to whoever had entered the fact, and to the supervisor of today."""
    person = entry.employee
    context = {"entry": entry, "label": ENTERABLE[entry.fact].label}
    people = [person, entry.entered_by, person.supervisor]
    _send("entered_fact_ended", person, f"fact:{entry.pk}:ended", people, actor, now, context)


def look_again(act: EligibilityException | Designation, by: Employee, what: str, now: datetime) -> None:
    """To whoever decided it: the day to look at it again has come."""
    person = act.employee
    event = f"{type(act).__name__.lower()}:{act.pk}:look-again:{act.review_on}"
    reason = act.reason if isinstance(act, EligibilityException) else act.reason_text
    context = {"act": act, "what": what, "reason": reason}
    _send("decision_look_again", person, event, [by], None, now, context, about=person)


def dispute_raised(dispute: FactDispute, owners: Iterable[Employee], actor: User, now: datetime) -> None:
    """To whoever keeps the fact, with the day by which the person expects an answer."""
    event = f"dispute:{dispute.pk}:raised"
    _send("dispute_raised", dispute.employee, event, owners, actor, now, {"dispute": dispute}, about=dispute)


def dispute_answered(dispute: FactDispute, actor: User, now: datetime) -> None:
    event = f"dispute:{dispute.pk}:answered"
    people = [dispute.employee]
    context = {"dispute": dispute, "entry": EnteredFact.objects.filter(dispute=dispute).first()}
    _send("dispute_answered", dispute.employee, event, people, actor, now, context, about=dispute)


def correction_arrived(dispute: FactDispute, now: datetime) -> None:
    """To the person: what was corrected where it is kept shows here now."""
    person = dispute.employee
    event = f"dispute:{dispute.pk}:settled"
    context = {"dispute": dispute}
    _send("correction_arrived", person, event, [person], None, now, context, about=dispute)


def correction_missing(dispute: FactDispute, owners: Iterable[Employee], now: datetime) -> None:
    """Once, to the person, to whoever keeps the fact and to the coordinator: the promised day has passed."""
    person = dispute.employee
    people = [person, *owners, *_coordinators(person, now)]
    event = f"dispute:{dispute.pk}:missing:{dispute.shows_on}"
    context = {"dispute": dispute}
    _send("correction_missing", person, event, people, None, now, context, about=dispute)


def dispute_overdue(dispute: FactDispute, owners: Iterable[Employee], now: datetime) -> None:
    """Once, to whoever keeps the fact and to the coordinator: the day of the answer has passed."""
    person = dispute.employee
    people = [*owners, *_coordinators(person, now)]
    event = f"dispute:{dispute.pk}:overdue"
    _send("dispute_overdue", person, event, people, None, now, {"dispute": dispute}, about=dispute)


def _send(
    letter: str,
    person: Employee,
    event: str,
    people: Iterable[Employee | None],
    actor: User | None,
    now: datetime,
    context: Mapping[str, Any],
    about: Employee | FactDispute | None = None,
) -> None:
    """The same words to each; the person reads "you", the others the name."""
    contact = contact_at(person.bureau, clock.date_of(now))
    readers = {
        one.pk: one for one in people if one is not None and (actor is None or one.user_id != actor.pk)
    }
    daily = takers(letter, person, readers.values())
    for reader in readers.values():
        outbox.queue(
            key=f"{event}:{reader.pk}",
            to=reader.email,
            template=letter,
            context={
                "reader": reader,
                "person": person,
                "is_person": reader.pk == person.pk,
                "coordinator_contact": contact,
                "link": settings.SITE_URL + _page(about),
                **context,
            },
            now=now,
            digest_of=reader.user_id if reader.user_id in daily else None,
        )


def _page(about: Employee | FactDispute | None) -> str:
    if isinstance(about, FactDispute):
        return reverse("dispute", args=[about.pk])
    return reverse("eligibility_person", args=[about.number]) if about is not None else reverse("eligibility")


def _coordinators(person: Employee, now: datetime) -> list[Employee]:
    if person.bureau is None:
        return []
    return holders(Role.COORDINATOR, bureau=person.bureau.pk, today=clock.date_of(now))
