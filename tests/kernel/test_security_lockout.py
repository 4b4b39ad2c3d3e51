"""The lock after repeated wrong passwords, at sign-in and where a signature asks for the password."""

import logging
import re
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from axes.models import AccessAttempt
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from telework import identity
from telework.models import User
from telework.security import client_address

pytestmark = [pytest.mark.urls("tests.frontend.gallery"), pytest.mark.django_db]
PASSWORD = "a long pass phrase"
AT = datetime(2026, 12, 7, 15, tzinfo=UTC)
LOCKED = "Too many wrong passwords"


@pytest.fixture
def person() -> User:
    return User.objects.create_user("ana", password=PASSWORD)


def sign_in(
    client: Client, name: str = "ana", password: str = "wrong", address: str = "10.0.0.1"
) -> HttpResponse:
    return client.post("/sign-in/", {"username": name, "password": password}, REMOTE_ADDR=address)


def fail(client: Client, times: int, name: str = "ana", address: str = "10.0.0.1") -> HttpResponse:
    for _ in range(times):
        answer = sign_in(client, name, address=address)
    return answer


def without_what_is_random(answer: HttpResponse, name: str) -> str:
    tokens = r'(csrfmiddlewaretoken" value="|x-csrftoken": ")\w+'
    return re.sub(tokens, "", answer.content.decode()).replace(name, "NAME")


def test_fifth_wrong_password_locks_even_the_right_one_out(client: Client, person: User) -> None:
    assert fail(client, 4).status_code == 200
    assert sign_in(client).status_code == 429
    assert sign_in(client, password=PASSWORD).status_code == 429
    assert "_auth_user_id" not in client.session


def test_locked_page_says_what_happened_how_long_and_whom_to_ask(client: Client, person: User) -> None:
    answer = fail(client, 5)
    page = answer.content.decode()
    for words in (LOCKED, "15 minutes", "bureau telework coordinator", "administrator of eTelework"):
        assert words in page
    assert answer["Retry-After"] == "900"


def test_lock_does_not_reveal_whether_the_user_exists(client: Client, person: User) -> None:
    known = [sign_in(client, "ana") for _ in range(6)]
    unknown = [sign_in(client, "bob") for _ in range(6)]
    assert [answer.status_code for answer in known] == [answer.status_code for answer in unknown]
    for earlier, later in zip(known, unknown, strict=True):
        assert without_what_is_random(earlier, "ana") == without_what_is_random(later, "bob")
    assert "ana" not in known[-1].content.decode()


def test_lock_ends_after_fifteen_minutes_whatever_was_tried_meanwhile(client: Client, person: User) -> None:
    with time_machine.travel(AT, tick=False) as moment:
        fail(client, 5)
        moment.shift(timedelta(minutes=14))
        assert sign_in(client, password=PASSWORD).status_code == 429
        moment.shift(timedelta(minutes=1, seconds=1))
        assert sign_in(client, password=PASSWORD).status_code == 302


def test_right_password_forgets_the_wrong_ones(client: Client, person: User) -> None:
    fail(client, 4)
    assert sign_in(client, password=PASSWORD).status_code == 302
    client.post("/sign-out/")
    assert fail(client, 4).status_code == 200


def test_lock_of_a_name_does_not_reach_its_owner_at_another_address(client: Client, person: User) -> None:
    fail(client, 5, address="203.0.113.7")
    assert sign_in(client, password=PASSWORD, address="10.0.0.1").status_code == 302


def test_another_browser_does_not_begin_a_new_count(client: Client, person: User) -> None:
    for number in range(4):
        client.post(
            "/sign-in/", {"username": "ana", "password": "x"}, headers={"user-agent": f"browser {number}"}
        )
    answer = client.post(
        "/sign-in/", {"username": "ana", "password": "x"}, headers={"user-agent": "browser 5"}
    )
    assert answer.status_code == 429


def test_address_that_tries_many_names_is_locked_for_all_names(
    client: Client, person: User, settings: Settings
) -> None:
    settings.SIGN_IN_FAILURES_PER_ADDRESS = 6
    for number in range(6):
        assert sign_in(client, f"name{number}").status_code == 200
    assert sign_in(client, password=PASSWORD).status_code == 429
    assert sign_in(client, password=PASSWORD, address="10.0.0.2").status_code == 302


def test_name_that_is_tried_from_many_addresses_is_locked_everywhere(
    client: Client, person: User, settings: Settings
) -> None:
    settings.SIGN_IN_FAILURES_PER_NAME = 6
    for number in range(6):
        assert sign_in(client, address=f"203.0.113.{number}").status_code == 200
    assert sign_in(client, password=PASSWORD).status_code == 429


def test_administrator_lifts_a_lock(client: Client, person: User) -> None:
    fail(client, 5)
    told = StringIO()
    call_command("axes_reset_username", "ana", stdout=told)
    assert "1 attempts removed" in told.getvalue()
    assert sign_in(client, password=PASSWORD).status_code == 302


def test_guessing_at_a_signature_locks_too(client: Client, person: User) -> None:
    client.force_login(person)
    for _ in range(4):
        assert client.post("/confirm-identity/", {"password": "wrong"}).status_code == 200
    assert LOCKED in client.post("/confirm-identity/", {"password": "wrong"}).content.decode()
    assert client.post("/confirm-identity/", {"password": PASSWORD}).status_code == 429
    assert identity.SESSION_KEY not in client.session


@pytest.mark.parametrize("demo", [True, False])
def test_demonstration_alone_tells_the_password(
    demo: bool, client: Client, person: User, settings: Settings
) -> None:
    settings.DEMO, settings.DEMO_PASSWORD = demo, "a password for show"
    client.force_login(person)
    assert ("a password for show" in client.get("/confirm-identity/").content.decode()) is demo


def test_confirmed_identity_forgets_the_wrong_passwords(client: Client, person: User) -> None:
    client.force_login(person)
    for _ in range(2):
        for _ in range(4):
            assert client.post("/confirm-identity/", {"password": "wrong"}).status_code == 200
        assert client.post("/confirm-identity/", {"password": PASSWORD}).status_code == 302


def test_neither_password_nor_user_name_reaches_log_or_table(
    client: Client, person: User, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        client.post("/sign-in/", {"username": "my secret phrase", "password": "hunter22"})
    assert "New login failure" in caplog.text
    assert "my secret phrase" not in caplog.text
    assert "hunter22" not in caplog.text
    assert "hunter22" not in str(AccessAttempt.objects.values().get())


def test_sign_in_is_logged_with_person_and_address(
    client: Client, person: User, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "etelework.sign_in"):
        sign_in(client, password=PASSWORD)
    record = next(record for record in caplog.records if record.name == "etelework.sign_in")
    assert (record.__dict__["user"], record.__dict__["address"]) == (person.pk, "10.0.0.1")


@pytest.mark.parametrize(
    ("proxies", "forwarded", "remote", "address"),
    [
        (0, "", "10.0.0.1", "10.0.0.1"),
        (0, "203.0.113.9", "10.0.0.1", "10.0.0.1"),
        (1, "203.0.113.9", "10.0.0.1", "203.0.113.9"),
        (1, "1.2.3.4, 203.0.113.9", "10.0.0.1", "203.0.113.9"),
        (2, "1.2.3.4, 203.0.113.9, 10.0.0.2", "10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "10.0.0.1", "10.0.0.1"),
        (1, "nonsense", "10.0.0.1", None),
        (0, "", "", None),
        (0, "", "2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
    ],
)
def test_address_is_what_the_outermost_trusted_proxy_saw(
    proxies: int, forwarded: str, remote: str, address: str | None, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", headers={"x-forwarded-for": forwarded}, REMOTE_ADDR=remote)
    assert client_address(request) == address
