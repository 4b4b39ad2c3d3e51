"""What a drill runs in a process of its own: `python -m tests.drills.inside VERB ...`.

letters NUMBER PREFIX   queue letters, one transaction each; when each was committed, by the clock
requests NUMBER         withdraw requests by the page; how long each POST took, in seconds
faults                  the audit chains that do not hold
drain MINUTES [WHEN N]  deliver what is due MINUTES from now; die at the Nth letter, `before` or `after`
                        it is out
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.mail.backends.smtp import EmailBackend  # noqa: E402
from django.test import Client  # noqa: E402

import telework.wsgi  # noqa: E402, F401
from telework import audit, clock, outbox  # noqa: E402
from telework.models import AuditChain, OutboxMessage  # noqa: E402
from tests.cast import make_cast, submitted  # noqa: E402


class MortalMail(EmailBackend):
    """Sends, until it kills its process."""

    when, letter, sent = "", 0, 0

    def send_messages(self, messages: Sequence[Any]) -> int:
        cls = type(self)
        cls.sent += 1
        if (cls.when, cls.letter) == ("before", cls.sent):
            os.kill(os.getpid(), signal.SIGKILL)
        done = super().send_messages(messages)
        if (cls.when, cls.letter) == ("after", cls.sent):
            os.kill(os.getpid(), signal.SIGKILL)
        return int(done)


def letters(number: str, prefix: str) -> list[float]:
    committed = []
    for ordinal in range(int(number)):
        now = clock.now()
        OutboxMessage.objects.create(
            key=f"{prefix}:{ordinal}",
            to=f"{prefix}{ordinal}@example.gov",
            template="drill",
            subject=f"{prefix} {ordinal}",
            text="Text\n",
            html="<p>Text</p>",
            queued_at=now,
            next_try_at=now,
        )
        outbox.deliver_after_commit()
        committed.append(time.time())
    return committed


def requests(number: str) -> list[float]:
    cast = make_cast()
    client = Client()
    client.force_login(cast.user("employee"))
    took = []
    for _ in range(int(number)):
        agreement = submitted(cast)
        begun = time.perf_counter()
        response = client.post(f"/agreements/{agreement.number}/withdraw/")
        took.append(time.perf_counter() - begun)
        assert response.status_code == 302, response.status_code
        agreement.refresh_from_db()
        assert agreement.state == "withdrawn"
    # The cast's clock is fixed: what it wrote would be due on that day.
    OutboxMessage.objects.update(next_try_at=clock.now())
    return took


def drain(minutes: str, when: str = "", letter: str = "0") -> int:
    settings.EMAIL_BACKEND = f"{__name__}.{MortalMail.__name__}"
    MortalMail.when, MortalMail.letter = when, int(letter)
    return outbox.deliver_due(clock.now() + timedelta(minutes=int(minutes))).sent


def faults() -> list[str]:
    return [chain.name for chain in AuditChain.objects.all() if audit.first_fault(chain.name)]


if __name__ == "__main__":
    verb, *arguments = sys.argv[1:]
    verbs: dict[str, Callable[..., Any]] = {
        "letters": letters,
        "requests": requests,
        "drain": drain,
        "faults": faults,
    }
    print(json.dumps(verbs[verb](*arguments)))  # noqa: T201
