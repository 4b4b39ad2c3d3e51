"""Management suspends the same day, for a time and a work-based reason; it is in effect again by itself."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from agreements.models import Agreement, Suspension
from agreements.services import pausing
from agreements.states import State
from agreements.tasks import Swept, sweep_due
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import User
from tests.agreements.letter_events import only
from tests.cast import START, Cast, active, approved
from tests.deciding import designee
from tests.traces import actions, letters, nothing_written, payload, refused

# Tuesday; ten workdays later is Tuesday the 22nd.
TUESDAY = datetime(2026, 12, 8, 15, 0, tzinfo=UTC)
UNTIL = date(2026, 12, 15)
LATEST = date(2026, 12, 22)


@pytest.fixture(autouse=True)
def system(cast: Cast) -> User:
    """The account of what happens by itself, there before anything is tried."""
    return User.objects.system()


def suspend(cast: Cast, agreement: Agreement, by: str = "supervisor", **changes: Any) -> Suspension:
    given: dict[str, Any] = {
        "actor": cast.user(by),
        "now": TUESDAY,
        "reason_code": "programme_needs",
        "reason_text": "The counter is closed to the public without you.",
        "until_on": UNTIL,
    }
    return pausing.suspend_by_management(agreement=agreement, **{**given, **changes})


def extend(cast: Cast, agreement: Agreement, until_on: date, by: str = "supervisor") -> Suspension:
    return pausing.extend_pause(
        actor=cast.user(by),
        now=TUESDAY + timedelta(days=3),
        agreement=agreement,
        reason_text="The season is longer.",
        until_on=until_on,
    )


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 15, 0, tzinfo=UTC)


def state_of(agreement: Agreement) -> str:
    return Agreement.objects.get(pk=agreement.pk).state


@pytest.mark.citation("2362.2(a)")
@pytest.mark.parametrize("by", ["supervisor", "director"])
def test_supervisor_or_executive_director_suspends_the_same_day(cast: Cast, by: str) -> None:
    agreement = active(cast)
    suspension = suspend(cast, agreement, by)
    assert state_of(agreement) == State.SUSPENDED
    assert suspension.is_by_management
    assert (suspension.until_on, suspension.decision_due_on) == (UNTIL, date(2026, 12, 14))
    assert suspension.starts_at == TUESDAY
    assert payload(agreement, "suspend_by_management")["reason"] == "programme_needs"
    others = {"supervisor": ["cora", "edith", "emma"], "director": ["cora", "emma", "sam"]}
    assert letters(agreement)["suspended_by_management"] == others[by]


def test_designee_suspends_for_the_executive_director(cast: Cast) -> None:
    agreement = active(cast)
    suspend(cast, agreement, actor=designee(cast))
    assert state_of(agreement) == State.SUSPENDED


def test_employee_reads_why_until_when_whom_to_ask_and_where_to_turn(cast: Cast) -> None:
    suspend(cast, active(cast))
    text = only("suspended_by_management", "emma").text
    assert "through Tuesday, 15 December 2026" in text
    assert "The counter is closed to the public without you." in text
    assert "Ask Sam Supervisor about the reason" in text
    assert "Administrative grievance (3 FAM 4700)" in text
    assert "The counter" not in only("suspended_by_management", "cora").text


@pytest.mark.parametrize("by", ["employee", "coordinator", "stranger", "managing_officer", "auditor"])
def test_nobody_else_suspends(cast: Cast, by: str) -> None:
    agreement = active(cast)
    with refused(NotPermitted):
        suspend(cast, agreement, by)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason_code": "personal"}, "reason_code"),
        ({"reason_text": "  "}, "reason_text"),
        ({"until_on": TUESDAY.date()}, "until_on"),
        ({"until_on": LATEST + timedelta(days=1)}, "until_on"),
    ],
)
@pytest.mark.citation("2362.1(i)")
def test_reason_words_and_day_are_asked_for(cast: Cast, changes: dict[str, Any], field: str) -> None:
    agreement = active(cast)
    with refused(PolicyRefused) as refusal:
        suspend(cast, agreement, **changes)
    assert list(refusal.value.fields) == [field]


def test_only_what_is_in_effect_is_suspended(cast: Cast) -> None:
    agreement = approved(cast)
    with refused(WrongState):
        suspend(cast, agreement)


def test_it_is_in_effect_again_by_itself_after_the_last_day(cast: Cast) -> None:
    agreement = active(cast)
    suspend(cast, agreement, until_on=date(2026, 12, 14))
    assert sweep_due(on(date(2026, 12, 14))).resumed == 0
    assert sweep_due(on(date(2026, 12, 15))) == Swept(resumed=1)
    assert state_of(agreement) == State.ACTIVE
    assert "Its last day, Monday, 14 December 2026, is over." in only("agreement_resumed", "emma").text
    with nothing_written():
        assert sweep_due(on(date(2026, 12, 15))) == Swept()


def test_management_is_told_once_that_what_follows_is_to_be_decided(cast: Cast) -> None:
    agreement = active(cast)
    suspend(cast, agreement, "director")
    assert sweep_due(on(date(2026, 12, 13))).reminded == 0
    assert sweep_due(on(date(2026, 12, 14))) == Swept(reminded=1)
    assert letters(agreement)["suspension_decision_due"] == ["edith", "sam"]
    assert sweep_due(on(date(2026, 12, 15))) == Swept()
    assert actions(agreement)[-1] == "pause_due"


def test_it_is_extended_once(cast: Cast) -> None:
    agreement = active(cast)
    suspend(cast, agreement)
    suspension = extend(cast, agreement, date(2026, 12, 29), "director")
    assert (suspension.until_on, suspension.decision_due_on) == (date(2026, 12, 29), date(2026, 12, 28))
    assert letters(agreement)["suspension_extended"] == ["cora", "emma", "sam"]
    assert "The season is longer." in only("suspension_extended", "emma").text
    with refused(WrongState):
        extend(cast, agreement, date(2026, 12, 30))
    assert sweep_due(on(date(2026, 12, 16))).resumed == 0


@pytest.mark.parametrize("until_on", [UNTIL, UNTIL - timedelta(days=1), date(2027, 1, 4)])
def test_extension_ends_later_and_at_most_ten_workdays_later(cast: Cast, until_on: date) -> None:
    agreement = active(cast)
    suspend(cast, agreement)
    with refused(PolicyRefused) as refusal:
        extend(cast, agreement, until_on)
    assert list(refusal.value.fields) == ["until_on"]


def test_management_ends_it_sooner(cast: Cast) -> None:
    agreement = active(cast)
    suspend(cast, agreement)
    pausing.lift_pause(actor=cast.user("director"), now=TUESDAY, agreement=agreement)
    assert state_of(agreement) == State.ACTIVE
    assert "Edith Execdir has ended the suspension." in only("agreement_resumed", "emma").text


def test_law_that_rules_telework_out_by_then_keeps_it_suspended_without_a_gap(cast: Cast) -> None:
    agreement = active(cast)
    suspend(cast, agreement)
    cast.employee.discipline.create(reference="D-1", kind="pornography", action_on=START)
    with refused(WrongState):
        pausing.lift_pause(actor=cast.user("supervisor"), now=TUESDAY, agreement=agreement)
    sweep_due(on(date(2026, 12, 16)))
    assert state_of(agreement) == State.SUSPENDED
    running = agreement.suspensions.get(lifted_at__isnull=True)
    assert running.cause == "conduct.pornography"


@pytest.mark.parametrize("command", ["extend", "lift"])
def test_what_management_has_not_suspended_is_not_extended_or_ended(cast: Cast, command: str) -> None:
    agreement = active(cast)
    with refused(WrongState):
        if command == "extend":
            extend(cast, agreement, LATEST)
        else:
            pausing.lift_pause(actor=cast.user("supervisor"), now=TUESDAY, agreement=agreement)


def test_people_do_not_stand_in_for_the_sweep(cast: Cast) -> None:
    agreement = active(cast)
    suspension = suspend(cast, agreement)
    after = on(date(2026, 12, 20))
    with refused(NotPermitted):
        pausing.resume_when_due(actor=cast.user("supervisor"), now=after, agreement=agreement)
    with refused(NotPermitted):
        pausing.remind_of_pause(actor=cast.user("supervisor"), now=after, suspension=suspension)


@pytest.mark.citation("2362.2(a)")
def test_suspensions_are_not_strung_together(cast: Cast) -> None:
    agreement = active(cast)
    suspend(cast, agreement)
    pausing.lift_pause(actor=cast.user("supervisor"), now=TUESDAY, agreement=agreement)
    # Twenty workdays after the 8th, over Christmas and New Year, are over on 7 January.
    first = date(2027, 1, 8)
    with refused(WrongState) as why:
        suspend(
            cast,
            agreement,
            now=on(first - timedelta(days=1)),
            until_on=first + timedelta(days=3),
            by="director",
        )
    assert "another can begin on Friday, 8 January 2027" in str(why.value)
    assert "give notice" in str(why.value)
    suspend(cast, agreement, now=on(first), until_on=first + timedelta(days=3))
    assert state_of(agreement) == State.SUSPENDED
