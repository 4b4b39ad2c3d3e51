"""Everybody is told what was determined about them, once for each outcome (5 U.S.C. 6502(a)(1)(C))."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from eligibility import kept
from eligibility.contact import contact_of
from eligibility.models import EligibilityDetermination, Employee, RoleAssignment
from telework import audit, clock, outbox
from telework.commands import command
from telework.errors import NotPermitted
from telework.models import User
from telework.policy import Finding, Outcome
from telework.roles import Role

CHAIN = "determinations"
AT_ONCE = 500
LETTER = "eligibility_outcome"
# What makes two outcomes the same to the person: the answer, and which rules stand in the way.
Told = tuple[bool | None, frozenset[str]]


def untold(today: date) -> "QuerySet[EligibilityDetermination]":
    """Current determinations of people who serve and do not know of them yet."""
    return EligibilityDetermination.objects.filter(
        is_current=True, notified_at__isnull=True, employee__in=Employee.objects.serving(today)
    )


def tell_everybody(*, actor: User, now: datetime, most: int) -> int:
    """Write the letters that are due, at most `most`; how many people were told. Raises NotPermitted."""
    told = 0
    while told < most:
        done = tell_outcomes(actor=actor, now=now, most=min(AT_ONCE, most - told))
        if not done:
            break
        told += done
    return told


@command
def tell_outcomes(*, actor: User, now: datetime, most: int = AT_ONCE) -> int:
    """Tell the next `most` people, by letter, or not at all where they know this outcome already.

    Somebody without a mail address stays untold, and on the coordinator's list. One event holds the digest of
    who was told what. Raises NotPermitted.
    """
    if not actor.is_system:
        raise NotPermitted("Only a task of the server writes to everybody.")
    today = clock.date_of(now)
    due = list(
        untold(today)
        .exclude(employee__email="")
        .select_for_update(of=("self",), no_key=True)
        .select_related("employee__position__bureau", "rules")
        .order_by("pk")[:most]
    )
    if not due:
        return 0
    known = _told_before(due)
    fresh = []
    for determination in due:
        earlier = known.get(determination.employee_id)
        if earlier is not None and earlier[0] == told_by(determination):
            determination.notified_at = earlier[1]
        else:
            determination.notified_at = now
            fresh.append(determination)
    contacts = _contacts(today)
    outbox.queue_all([_letter(one, contacts) for one in fresh], now)
    EligibilityDetermination.objects.bulk_update(due, ["notified_at"], batch_size=AT_ONCE)
    _record(actor, now, due, len(fresh))
    return len(due)


def told_by(determination: EligibilityDetermination) -> Told:
    return determination.eligible, kept.in_the_way(determination.findings)


def _told_before(due: Sequence[EligibilityDetermination]) -> dict[int, tuple[Told, datetime]]:
    """Person -> the outcome they were told last, and when."""
    earlier = (
        EligibilityDetermination.objects.filter(
            employee__in=[one.employee_id for one in due], notified_at__isnull=False
        )
        .only("employee_id", "eligible", "findings", "notified_at")
        .order_by("determined_at", "pk")
    )
    return {one.employee_id: (told_by(one), one.notified_at) for one in earlier if one.notified_at}


def _contacts(today: date) -> Mapping[int, list[Employee]]:
    """Bureau -> its telework coordinators."""
    rows = (
        RoleAssignment.objects.in_force(today)
        .by_serving(today)
        .filter(role=Role.COORDINATOR)
        .select_related("employee")
        .order_by("starts_on", "pk")
    )
    found: defaultdict[int, list[Employee]] = defaultdict(list)
    for row in rows:
        if row.bureau_id is not None:
            found[row.bureau_id].append(row.employee)
    return found


def _letter(determination: EligibilityDetermination, contacts: Mapping[int, list[Employee]]) -> outbox.Letter:
    person = determination.employee
    findings = [Finding.from_json(entry) for entry in determination.findings if "message" in entry]
    return outbox.Letter(
        key=f"determination:{determination.pk}:outcome:{person.pk}",
        to=person.email,
        template=LETTER,
        context={
            "reader": person,
            "determination": determination,
            "failed": _in_the_way(findings, Outcome.FAILED),
            "unknown": _in_the_way(findings, Outcome.UNKNOWN),
            "excepted": [finding for finding in findings if finding.exception],
            "link": settings.SITE_URL + reverse("eligibility"),
            "coordinator_contact": contact_of(person.bureau, contacts.get(person.bureau.pk, []))
            if person.bureau
            else None,
        },
    )


def _in_the_way(findings: Iterable[Finding], outcome: Outcome) -> list[Finding]:
    return [finding for finding in findings if finding.is_in_the_way and finding.outcome is outcome]


def _record(actor: User, now: datetime, due: Sequence[EligibilityDetermination], letters: int) -> None:
    lines = "".join(f"{one.pk} {one.notified_at}\n" for one in due)
    audit.record(
        chain=CHAIN,
        action="tell_outcomes",
        actor=actor,
        now=now,
        subject=f"determinations:{due[0].pk}-{due[-1].pk}",
        payload={
            "told": len(due),
            "letters": letters,
            "digest": hashlib.sha256(lines.encode()).hexdigest(),
        },
    )
