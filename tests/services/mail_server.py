"""A real mail server for the tests: it writes down what it was told, and answers as it is scripted to.

aiosmtpd finds its handlers by their names, verbs of SMTP in capitals.
"""

import email
import email.policy
import socket
import threading
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

ACCEPTED = "250 Accepted"


@dataclass
class MailServer:
    """Answers to RCPT by address and to DATA by subject, one after another; then everything is accepted."""

    rcpt: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    data: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    hang_up_on: set[str] = field(default_factory=set)
    before_accepting: Callable[[EmailMessage], None] = lambda letter: None
    letters: list[EmailMessage] = field(default_factory=list)
    attempts: list[EmailMessage] = field(default_factory=list)
    connections: int = 0

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        # The controller knocks at the port that it was given, so the port must be known beforehand.
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, ready_timeout=20)

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.rcpt[address]:
            return self.rcpt[address].pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        parsed: Any = email.message_from_bytes(bytes(envelope.content or b""), policy=email.policy.default)
        letter: EmailMessage = parsed
        self.attempts.append(letter)
        if letter["To"] in self.hang_up_on:
            self.hang_up_on.discard(letter["To"])
            assert server.transport is not None
            server.transport.close()
            return "421 Closing"
        if self.data[letter["To"]]:
            return self.data[letter["To"]].pop(0)
        self.before_accepting(letter)
        with self._lock:
            self.letters.append(letter)
        return ACCEPTED

    def __enter__(self) -> "MailServer":
        self._controller.start()
        return self

    def __exit__(self, *raised: object) -> None:
        with suppress(RuntimeError):
            self._controller.stop()
