"""Whom people ask first: the one rule behind every page and every letter (2363.3(a))."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from eligibility.models import Bureau, Employee
from eligibility.selectors import holders
from telework.roles import Role


@dataclass(frozen=True)
class Contact:
    """The first point of contact: a person, or else a mailbox, or else an office."""

    name: str
    mail: str = ""


def contact_of(bureau: Bureau | None, coordinators: Sequence[Employee]) -> Contact:
    """The bureau's coordinator with their own address, else the bureau's mailbox, else the executive office.

    coordinators  who holds the role in the bureau today, the longest-serving first
    """
    mailbox = bureau.telework_mailbox if bureau is not None else ""
    if coordinators:
        return Contact(coordinators[0].full_name, coordinators[0].email or mailbox)
    if bureau is not None and mailbox:
        return Contact(f"the telework mailbox of {bureau.name}", mailbox)
    return Contact("your executive director's office")


def contact_at(bureau: Bureau | None, today: date) -> Contact:
    """The contact of a bureau on a day, as `contact_of` chooses; without a bureau, the office."""
    coordinators = [] if bureau is None else holders(Role.COORDINATOR, bureau=bureau.pk, today=today)
    return contact_of(bureau, coordinators)
