"""The command by which people choose how what only informs them comes."""

from datetime import datetime

from eligibility.daily_letters import informing_of, waiting_for
from eligibility.permissions_letters import may_choose_letters
from eligibility.services.deciding import decider, locked_person, record, refuse, require
from telework import clock, outbox
from telework.commands import command
from telework.errors import WrongState
from telework.models import LetterPreference, OutboxMessage, User


@command
def choose_letters(*, actor: User, now: datetime, informing: str) -> LetterPreference:
    """Have what only informs come at once, or in one letter a day. What waits goes out where it is at once.

    Raises NotPermitted without an employee record; PolicyRefused, by field, for another answer;
    WrongState where it is so already.
    """
    require(may_choose_letters(actor, clock.date_of(now)))
    person = locked_person(decider(actor))
    if informing not in LetterPreference.Informing.values:
        refuse("informing", "Choose one of the two.")
    before = informing_of(actor)
    if before == informing:
        raise WrongState("Your letters come this way already. Nothing was changed.")
    choice = {"informing": informing, "changed_at": now}
    preference, _ = LetterPreference.objects.update_or_create(user=actor, defaults=choice)
    let_go = _let_go(actor, now) if informing == LetterPreference.Informing.AT_ONCE else 0
    payload = {"before": before, "after": informing, "let_go": let_go}
    record("choose_letters", person, f"employee:{person.number}", actor, now, **payload)
    return preference


def _let_go(actor: User, now: datetime) -> int:
    """Put what waits for the daily letter of `actor` into the queue; how many there were."""
    queued = OutboxMessage.State.QUEUED
    let_go = waiting_for(actor).update(state=queued, digest_of=None, next_try_at=now)
    if let_go:
        outbox.deliver_after_commit()
    return let_go
