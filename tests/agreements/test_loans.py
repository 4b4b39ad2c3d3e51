"""Government equipment: lent by the executive director, due back at the end, and told when it is late."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from agreements.models import Agreement, Loan
from agreements.services import drafting, lifecycle, loans, submission
from agreements.tasks import Swept, sweep_due
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import User
from tests.agreements.letter_events import only
from tests.cast import NOW, START, Cast, approve_step, draft, proof
from tests.changing import FROM, LATER, begin, send
from tests.deciding import designee
from tests.traces import actions, letters, nothing_written, payload, refused

MONDAY = datetime(START.year, START.month, START.day, 17, 0, tzinfo=UTC)
LAPTOP = {"name": "Laptop", "owner": "government", "serial_number": ""}
DOCK = {"name": "Dock", "owner": "government", "serial_number": "D-7"}
CHAIR = {"name": "Chair", "owner": "employee", "serial_number": ""}
LAST_DAY, DUE = date(2026, 12, 21), date(2027, 1, 6)


@pytest.fixture(autouse=True)
def system(cast: Cast) -> User:
    """The account of what happens by itself, there before anything is tried."""
    return User.objects.system()


def lending(cast: Cast, *items: dict[str, str]) -> Agreement:
    """An agreement in effect whose terms list `items`."""
    case = draft(cast)
    save(cast, case, *items)
    submission.submit(actor=cast.user("employee"), now=NOW, agreement=case, authentication=proof())
    approve_step(cast, case, "supervisor")
    approve_step(cast, case, "director")
    case = Agreement.objects.get(pk=case.pk)
    return lifecycle.start(actor=User.objects.system(), now=MONDAY, agreement=case)


def save(cast: Cast, case: Agreement, *items: dict[str, str], now: datetime = NOW) -> None:
    drafting.save_equipment(
        actor=cast.user("employee"), now=now, agreement=case, remote_access="government_laptop", items=items
    )


def loan_of(case: Agreement, item: str = "Laptop") -> Loan:
    return Loan.objects.get(agreement=case, item=item)


def confirm(cast: Cast, loan: Loan, by: str = "director", **changes: Any) -> Loan:
    given: dict[str, Any] = {"actor": cast.user(by), "now": MONDAY, "serial_number": "L-1"}
    return loans.confirm_loan(loan=loan, **{**given, **changes})


def give_back(cast: Cast, loan: Loan, by: str = "coordinator", **changes: Any) -> Loan:
    given: dict[str, Any] = {"actor": cast.user(by), "now": MONDAY, "returned_on": MONDAY.date()}
    return loans.record_return(loan=loan, **{**given, **changes})


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 17, 0, tzinfo=UTC)


def end(cast: Cast, case: Agreement) -> Agreement:
    lifecycle.give_notice(actor=cast.user("employee"), now=MONDAY, agreement=case)
    after = on(LAST_DAY + timedelta(days=1))
    return lifecycle.end_if_due(actor=User.objects.system(), now=after, agreement=case)


@pytest.mark.citation("2366.3(a)")
def test_each_piece_of_the_governments_is_asked_for_when_the_agreement_takes_effect(cast: Cast) -> None:
    case = lending(cast, LAPTOP, DOCK, CHAIR)
    assert [(one.item, one.serial_number) for one in case.loans.all()] == [("Laptop", ""), ("Dock", "D-7")]
    assert payload(case, "ask_for_loans") == {"items": ["Laptop", "Dock (D-7)"]}
    assert letters(case)["loan_asked"] == ["edith"]
    text = only("loan_asked").text
    assert "- Laptop\n- Dock (D-7)\n" in text
    assert "Chair" not in text


def test_where_nothing_of_the_governments_is_listed_nothing_is_asked(cast: Cast) -> None:
    case = lending(cast, CHAIR)
    assert not case.loans.exists()
    assert "loan_asked" not in letters(case)
    assert "ask_for_loans" not in actions(case)


@pytest.mark.citation("2366.3(a)")
@pytest.mark.citation("2366.3(b)")
def test_executive_director_confirms_with_the_serial_number(cast: Cast) -> None:
    case = lending(cast, LAPTOP)
    done = confirm(cast, loan_of(case), serial_number=" L-1 ")
    assert (done.serial_number, done.decided_by, done.is_confirmed) == ("L-1", cast.director, True)
    assert payload(case, "confirm_loan") == {"loan": done.pk, "items": ["Laptop (L-1)"]}
    assert letters(case)["loan_decided"] == ["cora", "emma"]
    text = only("loan_decided", "emma").text
    assert "Edith Execdir lends you this piece for telework: Laptop (L-1)" in text
    assert "used for official work only" in text


def test_designee_declines_with_a_reason_that_the_employee_reads(cast: Cast) -> None:
    case = lending(cast, LAPTOP)
    actor = designee(cast)
    done = loans.decline_loan(actor=actor, now=MONDAY, loan=loan_of(case), reason="None is left.")
    assert (done.is_declined, done.is_confirmed) == (True, False)
    assert actions(case)[-1] == "decline_loan"
    assert "Why: None is left." in only("loan_decided", "emma").text


@pytest.mark.parametrize("by", ["employee", "supervisor", "coordinator", "managing_officer", "stranger"])
def test_nobody_else_lends(cast: Cast, by: str) -> None:
    loan = loan_of(lending(cast, LAPTOP))
    with refused(NotPermitted):
        confirm(cast, loan, by)
    with refused(NotPermitted):
        loans.decline_loan(actor=cast.user(by), now=MONDAY, loan=loan, reason="None is left.")


def test_executive_director_lends_nothing_to_themselves(cast: Cast) -> None:
    case = lending(cast, LAPTOP)
    Agreement.objects.filter(pk=case.pk).update(employee=cast.director)
    with refused(NotPermitted):
        confirm(cast, loan_of(case))


def test_number_and_reason_are_asked_for(cast: Cast) -> None:
    loan = loan_of(lending(cast, LAPTOP))
    for number in ("  ", "x" * 61):
        with refused(PolicyRefused) as refusal:
            confirm(cast, loan, serial_number=number)
        assert list(refusal.value.fields) == ["serial_number"]
    with refused(PolicyRefused) as refusal:
        loans.decline_loan(actor=cast.user("director"), now=MONDAY, loan=loan, reason=" ")
    assert list(refusal.value.fields) == ["reason"]


def test_a_loan_is_decided_once_and_while_the_agreement_stands(cast: Cast) -> None:
    case = lending(cast, LAPTOP, DOCK)
    confirm(cast, loan_of(case))
    with refused(WrongState):
        confirm(cast, loan_of(case))
    end(cast, case)
    with refused(WrongState):
        confirm(cast, loan_of(case, "Dock"))


@pytest.mark.citation("2366.3(b)")
def test_what_is_out_is_due_back_ten_workdays_after_the_end(cast: Cast) -> None:
    case = lending(cast, LAPTOP, DOCK, {**DOCK, "name": "Screen"})
    for item in ("Laptop", "Dock"):
        confirm(cast, loan_of(case, item))
    give_back(cast, loan_of(case, "Dock"))
    end(cast, case)
    assert [(one.item, one.due_on) for one in case.loans.order_by("pk")] == [
        ("Laptop", DUE),
        ("Dock", None),
        ("Screen", None),
    ]
    assert payload(case, "loans_due") == {"items": ["Laptop (L-1)"], "due_on": DUE.isoformat()}
    for reader in ("emma", "sam", "cora"):
        text = only("agreement_ended", reader).text
        assert "On loan, due back by Wednesday, 6 January 2027" in text
        assert "Laptop (L-1)" in text
        assert "Dock" not in text


def test_end_without_loans_says_nothing_of_any(cast: Cast) -> None:
    case = end(cast, lending(cast, CHAIR))
    assert "loans_due" not in actions(case)
    assert "On loan" not in only("agreement_ended", "emma").text


def test_at_a_change_of_terms_nothing_is_due_and_only_what_is_new_is_asked_for(cast: Cast) -> None:
    case = lending(cast, LAPTOP)
    confirm(cast, loan_of(case))
    begin(cast, case)
    save(cast, case, LAPTOP, DOCK, now=LATER)
    send(cast, case)
    approve_step(cast, case, "supervisor", LATER)
    while (step := case.latest_terms().latest_round().filter(closed_at=None).first()) is not None:
        assert step.role == "executive_director"
        approve_step(cast, case, "director", LATER)
    assert sweep_due(on(FROM)).changed == 1
    assert [(one.item, one.due_on) for one in case.loans.order_by("pk")] == [("Laptop", None), ("Dock", None)]
    assert letters(case)["loan_asked"] == ["edith", "edith"]


@pytest.mark.parametrize("by", ["coordinator", "director"])
def test_coordinator_or_executive_director_records_the_return(cast: Cast, by: str) -> None:
    case = lending(cast, LAPTOP)
    loan = confirm(cast, loan_of(case))
    done = give_back(cast, loan, by)
    assert (done.returned_on, done.return_recorded_by) == (MONDAY.date(), getattr(cast, by))
    assert actions(case)[-1] == "return_loan"
    with refused(WrongState):
        give_back(cast, loan, by)


@pytest.mark.parametrize("by", ["employee", "supervisor", "managing_officer", "stranger"])
def test_nobody_else_records_a_return(cast: Cast, by: str) -> None:
    loan = confirm(cast, loan_of(lending(cast, LAPTOP)))
    with refused(NotPermitted):
        give_back(cast, loan, by)


@pytest.mark.parametrize("days", [-1, 1])
def test_a_return_lies_between_the_loan_and_today(cast: Cast, days: int) -> None:
    loan = confirm(cast, loan_of(lending(cast, LAPTOP)))
    with refused(PolicyRefused) as refusal:
        give_back(cast, loan, returned_on=MONDAY.date() + timedelta(days=days))
    assert list(refusal.value.fields) == ["returned_on"]


def test_what_was_not_lent_does_not_come_back(cast: Cast) -> None:
    loan = loan_of(lending(cast, LAPTOP))
    with refused(WrongState):
        give_back(cast, loan)


def test_overdue_is_told_once(cast: Cast) -> None:
    case = lending(cast, LAPTOP)
    confirm(cast, loan_of(case))
    end(cast, case)
    with nothing_written():
        assert sweep_due(on(DUE)) == Swept()
    assert sweep_due(on(DUE + timedelta(days=1))) == Swept(reminded=1)
    assert letters(case)["loan_overdue"] == ["cora", "emma", "sam"]
    assert "It was due back by Wednesday, 6 January 2027" in only("loan_overdue", "emma").text
    assert actions(case)[-1] == "loan_overdue"
    with nothing_written():
        assert sweep_due(on(DUE + timedelta(days=2))) == Swept()


def test_what_came_back_in_time_is_not_told(cast: Cast) -> None:
    case = lending(cast, LAPTOP)
    loan = confirm(cast, loan_of(case))
    end(cast, case)
    give_back(cast, loan, now=on(DUE), returned_on=DUE)
    assert sweep_due(on(DUE + timedelta(days=9))) == Swept()


def test_overdue_is_told_by_the_system_alone(cast: Cast) -> None:
    case = lending(cast, LAPTOP)
    loan = confirm(cast, loan_of(case))
    end(cast, case)
    with refused(NotPermitted):
        loans.tell_overdue_loan(actor=cast.user("coordinator"), now=on(DUE + timedelta(days=1)), loan=loan)
    with refused(WrongState):
        loans.tell_overdue_loan(actor=User.objects.system(), now=on(DUE), loan=loan)
