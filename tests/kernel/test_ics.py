"""Calendars as text: what RFC 5545 asks of the bytes, and what a calendar program reads from them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from icalendar import Calendar

from telework.ics import DayEvent, calendar_of, sequence_at

NOW = datetime(2026, 11, 23, 10, 0, 0, 123456, tzinfo=timezone(timedelta(hours=-5)))
DAY = date(2026, 12, 31)
PLAIN = DayEvent("first@example.gov", DAY, "Telework day")
AWKWARD = DayEvent(
    "second@example.gov",
    date(2026, 12, 1),
    "Commas, semicolons; a \\ and ünïcödé that goes on for longer than one line of an iCalendar text may be",
    "One line\nand another",
    "https://example.gov/agreements/TW-2026-000001/",
    sequence=7,
    is_cancelled=True,
)


def lines_of(written: bytes) -> list[bytes]:
    return written.split(b"\r\n")


def test_lines_end_as_the_standard_asks_and_are_folded_at_75_octets() -> None:
    written = calendar_of([AWKWARD, PLAIN], now=NOW)
    assert written.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in written.replace(b"\r\n", b"")
    assert b"\r" not in written.replace(b"\r\n", b"")
    assert max(map(len, lines_of(written))) <= 75
    assert any(line.startswith(b" ") for line in lines_of(written))


def test_what_is_read_back_is_what_was_written() -> None:
    calendar = Calendar.from_ical(calendar_of([AWKWARD], now=NOW))
    (event,) = calendar.walk("VEVENT")
    assert str(event["summary"]) == AWKWARD.summary
    assert str(event["description"]) == AWKWARD.description
    assert str(event["url"]) == AWKWARD.url
    assert (event["sequence"], str(event["status"])) == (7, "CANCELLED")
    assert b"Commas\\, semicolons\\; a \\\\ and" in calendar_of([AWKWARD], now=NOW).replace(b"\r\n ", b"")


def test_an_event_takes_one_whole_day_and_blocks_nothing() -> None:
    (event,) = Calendar.from_ical(calendar_of([PLAIN], now=NOW)).walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (DAY, date(2027, 1, 1))
    assert event["dtstart"].params["value"] == "DATE"
    assert (str(event["transp"]), str(event["class"])) == ("TRANSPARENT", "PRIVATE")
    assert "description" not in event
    assert "url" not in event


def test_the_stamp_is_the_moment_given_in_utc() -> None:
    (event,) = Calendar.from_ical(calendar_of([PLAIN], now=NOW)).walk("VEVENT")
    assert event.decoded("dtstamp") == datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
    assert b"DTSTAMP:20261123T150000Z\r\n" in calendar_of([PLAIN], now=NOW)


def test_the_same_events_give_the_same_bytes_in_any_order() -> None:
    assert calendar_of([AWKWARD, PLAIN], now=NOW) == calendar_of([PLAIN, AWKWARD], now=NOW)


def test_a_feed_has_a_name_and_says_when_to_ask_again_and_what_is_sent_has_a_method() -> None:
    feed = Calendar.from_ical(calendar_of([], now=NOW, name="Telework"))
    assert (str(feed["version"]), str(feed["x-wr-calname"])) == ("2.0", "Telework")
    assert feed["refresh-interval"].params["value"] == "DURATION"
    assert feed.decoded("refresh-interval") == timedelta(hours=12)
    assert str(feed["x-published-ttl"]) == "PT12H"
    assert "method" not in feed
    sent = Calendar.from_ical(calendar_of([PLAIN], now=NOW, method="PUBLISH"))
    assert str(sent["method"]) == "PUBLISH"
    assert "x-wr-calname" not in sent


def test_a_later_telling_has_a_higher_number_that_fits_32_bits() -> None:
    later = sequence_at(NOW + timedelta(seconds=1))
    assert sequence_at(NOW) < later < sequence_at(datetime(2080, 1, 1, tzinfo=UTC)) < 2**31


@pytest.mark.parametrize("text", ["a\r\nBEGIN:VEVENT", "a\nATTACH:x"])
def test_a_text_cannot_begin_another_property(text: str) -> None:
    event = DayEvent("x@example.gov", DAY, text, text)
    (read,) = Calendar.from_ical(calendar_of([event], now=NOW)).walk("VEVENT")
    assert "attach" not in read
