"""What the law rules out suspends at once and lifts by itself; separation ends requests."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement, Review, Suspension
from agreements.services import lifecycle, suspension
from agreements.states import EndReason, State
from agreements.tasks import Swept, sweep_due
from eligibility.models import DisciplineAction, Employee
from telework.errors import NotPermitted, WrongState
from telework.models import OutboxMessage, User
from tests.cast import START, Cast, active, approve_step, approved, draft, person, submitted, waiting_step
from tests.deciding import send_back
from tests.traces import actions, letters, nothing_written, payload, refused

LATER = datetime(2026, 12, 8, 17, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
STATUTORY = pytest.mark.citation("2362.2(a)")


def discipline(
    person: Employee, kind: str = "pornography", *, on: date = date(2026, 12, 1), **absence: Any
) -> DisciplineAction:
    number = DisciplineAction.objects.count() + 1
    return DisciplineAction.objects.create(
        employee=person, reference=f"D{number}", kind=kind, action_on=on, **absence
    )


def absences(person: Employee, *spells: tuple[int | None, str]) -> None:
    for year, days in spells:
        discipline(person, "absence", calendar_year=year, days=Decimal(days))


def again(agreement: Agreement) -> Agreement:
    return Agreement.objects.get(pk=agreement.pk)


def suspended(cast: Cast) -> Agreement:
    agreement = active(cast)
    discipline(cast.employee)
    sweep_due(LATER)
    return again(agreement)


@pytest.mark.citation("2362.2(c)(2)(b)")
@pytest.mark.parametrize(
    ("spells", "is_suspended"),
    [
        ([(2026, "5.0")], False),
        ([(2026, "5.01")], True),
        ([(2026, "2.5"), (2026, "2.5")], False),
        ([(2026, "2.5"), (2026, "2.6")], True),
        ([(2025, "4.0"), (2026, "4.0")], False),
        ([(2025, "1.0"), (2026, "5.5")], True),
        ([(None, "9.0")], False),
        ([(2026, "1.1"), (2026, "1.4"), (2026, "2.5")], False),
    ],
)
def test_more_than_five_days_in_one_calendar_year_suspend_at_once(
    cast: Cast, spells: list[tuple[int | None, str]], *, is_suspended: bool
) -> None:
    agreement = active(cast)
    absences(cast.employee, *spells)
    assert sweep_due(LATER) == Swept(suspended=int(is_suspended))
    assert (again(agreement).state == State.SUSPENDED) == is_suspended


@pytest.mark.citation("2362.2(c)(2)(d)")
@pytest.mark.parametrize(
    ("kind", "on", "is_suspended"),
    [
        ("pornography", date(2026, 12, 1), True),
        ("pornography", date(2010, 12, 9), True),
        ("pornography", date(2010, 12, 8), False),
        ("other_misconduct", date(2026, 12, 1), False),
    ],
)
def test_pornography_suspends_and_the_departments_own_bar_does_not(
    cast: Cast, kind: str, on: date, *, is_suspended: bool
) -> None:
    agreement = active(cast)
    discipline(cast.employee, kind, on=on)
    sweep_due(LATER)
    assert (again(agreement).state == State.SUSPENDED) == is_suspended


@pytest.mark.parametrize(
    "facts",
    [
        {"rating_of_record": "unacceptable"},
        {"on_leave_restriction": True},
        {"needs_close_supervision": True},
    ],
)
def test_no_bar_of_the_department_suspends_by_itself(cast: Cast, facts: dict[str, Any]) -> None:
    agreement = active(cast)
    Employee.objects.filter(pk=cast.employee.pk).update(**facts)
    assert sweep_due(LATER) == Swept()
    with refused(WrongState):
        suspension.suspend_if_barred(actor=User.objects.system(), now=LATER, agreement=agreement)


@STATUTORY
def test_suspension_says_by_whom_why_and_by_which_paragraph(cast: Cast) -> None:
    agreement = suspended(cast)
    kept = Suspension.objects.get()
    assert (kept.cause, kept.citation) == ("conduct.pornography", "2362.2(c)(2)(d)")
    assert (kept.starts_at, kept.lifted_at, kept.suspended_by) == (LATER, None, "system")
    assert "over pornography" in kept.reason
    assert agreement.state_since == LATER
    assert payload(agreement, "suspend") == {"cause": kept.cause, "citation": kept.citation}


@STATUTORY
def test_suspension_is_told_and_the_coordinator_reads_no_fact(cast: Cast) -> None:
    agreement = suspended(cast)
    assert letters(agreement)["agreement_suspended"] == ["cora", "emma", "sam"]
    told = OutboxMessage.objects.filter(template="agreement_suspended")
    texts = {message.to.partition("@")[0]: message.text for message in told}
    assert "over pornography" in texts["emma"]
    assert "over pornography" in texts["sam"]
    assert "pornography" not in texts["cora"]
    assert "5 U.S.C. 6502(a)(2)" in texts["cora"]


def test_second_sweep_does_nothing(cast: Cast) -> None:
    suspended(cast)
    with nothing_written():
        assert sweep_due(LATER + MINUTE) == Swept()


@STATUTORY
def test_agreement_that_has_not_started_is_held_not_suspended(cast: Cast) -> None:
    agreement = approved(cast)
    discipline(cast.employee)
    sweep_due(LATER)
    assert again(agreement).state == State.APPROVED
    assert actions(agreement)[-1] == "hold_start"


@STATUTORY
def test_corrected_record_brings_it_back_into_effect_and_tells(cast: Cast) -> None:
    agreement = suspended(cast)
    DisciplineAction.objects.update(kind="other_misconduct")
    assert sweep_due(LATER + MINUTE) == Swept(resumed=1)
    kept = Suspension.objects.get()
    assert again(agreement).state == State.ACTIVE
    assert (kept.lifted_at, kept.lifted_because) == (LATER + MINUTE, suspension.RECORD_CLEARED)
    assert letters(agreement)["agreement_resumed"] == ["cora", "emma", "sam"]
    with nothing_written():
        assert sweep_due(LATER + 2 * MINUTE) == Swept()


@STATUTORY
def test_one_cause_gone_and_another_there_keeps_it_suspended(cast: Cast) -> None:
    agreement = suspended(cast)
    DisciplineAction.objects.all().delete()
    absences(cast.employee, (2026, "6"))
    assert sweep_due(LATER + MINUTE) == Swept()
    assert again(agreement).state == State.SUSPENDED
    with refused(WrongState):
        suspension.resume_if_cleared(actor=User.objects.system(), now=LATER, agreement=agreement)


def test_suspension_of_another_cause_is_not_lifted_by_the_record(cast: Cast) -> None:
    agreement = active(cast)
    given: dict[str, Any] = {"actor": User.objects.system(), "now": LATER, "agreement": agreement}
    suspension.suspend(
        **given, cause="post_status", citation="2362.3", reason="The post is in ordered departure."
    )
    assert sweep_due(LATER + MINUTE) == Swept()
    with refused(WrongState):
        suspension.resume_if_cleared(**given)
    suspension.resume(**given, because="The post is open again.")
    assert again(agreement).state == State.ACTIVE


def test_it_can_be_suspended_again(cast: Cast) -> None:
    agreement = suspended(cast)
    DisciplineAction.objects.all().delete()
    sweep_due(LATER + MINUTE)
    discipline(cast.employee)
    assert sweep_due(LATER + 2 * MINUTE) == Swept(suspended=1)
    assert again(agreement).suspensions.count() == 2
    assert len(letters(agreement)["agreement_suspended"]) == 6


@pytest.mark.citation("2362.1(n)")
def test_notice_runs_on_through_a_suspension(cast: Cast) -> None:
    agreement = active(cast)
    notice = lifecycle.give_notice(actor=cast.user("employee"), now=LATER, agreement=agreement)
    discipline(cast.employee)
    sweep_due(LATER + MINUTE)
    assert "runs on; its last day is Tuesday, 22 December 2026" in (
        OutboxMessage.objects.get(template="agreement_suspended", to__startswith="sam").text
    )
    after = datetime.combine(notice.last_day + timedelta(days=1), LATER.timetz())
    assert sweep_due(after) == Swept(ended=1)
    assert (again(agreement).state, again(agreement).end_reason) == (State.ENDED, EndReason.BY_EMPLOYEE)
    assert Suspension.objects.get().lifted_because == "The agreement ended."


@pytest.mark.parametrize("name", ["employee", "supervisor", "coordinator", "director"])
def test_nobody_suspends_resumes_or_closes_by_hand(cast: Cast, name: str) -> None:
    agreement = active(cast)
    given: dict[str, Any] = {"actor": cast.user(name), "now": LATER, "agreement": agreement}
    tried: tuple[tuple[Any, dict[str, Any]], ...] = (
        (suspension.suspend, {"cause": "c", "citation": "2362.2(a)", "reason": "r"}),
        (suspension.suspend_if_barred, {}),
        (suspension.resume, {"because": "b"}),
        (suspension.resume_if_cleared, {}),
        (suspension.withdraw_for_leaver, {}),
    )
    for command, words in tried:
        with refused(NotPermitted):
            command(**given, **words)


def test_only_an_agreement_in_effect_is_suspended_and_only_a_suspended_one_resumed(cast: Cast) -> None:
    agreement = approved(cast)
    given: dict[str, Any] = {"actor": User.objects.system(), "now": LATER, "agreement": agreement}
    with refused(WrongState):
        suspension.suspend(**given, cause="c", citation="2362.2(a)", reason="r")
    with refused(WrongState):
        suspension.resume(**given, because="b")


@STATUTORY
def test_suspended_agreement_does_not_go_on_by_a_review(cast: Cast) -> None:
    agreement = suspended(cast)
    cast.employee.changes.create(
        matter="discipline", old="none", new="…", as_of=date(2026, 12, 1), recorded_at=LATER
    )
    assert sweep_due(LATER + MINUTE) == Swept(reviewed=1)
    assert Review.objects.get(agreement=agreement).is_open


def test_choosing_takes_the_same_queries_however_many_have_a_record(cast: Cast) -> None:
    def sweep() -> int:
        with CaptureQueriesContext(connection) as queries:
            sweep_due(LATER)
        return len(queries)

    sweep()
    without = sweep()
    for number in range(5):
        absences(person(f"C{number}", "Colleague", cast.bureau), (2026, "6"))
    assert sweep() == without


# Separation.


def in_second_review(cast: Cast) -> Agreement:
    return approve_step(cast, submitted(cast), "supervisor")


def returned(cast: Cast) -> Agreement:
    return send_back(cast.user("supervisor"), waiting_step(submitted(cast)))


@pytest.mark.parametrize(
    ("build", "told"),
    [(draft, []), (submitted, ["sam"]), (in_second_review, ["edith"]), (returned, [])],
)
def test_request_of_somebody_who_has_left_is_withdrawn_and_who_was_asked_is_told(
    cast: Cast, build: Any, told: list[str]
) -> None:
    agreement = build(cast)
    Employee.objects.filter(pk=cast.employee.pk).update(separated_on=START)
    chased = Swept(chased=len(told))
    assert sweep_due(datetime(2026, 12, 7, 17, tzinfo=UTC)) == chased, "it is the last day of service"
    assert sweep_due(LATER) == Swept(withdrawn=1)
    assert again(agreement).state == State.WITHDRAWN
    assert payload(agreement, "withdraw_for_leaver") == {"separated_on": "2026-12-07"}
    assert letters(agreement).get("request_of_leaver", []) == told
    assert not agreement.latest_terms().steps.filter(closed_at__isnull=True).exists()
    with nothing_written():
        assert sweep_due(LATER + MINUTE) == Swept()


def test_live_agreement_ends_with_the_service_also_while_suspended(cast: Cast) -> None:
    agreement = suspended(cast)
    Employee.objects.filter(pk=cast.employee.pk).update(separated_on=date(2026, 12, 15))
    assert sweep_due(datetime(2026, 12, 16, 17, tzinfo=UTC)) == Swept(ended=1)
    assert again(agreement).end_reason == EndReason.SEPARATED
