"""A person in front of a page: signed in, with a fresh proof of identity or without."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from telework.identity import SESSION_KEY
from tests.cast import NOW, Cast


def signed_in(cast: Cast, name: str, *, proven_at: datetime | None = None) -> Client:
    """A browser of the cast's `name`; `proven_at` is when they last gave their password."""
    client = Client()
    client.force_login(cast.user(name))
    if proven_at is not None:
        session = client.session
        session[SESSION_KEY] = proven_at.isoformat()
        session.save()
    return client


def proven(cast: Cast, name: str) -> Client:
    return signed_in(cast, name, proven_at=NOW)


def page(client: Client, address: str, status: int = 200) -> str:
    """The page at `address`, which must answer with `status`, its spaces made one."""
    return words(client.get(address), status)


def words(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, (answer.status_code, getattr(answer, "url", ""))
    return " ".join(answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


@contextmanager
def counted() -> Iterator[list[int]]:
    """The number of queries that the block asked, in a list of one."""
    number: list[int] = []
    with CaptureQueriesContext(connection) as captured:
        yield number
    number.append(len(captured))
