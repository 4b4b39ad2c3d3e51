"""The Under Secretary for Management waives a status for one person, and takes the waiver back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from agreements.models import Agreement
from agreements.states import State
from deto import tasks
from deto.models import PostStatus, Waiver
from deto.services import statuses, waivers
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import AuditEvent, OutboxMessage
from tests.browsing import counted, page, signed_in
from tests.cast import TODAY, person, train
from tests.overseas import OverseasCast, active, approved, make_overseas_cast, start, submitted

LATER = datetime(2026, 12, 14, 17, 0, tzinfo=UTC)
DAY = LATER.date()
CONCERNED = {"emma", "sam", "cora", "edith", "hana", "mona"}


@pytest.fixture
def cast(db: None) -> Iterator[OverseasCast]:
    with time_machine.travel(LATER, tick=False):
        yield make_overseas_cast()


def enter(cast: OverseasCast, **changes: Any) -> PostStatus:
    given: dict[str, Any] = {
        "status": "ordered_departure",
        "starts_on": DAY,
        "source": "26 STATE 4711",
        "post": cast.post,
        **changes,
    }
    return statuses.enter_status(actor=cast.user("managing_officer"), now=LATER, **given)


def waive(
    cast: OverseasCast,
    agreement: Agreement,
    status: PostStatus,
    circumstances: str = "Essential to the talks.",
    by: str = "under_secretary",
) -> Waiver:
    return waivers.grant_waiver(
        actor=cast.user(by), now=LATER, agreement=agreement, status=status, circumstances=circumstances
    )


def take_back(
    cast: OverseasCast, waiver: Waiver, because: str = "The talks are over.", by: str = "under_secretary"
) -> Waiver:
    return waivers.withdraw_waiver(actor=cast.user(by), now=LATER, waiver=waiver, because=because)


def state(agreement: Agreement) -> State:
    return State(Agreement.objects.get(pk=agreement.pk).state)


def another(cast: OverseasCast, name: str) -> Agreement:
    """The stay of somebody else at the same post."""
    since = date(2015, 1, 5)
    who = person(name, "Stay", cast.bureau, supervisor=cast.supervisor, government_service_since=since)
    train(who)
    return active(replace(cast, employee=who))


def told(template: str) -> set[str]:
    return {letter.to.partition("@")[0] for letter in OutboxMessage.objects.filter(template=template)}


@pytest.mark.citation("2368.3(b)(5)")
def test_waiver_resumes_one_stay_alone_and_its_withdrawal_suspends_it_again(cast: OverseasCast) -> None:
    mine = active(cast)
    other, status = another(cast, "Ada"), enter(cast)
    waiver = waive(cast, mine, status)
    assert (state(mine), state(other)) == (State.ACTIVE, State.SUSPENDED)
    assert told("waiver_granted") == CONCERNED
    take_back(cast, waiver)
    assert (state(mine), state(other)) == (State.SUSPENDED, State.SUSPENDED)
    assert told("waiver_withdrawn") == CONCERNED
    actions = AuditEvent.objects.filter(chain=mine.chain, action__contains="waiver").order_by("pk")
    assert [event.action for event in actions] == ["grant_waiver", "withdraw_waiver"]
    assert waive(cast, mine, status).pk != waiver.pk
    assert state(mine) == State.ACTIVE


def test_waiver_of_one_status_leaves_another_in_the_way(cast: OverseasCast) -> None:
    agreement, first = active(cast), enter(cast)
    second = enter(cast, status="authorized_departure", post=None, country="DE")
    waive(cast, agreement, first)
    assert state(agreement) == State.SUSPENDED
    waive(cast, agreement, second)
    assert state(agreement) == State.ACTIVE


def test_waiver_lets_what_is_approved_begin(cast: OverseasCast) -> None:
    agreement, status = approved(cast), enter(cast, starts_on=TODAY)
    assert start(agreement).state == State.APPROVED
    waive(cast, agreement, status)
    assert start(agreement, LATER).state == State.ACTIVE


def test_request_that_is_still_being_decided_can_be_waived(cast: OverseasCast) -> None:
    agreement, status = submitted(cast), enter(cast)
    assert "Emma Employee" in page(signed_in(cast, "under_secretary"), reverse("waivers"))
    waive(cast, agreement, status)
    assert state(agreement) == State.IN_REVIEW
    assert Waiver.objects.get().agreement == agreement


def test_what_the_law_rules_out_stays_suspended_in_spite_of_a_waiver(cast: OverseasCast) -> None:
    agreement, status = active(cast), enter(cast)
    cast.employee.discipline.create(reference="D-1", kind="pornography", action_on=TODAY)
    waive(cast, agreement, status)
    assert state(agreement) == State.SUSPENDED
    assert agreement.suspensions.get(lifted_at__isnull=True).cause.startswith("conduct.")


def test_waiver_taken_back_after_the_lifting_suspends_nobody(cast: OverseasCast) -> None:
    agreement, status = active(cast), enter(cast)
    waiver = waive(cast, agreement, status)
    statuses.lift_status(
        actor=cast.user("manager"), now=LATER, status=status, lifted_on=DAY, source="26 STATE 5000"
    )
    take_back(cast, waiver)
    assert state(agreement) == State.ACTIVE


def test_status_elsewhere_or_over_or_waived_is_not_waived(cast: OverseasCast) -> None:
    agreement = active(cast)
    elsewhere = enter(cast, post=None, country="FR")
    with pytest.raises(WrongState):
        waive(cast, agreement, elsewhere)
    here = enter(cast)
    with pytest.raises(WrongState):
        waive(cast, agreement, elsewhere)
    waive(cast, agreement, here)
    with pytest.raises(WrongState):
        waive(cast, agreement, here)
    assert Waiver.objects.count() == 1


@pytest.mark.parametrize("by", ["employee", "managing_officer", "director", "manager"])
def test_nobody_but_m_takes_a_waiver_back(cast: OverseasCast, by: str) -> None:
    agreement, status = active(cast), enter(cast)
    waiver = waive(cast, agreement, status)
    with pytest.raises(NotPermitted):
        take_back(cast, waiver, by=by)
    with pytest.raises(PolicyRefused) as refused:
        take_back(cast, waiver, because=" ")
    assert set(refused.value.fields) == {"because"}
    assert (Waiver.objects.get().withdrawn_at, state(agreement)) == (None, State.ACTIVE)
    assert told("waiver_withdrawn") == set()


def test_m_does_not_waive_for_the_own_stay(cast: OverseasCast) -> None:
    agreement, status = active(cast), enter(cast)
    Agreement.objects.filter(pk=agreement.pk).update(employee=cast.under_secretary)
    with pytest.raises(NotPermitted):
        waive(cast, agreement, status)
    ursula = signed_in(cast, "under_secretary")
    assert str(agreement.number) not in page(ursula, reverse("waivers"))
    assert ursula.get(reverse("waiver_grant", args=[agreement.number, status.pk])).status_code == 404


@pytest.mark.parametrize("by", ["employee", "manager", "managing_officer", "director"])
def test_page_of_waivers_is_for_m_alone(cast: OverseasCast, by: str) -> None:
    agreement, status = active(cast), enter(cast)
    reads = signed_in(cast, by)
    assert reads.get(reverse("waivers")).status_code in (403, 404)
    grant = reverse("waiver_grant", args=[agreement.number, status.pk])
    assert reads.post(grant, {"circumstances": "Please."}).status_code in (403, 404)
    assert not Waiver.objects.exists()


def test_pages_ask_the_same_queries_however_long_their_lists_are(cast: OverseasCast) -> None:
    active(cast)
    enter(cast)
    pages = {"under_secretary": "waivers", "managing_officer": "post_statuses"}
    few = {name: _queries(cast, by, name) for by, name in pages.items()}
    for name in ("Ada", "Wim", "Ben"):
        another(cast, name)
    for status in ("authorized_departure", "unaccompanied"):
        enter(cast, status=status, post=None, country="DE")
    assert {name: _queries(cast, by, name) for by, name in pages.items()} == few


def _queries(cast: OverseasCast, by: str, name: str) -> int:
    client = signed_in(cast, by)
    with counted() as number:
        page(client, reverse(name))
    return number[0]


def test_waiver_can_come_before_the_status(cast: OverseasCast) -> None:
    agreement = active(cast)
    coming = enter(cast, starts_on=DAY + timedelta(days=2))
    waive(cast, agreement, coming)
    assert tasks.sweep_due(LATER + timedelta(days=2))["suspended"] == 0
    assert state(agreement) == State.ACTIVE


def test_m_waives_and_takes_back_through_the_pages(cast: OverseasCast) -> None:
    agreement = active(cast)
    enter(cast)
    ursula = signed_in(cast, "under_secretary")
    assert "Emma Employee" in page(ursula, reverse("waivers"))
    assert page(ursula, f"/agreements/{agreement.number}/")
    address = reverse("waiver_grant", args=[agreement.number, PostStatus.objects.get().pk])
    assert "State the circumstances." in ursula.post(address, {}).content.decode()
    ursula.post(address, {"circumstances": "Essential to the talks."})
    assert state(agreement) == State.ACTIVE
    waiver = Waiver.objects.get()
    ursula.post(reverse("waiver_withdraw", args=[waiver.pk]), {"because": "The talks are over."})
    assert state(agreement) == State.SUSPENDED
    with pytest.raises(WrongState):
        take_back(cast, waiver)


@pytest.mark.parametrize("by", ["employee", "managing_officer", "director", "manager"])
def test_nobody_but_m_waives(cast: OverseasCast, by: str) -> None:
    agreement, status = active(cast), enter(cast)
    with pytest.raises(NotPermitted):
        waive(cast, agreement, status, by=by)
    assert not Waiver.objects.exists()


def test_unaccompanied_post_asks_for_unusual_or_compelling_circumstances(cast: OverseasCast) -> None:
    agreement, status = active(cast), enter(cast, status="unaccompanied")
    with pytest.raises(PolicyRefused) as refused:
        waive(cast, agreement, status, circumstances=" ")
    assert "unusual or compelling" in refused.value.fields["circumstances"]


def test_m_reads_no_case_that_no_status_touches(cast: OverseasCast) -> None:
    agreement = active(cast)
    ursula = signed_in(cast, "under_secretary")
    assert ursula.get(f"/agreements/{agreement.number}/").status_code == 404
