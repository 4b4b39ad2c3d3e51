"""Calendars as iCalendar text (RFC 5545): events that take whole days. No Django."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.mime.text import MIMEText

from icalendar import Calendar, Event, vDuration

PRODUCT = "-//eTelework//Telework agreements//EN"
CANCELLED, PUBLISH = "CANCELLED", "PUBLISH"
FILE_NAME = "dates.ics"
ONE_DAY = timedelta(days=1)
# How often a calendar program should ask again.
REFRESH = timedelta(hours=12)
# Later letters about the same event carry a higher number: seconds from here, which fit 32 bits for long.
SEQUENCES_BEGIN = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class DayEvent:
    """One whole day.

    uid       the same for the same thing, whenever and wherever it is told
    sequence  higher in each later telling that may differ
    """

    uid: str
    day: date
    summary: str
    description: str = ""
    url: str = ""
    sequence: int = 0
    is_cancelled: bool = False


def calendar_of(events: Iterable[DayEvent], *, now: datetime, name: str = "", method: str = "") -> bytes:
    """The calendar as bytes: the same for the same events at the same `now`.

    name    of a feed, as calendar programs show it
    method  of a calendar that is sent ("PUBLISH"); a feed has none
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    if method:
        calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
        calendar.add("x-published-ttl", vDuration(REFRESH).to_ical().decode())
    for event in sorted(events, key=lambda event: (event.day, event.uid)):
        calendar.add_component(_component(event, now))
    written: bytes = calendar.to_ical()
    return written


def events_in(written: str) -> dict[str, DayEvent]:
    """The events of a calendar that `calendar_of` has written, by uid."""
    found = {}
    for event in Calendar.from_ical(written).walk("VEVENT"):
        uid = str(event["uid"])
        found[uid] = DayEvent(
            uid=uid,
            day=event.decoded("dtstart"),
            summary=str(event["summary"]),
            description=str(event.get("description", "")),
            url=str(event.get("url", "")),
            sequence=int(str(event["sequence"])),
            is_cancelled=str(event["status"]) == CANCELLED,
        )
    return found


def mail_part(written: str) -> MIMEText:
    """A calendar as mail carries it (RFC 6047, 2.4): in base64, octet for octet as it was written."""
    part = MIMEText(written, "calendar", "utf-8")
    part.set_param("method", PUBLISH)
    part.add_header("Content-Disposition", "attachment", filename=FILE_NAME)
    return part


def sequence_at(now: datetime) -> int:
    """The number of what is told at `now`; a later telling has a higher one."""
    return int((now - SEQUENCES_BEGIN).total_seconds())


def _component(event: DayEvent, now: datetime) -> Event:
    written = Event()
    written.add("uid", event.uid)
    written.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    written.add("dtstart", event.day)
    # The day after the last: the end of a whole day is not part of it (RFC 5545, 3.6.1).
    written.add("dtend", event.day + ONE_DAY)
    written.add("summary", event.summary)
    if event.description:
        written.add("description", event.description)
    if event.url:
        written.add("url", event.url)
    written.add("sequence", event.sequence)
    written.add("status", CANCELLED if event.is_cancelled else "CONFIRMED")
    # It is to be known, not to block the day; and it is nobody else's.
    written.add("transp", "TRANSPARENT")
    written.add("class", "PRIVATE")
    return written
