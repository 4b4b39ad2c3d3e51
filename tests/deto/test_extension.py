"""Additional time overseas: changed terms with a later last day, the whole chain and NSDD-38 again."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from agreements.models import Agreement, TermsVersion
from agreements.states import Act, Purpose, State
from agreements.tasks import sweep_due
from deto.models import ClearanceRequest
from deto.services import clearance, extension, orders, withdrawal
from telework import clock
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.roles import Role
from tests.abroad import step_of
from tests.browsing import page, signed_in, words
from tests.changing import begin, renew, send, write
from tests.overseas import (
    ASSIGNMENT_ENDS,
    LAST_DAY,
    OverseasCast,
    active,
    approve,
    make_overseas_cast,
    settle_determinations,
    waiting,
)
from tests.traces import payload, refused

LATER = datetime(2026, 12, 14, 15, 0, tzinfo=UTC)
LONGER = date(2028, 8, 31)  # the assignment of the sponsor, within two years of the agreed day
TOO_LONG = date(2029, 12, 1)
DECIDERS = ("supervisor", "director", "host_director", "manager")
WHY = "My spouse stays until then."


@pytest.fixture
def world() -> OverseasCast:
    return make_overseas_cast()


def ask(
    cast: OverseasCast, agreement: Agreement, last_day: date | None = LONGER, by: str = "employee"
) -> TermsVersion:
    return extension.begin_extension(
        actor=cast.user(by), now=LATER, agreement=agreement, last_day=last_day, justification=WHY
    )


def requested(cast: OverseasCast, agreement: Agreement) -> Agreement:
    """An extension that everybody has approved, with the chief of mission."""
    ask(cast, agreement)
    send(cast, agreement)
    for by in DECIDERS:
        approve(cast, agreement, by, LATER)
    return clearance.record_submission(
        actor=cast.user("hr_specialist"),
        now=LATER,
        step=step_of(agreement, Role.HR_SPECIALIST),
        reference="NSDD-38 2026-99",
        submitted_on=clock.date_of(LATER),
    )


def answer(cast: OverseasCast, agreement: Agreement, *, is_approved: bool) -> Agreement:
    clearance.record_answer(
        actor=cast.user("manager"),
        now=LATER,
        step=waiting(agreement),
        is_approved=is_approved,
        reference="Berlin 5000",
        answered_on=clock.date_of(LATER),
        words="" if is_approved else "No room.",
    )
    return Agreement.objects.get(pk=agreement.pk)


@pytest.mark.django_db
@pytest.mark.citation("2368.6(a)")
def test_extension_goes_through_the_whole_chain_and_nsdd38_and_takes_effect(world: OverseasCast) -> None:
    agreement = active(world)
    terms = requested(world, agreement).latest_terms()
    request = ClearanceRequest.objects.get(terms=terms)
    assert (request.route, request.citation) == ("nsdd38", "2368.6(a)")
    assert [step.act for step in terms.latest_round()] == [Act.APPROVE] * 4 + [Act.RECORD, Act.CLEAR]
    settle_determinations(world, agreement, LATER)
    assert answer(world, agreement, is_approved=True).ends_on == LAST_DAY
    assert terms.takes_effect_on is None or terms.takes_effect_on < LAST_DAY
    sweep_due(datetime(2027, 11, 30, 17, 0, tzinfo=UTC))
    extended = Agreement.objects.get(pk=agreement.pk)
    assert (extended.state, extended.ends_on, extended.terms_in_force()) == (State.ACTIVE, LONGER, terms)


@pytest.mark.django_db
@pytest.mark.citation("2368.6(a)")
def test_old_terms_hold_where_the_chief_of_mission_refuses_the_extension(world: OverseasCast) -> None:
    agreement = active(world)
    requested(world, agreement)
    after = answer(world, agreement, is_approved=False)
    assert (after.state, after.ends_on, after.changed_terms()) == (State.ACTIVE, LAST_DAY, None)
    assert after.terms_in_force().number == 1
    sweep_due(datetime(2027, 12, 1, 17, 0, tzinfo=UTC))
    assert Agreement.objects.get(pk=agreement.pk).ended_on == LAST_DAY


@pytest.mark.django_db
@pytest.mark.citation("2368.6(a)")
@pytest.mark.parametrize("last_day", [LAST_DAY, date(2028, 9, 1), None])
def test_extension_that_is_none_or_beyond_the_orders_is_not_begun(
    world: OverseasCast, last_day: date | None
) -> None:
    agreement = active(world)
    with refused(PolicyRefused) as refusal:
        ask(world, agreement, last_day)
    assert "08/31/2028" in refusal.value.fields["last_day"]
    assert "3 FAM 2368.6(a)" in refusal.value.fields["last_day"]


@pytest.mark.django_db
@pytest.mark.citation("2368.6(a)")
@pytest.mark.parametrize(
    ("assignment", "last_day", "rule"),
    [
        (date(2031, 8, 31), TOO_LONG, "deto.extension_two_years"),
        (ASSIGNMENT_ENDS, date(2028, 9, 1), "deto.within_assignment"),
    ],
)
def test_extension_written_as_changed_terms_is_measured_when_it_is_signed(
    world: OverseasCast, assignment: date, last_day: date, rule: str
) -> None:
    agreement = active(world, answers={"deto_sponsor": {"assignment_ends_on": assignment}})
    begin(world, agreement)
    write(world, agreement, "schedule", requested_end_on=last_day)
    with refused(PolicyRefused) as refusal:
        send(world, agreement)
    assert rule in [finding.code for finding in refusal.value.findings]


@pytest.mark.django_db
@pytest.mark.citation("2368.6(a)")
def test_extension_is_measured_against_the_latest_amendment(world: OverseasCast) -> None:
    agreement = active(world)
    for ends, latest in ((date(2031, 8, 31), date(2029, 11, 30)), (date(2028, 3, 31), date(2028, 3, 31))):
        orders.amend_orders(
            actor=world.user("employee"),
            now=LATER,
            agreement=agreement,
            reference="TM-2",
            assignment_ends_on=ends,
        )
        assert extension.latest_allowed(agreement) == latest
    begin(world, agreement)
    write(world, agreement, "schedule", requested_end_on=date(2028, 4, 1))
    with refused(PolicyRefused) as refusal:
        send(world, agreement)
    assert "deto.within_assignment" in [finding.code for finding in refusal.value.findings]


@pytest.mark.django_db
def test_only_the_employee_asks_for_an_extension(world: OverseasCast) -> None:
    agreement = active(world)
    for other in ("supervisor", "coordinator", "manager"):
        with refused(NotPermitted):
            ask(world, agreement, by=other)


@pytest.mark.django_db
def test_extension_is_begun_once_and_not_after_a_withdrawal(world: OverseasCast) -> None:
    agreement = active(world)
    ask(world, agreement)
    assert payload(agreement, "begin_extension")["last_day"] == "2028-08-31"
    with refused(WrongState):
        ask(world, agreement)
    withdrawal.record_withdrawal(
        actor=world.user("manager"),
        now=LATER,
        agreement=agreement,
        last_day=date(2027, 1, 8),
        reference="B 1",
    )
    with refused(WrongState) as refusal:
        ask(world, agreement)
    assert "2368.6(d)" in refusal.value.reason


@pytest.mark.django_db
@pytest.mark.citation("2368.6(a)")
def test_stay_is_not_renewed_and_the_refusal_points_to_the_extension(world: OverseasCast) -> None:
    agreement = active(world)
    with refused(WrongState) as refusal:
        renew(world, agreement, last_day=LONGER)
    assert "extension" in refusal.value.reason
    with time_machine.travel(LATER, tick=False):
        text = page(signed_in(world, "employee"), f"/agreements/{agreement.number}/")
    assert "Extend the stay" in text
    assert "Renew" not in text


@pytest.mark.django_db
def test_changed_communication_does_not_ask_the_chief_of_mission(world: OverseasCast) -> None:
    agreement = active(world)
    begin(world, agreement)
    write(world, agreement, "communication", communication_hours="8 to 5 in Berlin")
    send(world, agreement)
    asked = [step.act for step in agreement.latest_terms().latest_round()]
    assert asked == [Act.APPROVE] * 4


@pytest.mark.django_db
def test_changed_communication_after_an_earlier_end_asks_nobody_about_dates(world: OverseasCast) -> None:
    agreement = active(world)
    orders.amend_orders(
        actor=world.user("employee"),
        now=LATER,
        agreement=agreement,
        reference="TM-2",
        assignment_ends_on=date(2027, 6, 30),
    )
    begin(world, agreement)
    write(world, agreement, "communication", communication_hours="8 to 5 in Berlin")
    send(world, agreement)
    asked = [step.act for step in agreement.latest_terms().latest_round()]
    assert Act.CLEAR not in asked


@pytest.mark.django_db
@pytest.mark.citation("2368.6(a)")
def test_page_shows_the_last_day_allowed_and_keeps_what_was_typed(world: OverseasCast) -> None:
    agreement = active(world)
    address = f"/agreements/{agreement.number}/overseas/extend/"
    with time_machine.travel(LATER, tick=False):
        browser = signed_in(world, "employee")
        text = page(browser, address)
        assert "latest last day allowed is <strong>Thursday, 31 August 2028" in text
        again = words(browser.post(address, {"last_day": "2028-09-01", "justification": WHY}))
        assert "Choose a day after 11/30/2027" in again
        assert WHY in again
        done = browser.post(address, {"last_day": "2028-08-31", "justification": WHY})
        assert (done.status_code, done["Location"]) == (302, f"/agreements/{agreement.number}/request/")
        page(signed_in(world, "supervisor"), address, status=404)
    terms = agreement.latest_terms()
    assert (terms.purpose, terms.requested_end_on) == (Purpose.AMENDMENT, LONGER)


@pytest.mark.django_db
def test_approved_extension_outlives_a_sweep_that_comes_after_the_old_last_day(world: OverseasCast) -> None:
    agreement = active(world)
    terms = requested(world, agreement).latest_terms()
    settle_determinations(world, agreement, LATER)
    answer(world, agreement, is_approved=True)
    swept = sweep_due(datetime(2027, 12, 15, 17, 0, tzinfo=UTC))
    extended = Agreement.objects.get(pk=agreement.pk)
    assert (swept.changed, swept.ended) == (1, 0)
    assert (extended.state, extended.ends_on, extended.terms_in_force()) == (State.ACTIVE, LONGER, terms)
