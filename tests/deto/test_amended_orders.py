"""The sponsor's orders are amended: an earlier end moves the agreement's, a later one is only recorded."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from agreements.models import Agreement
from agreements.states import EndReason, State
from agreements.tasks import sweep_due
from deto.models import OrdersAmendment
from deto.services import orders
from telework.errors import NotPermitted, PolicyRefused, WrongState
from tests.browsing import page, signed_in, words
from tests.overseas import (
    ASSIGNMENT_ENDS,
    LAST_DAY,
    OverseasCast,
    active,
    approved,
    make_overseas_cast,
    submitted,
)
from tests.traces import letters, payload, refused

LATER = datetime(2026, 12, 14, 15, 0, tzinfo=UTC)
TODAY = date(2026, 12, 14)
EARLIER = date(2027, 6, 30)


@pytest.fixture
def world() -> OverseasCast:
    return make_overseas_cast()


def amend(
    cast: OverseasCast, agreement: Agreement, by: str = "employee", day: date | None = EARLIER, **given: Any
) -> OrdersAmendment:
    said = {"reference": "TM-2027-1", "assignment_ends_on": day, **given}
    return orders.amend_orders(actor=cast.user(by), now=LATER, agreement=agreement, **said)


@pytest.mark.django_db
@pytest.mark.citation("2368.6(a)")
@pytest.mark.parametrize("by", ["employee", "coordinator", "hr_specialist"])
def test_earlier_end_of_the_assignment_moves_the_end_of_the_stay_at_once(
    world: OverseasCast, by: str
) -> None:
    agreement = active(world)
    amendment = amend(world, agreement, by)
    agreement.refresh_from_db()
    assert (agreement.ends_on, agreement.state) == (EARLIER, State.ACTIVE)
    assert (amendment.recorded_by, amendment.orders_reference) == (getattr(world, by), "TM-2027-1")
    assert payload(agreement, "amend_orders") == {
        "assignment_ends_on": "2027-06-30",
        "before": "2027-11-30",
        "moved": True,
    }
    everybody = {"employee": "emma", "coordinator": "cora", "hr_specialist": "hana"}
    told = {"emma", "sam", "cora", "hana", "mona"} - {everybody[by]}
    assert set(letters(agreement)["orders_amended"]) == told
    sweep_due(datetime(2027, 7, 1, 17, 0, tzinfo=UTC))
    agreement.refresh_from_db()
    assert (agreement.ended_on, agreement.end_reason) == (EARLIER, EndReason.SPONSORS_TOUR)


@pytest.mark.django_db
@pytest.mark.citation("2368.6(a)")
def test_later_end_of_the_assignment_is_only_recorded(world: OverseasCast) -> None:
    agreement = active(world)
    amend(world, agreement, day=date(2030, 8, 31))
    agreement.refresh_from_db()
    assert (agreement.ends_on, payload(agreement, "amend_orders")["moved"]) == (LAST_DAY, False)
    with time_machine.travel(LATER, tick=False):
        address = f"/agreements/{agreement.number}/overseas/orders/"
        text = page(signed_in(world, "employee"), address)
        assert "The employee can then ask" in page(signed_in(world, "hr_specialist"), address)
    assert "31 August 2030" in text
    assert "ask for an extension" in text


@pytest.mark.django_db
def test_orders_are_amended_before_the_start_too(world: OverseasCast) -> None:
    agreement = approved(world)
    amend(world, agreement)
    agreement.refresh_from_db()
    assert (agreement.ends_on, agreement.state) == (EARLIER, State.APPROVED)


@pytest.mark.django_db
@pytest.mark.parametrize("by", ["supervisor", "director", "manager", "other_coordinator", "stranger"])
def test_nobody_else_records_amended_orders(world: OverseasCast, by: str) -> None:
    agreement = active(world)
    with refused(NotPermitted):
        amend(world, agreement, by)


@pytest.mark.django_db
def test_orders_of_a_request_that_is_not_approved_are_not_amended(world: OverseasCast) -> None:
    agreement = submitted(world)
    with refused(WrongState):
        amend(world, agreement)


@pytest.mark.django_db
@pytest.mark.citation("2368.6(a)")
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"day": date(2026, 12, 13)}, "assignment_ends_on"),
        ({"day": None}, "assignment_ends_on"),
        ({"day": ASSIGNMENT_ENDS}, "assignment_ends_on"),
        ({"reference": " "}, "reference"),
    ],
    ids=["backdated", "no day", "the same day", "no reference"],
)
def test_amended_orders_backdated_unchanged_or_without_reference_are_refused(
    world: OverseasCast, given: dict[str, Any], field: str
) -> None:
    agreement = active(world)
    with refused(PolicyRefused) as refusal:
        amend(world, agreement, **given)
    assert set(refusal.value.fields) == {field}


@pytest.mark.django_db
def test_orders_page_shows_the_error_beside_the_field_and_then_the_new_last_day(world: OverseasCast) -> None:
    agreement = active(world)
    address = f"/agreements/{agreement.number}/overseas/orders/"
    with time_machine.travel(LATER, tick=False):
        browser = signed_in(world, "coordinator")
        sent = {"assignment_ends_on": "2026-12-01", "reference": "TM-9"}
        text = words(browser.post(address, sent))
        assert "Give a day from 12/14/2026 on" in text
        assert 'value="TM-9"' in text
        assert browser.post(address, {**sent, "assignment_ends_on": "2027-06-30"}).status_code == 302
        case = page(browser, f"/agreements/{agreement.number}/")
        assert "The agreed last day is Wednesday, 30 June 2027" in case
        page(signed_in(world, "supervisor"), address, status=403)
