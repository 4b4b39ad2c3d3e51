"""Notice overseas: two whole pay periods, by either side; management's rests on the needs of the office."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from agreements.models import Agreement, Notice
from agreements.services import adjusting, closures, lifecycle
from agreements.states import EndReason, State
from eligibility.services.local_policy import save_bureau_policy
from telework.errors import NotPermitted, PolicyRefused
from telework.models import OutboxMessage, User
from telework.roles import Role
from tests.browsing import page, proven, signed_in
from tests.cast import grant
from tests.changing import adjust
from tests.overseas import OverseasCast, active, amended, make_overseas_cast
from tests.traces import letters, payload, refused

LATER = datetime(2026, 12, 14, 15, 0, tzinfo=UTC)
# Counted by hand: 14 December lies in 13 to 26 December; then 27 December to 9 January, 10 to 23 January.
LAST = date(2027, 1, 23)
NEEDS = {"reason_code": "programme_needs", "reason_text": "The desk must be staffed in Washington."}


@pytest.fixture
def world() -> OverseasCast:
    return make_overseas_cast()


def notify(cast: OverseasCast, agreement: Agreement, by: str = "employee", **given: Any) -> Notice:
    return lifecycle.give_notice(actor=cast.user(by), now=LATER, agreement=agreement, **given)


@pytest.mark.django_db
@pytest.mark.citation("2368.6(c)")
def test_employee_overseas_gives_two_pay_periods_notice_without_a_reason(world: OverseasCast) -> None:
    agreement = active(world)
    notice = notify(world, agreement)
    assert (notice.party, notice.last_day, notice.reason_text) == ("employee", LAST, "")
    assert payload(agreement, "give_notice")["last_day"] == LAST.isoformat()
    assert letters(agreement)["notice_given"] == ["cora", "sam"]


@pytest.mark.django_db
@pytest.mark.citation("2368.6(b)")
def test_supervisor_overseas_gives_it_for_the_needs_of_the_office_in_writing(world: OverseasCast) -> None:
    notice = notify(world, active(world), "supervisor", **NEEDS)
    assert (notice.last_day, notice.reason_citation) == (LAST, "2368.6(b)")


@pytest.mark.django_db
@pytest.mark.citation("2368.6(b)")
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({**NEEDS, "reason_code": "rating"}, "reason_code"),
        ({**NEEDS, "reason_text": " "}, "reason_text"),
        ({**NEEDS, "last_day": date(2027, 1, 22)}, "last_day"),
    ],
    ids=["another reason", "no words", "a day too early"],
)
def test_notice_overseas_for_another_reason_without_words_or_too_early_is_refused(
    world: OverseasCast, given: dict[str, Any], field: str
) -> None:
    agreement = active(world)
    with refused(PolicyRefused) as refusal:
        notify(world, agreement, "supervisor", **given)
    assert "3 FAM 2368.6(b)" in refusal.value.fields[field]


@pytest.mark.django_db
def test_nobody_else_gives_notice_overseas(world: OverseasCast) -> None:
    agreement = active(world)
    with refused(NotPermitted) as refusal:
        notify(world, agreement, "manager")
    assert "2368.6" in refusal.value.reason


@pytest.mark.django_db
@pytest.mark.citation("2368.6(b)")
def test_pages_and_letters_overseas_speak_of_pay_periods_and_never_of_workdays(world: OverseasCast) -> None:
    agreement = active(world)
    with time_machine.travel(LATER, tick=False):
        for who in ("employee", "supervisor"):
            text = page(signed_in(world, who), f"/agreements/{agreement.number}/cancel/")
            assert "2 pay periods" in text
            assert "workdays" not in text
            assert 'value="2027-01-23"' in text
        choices = page(signed_in(world, "supervisor"), f"/agreements/{agreement.number}/cancel/")
        assert "The needs of the office" in choices
        assert "rating of record" not in choices
        adjusting_page = page(proven(world, "supervisor"), f"/agreements/{agreement.number}/adjust/")
        assert "2 pay periods" in adjusting_page
        assert "workdays" not in adjusting_page
        notice = notify(world, agreement, "supervisor", **NEEDS)
        case = page(signed_in(world, "employee"), f"/agreements/{agreement.number}/")
        assert "The last day of the second pay period is" in case
        lifecycle.withdraw_notice(actor=world.user("supervisor"), now=LATER, notice=notice)
    sent = OutboxMessage.objects.filter(
        template__in=["notice_given", "notice_withdrawn", "agreement_started"]
    )
    told = {message.template: message.text for message in sent}
    assert "2 pay periods' notice (3 FAM 2368.6(b))" in told["notice_given"]
    assert "at least 2 pay periods (3 FAM 2368.6(b), (c))" in told["notice_withdrawn"]
    assert "at least 2 pay periods' notice (3 FAM 2368.6(b), (c))" in told["agreement_started"]
    assert [message.template for message in sent if "workday" in message.text + message.html] == []


@pytest.mark.django_db
@pytest.mark.citation("2368.6(b)")
def test_supervisor_overseas_adjusts_the_terms_with_the_same_notice_or_it_ends(world: OverseasCast) -> None:
    agreement = active(world)
    terms = adjust(world, agreement, LATER, changes={"works_through_closure": False})
    assert terms.last_day_before == LAST
    after = datetime(2027, 1, 24, 17, 0, tzinfo=UTC)
    ended = lifecycle.end_if_due(actor=User.objects.system(), now=after, agreement=agreement)
    assert (ended.state, ended.ended_on, ended.end_reason) == (
        State.ENDED,
        LAST,
        EndReason.ADJUSTMENT_NOT_ACCEPTED,
    )


@pytest.mark.django_db
def test_adjustment_overseas_rests_on_the_needs_of_the_office(world: OverseasCast) -> None:
    agreement = active(world)
    with refused(PolicyRefused) as refusal:
        adjust(world, agreement, LATER, reason_code="rating")
    assert "2368.6(b)" in refusal.value.fields["reason_code"]
    assert "2 pay periods" in adjusting.adjustment_statement(agreement)


@pytest.mark.django_db
@pytest.mark.citation("2368.6(c)")
def test_employee_overseas_asks_for_changed_terms_and_the_old_ones_hold(world: OverseasCast) -> None:
    agreement = active(world)
    before = agreement.terms_in_force()
    amended(world, agreement, LATER)
    assert agreement.terms_in_force() == before
    steps = agreement.latest_terms().latest_round()
    assert [step.role for step in steps][:2] == [Role.SUPERVISOR, Role.EXECUTIVE_DIRECTOR]


@pytest.mark.django_db
def test_longer_notice_of_a_bureaus_own_policy_does_not_count_overseas(world: OverseasCast) -> None:
    agreement = active(world)
    save_bureau_policy(
        actor=world.user("managing_officer"),
        now=LATER,
        bureau=world.bureau,
        title="Telework in Oceans",
        text="Talk to your team first.",
        contact="OES/EX",
        effective_on=date(2026, 12, 14),
        parameters={"notice_workdays": 60},
    )
    assert notify(world, agreement, "supervisor", **NEEDS).last_day == LAST


@pytest.mark.django_db
def test_closure_does_not_move_pay_periods(world: OverseasCast) -> None:
    agreement = active(world)
    notice = notify(world, agreement)
    grant(world.auditor, Role.ADMINISTRATOR)
    _, moved = closures.add_closure(
        actor=world.user("auditor"), now=LATER, day=date(2026, 12, 24), authority="EO", reason="Closed"
    )
    notice.refresh_from_db()
    assert (moved, notice.last_day) == ([], LAST)
