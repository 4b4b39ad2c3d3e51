"""The daily letter: who takes one, what it tells, and whose is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from eligibility.letter_table import LETTERS
from eligibility.models import Employee
from telework import clock
from telework.models import LetterPreference, OutboxMessage, User

# In Washington: before people come to work, and after the sweeps of the night.
FIRST_HOUR = 5
Informing = LetterPreference.Informing


@dataclass(frozen=True)
class Entry:
    """One letter as the daily letter tells it: its subject, its first sentences, and where it leads."""

    subject: str
    gist: str
    link: str
    written_at: datetime


def informing_of(user: User) -> str:
    """How `user` wants what only informs."""
    chosen = LetterPreference.objects.filter(user=user).first()
    return chosen.informing if chosen is not None else Informing.AT_ONCE


def takers(letter: str, concerned: Employee, readers: Iterable[Employee]) -> frozenset[int]:
    """The logins of those whom `letter` about `concerned` only informs and who chose the daily letter.

    One query at most, and none for a letter that asks something of everybody.
    """
    kind = LETTERS[letter]
    informed = {reader.user_id for reader in readers if kind.only_informs(reader, concerned)} - {None}
    if not informed:
        return frozenset()
    daily = LetterPreference.objects.filter(user__in=informed, informing=Informing.DAILY)
    return frozenset(daily.values_list("user_id", flat=True))


def waiting_for(user: User) -> QuerySet[OutboxMessage]:
    """What waits for the daily letter of `user`, the oldest first."""
    held = OutboxMessage.objects.filter(digest_of=user, state=OutboxMessage.State.IN_DIGEST)
    return held.order_by("queued_at", "pk")


def entry_of(message: OutboxMessage) -> Entry:
    """Every letter begins with a greeting and then says what happened, in a paragraph."""
    _, _, said = message.text.partition("\n\n")
    gist = " ".join(said.partition("\n\n")[0].split())
    return Entry(message.subject, gist, message.link, message.queued_at)


def key_of(person: Employee, day: date) -> str:
    """One daily letter a person and Washington day; the reader stands last, as in every key."""
    return f"digest:{person.pk}:{day.isoformat()}:{person.pk}"


def due(now: datetime) -> list[Employee]:
    """Those for whom something waits and who have had no daily letter today; nobody before FIRST_HOUR."""
    if timezone.localtime(now, timezone.get_default_timezone()).hour < FIRST_HOUR:
        return []
    held = OutboxMessage.objects.filter(state=OutboxMessage.State.IN_DIGEST)
    people = list(Employee.objects.filter(user__in=held.values("digest_of")).order_by("pk"))
    keys = {key_of(person, clock.date_of(now)): person for person in people}
    told = set(OutboxMessage.objects.filter(key__in=keys).values_list("key", flat=True))
    return [person for key, person in keys.items() if key not in told]
