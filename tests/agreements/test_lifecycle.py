"""An approved agreement starts, runs, is held, and ends on the day its dates say."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.models import Agreement, Notice
from agreements.services import drafting, lifecycle
from agreements.services.submission import submit
from agreements.states import EndReason, State
from agreements.tasks import Swept, sweep_due
from eligibility.models import Employee
from telework.errors import PolicyRefused, WrongState
from telework.models import User
from tests.cast import NOW, START, Cast, active, approve_step, approved, draft, proof
from tests.traces import actions, letters, payload, refused

REASON = {"reason_code": "programme_needs", "reason_text": "The desk must be staffed."}


def at(day: date, hour: int = 12) -> datetime:
    """An hour of a winter day in Washington."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC) + timedelta(hours=5)


def made(cast: Cast, ends_on: date | None) -> Agreement:
    """An approved agreement with an end date, or none."""
    agreement, actor = draft(cast), cast.user("employee")
    answers = {"requested_end_on": ends_on}
    drafting.save_section(actor=actor, now=NOW, agreement=agreement, section="schedule", answers=answers)
    submit(actor=actor, now=NOW, agreement=agreement, authentication=proof())
    approve_step(cast, agreement, "supervisor")
    approve_step(cast, agreement, "director")
    return Agreement.objects.get(pk=agreement.pk)


def again(agreement: Agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


@pytest.mark.citation("2362.1(d)")
def test_it_takes_effect_on_its_start_date_and_no_day_earlier(cast: Cast) -> None:
    agreement = approved(cast)
    assert sweep_due(at(START - timedelta(days=1), 23)) == Swept()
    with refused(WrongState):
        lifecycle.start(actor=User.objects.system(), now=at(START - timedelta(days=1)), agreement=agreement)
    assert sweep_due(at(START, 0)) == Swept(started=1)
    assert (again(agreement).state, again(agreement).starts_on) == (State.ACTIVE, START)
    assert payload(agreement, "start") == {"starts_on": "2026-12-07"}
    assert letters(agreement)["agreement_started"] == ["emma", "sam"]


def test_a_late_sweep_starts_it_as_agreed(cast: Cast) -> None:
    agreement = approved(cast)
    assert sweep_due(at(START + timedelta(days=3))) == Swept(started=1)
    assert again(agreement).starts_on == START


@pytest.mark.citation("2362.2(a)")
def test_a_bar_holds_the_start_and_it_is_told_once(cast: Cast) -> None:
    agreement = approved(cast)
    Employee.objects.filter(pk=cast.employee.pk).update(on_leave_restriction=True)
    for days in range(3):
        assert sweep_due(at(START + timedelta(days=days))) == Swept()
    assert (again(agreement).state, again(agreement).starts_on) == (State.APPROVED, START)
    assert actions(agreement).count("hold_start") == 1
    assert payload(agreement, "hold_start")["rules"] == ["conduct.leave_restriction"]
    assert letters(agreement)["start_held"] == ["cora", "emma", "sam"]
    Employee.objects.filter(pk=cast.employee.pk).update(needs_close_supervision=True)
    sweep_due(at(START + timedelta(days=3)))
    assert actions(agreement).count("hold_start") == 2
    assert len(letters(agreement)["start_held"]) == 6


@pytest.mark.citation("2362.2(a)")
def test_after_a_hold_it_starts_on_the_day_on_which_nothing_bars_it(cast: Cast) -> None:
    agreement = approved(cast)
    Employee.objects.filter(pk=cast.employee.pk).update(on_leave_restriction=True)
    sweep_due(at(START))
    Employee.objects.filter(pk=cast.employee.pk).update(on_leave_restriction=False)
    assert sweep_due(at(START + timedelta(days=9))) == Swept(started=1)
    assert (again(agreement).state, again(agreement).starts_on) == (State.ACTIVE, date(2026, 12, 16))


def test_a_fact_that_is_not_known_asks_and_does_not_hold_the_start(cast: Cast) -> None:
    agreement = approved(cast)
    Employee.objects.filter(pk=cast.employee.pk).update(needs_close_supervision=None)
    assert sweep_due(at(START)) == Swept(started=1)
    assert again(agreement).state == State.ACTIVE


def test_an_agreement_held_to_its_end_was_never_in_effect(cast: Cast) -> None:
    agreement = made(cast, START + timedelta(days=10))
    Employee.objects.filter(pk=cast.employee.pk).update(on_leave_restriction=True)
    sweep_due(at(START))
    assert sweep_due(at(START + timedelta(days=11))) == Swept(ended=1)
    assert (again(agreement).state, again(agreement).starts_on) == (State.ENDED, None)
    assert not Agreement.objects.in_effect_on(START + timedelta(days=5)).exists()


@pytest.mark.citation("2362.1(n)")
@pytest.mark.parametrize(("who", "reason"), [("employee", "by_employee"), ("supervisor", "by_management")])
def test_a_notice_that_runs_out_ends_it_after_its_last_day(cast: Cast, who: str, reason: str) -> None:
    agreement = active(cast)
    given_reason = REASON if who == "supervisor" else {}
    lifecycle.give_notice(actor=cast.user(who), now=at(START), agreement=agreement, **given_reason)
    last_day = date(2026, 12, 21)
    assert sweep_due(at(last_day, 23)) == Swept()
    assert again(agreement).state == State.ACTIVE
    assert sweep_due(at(last_day + timedelta(days=1), 0)) == Swept(ended=1)
    ended = again(agreement)
    assert (ended.state, ended.ended_on, ended.end_reason) == (State.ENDED, last_day, reason)
    assert Notice.objects.get().completed_at == at(last_day + timedelta(days=1), 0)
    assert payload(agreement, "end") == {"ended_on": "2026-12-21", "reason": reason}
    assert letters(agreement)["agreement_ended"] == ["cora", "emma", "sam"]


def test_a_notice_taken_back_ends_nothing(cast: Cast) -> None:
    agreement = active(cast)
    notice = lifecycle.give_notice(actor=cast.user("employee"), now=at(START), agreement=agreement)
    lifecycle.withdraw_notice(actor=cast.user("employee"), now=at(START), notice=notice)
    assert sweep_due(at(date(2027, 2, 1))) == Swept()
    assert again(agreement).state == State.ACTIVE


def test_its_end_date_ends_it(cast: Cast) -> None:
    agreement = made(cast, date(2027, 1, 15))
    sweep_due(at(START))
    assert sweep_due(at(date(2027, 1, 15), 23)) == Swept()
    assert sweep_due(at(date(2027, 1, 16), 0)) == Swept(ended=1)
    ended = again(agreement)
    assert (ended.ended_on, ended.end_reason) == (date(2027, 1, 15), EndReason.EXPIRED)


def test_without_an_end_date_it_goes_on(cast: Cast) -> None:
    agreement = active(cast)
    # What it asks for is its yearly review.
    assert sweep_due(at(date(2036, 1, 15))) == Swept(reviewed=1)
    assert again(agreement).state == State.ACTIVE


def test_a_notice_comes_before_a_later_end_date_however_late_the_sweep(cast: Cast) -> None:
    agreement = made(cast, date(2026, 12, 31))
    sweep_due(at(START))
    lifecycle.give_notice(actor=cast.user("employee"), now=at(START), agreement=agreement)
    sweep_due(at(date(2027, 3, 1)))
    ended = again(agreement)
    assert (ended.ended_on, ended.end_reason) == (date(2026, 12, 21), EndReason.BY_EMPLOYEE)


def test_cancelled_before_its_start_it_never_starts(cast: Cast) -> None:
    agreement = approved(cast, start=date(2026, 12, 14))
    lifecycle.give_notice(actor=cast.user("employee"), now=NOW, agreement=agreement)
    assert sweep_due(at(date(2026, 12, 9))) == Swept(ended=1)
    assert (again(agreement).state, again(agreement).ended_on) == (State.ENDED, date(2026, 12, 8))
    assert "start" not in actions(agreement)
    for day in (date(2026, 12, 8), date(2026, 12, 14)):
        assert not Agreement.objects.in_effect_on(day).exists()


def test_what_is_not_due_does_not_end(cast: Cast) -> None:
    agreement = active(cast)
    with refused(WrongState):
        lifecycle.end_if_due(actor=User.objects.system(), now=at(date(2036, 1, 1)), agreement=agreement)


def outcome(agreement: Agreement, days: Iterable[date]) -> tuple[str, date | None, date | None, str]:
    """What the case has come to after sweeps on `days`; everything is undone again."""
    with transaction.atomic():
        for day in days:
            assert sweep_due(at(day)).failed == 0
        end = again(agreement)
        transaction.set_rollback(True)
    return end.state, end.starts_on, end.ended_on, end.end_reason


# Start in two weeks, then at most three weeks, and a notice that is given late.
LAST_SWEPT = 40


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    runs_for=st.none() | st.integers(0, 20),
    noticed_after=st.none() | st.integers(0, 20),
    swept=st.sets(st.integers(0, LAST_SWEPT - 1), max_size=6),
)
def test_sweeping_every_day_or_with_gaps_comes_to_the_same(
    cast: Cast, runs_for: int | None, noticed_after: int | None, swept: set[int]
) -> None:
    first = NOW.date()
    with transaction.atomic():
        agreement = made(cast, None if runs_for is None else START + timedelta(days=runs_for))
        if noticed_after is not None:
            try:
                lifecycle.give_notice(
                    actor=cast.user("employee"),
                    now=at(first + timedelta(days=noticed_after)),
                    agreement=agreement,
                )
            except PolicyRefused:
                assert runs_for is not None
        daily = outcome(agreement, [first + timedelta(days=day) for day in range(LAST_SWEPT + 1)])
        with_gaps = outcome(agreement, [first + timedelta(days=day) for day in [*sorted(swept), LAST_SWEPT]])
        transaction.set_rollback(True)
    assert daily == with_gaps


def test_agreement_of_somebody_who_left_ends_with_the_last_day_of_service(cast: Cast) -> None:
    agreement, last = active(cast), START + timedelta(days=10)
    Employee.objects.filter(pk=cast.employee.pk).update(separated_on=last)

    assert sweep_due(at(last, 23)) == Swept()
    assert sweep_due(at(last + timedelta(days=1))) == Swept(ended=1)

    ended = again(agreement)
    assert (ended.state, ended.ended_on, ended.end_reason) == (State.ENDED, last, EndReason.SEPARATED)
    assert letters(agreement)["agreement_ended"] == ["cora", "emma", "sam"]


def test_approved_agreement_of_somebody_who_left_never_starts(cast: Cast) -> None:
    agreement = approved(cast)
    Employee.objects.filter(pk=cast.employee.pk).update(separated_on=START - timedelta(days=3))

    assert sweep_due(at(START)) == Swept(ended=1)

    assert (again(agreement).state, again(agreement).end_reason) == (State.ENDED, EndReason.SEPARATED)
