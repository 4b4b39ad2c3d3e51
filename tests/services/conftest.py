"""A mail server on a free port, and the outbox pointed at it."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.services.mail_server import MailServer

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def post(settings: Any) -> Iterator[MailServer]:
    """The server that the outbox delivers to."""
    with MailServer() as server:
        settings.EMAIL_BACKEND = SMTP
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server
