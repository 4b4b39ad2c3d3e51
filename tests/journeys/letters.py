"""The letters of a journey: who got one, and the way from it back to the page."""

import re

from eligibility.models import Employee
from telework.models import OutboxMessage

LINK = re.compile(r"https?://\S+")


def readers_of(template: str) -> set[str]:
    """The mail addresses that a kind of letter went to."""
    return set(OutboxMessage.objects.filter(template=template).values_list("to", flat=True))


def letter_to(person: Employee, template: str) -> OutboxMessage:
    """The newest letter of a kind to somebody."""
    return OutboxMessage.objects.filter(template=template, to=person.email).latest("pk")


def link_in(letter: OutboxMessage) -> str:
    """The address that the letter leads to."""
    found = LINK.search(letter.text)
    assert found, letter.text
    return found.group()
