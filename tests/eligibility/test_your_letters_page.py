"""The page on which everybody chooses how what only informs them comes."""

from collections.abc import Iterator

import pytest
import time_machine

from agreements.undelivered import letters_that_failed
from eligibility.services.letter_choice import choose_letters
from telework.models import OutboxMessage
from tests.browsing import counted, page, signed_in, words
from tests.cast import NOW, Cast, make_cast
from tests.traces import nothing_written
from tests.walks.letter_world import add_held_letter

YOURS = "/your-letters/"


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    with time_machine.travel(NOW, tick=False):
        yield make_cast()


def held(cast: Cast, how_many: int) -> None:
    for number in range(how_many):
        letter = add_held_letter(cast.supervisor)
        OutboxMessage.objects.filter(pk=letter.pk).update(
            key=f"agreement:{number}:held:1", subject=f"Letter {number}"
        )


def test_page_is_reached_from_the_start_page_and_says_what_is_always_sent(cast: Cast) -> None:
    client = signed_in(cast, "employee")
    assert f'href="{YOURS}"' in page(client, "/")
    text = page(client, YOURS)
    assert "Whatever asks something of you" in text
    assert "A request is denied: the supervisor" in text
    assert 'value="at_once"' in text
    assert "wait for your next daily letter" not in text


def test_choice_is_kept_shown_and_taken_back(cast: Cast) -> None:
    client = signed_in(cast, "supervisor")
    answer = client.post(YOURS, {"informing": "daily"}, follow=True)
    assert "comes in one letter a day from now on" in words(answer)
    assert "Nothing waits for your next daily letter." in page(client, YOURS)
    held(cast, 1)
    assert "These wait for your next daily letter: Letter 0" in _plain(page(client, YOURS))

    answer = client.post(YOURS, {"informing": "at_once"}, follow=True)
    assert "What waited is on its way." in words(answer)
    assert OutboxMessage.objects.get().state == "queued"


def test_second_click_is_told_that_nothing_was_changed(cast: Cast) -> None:
    client = signed_in(cast, "supervisor")
    client.post(YOURS, {"informing": "daily"})
    with nothing_written():
        assert "Nothing was changed." in words(client.post(YOURS, {"informing": "daily"}, follow=True))


def test_there_is_no_never(cast: Cast) -> None:
    client = signed_in(cast, "supervisor")
    with nothing_written():
        for sent in ({"informing": "never"}, {}):
            assert "Choose one of the two." in words(client.post(YOURS, sent))


def test_few_are_named_and_the_page_asks_the_same_queries_for_many(cast: Cast) -> None:
    client = signed_in(cast, "supervisor")
    choose_letters(actor=cast.user("supervisor"), now=NOW, informing="daily")
    held(cast, 6)
    page(client, YOURS)
    with counted() as few:
        assert "and 1 more" in page(client, YOURS)
    held_before = OutboxMessage.objects.count()
    for number in range(held_before, held_before + 20):
        letter = add_held_letter(cast.supervisor)
        OutboxMessage.objects.filter(pk=letter.pk).update(key=f"agreement:{number}:held:1")
    with counted() as many:
        assert "and 21 more" in page(client, YOURS)
    assert many == few


def test_letters_that_wait_do_not_stand_among_those_that_failed(cast: Cast) -> None:
    held(cast, 1)
    assert letters_that_failed([cast.bureau.pk]) == []


def test_daily_letter_that_failed_stands_there(cast: Cast) -> None:
    letter = add_held_letter(cast.supervisor)
    key = f"digest:{cast.supervisor.pk}:2026-11-23:{cast.supervisor.pk}"
    OutboxMessage.objects.filter(pk=letter.pk).update(key=key, state="failed", template="daily_letter")
    (failed,) = letters_that_failed([cast.bureau.pk])
    assert failed.reader == cast.supervisor


def _plain(text: str) -> str:
    for tag in ("<p>", "</p>", "<strong>", "</strong>", "<li>", '<ul class="usa-list">'):
        text = text.replace(tag, "")
    return " ".join(text.split())
