"""The secret address of one's own calendar: who makes it, who reads there, and when it is closed."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from icalendar import Calendar

from agreements.calendar_feeds import digest_of
from agreements.models import CalendarFeed
from agreements.services.calendar_feed import create_feed, revoke_feed
from telework.errors import NotPermitted, WrongState
from telework.models import AuditEvent, OutboxMessage, User
from tests.browsing import counted, page, signed_in, words
from tests.cast import NOW, Cast, approved

ADDRESS = re.compile(r"/calendar/([\w-]+)\.ics")


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def made(cast: Cast, who: str = "employee", replaces: int | None = None) -> tuple[CalendarFeed, str]:
    return create_feed(actor=cast.user(who), now=NOW, replaces=replaces)


def status(token: str) -> int:
    return Client().get(f"/calendar/{token}.ics").status_code


def audited() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))


def test_an_address_is_made_and_only_its_digest_is_kept(cast: Cast) -> None:
    feed, token = made(cast)
    assert len(token) >= 43  # 256 bits
    kept = CalendarFeed.objects.values().get()
    assert token not in str(kept)
    assert kept["token_sha256"] == digest_of(token)
    event = AuditEvent.objects.get(action="create_feed")
    assert (event.chain, event.subject) == (
        f"employee:{cast.employee.pk}",
        f"employee:{cast.employee.number}",
    )
    assert event.payload.data == {"feed": feed.pk, "replaces": None}
    assert not OutboxMessage.objects.exists()


def test_two_addresses_are_never_alike(cast: Cast) -> None:
    _, first = made(cast)
    _, second = made(cast, "supervisor")
    assert first != second


def test_a_new_address_closes_the_one_before(cast: Cast) -> None:
    before, old = made(cast)
    feed, new = made(cast, replaces=before.pk)
    assert (status(old), status(new)) == (404, 200)
    assert CalendarFeed.objects.filter(revoked_at=None).get() == feed
    assert AuditEvent.objects.latest("pk").payload.data == {"feed": feed.pk, "replaces": before.pk}


@pytest.mark.parametrize("replaces", [None, 999999])
def test_the_same_form_twice_makes_one_address(cast: Cast, replaces: int | None) -> None:
    _, token = made(cast)
    with pytest.raises(WrongState):
        made(cast, replaces=replaces)
    assert CalendarFeed.objects.count() == 1
    assert audited() == ["create_feed"]
    assert status(token) == 200


def test_who_has_left_and_who_has_no_record_make_none(cast: Cast) -> None:
    cast.employee.separated_on = date(2026, 11, 22)
    cast.employee.save()
    for actor in (User.objects.get(pk=cast.user("employee").pk), User.objects.system()):
        with pytest.raises(NotPermitted):
            create_feed(actor=actor, now=NOW)
    assert not CalendarFeed.objects.exists()
    assert audited() == []


def test_its_owner_revokes_it_once(cast: Cast) -> None:
    feed, token = made(cast)
    revoke_feed(actor=cast.user("employee"), now=NOW, feed=feed)
    assert status(token) == 404
    with pytest.raises(WrongState):
        revoke_feed(actor=cast.user("employee"), now=NOW, feed=feed)
    assert audited() == ["create_feed", "revoke_feed"]


@pytest.mark.parametrize("who", ["supervisor", "coordinator", "managing_officer"])
def test_nobody_else_revokes_it(cast: Cast, who: str) -> None:
    feed, token = made(cast)
    with pytest.raises(NotPermitted):
        revoke_feed(actor=cast.user(who), now=NOW, feed=feed)
    assert status(token) == 200
    assert audited() == ["create_feed"]


def test_the_feed_needs_no_session_and_begins_none(cast: Cast) -> None:
    case = approved(cast)
    _, token = made(cast)
    client = Client()
    answer = client.get(f"/calendar/{token}.ics")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["summary"]) == f"Telework agreement {case.number}: first day"
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert not client.cookies


def test_without_a_live_case_it_is_an_empty_calendar(cast: Cast) -> None:
    _, token = made(cast, "stranger")
    answer = Client().get(f"/calendar/{token}.ics")
    calendar = Calendar.from_ical(answer.content)
    assert answer.status_code == 200
    assert (str(calendar["x-wr-calname"]), calendar.walk("VEVENT")) == ("Telework", [])


@pytest.mark.parametrize("is_known", [True, False])
def test_its_answers_are_kept_nowhere_and_lead_nowhere(cast: Cast, is_known: bool) -> None:
    _, token = made(cast)
    answer = Client().get(f"/calendar/{token if is_known else 'A' * 43}.ics")
    assert answer.status_code == (200 if is_known else 404)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "no-referrer"


def test_head_says_what_get_says_without_the_calendar(cast: Cast) -> None:
    approved(cast)
    _, token = made(cast)
    read, asked = (ask(f"/calendar/{token}.ics") for ask in (Client().get, Client().head))
    assert asked.content == b""
    assert {**asked.headers, "Date": ""} == {**read.headers, "Date": ""}
    assert Client().post(f"/calendar/{token}.ics").status_code == 405


def test_it_closes_by_itself_with_the_last_day_of_service_and_with_the_account(cast: Cast) -> None:
    _, token = made(cast)
    cast.employee.separated_on = NOW.date()
    cast.employee.save()
    assert status(token) == 200
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        assert status(token) == 404
    User.objects.filter(pk=cast.user("employee").pk).update(is_active=False)
    assert status(token) == 404
    cast.employee.user = None
    cast.employee.save()
    assert status(token) == 404


@pytest.mark.parametrize("token", ["A" * 43, "x", "..", "%00", "A" * 5000, ""])
def test_any_other_address_is_nothing(cast: Cast, token: str) -> None:
    made(cast)
    assert status(token) == 404


def test_a_digest_is_no_address(cast: Cast) -> None:
    feed, _ = made(cast)
    assert status(feed.token_sha256) == 404


def test_an_unknown_address_costs_one_query(cast: Cast) -> None:
    with counted() as number:
        status("A" * 43)
    assert number == [1]


def test_a_calendar_program_in_a_signed_in_browser_keeps_nobody_signed_in(cast: Cast) -> None:
    _, token = made(cast)
    client = signed_in(cast, "employee")
    client.get("/")
    before = dict(client.session)
    with time_machine.travel(NOW + timedelta(minutes=10), tick=False):
        assert client.get(f"/calendar/{token}.ics").status_code == 200
    assert dict(client.session) == before


def test_the_page_shows_the_address_once_and_what_is_in_the_calendar(cast: Cast) -> None:
    case = approved(cast)
    client = signed_in(cast, "employee")
    text = page(client, "/calendar/")
    assert "You have no address now" in text
    assert f"Monday, 7 December 2026: Telework agreement {case.number}: first day" in text

    answer = client.post("/calendar/", {"answer": "create", "feed": ""})
    found = ADDRESS.search(words(answer))
    assert found is not None
    assert status(found[1]) == 200
    assert "no-store" in answer["Cache-Control"]
    text = page(client, "/calendar/")
    assert ADDRESS.search(text) is None
    assert "You have an address since Monday, 23 November 2026, 10:00" in text
    assert ADDRESS.search(words(client.post("/calendar/", {"answer": "create", "feed": ""}), 409)) is None
    assert status(found[1]) == 200


def test_the_page_replaces_and_revokes(cast: Cast) -> None:
    before, old = made(cast)
    client = signed_in(cast, "employee")
    found = ADDRESS.search(words(client.post("/calendar/", {"answer": "create", "feed": before.pk})))
    assert found is not None
    assert (status(old), status(found[1])) == (404, 200)
    form = {"answer": "revoke", "feed": CalendarFeed.objects.get(revoked_at=None).pk}
    answer = client.post("/calendar/", form, follow=True)
    assert "The address is revoked." in words(answer)
    assert status(found[1]) == 404
    words(client.post("/calendar/", form), 409)


@pytest.mark.parametrize("feed", ["", "x", "²", "999999", "9" * 30])
def test_what_is_not_theirs_is_not_there_to_revoke(cast: Cast, feed: str) -> None:
    others, token = made(cast, "supervisor")
    client = signed_in(cast, "employee")
    for sent in (feed, str(others.pk)):
        assert client.post("/calendar/", {"answer": "revoke", "feed": sent}).status_code == 404
    assert status(token) == 200


def test_the_start_page_leads_there(cast: Cast) -> None:
    assert 'href="/calendar/"' in page(signed_in(cast, "employee"), "/")
