"""Cancelling in the browser: the days, the earliest day, the reason, and taking it back."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from agreements.models import Agreement, Notice
from agreements.services import lifecycle
from eligibility.models import Position
from telework.models import Closure
from tests.browsing import page, signed_in, words
from tests.cast import NOW, Cast, active, approved, submitted
from tests.traces import letters

EARLIEST = date(2026, 12, 8)  # ten workdays after 23 November, Thanksgiving not counted
TOO_EARLY = date(2026, 12, 7)
REASON = {"reason_code": "programme_needs", "reason_text": "The desk must be staffed."}
CONFLICT = 409


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def at(agreement: Agreement, name: str = "cancel") -> str:
    return f"/agreements/{agreement.number}/{name}/"


def sent(name: str, last_day: date | str = EARLIEST) -> dict[str, str]:
    return {"last_day": str(last_day), **(REASON if name == "supervisor" else {})}


def notice(cast: Cast, by: str = "employee") -> Notice:
    reason = REASON if by == "supervisor" else {}
    return lifecycle.give_notice(actor=cast.user(by), now=NOW, agreement=approved(cast), **reason)


@pytest.mark.citation("2362.1(m)")
@pytest.mark.citation("2362.1(n)")
@pytest.mark.parametrize("name", ["employee", "supervisor"])
def test_page_draws_the_days_and_fills_in_the_earliest_last_day(cast: Cast, name: str) -> None:
    text = page(signed_in(cast, name), at(active(cast)))
    assert text.count('class="app-strip__day ') == 16
    assert "Workday 10 of 10, last day" in text
    assert "Holiday: Thanksgiving Day" in text
    assert 'name="last_day" value="2026-12-08"' in text


@pytest.mark.citation("2362.1(n)")
def test_employee_is_asked_for_no_reason_and_the_supervisor_for_one(cast: Cast) -> None:
    agreement = active(cast)
    assert "reason_code" not in page(signed_in(cast, "employee"), at(agreement))
    text = page(signed_in(cast, "supervisor"), at(agreement))
    assert "Work-based reason" in text
    assert "Written justification" in text
    assert "3 FAM 2362.2(c)(2)(a)" in text


def test_only_the_two_sides_may_cancel(cast: Cast) -> None:
    agreement = active(cast)
    for name in ("director", "coordinator", "managing_officer", "auditor"):
        for answer in (
            signed_in(cast, name).get(at(agreement)),
            signed_in(cast, name).post(at(agreement), sent("supervisor")),
        ):
            assert "Only the employee or the supervisor can cancel" in words(answer, 403)
    for name in ("stranger", "other_coordinator"):
        page(signed_in(cast, name), at(agreement), 404)
    assert not Notice.objects.exists()


def test_request_in_review_cannot_be_cancelled_with_notice(cast: Cast) -> None:
    text = page(signed_in(cast, "employee"), at(submitted(cast)), CONFLICT)
    assert "Only an approved agreement can be cancelled with notice." in text


@pytest.mark.parametrize("name", ["employee", "supervisor"])
def test_notice_goes_on_to_the_receipt_and_tells_the_others(cast: Cast, name: str) -> None:
    agreement = approved(cast)
    client = signed_in(cast, name)
    answer = client.post(at(agreement), sent(name))
    assert (answer.status_code, answer["Location"]) == (302, at(agreement, "cancelled"))
    text = page(client, at(agreement, "cancelled"))
    assert "The last day is <strong>Tuesday, 8 December 2026</strong>." in text
    assert at(agreement, "notice/withdraw") in text
    other = "supervisor" if name == "employee" else "employee"
    told = sorted([cast.coordinator.given_name.lower(), getattr(cast, other).given_name.lower()])
    assert letters(agreement)["notice_given"] == told


@pytest.mark.citation("2362.1(m)")
def test_supervisors_reason_is_kept_with_its_citation(cast: Cast) -> None:
    agreement = approved(cast)
    signed_in(cast, "supervisor").post(at(agreement), sent("supervisor"))
    given = Notice.objects.get()
    assert (given.reason_code, given.reason_citation) == ("programme_needs", "2362.1(a)")
    assert given.reason_text == "The desk must be staffed."


@pytest.mark.citation("2362.1(m)")
@pytest.mark.citation("2362.1(n)")
@pytest.mark.parametrize("name", ["employee", "supervisor"])
def test_earlier_day_is_refused_beside_its_field_and_nothing_typed_is_lost(cast: Cast, name: str) -> None:
    agreement = approved(cast)
    text = words(signed_in(cast, name).post(at(agreement), sent(name, TOO_EARLY)))
    why = "The earliest last day is Tuesday, 8 December 2026: notice is at least 10 workdays"
    assert text.count(why) == 2, "in the summary and beside the field"
    assert 'id="id_last_day_error"' in text
    assert 'value="2026-12-07"' in text
    if name == "supervisor":
        assert "The desk must be staffed.</textarea>" in text
        assert re.search(r'value="programme_needs"[^>]* checked', text)
    assert not Notice.objects.exists()


@pytest.mark.citation("2362.1(m)")
@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("reason_code", "Choose the work-based reason"),
        ("reason_text", "Write the justification"),
        ("last_day", "Give the last day"),
    ],
)
def test_supervisor_reads_what_is_missing_beside_its_field(cast: Cast, missing: str, message: str) -> None:
    fields = {name: value for name, value in sent("supervisor").items() if name != missing}
    text = words(signed_in(cast, "supervisor").post(at(approved(cast)), fields))
    assert text.count(message) == 2
    assert not Notice.objects.exists()


@pytest.mark.parametrize("typed", ["soon", "31/12/2026", "2026-13-01"])
def test_what_is_no_date_is_refused_with_an_example(cast: Cast, typed: str) -> None:
    text = words(signed_in(cast, "employee").post(at(approved(cast)), {"last_day": typed}))
    assert "Write a date as month, day, year" in text
    assert f'value="{typed}"' in text


def test_later_day_is_taken_and_shown(cast: Cast) -> None:
    agreement = approved(cast)
    client = signed_in(cast, "employee")
    client.post(at(agreement), sent("employee", date(2027, 1, 15)))
    assert "Friday, 15 January 2027" in page(client, at(agreement, "cancelled"))
    assert "longer than it had to be" in page(client, f"/agreements/{agreement.number}/")


@pytest.mark.citation("2362.1(n)")
def test_closed_day_by_order_does_not_count(cast: Cast) -> None:
    Closure.objects.create(day=date(2026, 12, 1), authority="Executive order", reason="Day of mourning")
    text = page(signed_in(cast, "employee"), at(approved(cast)))
    assert "Offices closed: Day of mourning" in text
    assert 'value="2026-12-09"' in text


@pytest.mark.parametrize(("in_area", "last_day"), [(True, "2033-01-26"), (False, "2033-01-25")])
def test_inauguration_day_counts_as_holiday_around_washington_alone(
    cast: Cast, clock: time_machine.Traveller, in_area: bool, last_day: str
) -> None:
    agreement = approved(cast)
    Position.objects.update(in_washington_area=in_area)
    clock.move_to(datetime(2033, 1, 10, 17, tzinfo=UTC))
    text = page(signed_in(cast, "employee"), at(agreement))
    assert ("Inauguration Day is a holiday for duty stations in the Washington area" in text) == in_area
    assert f'name="last_day" value="{last_day}"' in text


def test_double_click_is_one_notice(cast: Cast) -> None:
    agreement = approved(cast)
    client = signed_in(cast, "employee")
    for _ in range(2):
        answer = client.post(at(agreement), sent("employee"))
        assert (answer.status_code, answer["Location"]) == (302, at(agreement, "cancelled"))
    assert Notice.objects.count() == 1


def test_other_side_gives_its_own_notice_beside_the_one_that_runs(cast: Cast) -> None:
    agreement = notice(cast).agreement
    client = signed_in(cast, "supervisor")
    assert "The employee has given notice" in page(client, at(agreement))
    receipt = words(client.post(at(agreement), sent("supervisor"), follow=True))
    assert "The employee and the bureau telework coordinator have been told by letter." in receipt
    text = page(client, "/agreements/" + str(agreement.number) + "/")
    assert "Notice by the employee is running" in text
    assert "Notice by the supervisor is running" in text
    assert text.count("Take the notice back</a>") == 1
    taken_back = words(client.post(at(agreement, "notice/withdraw"), follow=True))
    assert "notice still runs; its last day is Tuesday, 8 December 2026." in taken_back


def test_second_notice_of_one_side_with_another_last_day_is_told_that_one_runs(cast: Cast) -> None:
    agreement = notice(cast).agreement
    late = sent("employee", EARLIEST + timedelta(days=9))
    text = words(signed_in(cast, "employee").post(at(agreement), late), CONFLICT)
    assert "notice is already running" in text
    assert Notice.objects.count() == 1


def test_page_of_a_cancelled_agreement_leads_to_the_receipt_and_others_to_the_case(cast: Cast) -> None:
    agreement = notice(cast).agreement
    assert signed_in(cast, "employee").get(at(agreement))["Location"] == at(agreement, "cancelled")
    for name in ("supervisor", "coordinator"):
        answer = signed_in(cast, name).get(at(agreement, "cancelled"))
        assert answer["Location"] == f"/agreements/{agreement.number}/"


@pytest.mark.citation("2362.1(n)")
@pytest.mark.parametrize("name", ["employee", "supervisor"])
def test_who_gave_notice_takes_it_back_and_the_agreement_goes_on(cast: Cast, name: str) -> None:
    agreement = notice(cast, name).agreement
    client = signed_in(cast, name)
    assert "Take the notice back?" in page(client, at(agreement, "notice/withdraw"))
    assert Notice.objects.get().is_running
    text = words(client.post(at(agreement, "notice/withdraw"), follow=True))
    assert "The notice is taken back. The agreement goes on as before." in text
    assert not Notice.objects.get().is_running
    again = words(client.post(at(agreement, "notice/withdraw"), follow=True))
    assert "No notice is running" in again


@pytest.mark.parametrize("method", ["get", "post"])
def test_other_side_cannot_take_the_notice_back(cast: Cast, method: str) -> None:
    agreement = notice(cast).agreement
    for name in ("supervisor", "director", "coordinator"):
        answer = getattr(signed_in(cast, name), method)(at(agreement, "notice/withdraw"))
        assert "Only the side that gave notice can take it back." in words(answer, 403)
    assert Notice.objects.get().is_running


def test_receipt_without_a_notice_leads_to_the_case(cast: Cast) -> None:
    agreement = approved(cast)
    answer = signed_in(cast, "employee").get(at(agreement, "cancelled"))
    assert answer["Location"] == f"/agreements/{agreement.number}/"


def test_agreement_that_ends_first_needs_no_notice(cast: Cast) -> None:
    agreement = approved(cast)
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=EARLIEST - timedelta(days=1))
    client = signed_in(cast, "employee")
    assert "This agreement ends by itself on Monday, 7 December 2026" in page(client, at(agreement))
    assert "ends by itself" in words(client.post(at(agreement), sent("employee")))
    assert not Notice.objects.exists()
