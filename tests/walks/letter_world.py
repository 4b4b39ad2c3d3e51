"""Letters in the walks: one that waits for somebody's daily letter, and who chooses and sends."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from eligibility.models import Employee
from eligibility.services.daily_letter import send_daily_letter
from eligibility.services.letter_choice import choose_letters
from telework.models import OutboxMessage
from tests.cast import NOW

if TYPE_CHECKING:
    from tests.walks.attempts import Attempt


def add_held_letter(reader: Employee) -> OutboxMessage:
    """As if `reader` had chosen the daily letter, and something had happened."""
    return OutboxMessage.objects.create(
        key=f"agreement:1:held:{reader.pk}",
        to=reader.email,
        template="decision_made",
        subject="AGR-1: your telework request was approved by one office and goes on",
        text="Dear reader,\n\nSam Supervisor approved your telework request.\n\nWhat you do next: nothing.\n",
        html="",
        state=OutboxMessage.State.IN_DIGEST,
        digest_of=reader.user,
        link=settings.SITE_URL,
        queued_at=NOW - timedelta(days=1),
        next_try_at=NOW,
    )


LETTER_CALLS: Mapping[str, Callable[["Attempt"], object]] = {
    "choose_letters": lambda a: choose_letters(actor=a.actor, now=NOW, informing="daily"),
    "send_daily_letter": lambda a: send_daily_letter(actor=a.actor, now=NOW, employee=a.case.employee),
}
