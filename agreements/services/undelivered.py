"""Sending a letter again that could not be delivered."""

from datetime import datetime

from agreements.undelivered import FailedLetter
from eligibility.permissions import bureaus_where
from telework import audit, clock, outbox
from telework.commands import command
from telework.errors import NotPermitted, WrongState
from telework.models import OutboxMessage, User
from telework.roles import Role


@command
def send_again(*, actor: User, now: datetime, letter: FailedLetter) -> None:
    """Put a failed letter back into the queue, to the reader's present address.

    Raises NotPermitted unless `actor` coordinates the agreement's bureau, or the reader's where the letter is
    about no agreement (2363.3); WrongState when the letter is on its way again already.
    """
    bureaus = bureaus_where(actor, frozenset({Role.COORDINATOR}), clock.date_of(now))
    if letter.bureau not in bureaus:
        raise NotPermitted("Only the telework coordinator of the bureau sends a letter again (3 FAM 2363.3).")
    before, after = letter.message.to, letter.address_now
    failed = OutboxMessage.objects.filter(pk=letter.message.pk)
    if not outbox.try_again(failed, now=now, to=after):
        raise WrongState("This letter is on its way again already.")
    audit.record(
        chain=letter.chain,
        action="send_letter_again",
        actor=actor,
        now=now,
        subject=letter.subject,
        payload={"letter": letter.message.key, "failed_for": before, "sent_to": after},
    )
