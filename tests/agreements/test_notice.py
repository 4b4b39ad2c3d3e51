"""Cancelling with ten workdays' notice, by either side, and taking the notice back."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from agreements.models import Agreement, Notice
from agreements.policy import fam_2018
from agreements.services import drafting, lifecycle
from agreements.services.submission import submit
from agreements.states import State
from eligibility.models import Employee, Position
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import Closure, User
from tests.cast import NOW, Cast, active, approve_step, approved, draft, person, proof, submitted
from tests.traces import actions, letters, payload, refused

DEC_7 = datetime(2026, 12, 7, 18, 0, tzinfo=UTC)
# Counted by hand: 8, 9, 10, 11, 14, 15, 16, 17, 18, 21 December.
TENTH_WORKDAY = date(2026, 12, 21)
ONE_YEAR_ON = date(2027, 12, 7)
DAY_TOO_LATE = date(2027, 12, 8)
REASON = {"reason_code": "programme_needs", "reason_text": "The desk must be staffed."}


def notify(actor: User, agreement: Agreement, now: datetime = DEC_7, **given: Any) -> Notice:
    return lifecycle.give_notice(actor=actor, now=now, agreement=agreement, **given)


@pytest.mark.citation("2362.1(n)")
def test_the_employee_gives_notice_and_no_reason_is_kept(cast: Cast) -> None:
    agreement = active(cast)
    notice = notify(cast.user("employee"), agreement, **REASON)
    assert (notice.party, notice.given_by, notice.given_on) == ("employee", cast.employee, date(2026, 12, 7))
    assert (notice.earliest_last_day, notice.last_day) == (TENTH_WORKDAY, TENTH_WORKDAY)
    assert (notice.reason_code, notice.reason_citation, notice.reason_text) == ("", "", "")
    assert payload(agreement, "give_notice") == {"party": "employee", "last_day": "2026-12-21", "reason": ""}
    assert letters(agreement)["notice_given"] == ["cora", "sam"]
    assert Agreement.objects.get(pk=agreement.pk).state == State.ACTIVE


@pytest.mark.citation("2362.1(m)")
@pytest.mark.parametrize("reason", fam_2018.DECISION_REASONS, ids=lambda reason: reason.code)
def test_the_supervisor_gives_notice_with_a_work_based_reason(cast: Cast, reason: Any) -> None:
    agreement = active(cast)
    notice = notify(cast.user("supervisor"), agreement, reason_code=reason.code, reason_text=" Needed. ")
    assert (notice.party, notice.reason_code, notice.reason_citation, notice.reason_text) == (
        "supervisor",
        reason.code,
        reason.citation,
        "Needed.",
    )
    assert letters(agreement)["notice_given"] == ["cora", "emma"]


@pytest.mark.citation("2362.1(m)")
@pytest.mark.parametrize(
    ("incomplete", "fields"),
    [
        ({}, {"reason_code", "reason_text"}),
        ({"reason_code": "rating"}, {"reason_text"}),
        ({"reason_code": "rating", "reason_text": "  "}, {"reason_text"}),
        ({"reason_code": "whim", "reason_text": "Because."}, {"reason_code"}),
    ],
)
def test_a_supervisor_without_reason_is_refused(
    cast: Cast, incomplete: dict[str, str], fields: set[str]
) -> None:
    agreement = active(cast)
    with refused(PolicyRefused) as refusal:
        notify(cast.user("supervisor"), agreement, **incomplete)
    assert set(refusal.value.fields) == fields


@pytest.mark.parametrize("who", ["director", "coordinator", "stranger", "managing_officer", "auditor"])
def test_nobody_else_cancels(cast: Cast, who: str) -> None:
    agreement = active(cast)
    with refused(NotPermitted):
        notify(cast.user(who), agreement, **REASON)


@pytest.mark.parametrize("made", [draft, submitted])
def test_what_is_not_approved_cannot_be_cancelled(cast: Cast, made: Any) -> None:
    agreement = made(cast)
    with refused(WrongState):
        notify(cast.user("employee"), agreement)


@pytest.mark.citation("2362.1(m)")
@pytest.mark.parametrize(
    ("given_on", "washington", "last_day"),
    [
        # Thanksgiving, 26 November 2026, is skipped: 24, 25, 27, 30 November, 1, 2, 3, 4, 7, 8 December.
        (date(2026, 11, 23), True, date(2026, 12, 8)),
        # Christmas, a Friday, is skipped: 15 to 18, 21 to 24, 28, 29 December.
        (date(2026, 12, 14), True, date(2026, 12, 29)),
        # A Saturday counts nothing more than the Friday before it.
        (date(2026, 12, 11), True, date(2026, 12, 28)),
        (date(2026, 12, 12), True, date(2026, 12, 28)),
        # Closed by executive order on 24 and 26 December 2025, and New Year: seeded.
        (date(2025, 12, 15), True, date(2026, 1, 2)),
        # Juneteenth falls on a Saturday in 2027: observed on Friday the 18th.
        (date(2027, 6, 7), True, date(2027, 6, 22)),
        # Inauguration Day, Thursday 20 January 2033, in the Washington area only.
        (date(2033, 1, 10), True, date(2033, 1, 26)),
        (date(2033, 1, 10), False, date(2033, 1, 25)),
    ],
)
def test_the_earliest_last_day_skips_weekends_holidays_and_closures(
    cast: Cast, given_on: date, last_day: date, *, washington: bool
) -> None:
    Position.objects.update(in_washington_area=washington)
    count = lifecycle.notice_count(draft(cast), given_on, "employee")
    assert (count.last_day, count.first_day_without) == (last_day, last_day + timedelta(days=1))
    assert sum(mark.kind == "counted" for mark in count.days) == 10


@pytest.mark.citation("2362.1(m)")
def test_a_day_closed_by_order_lengthens_the_notice(cast: Cast) -> None:
    agreement = active(cast)
    Closure.objects.create(day=date(2026, 12, 15), authority="Executive order", reason="Closed by order")
    assert notify(cast.user("employee"), agreement).last_day == date(2026, 12, 22)


@pytest.mark.citation("2362.1(n)")
def test_the_day_of_notice_is_washingtons(cast: Cast) -> None:
    agreement = active(cast)
    still_the_7th = datetime(2026, 12, 8, 4, 30, tzinfo=UTC)
    notice = notify(cast.user("employee"), agreement, still_the_7th)
    assert (notice.given_on, notice.last_day) == (date(2026, 12, 7), TENTH_WORKDAY)


@pytest.mark.citation("2362.1(m)")
@pytest.mark.parametrize("who", ["employee", "supervisor"])
def test_an_earlier_last_day_is_refused_and_the_earliest_is_named(cast: Cast, who: str) -> None:
    agreement = active(cast)
    with refused(PolicyRefused) as refusal:
        notify(cast.user(who), agreement, last_day=TENTH_WORKDAY - timedelta(days=1), **REASON)
    assert "Monday, 21 December 2026" in refusal.value.reason
    assert set(refusal.value.fields) == {"last_day"}


@pytest.mark.parametrize("later", [0, 1, 60])
def test_the_tenth_workday_or_a_later_day_is_accepted(cast: Cast, later: int) -> None:
    agreement, last_day = active(cast), TENTH_WORKDAY + timedelta(days=later)
    notice = notify(cast.user("employee"), agreement, last_day=last_day)
    assert (notice.earliest_last_day, notice.last_day) == (TENTH_WORKDAY, last_day)


@pytest.mark.parametrize("who", ["employee", "supervisor"])
def test_a_second_notice_of_the_same_side_is_refused_while_one_runs(cast: Cast, who: str) -> None:
    agreement = active(cast)
    notify(cast.user(who), agreement, **REASON)
    with refused(WrongState):
        notify(cast.user(who), agreement, **REASON)


@pytest.mark.citation("2362.1(m)")
@pytest.mark.parametrize(("last_day", "is_accepted"), [(ONE_YEAR_ON, True), (DAY_TOO_LATE, False)])
def test_a_last_day_is_chosen_up_to_one_year_ahead(cast: Cast, last_day: date, *, is_accepted: bool) -> None:
    agreement = active(cast)
    if is_accepted:
        assert notify(cast.user("employee"), agreement, last_day=last_day).last_day == last_day
        return
    with refused(PolicyRefused) as refusal:
        notify(cast.user("employee"), agreement, last_day=last_day)
    assert "Tuesday, 7 December 2027" in refusal.value.fields["last_day"]


@pytest.mark.citation("2362.1(m)")
@pytest.mark.parametrize(("first", "second"), [("employee", "supervisor"), ("supervisor", "employee")])
def test_a_notice_of_one_side_never_blocks_the_other_and_the_earlier_day_ends_it(
    cast: Cast, first: str, second: str
) -> None:
    agreement = active(cast)
    later = notify(cast.user(first), agreement, last_day=ONE_YEAR_ON, **REASON)
    earlier = notify(cast.user(second), agreement, **REASON)
    assert earlier.last_day == TENTH_WORKDAY
    assert lifecycle.running_notice(agreement) == earlier
    after = datetime(2026, 12, 22, 15, 0, tzinfo=UTC)
    ended = lifecycle.end_if_due(actor=User.objects.system(), now=after, agreement=agreement)
    by = {"employee": "by_employee", "supervisor": "by_management"}[second]
    assert (ended.ended_on, ended.end_reason) == (TENTH_WORKDAY, by)
    assert {n.completed_at for n in (Notice.objects.get(pk=later.pk), Notice.objects.get(pk=earlier.pk))} == {
        after
    }


@pytest.mark.citation("2362.1(n)")
def test_one_side_taking_its_notice_back_leaves_the_others_running(cast: Cast) -> None:
    agreement = active(cast)
    later = notify(cast.user("supervisor"), agreement, last_day=ONE_YEAR_ON, **REASON)
    own = notify(cast.user("employee"), agreement)
    lifecycle.withdraw_notice(actor=cast.user("employee"), now=DEC_7, notice=own)
    assert lifecycle.running_notices(agreement) == [later]


def ending_on(cast: Cast, last_day: date) -> Agreement:
    agreement, actor = draft(cast), cast.user("employee")
    answers = {"requested_end_on": last_day}
    drafting.save_section(actor=actor, now=NOW, agreement=agreement, section="schedule", answers=answers)
    submit(actor=actor, now=NOW, agreement=agreement, authentication=proof())
    approve_step(cast, agreement, "supervisor")
    approve_step(cast, agreement, "director")
    return lifecycle.start(actor=User.objects.system(), now=DEC_7, agreement=agreement)


@pytest.mark.parametrize(("ends_on", "is_too_late"), [(TENTH_WORKDAY, True), (date(2026, 12, 22), False)])
def test_a_notice_that_would_outlast_the_agreement_is_refused(
    cast: Cast, ends_on: date, *, is_too_late: bool
) -> None:
    agreement = ending_on(cast, ends_on)
    if is_too_late:
        with refused(PolicyRefused) as refusal:
            notify(cast.user("employee"), agreement)
        assert "21 December 2026" in refusal.value.reason
    else:
        assert notify(cast.user("employee"), agreement).last_day == TENTH_WORKDAY


@pytest.mark.citation("2362.1(n)")
def test_the_employee_takes_their_notice_back_while_it_runs(cast: Cast) -> None:
    agreement = active(cast)
    notice = notify(cast.user("employee"), agreement)
    on_the_last_day = datetime(2026, 12, 22, 4, 59, tzinfo=UTC)
    notice = lifecycle.withdraw_notice(actor=cast.user("employee"), now=on_the_last_day, notice=notice)
    assert not notice.is_running
    assert actions(agreement)[-1] == "withdraw_notice"
    assert letters(agreement)["notice_withdrawn"] == ["cora", "sam"]
    assert notify(cast.user("employee"), agreement, on_the_last_day).is_running


def test_a_notice_that_has_run_out_is_not_taken_back(cast: Cast) -> None:
    notice = notify(cast.user("employee"), active(cast))
    after = datetime(2026, 12, 22, 5, 0, tzinfo=UTC)
    with refused(WrongState):
        lifecycle.withdraw_notice(actor=cast.user("employee"), now=after, notice=notice)


def test_a_notice_is_taken_back_once(cast: Cast) -> None:
    notice = notify(cast.user("employee"), active(cast))
    lifecycle.withdraw_notice(actor=cast.user("employee"), now=DEC_7, notice=notice)
    with refused(WrongState):
        lifecycle.withdraw_notice(actor=cast.user("employee"), now=DEC_7, notice=notice)


@pytest.mark.parametrize("who", ["supervisor", "director", "coordinator", "stranger"])
def test_only_the_employee_takes_the_employees_notice_back(cast: Cast, who: str) -> None:
    notice = notify(cast.user("employee"), active(cast))
    with refused(NotPermitted):
        lifecycle.withdraw_notice(actor=cast.user(who), now=DEC_7, notice=notice)


@pytest.mark.parametrize("who", ["employee", "director", "coordinator", "stranger"])
def test_only_the_supervisor_takes_managements_notice_back(cast: Cast, who: str) -> None:
    notice = notify(cast.user("supervisor"), active(cast), **REASON)
    with refused(NotPermitted):
        lifecycle.withdraw_notice(actor=cast.user(who), now=DEC_7, notice=notice)


def test_a_new_supervisor_answers_for_managements_notice(cast: Cast) -> None:
    notice = notify(cast.user("supervisor"), active(cast), **REASON)
    successor = person("Nina", "New", cast.bureau)
    assert successor.user is not None
    Employee.objects.filter(pk=cast.employee.pk).update(supervisor=successor)
    notice = Notice.objects.get(pk=notice.pk)
    with refused(NotPermitted):
        lifecycle.withdraw_notice(actor=cast.user("supervisor"), now=DEC_7, notice=notice)
    assert not lifecycle.withdraw_notice(actor=successor.user, now=DEC_7, notice=notice).is_running


def test_an_agreement_that_has_not_started_is_cancelled_with_the_same_notice(cast: Cast) -> None:
    agreement = approved(cast)
    assert notify(cast.user("employee"), agreement, NOW).last_day == date(2026, 12, 8)
