"""The chief of mission withdraws the approval: the stay ends on the day named, without notice."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from agreements.models import Agreement
from agreements.services import pausing
from agreements.states import EndReason, State
from agreements.tasks import sweep_due
from deto.models import Withdrawal
from deto.services import withdrawal
from telework.errors import NotPermitted, PolicyRefused, WrongState
from tests.browsing import page, signed_in, words
from tests.overseas import OverseasCast, active, amended, approved, make_overseas_cast, submitted
from tests.traces import letters, payload, refused

LATER = datetime(2026, 12, 14, 15, 0, tzinfo=UTC)
NAMED = date(2026, 12, 18)


@pytest.fixture
def world() -> OverseasCast:
    return make_overseas_cast()


def withdraw(
    cast: OverseasCast,
    agreement: Agreement,
    by: str = "manager",
    day: date | None = NAMED,
    *,
    reference: str = "Berlin 6001",
    now: datetime = LATER,
) -> Withdrawal:
    return withdrawal.record_withdrawal(
        actor=cast.user(by), now=now, agreement=agreement, last_day=day, reference=reference
    )


def suspended(cast: OverseasCast) -> Agreement:
    pausing.suspend_by_management(
        actor=cast.user("supervisor"),
        now=LATER,
        agreement=active(cast),
        reason_code="programme_needs",
        reason_text="The counter moves.",
        until_on=date(2026, 12, 28),
    )
    return Agreement.objects.get(employee=cast.employee)


@pytest.mark.django_db
@pytest.mark.citation("2368.6(d)")
@pytest.mark.parametrize("story", [approved, active, suspended], ids=["approved", "active", "suspended"])
def test_withdrawal_ends_the_stay_on_the_day_named_without_notice(world: OverseasCast, story: Any) -> None:
    agreement = story(world)
    kept = withdraw(world, agreement)
    agreement.refresh_from_db()
    assert (agreement.ends_on, kept.recorded_by, kept.reference) == (NAMED, world.manager, "Berlin 6001")
    assert payload(agreement, "record_withdrawal") == {"last_day": "2026-12-18"}
    assert letters(agreement)["approval_withdrawn"] == ["cora", "emma", "hana", "sam"]
    sweep_due(datetime(2026, 12, 18, 23, 0, tzinfo=UTC))
    agreement.refresh_from_db()
    assert agreement.state != State.ENDED
    sweep_due(datetime(2026, 12, 19, 17, 0, tzinfo=UTC))
    agreement.refresh_from_db()
    assert (agreement.ended_on, agreement.end_reason) == (NAMED, EndReason.CHIEF_OF_MISSION)


@pytest.mark.django_db
@pytest.mark.citation("2368.6(d)")
def test_withdrawal_with_a_day_that_is_over_ends_the_stay_at_once(world: OverseasCast) -> None:
    agreement = active(world)
    withdraw(world, agreement, day=date(2026, 12, 10))
    agreement.refresh_from_db()
    assert (agreement.state, agreement.ended_on) == (State.ENDED, date(2026, 12, 10))
    assert agreement.end_reason == EndReason.CHIEF_OF_MISSION


@pytest.mark.django_db
@pytest.mark.citation("2368.6(d)")
def test_withdrawal_drops_changed_terms_and_tells_who_was_asked(world: OverseasCast) -> None:
    agreement = active(world)
    amended(world, agreement, LATER)
    withdraw(world, agreement)
    after = Agreement.objects.get(pk=agreement.pk)
    assert (after.changed_terms(), after.state) == (None, State.ACTIVE)
    assert letters(agreement)["changes_withdrawn"] == ["sam"]


@pytest.mark.django_db
def test_withdrawal_also_reaches_a_stay_reopened_before_its_start(world: OverseasCast) -> None:
    agreement = approved(world)
    before = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
    amended(world, agreement, before)
    assert Agreement.objects.get(pk=agreement.pk).state == State.IN_REVIEW
    withdraw(world, agreement, now=before)
    after = Agreement.objects.get(pk=agreement.pk)
    assert (after.state, after.ends_on) == (State.APPROVED, NAMED)


@pytest.mark.django_db
@pytest.mark.parametrize("by", ["employee", "supervisor", "director", "coordinator", "security_officer"])
def test_only_the_posts_management_records_a_withdrawal(world: OverseasCast, by: str) -> None:
    agreement = active(world)
    with refused(NotPermitted):
        withdraw(world, agreement, by)


@pytest.mark.django_db
def test_request_that_is_not_approved_has_no_approval_to_withdraw(world: OverseasCast) -> None:
    agreement = submitted(world)
    with refused(WrongState):
        withdraw(world, agreement)


@pytest.mark.django_db
@pytest.mark.citation("2368.6(d)")
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"day": date(2026, 12, 6)}, "last_day"),
        ({"day": None}, "last_day"),
        ({"day": date(2027, 12, 1)}, "last_day"),
        ({"reference": ""}, "reference"),
    ],
    ids=["before the start", "no day", "after the end", "no reference"],
)
def test_withdrawal_with_an_impossible_day_or_no_reference_is_refused(
    world: OverseasCast, given: dict[str, Any], field: str
) -> None:
    agreement = active(world)
    with refused(PolicyRefused) as refusal:
        withdraw(world, agreement, **given)
    assert set(refusal.value.fields) == {field}


@pytest.mark.django_db
@pytest.mark.citation("2368.6(d)")
def test_later_word_can_name_an_earlier_day_only(world: OverseasCast) -> None:
    agreement = active(world)
    withdraw(world, agreement)
    withdraw(world, agreement, day=date(2026, 12, 16))
    with refused(PolicyRefused):
        withdraw(world, agreement, day=date(2026, 12, 17))
    assert Withdrawal.objects.get(agreement=agreement).last_day == date(2026, 12, 16)


@pytest.mark.django_db
def test_withdrawal_page_is_for_the_posts_management_and_says_what_follows(world: OverseasCast) -> None:
    agreement = active(world)
    address = f"/agreements/{agreement.number}/overseas/withdrawal/"
    with time_machine.travel(LATER, tick=False):
        browser = signed_in(world, "manager")
        assert "No notice runs." in page(browser, address)
        text = words(browser.post(address, {"last_day": "2026-12-18", "reference": ""}))
        assert "Give the reference" in text
        assert browser.post(address, {"last_day": "2026-12-18", "reference": "B 1"}).status_code == 302
        text = page(browser, f"/agreements/{agreement.number}/")
        assert "The chief of mission withdrew the approval" in text
        page(signed_in(world, "supervisor"), address, status=403)
