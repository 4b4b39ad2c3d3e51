"""What stands in a person's own calendar, and what never does."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from agreements import own_calendar
from agreements.models import Agreement
from agreements.services import lifecycle, pausing, reviews
from eligibility.models import Employee
from telework import clock
from telework.models import Closure, User
from tests import changing, sealed
from tests.browsing import counted
from tests.cast import (
    NOW,
    START,
    Cast,
    active,
    approve_step,
    approved,
    person,
    submitted,
    train,
    waiting_step,
)
from tests.seal_world import SEALED_WORDS

STARTED = datetime(2026, 12, 7, 17, 0, tzinfo=UTC)


def dates(who: Employee, now: datetime = NOW) -> dict[str, list[date]]:
    """The days of each title."""
    assert who.user is not None
    user = User.objects.get(pk=who.user.pk)
    found: dict[str, list[date]] = {}
    for one in own_calendar.dates_of(who, user, clock.date_of(now)):
        found.setdefault(one.title, []).append(one.day)
    return found


def telework_days(who: Employee, now: datetime = STARTED) -> list[date]:
    return dates(who, now).get("Telework day", [])


def called(case: Agreement, what: str) -> str:
    return f"Telework agreement {case.number}: {what}"


def test_the_days_of_an_agreement_in_effect_are_there_for_a_year_from_today(cast: Cast) -> None:
    case = active(cast)
    days = telework_days(cast.employee)

    assert {day.weekday() for day in days} == {1, 3}
    assert days[0] == date(2026, 12, 8)
    assert days[-1] == date(2027, 12, 7)
    assert date(2027, 11, 11) not in days  # Veterans Day, a Thursday
    assert date(2027, 11, 25) not in days  # Thanksgiving Day
    assert dates(cast.employee, STARTED)[called(case, "first day")] == [START]


def test_a_day_closed_by_order_is_no_telework_day(cast: Cast) -> None:
    active(cast)
    assert date(2026, 12, 15) in telework_days(cast.employee)
    Closure.objects.create(day=date(2026, 12, 15), authority="Order", reason="Closed")
    assert date(2026, 12, 15) not in telework_days(cast.employee)


def test_before_it_is_in_effect_its_first_day_alone_is_there(cast: Cast) -> None:
    case = approved(cast)
    assert dates(cast.employee) == {called(case, "first day"): [START]}
    # The start is held: nobody knows the day.
    assert dates(cast.employee, STARTED + timedelta(days=1)) == {}


def test_nothing_is_there_without_a_live_case(cast: Cast) -> None:
    submitted(cast)
    assert dates(cast.employee) == {}
    assert dates(cast.stranger) == {}


def test_days_end_with_the_last_day(cast: Cast) -> None:
    case = active(cast)
    Agreement.objects.filter(pk=case.pk).update(ends_on=date(2026, 12, 17))
    found = dates(cast.employee, STARTED)
    assert found["Telework day"] == [date(2026, 12, d) for d in (8, 10, 15, 17)]
    assert found[called(case, "last day")] == [date(2026, 12, 17)]


@pytest.mark.parametrize("by", ["employee", "supervisor"])
def test_a_notice_moves_the_last_day(cast: Cast, by: str) -> None:
    case = active(cast)
    Agreement.objects.filter(pk=case.pk).update(ends_on=date(2027, 6, 30))
    reason = {"reason_code": "programme_needs", "reason_text": "The desk must be staffed."}
    notice = lifecycle.give_notice(actor=cast.user(by), now=STARTED, agreement=case, **reason)

    found = dates(cast.employee, STARTED)
    assert found[called(case, "last day of the notice")] == [notice.last_day]
    assert called(case, "last day") not in found
    assert found["Telework day"][-1] <= notice.last_day

    lifecycle.withdraw_notice(actor=cast.user(by), now=STARTED, notice=notice)
    assert dates(cast.employee, STARTED)[called(case, "last day")] == [date(2027, 6, 30)]


def test_who_leaves_has_no_day_after_their_last_day_of_service(cast: Cast) -> None:
    case = active(cast)
    cast.employee.separated_on = date(2026, 12, 10)
    cast.employee.save()
    found = dates(cast.employee, STARTED)
    assert found["Telework day"] == [date(2026, 12, 8), date(2026, 12, 10)]
    assert found[called(case, "last day")] == [date(2026, 12, 10)]


def test_while_it_is_suspended_no_day_is_there(cast: Cast) -> None:
    case = active(cast)
    pausing.suspend_by_management(
        actor=cast.user("supervisor"),
        now=STARTED,
        agreement=case,
        reason_code="programme_needs",
        reason_text="The desk must be staffed.",
        until_on=date(2026, 12, 15),
    )
    assert telework_days(cast.employee) == []
    assert called(case, "first day") in dates(cast.employee, STARTED)


def test_changed_terms_bring_their_days_from_their_first_day_on(cast: Cast) -> None:
    case = active(cast)
    changing.amended(cast, case)
    changing_days = telework_days(cast.employee, changing.LATER)
    assert {day.weekday() for day in changing_days} == {1, 3}
    for by in ("supervisor", "director"):
        approve_step(cast, case, by, changing.LATER)
    days = telework_days(cast.employee, changing.LATER)
    mondays = [day for day in days if day.weekday() == 0]
    assert mondays[0] == changing.FROM
    assert date(2026, 12, 29) in days


def test_after_an_adjustment_that_is_not_signed_nothing_is_said_of_the_days(cast: Cast) -> None:
    case = active(cast)
    terms = changing.adjust(cast, case)
    found = dates(cast.employee, changing.LATER)
    assert found["Telework day"][-1] <= terms.last_day_before
    assert found[called(case, "your answer is due")] == [terms.last_day_before]
    assert called(case, "last day") not in found

    changing.accept(cast, case)
    days = telework_days(cast.employee, changing.LATER)
    assert next(day for day in days if day.weekday() == 0) >= terms.last_day_before + timedelta(days=1)


def test_a_decision_is_in_the_calendar_of_who_decides_and_of_nobody_else(cast: Cast) -> None:
    case = submitted(cast)
    due = waiting_step(case).due_on
    assert due is not None
    assert dates(cast.supervisor) == {called(case, "your answer is due"): [due]}
    assert dates(cast.director) == {}


def test_a_review_is_in_the_calendar_of_who_answers_it(cast: Cast) -> None:
    case = active(cast)
    system = User.objects.system()
    review = reviews.open_review(actor=system, now=STARTED, agreement=case, cause="rating", details="Lower")
    assert dates(cast.supervisor, STARTED) == {called(case, "review due"): [review.due_on]}
    assert called(case, "review due") not in dates(cast.employee, STARTED)


def feed(who: Employee, now: datetime = STARTED) -> bytes:
    assert who.user is not None
    return own_calendar.feed(who, User.objects.get(pk=who.user.pk), now)


def test_a_calendar_program_reads_the_feed(cast: Cast) -> None:
    case = active(cast)
    events = Calendar.from_ical(feed(cast.employee)).walk("VEVENT")

    assert len(events) == len(telework_days(cast.employee)) + 1
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert {event.decoded("dtstamp") for event in events} == {STARTED}
    (first,) = (event for event in events if str(event["uid"]).startswith(f"first-{case.number}@"))
    assert first.decoded("dtstart") == START
    assert str(first["url"]).endswith(f"/agreements/{case.number}/")


def test_the_same_state_gives_the_same_bytes_and_days_keep_their_names(cast: Cast) -> None:
    active(cast)
    assert feed(cast.employee) == feed(cast.employee)
    names = [
        {str(event["uid"]) for event in Calendar.from_ical(feed(cast.employee, now)).walk("VEVENT")}
        for now in (STARTED, STARTED + timedelta(days=1))
    ]
    assert len(names[1] - names[0]) <= 1
    assert len(names[0] - names[1]) <= 1


def test_the_feed_names_no_place_and_nobody(cast: Cast) -> None:
    submitted(cast)
    feeds = [feed(cast.supervisor, NOW)]
    cast.employee = person("Paula", "Unusual", cast.bureau, supervisor=cast.supervisor)
    train(cast.employee)
    active(cast)
    feeds.append(feed(cast.employee))
    for written in feeds:
        text = written.replace(b"\r\n ", b"").decode().lower()
        assert "vevent" in text
        for word in ("emma", "sam", "paula", "unusual", "100 example", "arlington", "home", "domestic"):
            assert word not in text


@pytest.mark.citation("2361.3(c)")
@pytest.mark.citation("2362.5(1)")
def test_a_sealed_agreement_stands_there_in_the_words_of_every_other(cast: Cast) -> None:
    dora = sealed.division(cast)
    case = sealed.accommodation_asked(cast.employee)
    assert [*dates(dora)] == [called(case, "your answer is due")]
    sealed.decide(dora, case)
    assert [*dates(cast.supervisor)] == [called(case, "your answer is due")]
    case = sealed.sign(cast.supervisor, case)
    lifecycle.start(actor=User.objects.system(), now=STARTED, agreement=case)
    assert [*dates(cast.employee, STARTED)] == [called(case, "first day"), "Telework day"]
    said = feed(cast.employee).replace(b"\r\n ", b"").decode().lower()
    assert [word for word in SEALED_WORDS if word in said] == []


def test_more_cases_and_steps_ask_no_more_queries(cast: Cast) -> None:
    submitted(cast)
    with counted() as one:
        feed(cast.supervisor, NOW)
    for name in ("Pia", "Pit", "Pam"):
        cast.employee = person(name, "Person", cast.bureau, supervisor=cast.supervisor)
        train(cast.employee)
        submitted(cast)
    with counted() as four:
        feed(cast.supervisor, NOW)
    assert one == four
