"""Arrivals at post and departures, recorded by the post and never before the chief of mission (2368.8(a))."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from agreements.models import Agreement
from deto.models import Stay
from deto.services import stays
from telework.errors import NotPermitted, PolicyRefused
from telework.models import AuditEvent
from tests.browsing import page, signed_in
from tests.cast import TODAY
from tests.overseas import OverseasCast, approved, make_overseas_cast, requested

LATER = datetime(2026, 12, 20, 15, 0, tzinfo=UTC)
ARRIVED = date(2026, 12, 5)


@pytest.fixture
def cast(db: None) -> OverseasCast:
    return make_overseas_cast()


def arrive(cast: OverseasCast, agreement: Agreement, by: str = "manager", day: date = ARRIVED) -> Stay:
    return stays.record_arrival(actor=cast.user(by), now=LATER, agreement=agreement, day=day)


@pytest.mark.citation("2368.8(a)")
def test_arrival_before_the_chief_of_mission_has_approved_is_refused_and_writes_nothing(
    cast: OverseasCast,
) -> None:
    agreement, before = requested(cast), AuditEvent.objects.count()
    with pytest.raises(PolicyRefused, match="has not approved"):
        arrive(cast, agreement)
    assert (Stay.objects.count(), AuditEvent.objects.count()) == (0, before)


@pytest.mark.citation("2368.8(a)")
@pytest.mark.parametrize(
    ("day", "is_taken"),
    [
        (TODAY - timedelta(days=1), False),
        (TODAY, True),
        (LATER.date(), True),
        (LATER.date() + timedelta(days=1), False),
    ],
)
def test_arrival_lies_between_the_approval_and_today(cast: OverseasCast, day: date, is_taken: bool) -> None:
    agreement = approved(cast)
    if is_taken:
        assert arrive(cast, agreement, day=day).arrived_on == day
        return
    with pytest.raises(PolicyRefused) as refused:
        arrive(cast, agreement, day=day)
    assert set(refused.value.fields) == {"day"}


def test_arrival_is_audited_and_a_wrong_day_is_recorded_anew(cast: OverseasCast) -> None:
    agreement = approved(cast)
    arrive(cast, agreement, day=TODAY)
    arrive(cast, agreement)
    events = AuditEvent.objects.filter(chain=agreement.chain, action="record_arrival").order_by("pk")
    assert [event.payload.data["arrived_on"] for event in events] == ["2026-11-23", "2026-12-05"]
    assert Stay.objects.get().arrived_on == ARRIVED


@pytest.mark.parametrize("by", ["employee", "supervisor", "coordinator", "host_director", "security_officer"])
def test_only_an_officer_of_the_post_records(cast: OverseasCast, by: str) -> None:
    agreement = approved(cast)
    with pytest.raises(NotPermitted):
        arrive(cast, agreement, by=by)
    assert not Stay.objects.exists()


def test_departure_follows_an_arrival_and_ends_nothing(cast: OverseasCast) -> None:
    agreement = approved(cast)
    given = {"actor": cast.user("manager"), "now": LATER, "agreement": agreement}
    with pytest.raises(PolicyRefused, match="No arrival"):
        stays.record_departure(**given, day=ARRIVED)
    arrive(cast, agreement)
    with pytest.raises(PolicyRefused):
        stays.record_departure(**given, day=ARRIVED - timedelta(days=1))
    assert stays.record_departure(**given, day=ARRIVED).left_on == ARRIVED
    assert Agreement.objects.get(pk=agreement.pk).state == agreement.state
    with pytest.raises(PolicyRefused):
        arrive(cast, agreement, day=ARRIVED + timedelta(days=1))


def test_page_of_the_post_leads_to_the_arrival_and_says_what_is_wrong_beside_the_field(
    cast: OverseasCast,
) -> None:
    agreement = approved(cast)
    mona = signed_in(cast, "manager")
    words = page(mona, "/overseas/posts/BERLIN/")
    assert "Emma Employee" in words
    assert "Not recorded" in words
    address = f"/agreements/{agreement.number}/overseas/arrival/"
    refused = mona.post(address, {"day": "2026-11-22"}).content.decode()
    assert "on which the chief of mission approved" in refused
    assert "2026-11-22" in refused
    with time_machine.travel(LATER, tick=False):
        answer = signed_in(cast, "manager").post(address, {"day": "2026-12-05"}, follow=True)
    assert "Recorded: arrival of Emma Employee." in answer.content.decode()


def test_page_of_the_arrival_is_not_there_for_strangers_and_closed_to_the_bureau(cast: OverseasCast) -> None:
    address = f"/agreements/{approved(cast).number}/overseas/arrival/"
    assert signed_in(cast, "stranger").get(address).status_code == 404
    assert signed_in(cast, "coordinator").get(address).status_code == 403
