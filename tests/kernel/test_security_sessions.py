"""How long a sign-in lasts, what a person reads when it has ended, and who may not sign in."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from eligibility.models import Employee
from telework.models import User
from telework.tasks import clear_sessions
from tests import cast as people

pytestmark = [pytest.mark.urls("tests.frontend.gallery"), pytest.mark.django_db]
PASSWORD = "a long pass phrase"
AT = datetime(2026, 12, 7, 15, tzinfo=UTC)
HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
def moment() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(AT, tick=False) as coordinates:
        yield coordinates


@pytest.fixture
def ana(client: Client, moment: time_machine.Traveller) -> Client:
    client.force_login(User.objects.create_user("ana", password=PASSWORD))
    return client


def is_signed_in(client: Client) -> bool:
    return "Sign out" in client.get("/privacy/").content.decode()


def test_half_an_hour_without_activity_ends_the_sign_in(ana: Client, moment: time_machine.Traveller) -> None:
    moment.shift(HALF_AN_HOUR - timedelta(seconds=1))
    assert is_signed_in(ana)
    moment.shift(HALF_AN_HOUR)
    assert not is_signed_in(ana)


def test_activity_keeps_the_sign_in_but_not_beyond_eight_hours(
    ana: Client, moment: time_machine.Traveller
) -> None:
    for _ in range(19):
        moment.shift(timedelta(minutes=25))
        assert is_signed_in(ana)
    moment.shift(timedelta(minutes=5))
    assert "a sign-in lasts 8 hours at most" in ana.get("/privacy/").content.decode()


def test_sign_in_page_says_why_and_leads_back(ana: Client, moment: time_machine.Traveller) -> None:
    moment.shift(HALF_AN_HOUR)
    answer = ana.get("/confirm-identity/?next=/forms/", follow=True)
    assert answer.redirect_chain == [("/sign-in/?next=/confirm-identity/%3Fnext%3D/forms/", 302)]
    page = answer.content.decode()
    assert "because nothing happened for 30 minutes" in page
    assert "what you had only typed is not" in page
    answer = ana.post(answer.redirect_chain[0][0], {"username": "ana", "password": PASSWORD})
    assert answer["Location"] == "/confirm-identity/?next=/forms/"


def test_reason_is_said_once(ana: Client, moment: time_machine.Traveller) -> None:
    moment.shift(HALF_AN_HOUR)
    ana.get("/sign-in/")
    assert "signed out" not in ana.get("/sign-in/").content.decode()


def test_form_sent_too_late_changes_nothing_and_leads_to_sign_in(
    ana: Client, moment: time_machine.Traveller
) -> None:
    moment.shift(HALF_AN_HOUR)
    answer = ana.post("/confirm-identity/", {"password": PASSWORD})
    assert answer["Location"] == "/sign-in/?next=/confirm-identity/"
    assert "reauthenticated_at" not in ana.session


def test_pause_over_night_is_explained_too(ana: Client, moment: time_machine.Traveller) -> None:
    moment.shift(timedelta(hours=15))
    assert "Your sign-in has ended" in ana.get("/confirm-identity/", follow=True).content.decode()


def test_somebody_who_never_signed_in_reads_no_such_thing(client: Client) -> None:
    page = client.get("/confirm-identity/", follow=True).content.decode()
    assert "ended" not in page
    assert "signed out" not in page


def test_fragment_asked_too_late_loads_the_whole_page_anew(
    ana: Client, moment: time_machine.Traveller
) -> None:
    moment.shift(HALF_AN_HOUR)
    answer = ana.post("/forms/", headers={"hx-request": "true"})
    assert answer["HX-Refresh"] == "true"
    assert "nothing happened" in ana.get("/sign-in/").content.decode()


def test_asking_how_much_is_left_keeps_nobody_signed_in(ana: Client, moment: time_machine.Traveller) -> None:
    moment.shift(timedelta(minutes=26))
    assert ana.get("/sign-in-time/").json() == {"idle": 240, "whole": 27240}
    moment.shift(timedelta(minutes=4))
    assert ana.get("/sign-in-time/").status_code == 401
    assert not is_signed_in(ana)


def test_staying_counts_the_half_hour_anew(ana: Client, moment: time_machine.Traveller) -> None:
    moment.shift(timedelta(minutes=29))
    assert ana.post("/sign-in-time/").json() == {"idle": 1800, "whole": 27060}
    moment.shift(timedelta(minutes=29))
    assert is_signed_in(ana)


def test_staying_needs_the_page_own_token(moment: time_machine.Traveller) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_user("ana"))
    assert client.post("/sign-in-time/").status_code == 403


def test_stranger_has_no_time_to_be_told(client: Client) -> None:
    assert client.get("/sign-in-time/").status_code == 401
    assert client.post("/sign-in-time/").status_code == 401


def test_page_carries_what_is_left_and_only_for_somebody_signed_in(
    ana: Client, moment: time_machine.Traveller
) -> None:
    moment.shift(timedelta(seconds=20))
    page = ana.get("/privacy/").content.decode()
    assert 'data-idle="1780" data-whole="28780" data-warning="300"' in page
    assert "data-idle" not in Client().get("/privacy/").content.decode()


def test_activity_is_written_once_a_minute(ana: Client, moment: time_machine.Traveller) -> None:
    before = ana.session["sign_in_seen_at"]
    moment.shift(timedelta(seconds=59))
    ana.get("/privacy/")
    assert ana.session["sign_in_seen_at"] == before
    moment.shift(timedelta(seconds=1))
    ana.get("/privacy/")
    assert ana.session["sign_in_seen_at"] == before + 60


def test_sessions_that_ran_out_are_deleted(ana: Client, moment: time_machine.Traveller) -> None:
    Client().force_login(User.objects.get())
    moment.shift(timedelta(hours=7))
    Client().force_login(User.objects.get())
    moment.shift(timedelta(hours=2))
    clear_sessions()
    assert Session.objects.count() == 1


@pytest.fixture
def leaver(moment: time_machine.Traveller) -> Employee:
    return people.person("Lea", "Leaver", people.bureau("OES", "Oceans"), separated_on=date(2026, 12, 6))


def test_person_who_has_left_is_refused_with_words(client: Client, leaver: Employee) -> None:
    page = client.post("/sign-in/", {"username": "lea", "password": people.PASSWORD}).content.decode()
    assert "your last day was Sunday, 6 December 2026" in page
    assert "HR specialist" in page
    assert "_auth_user_id" not in client.session


def test_only_the_right_password_learns_that_a_person_has_left(client: Client, leaver: Employee) -> None:
    page = client.post("/sign-in/", {"username": "lea", "password": "wrong"}).content.decode()
    assert "last day" not in page
    assert "do not go together" in page


def test_last_day_of_service_is_still_a_day_of_service(client: Client, leaver: Employee) -> None:
    Employee.objects.filter(pk=leaver.pk).update(separated_on=date(2026, 12, 7))
    assert client.post("/sign-in/", {"username": "lea", "password": people.PASSWORD}).status_code == 302
