"""A status of post or country suspends every stay there at once, tells everybody, and lifts by itself."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from agreements.models import Agreement
from agreements.services import lifecycle, suspension
from agreements.states import State
from deto import tasks
from deto.models import PostStatus, Waiver
from deto.services import statuses
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import AuditEvent, OutboxMessage, User
from tests.browsing import page, signed_in
from tests.cast import START, TODAY, person, train
from tests.overseas import STARTED, OverseasCast, active, approved, make_overseas_cast, start

LATER = datetime(2026, 12, 14, 17, 0, tzinfo=UTC)
DAY = LATER.date()


@pytest.fixture
def cast(db: None) -> Iterator[OverseasCast]:
    with time_machine.travel(LATER, tick=False):
        yield make_overseas_cast()


def enter(cast: OverseasCast, by: str = "manager", now: datetime = LATER, **changes: Any) -> PostStatus:
    given: dict[str, Any] = {
        "status": "ordered_departure",
        "starts_on": DAY,
        "source": "26 STATE 4711",
        "post": cast.post,
        **changes,
    }
    return statuses.enter_status(actor=cast.user(by), now=now, **given)


def lift(cast: OverseasCast, status: PostStatus, day: date = DAY, now: datetime = LATER) -> PostStatus:
    return statuses.lift_status(
        actor=cast.user("manager"), now=now, status=status, lifted_on=day, source="26 STATE 5000"
    )


def state(agreement: Agreement) -> State:
    return State(Agreement.objects.get(pk=agreement.pk).state)


def another(cast: OverseasCast, name: str) -> Agreement:
    """The stay of somebody else at the same post."""
    who = person(
        name, "Stay", cast.bureau, supervisor=cast.supervisor, government_service_since=date(2015, 1, 5)
    )
    train(who)
    return active(replace(cast, employee=who))


@pytest.mark.citation("2368.3(b)(5)")
def test_ordered_departure_suspends_everybody_without_a_waiver_and_lifting_resumes(
    cast: OverseasCast,
) -> None:
    first, second, third = active(cast), another(cast, "Ada"), another(cast, "Wim")
    told = enter(cast, status="authorized_departure", starts_on=DAY + timedelta(days=1))
    Waiver.objects.create(
        agreement=third,
        status=told,
        circumstances="Essential to the talks.",
        granted_by=cast.under_secretary,
        granted_at=LATER,
    )
    assert [state(one) for one in (first, second, third)] == [State.ACTIVE] * 3
    tomorrow = LATER + timedelta(days=1)
    assert tasks.sweep_due(tomorrow)["suspended"] == 2
    assert tasks.sweep_due(tomorrow)["suspended"] == 0
    assert [state(one) for one in (first, second, third)] == [State.SUSPENDED, State.SUSPENDED, State.ACTIVE]
    lift(cast, told, tomorrow.date(), tomorrow)
    assert [state(one) for one in (first, second, third)] == [State.ACTIVE] * 3


@pytest.mark.citation("2368.3(b)(5)")
@pytest.mark.parametrize("place", ["post", "country"])
def test_entering_a_status_suspends_in_the_same_moment_and_tells_all_concerned(
    cast: OverseasCast, place: str
) -> None:
    agreement = active(cast)
    where = {"post": cast.post} if place == "post" else {"post": None, "country": "DE"}
    status = enter(cast, "managing_officer", **where)
    assert state(agreement) == State.SUSPENDED
    (resting,) = agreement.suspensions.all()
    assert (resting.citation, resting.cause) == ("2368.3(b)(5)", "deto.post_status")
    assert "26 STATE 4711" in resting.reason
    letters = OutboxMessage.objects.filter(template="post_status_suspended")
    assert {letter.to.partition("@")[0] for letter in letters} == {"emma", "sam", "cora", "hana", "mona"}
    assert AuditEvent.objects.filter(chain=f"post_status:{status.pk}", action="enter_status").count() == 1
    assert AuditEvent.objects.filter(chain=agreement.chain, action="suspend").count() == 1


def test_status_of_another_place_touches_nobody(cast: OverseasCast) -> None:
    agreement = active(cast)
    enter(cast, "managing_officer", post=None, country="FR")
    assert state(agreement) == State.ACTIVE
    assert tasks.sweep_due(LATER)["suspended"] == 0


@pytest.mark.citation("2368.3(b)(5)")
def test_status_holds_the_start_of_what_is_approved_and_lets_it_begin_when_lifted(
    cast: OverseasCast,
) -> None:
    agreement = approved(cast)
    status = enter(cast, starts_on=TODAY)
    assert start(agreement).state == State.APPROVED
    lift(cast, status)
    lifecycle.start(actor=User.objects.system(), now=LATER, agreement=agreement)
    agreement.refresh_from_db()
    assert (agreement.state, agreement.starts_on) == (State.ACTIVE, DAY)
    assert START < DAY
    assert STARTED < LATER


def test_another_status_keeps_the_stay_suspended_after_the_first_is_lifted(cast: OverseasCast) -> None:
    agreement = active(cast)
    first = enter(cast)
    second = enter(cast, "managing_officer", post=None, country="DE", status="authorized_departure")
    lift(cast, first)
    assert state(agreement) == State.SUSPENDED
    statuses.lift_status(
        actor=cast.user("managing_officer"), now=LATER, status=second, lifted_on=DAY, source="26 STATE 9"
    )
    assert state(agreement) == State.ACTIVE
    assert tasks.sweep_due(LATER)["resumed"] == 0


def test_what_the_law_rules_out_stays_suspended_when_the_status_is_lifted(cast: OverseasCast) -> None:
    agreement = active(cast)
    status = enter(cast)
    cast.employee.discipline.create(reference="D-1", kind="pornography", action_on=TODAY)
    lift(cast, status)
    assert state(agreement) == State.SUSPENDED
    causes = [one.cause for one in agreement.suspensions.order_by("pk")]
    assert causes[0] == "deto.post_status"
    assert causes[1].startswith("conduct.")


def test_stay_that_rests_for_another_cause_goes_on_resting_for_the_status(cast: OverseasCast) -> None:
    agreement = active(cast)
    system = User.objects.system()
    suspension.suspend(
        actor=system, now=LATER, agreement=agreement, cause="x", citation="2362.2(a)", reason="Another cause."
    )
    enter(cast)
    suspension.resume(actor=system, now=LATER, agreement=agreement, because="It is over.")
    assert state(agreement) == State.SUSPENDED
    assert [one.cause for one in agreement.suspensions.order_by("pk")] == ["x", "deto.post_status"]
    assert not OutboxMessage.objects.filter(template="agreement_resumed").exists()


def test_day_of_lifting_that_is_to_come_can_be_put_off(cast: OverseasCast) -> None:
    agreement, status = active(cast), enter(cast)
    lift(cast, status, DAY + timedelta(days=1))
    mona = signed_in(cast, "manager")
    assert "Change the day" in page(mona, reverse("post_statuses"))
    lift(cast, status, DAY + timedelta(days=3))
    assert tasks.sweep_due(LATER + timedelta(days=1))["resumed"] == 0
    assert tasks.sweep_due(LATER + timedelta(days=3))["resumed"] == 1
    assert state(agreement) == State.ACTIVE


def test_management_officer_reads_the_countrys_status_and_lifts_only_the_posts(cast: OverseasCast) -> None:
    enter(cast, "managing_officer", post=None, country="DE")
    mona = signed_in(cast, "manager")
    words = page(mona, reverse("post_statuses"))
    assert "Germany, every post" in words
    assert "Not lifted" in words
    assert mona.get(reverse("post_status_lift", args=[PostStatus.objects.get().pk])).status_code == 404
    assert "Or a whole country" not in page(mona, reverse("post_status_enter"))
    assert "Or a whole country" in page(signed_in(cast, "managing_officer"), reverse("post_status_enter"))


@pytest.mark.parametrize("by", ["employee", "director", "hr_specialist", "security_officer", "coordinator"])
def test_nobody_else_enters_a_status(cast: OverseasCast, by: str) -> None:
    agreement = active(cast)
    with pytest.raises(NotPermitted):
        enter(cast, by)
    assert (state(agreement), PostStatus.objects.count()) == (State.ACTIVE, 0)


def test_management_officer_enters_nothing_for_a_whole_country(cast: OverseasCast) -> None:
    with pytest.raises(NotPermitted):
        enter(cast, post=None, country="DE")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"source": " "}, "source"),
        ({"status": "closed"}, "status"),
        ({"starts_on": None}, "starts_on"),
        ({"starts_on": DAY + timedelta(days=366)}, "starts_on"),
        ({"country": "DE"}, "country"),
    ],
)
def test_status_has_its_place_day_and_source(cast: OverseasCast, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(PolicyRefused) as refused:
        enter(cast, **changes)
    assert set(refused.value.fields) == {field}
    assert not PostStatus.objects.exists()


def test_status_is_entered_once_and_lifted_once(cast: OverseasCast) -> None:
    status = enter(cast)
    with pytest.raises(PolicyRefused):
        enter(cast)
    lift(cast, status)
    with pytest.raises(WrongState):
        lift(cast, status)


def test_only_the_system_sweeps(cast: OverseasCast) -> None:
    given: dict[str, Any] = {
        "actor": cast.user("managing_officer"),
        "now": LATER,
        "agreement": active(cast),
    }
    with pytest.raises(NotPermitted):
        statuses.suspend_for_status(**given)
    with pytest.raises(NotPermitted):
        statuses.resume_after_status(**given)


def test_management_officer_enters_and_lifts_through_the_pages(cast: OverseasCast) -> None:
    agreement = active(cast)
    mona = signed_in(cast, "manager")
    wrong = {"status": "ordered_departure", "post": cast.post.pk, "source": "26 STATE 4711"}
    refused = mona.post(reverse("post_status_enter"), wrong).content.decode()
    assert "Give the first day of the status." in refused
    assert "26 STATE 4711" in refused
    sent = {**wrong, "starts_on": "2026-12-14"}
    answer = mona.post(reverse("post_status_enter"), sent, follow=True)
    assert "Stays that rest there now: 1." in answer.content.decode()
    words = page(signed_in(cast, "employee"), f"/agreements/{agreement.number}/")
    assert "nobody teleworks at the post while its status stands" in words
    assert "26 STATE 4711" in words
    lifting = reverse("post_status_lift", args=[PostStatus.objects.get().pk])
    assert "Stays that rest there now: <strong>1</strong>" in page(mona, lifting)
    mona.post(lifting, {"lifted_on": "2026-12-14", "source": "26 STATE 5000"})
    assert state(agreement) == State.ACTIVE
