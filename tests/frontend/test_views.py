"""Sign-in, proof of identity, statements and pages of errors."""

from datetime import UTC, datetime
from urllib.parse import quote

import pytest
import time_machine
from django.test import Client

from telework import identity
from telework.models import User

pytestmark = [pytest.mark.urls("tests.frontend.gallery"), pytest.mark.django_db]
PASSWORD = "a long pass phrase"
AT = datetime(2026, 12, 7, 15, tzinfo=UTC)


@pytest.fixture
def person() -> User:
    return User.objects.create_user("ana", password=PASSWORD, first_name="Ana", last_name="Ruiz")


@pytest.fixture
def signed_in(client: Client, person: User) -> Client:
    client.force_login(person)
    return client


def test_system_use_notice_stands_before_the_sign_in_form(client: Client) -> None:
    page = client.get("/sign-in/").content.decode()
    assert 0 < page.index("Before you sign in") < page.index('name="username"')
    assert "autofocus" not in page


def test_right_password_signs_in(client: Client, person: User) -> None:
    answer = client.post(
        "/sign-in/?next=/privacy/", {"username": "ana", "password": PASSWORD, "next": "/privacy/"}
    )
    assert answer["Location"] == "/privacy/"
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize("username", ["ana", "nobody", "left"])
def test_refused_sign_in_does_not_say_what_was_wrong(client: Client, person: User, username: str) -> None:
    User.objects.create_user("left", password=PASSWORD, is_active=False)
    password = "wrong" if username == "ana" else PASSWORD
    page = client.post("/sign-in/", {"username": username, "password": password}).content.decode()
    assert "This user name and password do not go together." in page
    assert "<title>Error: Sign in" in page
    assert "_auth_user_id" not in client.session


def test_sign_out_needs_a_post(signed_in: Client) -> None:
    assert signed_in.get("/sign-out/").status_code == 405
    answer = signed_in.post("/sign-out/", follow=True)
    assert "You are signed out." in answer.content.decode()
    assert "_auth_user_id" not in signed_in.session


@time_machine.travel(AT, tick=False)
def test_identity_is_confirmed_by_the_password_alone(client: Client, person: User) -> None:
    client.force_login(person)
    wrong = client.post("/confirm-identity/", {"password": "wrong", "next": "/privacy/"})
    assert "This is not the password you sign in with." in wrong.content.decode()
    assert identity.SESSION_KEY not in client.session
    right = client.post("/confirm-identity/", {"password": PASSWORD, "next": "/privacy/"})
    assert right["Location"] == "/privacy/"
    assert client.session[identity.SESSION_KEY] == AT.isoformat()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_confirmation_never_leads_off_the_site(signed_in: Client, elsewhere: str) -> None:
    answer = signed_in.post("/confirm-identity/", {"password": PASSWORD, "next": elsewhere})
    assert answer["Location"] == "/"


def test_stranger_must_sign_in_before_confirming(client: Client) -> None:
    assert client.get("/confirm-identity/")["Location"].startswith("/sign-in/")


def test_signature_without_proof_leads_to_the_password_and_back(signed_in: Client) -> None:
    assert (
        signed_in.post("/not-proven/")["Location"]
        == f"/confirm-identity/?next={quote('/not-proven/', safe='')}"
    )


@pytest.mark.parametrize("part", ["Authority", "Purpose", "Routine uses", "Is it voluntary?", "State-31"])
def test_privacy_act_statement_has_its_four_parts(client: Client, part: str) -> None:
    assert part in client.get("/privacy/").content.decode()


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/not-permitted/", 403, "Only the supervisor decides this."),
        ("/wrong-state/", 409, "Somebody decided this a moment ago."),
        ("/nowhere/", 404, "This page is not here"),
    ],
)
def test_refusal_has_a_page_with_its_reason_and_a_way_on(
    client: Client, address: str, status: int, words: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert "Go to the start page" in answer.content.decode()


def test_fault_is_explained_and_reveals_nothing(client: Client) -> None:
    client.raise_request_exception = False
    answer = client.get("/broken/")
    assert answer.status_code == 500
    assert "The fault is ours" in answer.content.decode()
    assert "secret detail" not in answer.content.decode()


def test_stale_form_is_explained() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/sign-in/", {"username": "ana", "password": "x"})
    assert answer.status_code == 403
    assert "too old" in answer.content.decode()


@pytest.mark.citation("2363.3(a)")
def test_every_page_says_whom_to_ask(client: Client, signed_in: Client) -> None:
    for address in ("/privacy/", "/nowhere/", "/forms/"):
        assert "first point of contact (3 FAM 2363.3)" in client.get(address).content.decode()
    page = client.get("/components/").content.decode()
    assert "telework.coordinators.eur@state.example.gov" in page


def test_demonstration_is_marked_on_every_page_and_only_there(client: Client) -> None:
    assert "Demonstration." in client.get("/components/?demo=1").content.decode()
    assert "Demonstration." not in client.get("/components/").content.decode()


def test_page_names_who_is_signed_in(signed_in: Client) -> None:
    page = signed_in.get("/privacy/").content.decode()
    assert "Ana Ruiz" in page
    assert 'action="/sign-out/"' in page
