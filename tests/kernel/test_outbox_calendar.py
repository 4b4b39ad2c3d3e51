"""A letter that carries dates: the file goes with it, octet for octet as it was written down."""

from email.message import Message

import pytest
from django.core import mail
from icalendar import Calendar

from telework import outbox
from telework.ics import DayEvent, calendar_of
from telework.models import OutboxMessage
from tests.cast import NOW, TODAY, Cast, make_cast, submitted

WRITTEN = calendar_of(
    [DayEvent("x@example.gov", TODAY, "Ünïcödé, " + "long " * 30)], now=NOW, method="PUBLISH"
)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def sent(cast: Cast, calendar: str) -> list[Message]:
    """The parts of one letter, as the mail server gets them."""
    submitted(cast)
    letter = OutboxMessage.objects.get(template="request_received")
    OutboxMessage.objects.exclude(pk=letter.pk).delete()
    OutboxMessage.objects.update(calendar=calendar)
    outbox.deliver_due(NOW)
    (message,) = mail.outbox
    return [part for part in message.message().walk() if not part.is_multipart()]


def test_the_file_is_attached_as_calendar_programs_ask(cast: Cast) -> None:
    parts = sent(cast, WRITTEN.decode())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html", "text/calendar"]
    part = parts[-1]
    assert part.get_param("method") == "PUBLISH"
    assert part.get_content_charset() == "utf-8"
    assert part.get_filename() == "dates.ics"
    assert part.get_payload(decode=True) == WRITTEN
    assert len(Calendar.from_ical(WRITTEN).walk("VEVENT")) == 1


def test_a_letter_without_dates_carries_no_file(cast: Cast) -> None:
    assert len(sent(cast, "")) == 2


def test_the_file_is_kept_as_sent_and_the_text_speaks_of_it(db: None) -> None:
    given = {"to": "emma@example.gov", "template": "role_ended", "context": {}, "now": NOW}
    with_dates = outbox.queue(key="with", calendar=WRITTEN.decode(), **given)
    without = outbox.queue(key="without", **given)
    assert with_dates is not None
    assert without is not None
    said = "The dates to keep are attached for your calendar."
    assert (said in with_dates.text, said in with_dates.html) == (True, True)
    assert (said in without.text, said in without.html) == (False, False)
    assert OutboxMessage.objects.get(key="with").calendar.encode() == WRITTEN
    assert OutboxMessage.objects.get(key="without").calendar == ""
