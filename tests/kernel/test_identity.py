"""Fresh proof of identity: good for ten minutes, never from the future."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client, RequestFactory

from telework import identity
from telework.errors import NotReauthenticated
from telework.identity import Authentication
from telework.models import User

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("age", "is_fresh"),
    [
        (timedelta(), True),
        (timedelta(minutes=9, seconds=59), True),
        (timedelta(minutes=10), True),
        (timedelta(minutes=10, microseconds=1), False),
        (timedelta(days=1), False),
        (-timedelta(microseconds=1), False),
    ],
)
def test_a_proof_is_fresh_for_ten_minutes(age: timedelta, *, is_fresh: bool) -> None:
    proof = Authentication("password", NOW - age)
    assert identity.is_fresh(proof, NOW) is is_fresh
    if is_fresh:
        assert identity.require_fresh(proof, NOW) is proof
    else:
        with pytest.raises(NotReauthenticated):
            identity.require_fresh(proof, NOW)


def test_no_proof_is_not_fresh() -> None:
    assert not identity.is_fresh(None, NOW)
    with pytest.raises(NotReauthenticated, match="password"):
        identity.require_fresh(None, NOW)


def test_the_session_remembers_how_and_when() -> None:
    request = RequestFactory().get("/")
    request.session = SessionStore()
    assert identity.proof_of(request) is None
    identity.remember(request, NOW)
    assert identity.proof_of(request) == Authentication("password", NOW)
    identity.remember(request, NOW + timedelta(minutes=3))
    assert identity.proof_of(request) == Authentication("password", NOW + timedelta(minutes=3))


@pytest.mark.django_db
def test_signing_out_forgets_the_proof() -> None:
    client = Client()
    client.force_login(User.objects.create_user(username="emma"))
    session = client.session
    session[identity.SESSION_KEY] = NOW.isoformat()
    session.save()
    assert identity.SESSION_KEY in client.session
    client.post("/sign-out/")
    assert identity.SESSION_KEY not in client.session
