"""What a load balancer is told, and what it is not."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from telework import health, probe


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    health._require_migrated.cache_clear()
    yield
    health._require_migrated.cache_clear()


def test_live_without_a_database(client: Client) -> None:
    # The test has no access to the database, so a query would fail it.
    response = client.get("/livez")
    assert (response.status_code, response.content) == (200, b"alive\n")


def test_ready_when_the_database_answers_and_is_migrated(db: None, client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ready\n")
    assert "no-cache" in response["Cache-Control"]


def test_not_ready_without_database_and_the_answer_does_not_say_why(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise OperationalError("password for user etelework refused by db.internal")

    with monkeypatch.context() as without_database:
        without_database.setattr(connection, "ensure_connection", fail)
        response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"not ready\n")


def test_not_ready_until_migrated(db: None, client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'agreements'")
    assert client.get("/readyz").content == b"not ready\n"


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_health_is_asked_over_plain_http_and_by_get_only(
    db: None, client: Client, settings: Any, path: str
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 405
    assert client.get("/privacy/").status_code == 301


def test_probe_asks_as_a_host_that_is_accepted(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(live_server.url.rpartition(":")[2])
    monkeypatch.setenv("ALLOWED_HOSTS", "localhost, other.example.gov")
    assert probe.answer("/livez", port) == 200
    assert probe.answer("/nothing-here", port) == 404
