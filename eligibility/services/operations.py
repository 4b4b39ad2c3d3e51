"""Letting what failed be tried again: all letters, or all documents."""

from datetime import datetime

from eligibility.permissions import has_role
from telework import audit, clock, outbox, rendering
from telework.commands import command
from telework.errors import NotPermitted, WrongState
from telework.models import OutboxMessage, User
from telework.roles import Role

CHAIN = "operations"


@command
def send_failed_letters(*, actor: User, now: datetime) -> int:
    """Put every failed letter back into the queue, to the address it was written to; how many.

    Raises NotPermitted unless `actor` is an administrator, WrongState when none has failed.
    """
    _require_administrator(actor, now)
    count = outbox.try_again(OutboxMessage.objects.all(), now=now)
    if not count:
        raise WrongState("No letter has failed, so there is none to send again.")
    _audit("send_failed_letters", actor, now, count)
    return count


@command
def render_failed_documents(*, actor: User, now: datetime) -> int:
    """Let every document that failed be made with the next run, and not after its pause; how many.

    Raises NotPermitted unless `actor` is an administrator, WrongState when none waits after a failure.
    """
    _require_administrator(actor, now)
    count = rendering.try_again(now)
    if not count:
        raise WrongState("No document waits after a failure, so there is none to make again.")
    _audit("render_failed_documents", actor, now, count)
    return count


def _require_administrator(actor: User, now: datetime) -> None:
    if not has_role(actor, Role.ADMINISTRATOR, clock.date_of(now)):
        raise NotPermitted("Only a system administrator starts failed work again.")


def _audit(action: str, actor: User, now: datetime, count: int) -> None:
    audit.record(
        chain=CHAIN, action=action, actor=actor, now=now, subject="operations", payload={"count": count}
    )
