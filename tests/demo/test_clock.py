"""The demonstration's clock: forward only, day by day, with everything that falls due on the way."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from agreements.models import Agreement
from agreements.services import lifecycle
from demo import clock as demo_clock
from demo.clock import ClockRefused, move_to
from demo.models import DemoClock
from telework import clock
from telework.models import Document, OutboxMessage
from tests import cast as people
from tests.cast import NOW, START, TODAY, Cast

pytestmark = [pytest.mark.urls("tests.demo.urls"), pytest.mark.usefixtures("moving_clock")]
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def _machine() -> object:
    """The machine's clock stands at NOW."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_clock_is_the_machines_until_it_is_moved() -> None:
    assert demo_clock.offset() == timedelta()
    assert clock.now() == NOW


def test_moving_keeps_the_time_of_day_and_moves_the_whole_application() -> None:
    move_to(TOMORROW)

    assert clock.now() == NOW + timedelta(days=1)
    assert clock.today() == TOMORROW


def test_moving_over_the_change_of_the_clocks_keeps_the_time_of_day() -> None:
    move_to(date(2027, 3, 15))

    assert clock.now() == datetime(2027, 3, 15, 14, 0, tzinfo=UTC)  # ten in the morning, summer time


def test_reading_the_clock_asks_the_database_once(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        clock.now()


@pytest.mark.parametrize("day", [TODAY, TODAY - timedelta(days=1)])
def test_clock_never_stands_still_or_goes_back(day: date) -> None:
    with pytest.raises(ClockRefused, match="Choose a day after Monday, 23 November 2026"):
        move_to(day)
    assert DemoClock.objects.count() == 0


def test_clock_goes_at_most_400_days_at_once() -> None:
    with pytest.raises(ClockRefused, match="Choose a day until Tuesday, 28 December 2027"):
        move_to(TODAY + timedelta(days=401))


def test_same_step_twice_is_one() -> None:
    move_to(TOMORROW)
    with pytest.raises(ClockRefused):
        move_to(TOMORROW)
    assert clock.today() == TOMORROW


@pytest.mark.parametrize(("pk", "seconds"), [(2, 0), (1, -1)])
def test_database_holds_one_clock_and_never_one_behind(pk: int, seconds: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        DemoClock.objects.create(pk=pk, offset_seconds=seconds)


def test_agreement_starts_on_its_day_though_the_clock_leaps_over_it(cast: Cast) -> None:
    agreement = people.approved(cast)
    moved = move_to(START + timedelta(days=10))
    agreement = Agreement.objects.get(pk=agreement.pk)

    assert (moved.started, moved.ended, moved.days) == (1, 0, 24)
    assert agreement.state == "active"
    assert agreement.starts_on == START
    assert clock.date_of(agreement.state_since) == START


def test_one_move_makes_documents_and_sends_letters(cast: Cast) -> None:
    people.approved(cast)
    moved = move_to(START)

    assert moved.rendered == Document.objects.count() == 2
    assert moved.sent == len(mail.outbox) == OutboxMessage.objects.filter(state="sent").count()
    subjects = " ".join(message.subject for message in mail.outbox)
    assert "is approved" in subjects
    assert "is in effect" in subjects


def test_agreement_starts_and_ends_in_one_move(cast: Cast) -> None:
    agreement = people.approved(cast)
    lifecycle.give_notice(
        actor=cast.user("employee"), now=NOW, agreement=agreement, last_day=date(2026, 12, 18)
    )
    moved = move_to(date(2027, 1, 4))
    agreement = Agreement.objects.get(pk=agreement.pk)

    assert (moved.started, moved.ended) == (1, 1)
    assert agreement.state == "ended"
    assert agreement.ended_on == date(2026, 12, 18)


def test_page_shows_the_date_and_moves_by_a_day_and_a_week(db: None, demo: None, client: Client) -> None:
    html = client.get(reverse("demo_clock")).content.decode()
    assert "Today is Monday, 23 November 2026" in html
    assert 'name="day" value="2026-11-24"' in html
    assert 'name="day" value="2026-11-30"' in html

    response = client.post(reverse("demo_clock"), {"day": "2026-11-30"}, follow=True)
    html = response.content.decode()
    assert response.redirect_chain == [(reverse("demo_clock"), 302)]
    assert "The clock moved 7 days and shows Monday, 30 November 2026." in html
    assert "Today is Monday, 30 November 2026" in html


def test_page_tells_what_happened(cast: Cast, demo: None, client: Client) -> None:
    people.approved(cast)
    response = client.post(reverse("demo_clock"), {"day": START.isoformat()}, follow=True)

    assert "Agreements started: 1, ended: 0. Documents made: 2. Letters sent: " in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("2026-11-23", "The clock only moves forward."),
        ("2020-01-01", "The clock only moves forward."),
        ("2031-01-01", "too far for one step"),
        ("soon", "Write a date as month, day, year"),
        ("", "This field is required."),
    ],
)
def test_page_refuses_a_wrong_day_beside_the_field_and_keeps_what_was_typed(
    db: None, demo: None, client: Client, typed: str, message: str
) -> None:
    response = client.post(reverse("demo_clock"), {"day": typed})
    html = response.content.decode()

    assert response.status_code == 200
    assert message in html
    assert f'value="{typed}"' in html or not typed
    assert clock.now() == NOW


def test_second_click_on_the_same_button_moves_nothing(db: None, demo: None, client: Client) -> None:
    for _ in range(2):
        client.post(reverse("demo_clock"), {"day": TOMORROW.isoformat()})

    assert clock.today() == TOMORROW


def test_moving_needs_the_form_of_this_site(db: None, demo: None) -> None:
    response = Client(enforce_csrf_checks=True).post(reverse("demo_clock"), {"day": TOMORROW.isoformat()})

    assert response.status_code == 403
    assert clock.now() == NOW
