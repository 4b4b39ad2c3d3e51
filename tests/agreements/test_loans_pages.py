"""The bureau's list of equipment on loan, one piece, and what the page of the case says."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from agreements.models import Agreement, Loan
from tests.agreements.test_loans import DOCK, DUE, LAPTOP, MONDAY, confirm, end, lending, loan_of, on
from tests.browsing import counted, page, signed_in, words
from tests.cast import Cast
from tests.traces import letters, nothing_written
from tests.walks.loan_world import piece


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def at(loan: Loan) -> str:
    return f"/loans/{loan.pk}/"


def case(agreement: Agreement) -> str:
    return f"/agreements/{agreement.number}/"


@pytest.mark.citation("2366.3(a)")
def test_executive_director_goes_from_the_list_to_the_piece_and_confirms_it(cast: Cast) -> None:
    loan, edith = loan_of(lending(cast, LAPTOP)), signed_in(cast, "director")
    text = page(edith, "/loans/")
    assert "<strong>0</strong> overdue, <strong>1</strong> to confirm or decline" in text
    assert f'href="{at(loan)}"' in text
    sent = {"answer": "confirm", "confirm-serial_number": "L-1"}
    for _ in range(2):
        assert edith.post(at(loan), sent)["Location"] == at(loan)
    assert letters(loan.agreement)["loan_decided"] == ["cora", "emma"]
    assert "Lent by Edith Execdir on 7 December 2026" in page(edith, at(loan))


def test_what_is_missing_stands_beside_its_field_and_nothing_typed_is_lost(cast: Cast) -> None:
    loan, edith = loan_of(lending(cast, DOCK), "Dock"), signed_in(cast, "director")
    with nothing_written():
        text = words(edith.post(at(loan), {"answer": "decline", "decline-reason": ""}))
        assert "Say why; the employee reads it." in text
        assert 'value="D-7"' in text
        text = words(edith.post(at(loan), {"answer": "confirm", "confirm-serial_number": "x" * 61}))
    assert "x" * 61 in text


def test_declined_piece_says_why_on_the_page_of_the_case(cast: Cast) -> None:
    loan, edith = loan_of(lending(cast, LAPTOP)), signed_in(cast, "director")
    for _ in range(2):
        edith.post(at(loan), {"answer": "decline", "decline-reason": "None is left."})
    text = page(signed_in(cast, "employee"), case(loan.agreement))
    assert "Declined by Edith Execdir on 7 December 2026" in text
    assert "Why: None is left." in text
    assert "Nothing is on loan" in page(edith, "/loans/")


def test_coordinator_sees_days_late_and_records_the_return(cast: Cast, clock: time_machine.Traveller) -> None:
    agreement = lending(cast, LAPTOP, DOCK)
    late = confirm(cast, loan_of(agreement))
    end(cast, agreement)
    clock.move_to(on(DUE + timedelta(days=3)))
    cora = signed_in(cast, "coordinator")
    text = page(cora, "/loans/")
    assert "<strong>3 days late</strong>: due back by 6 January 2027" in text
    assert "<strong>1</strong> overdue, <strong>0</strong> to confirm or decline" in text
    wrong = words(cora.post(at(late), {"answer": "return", "return-returned_on": "2027-01-20"}))
    assert "Give a day from Monday, 7 December 2026, when it was lent, through today." in wrong
    for _ in range(2):
        sent = {"answer": "return", "return-returned_on": "2027-01-08"}
        assert cora.post(at(late), sent)["Location"] == at(late)
    assert "Back since 8 January 2027" in page(cora, at(late))
    assert "Recorded by Cora Coordinator" in page(cora, at(late))
    assert "Nothing is on loan" in page(cora, "/loans/")


def test_coordinator_reads_that_lending_is_the_directors(cast: Cast) -> None:
    loan, cora = loan_of(lending(cast, LAPTOP)), signed_in(cast, "coordinator")
    assert "Equipment is lent by the bureau" in page(cora, at(loan))
    sent = {"answer": "confirm", "confirm-serial_number": "L-1"}
    with nothing_written():
        assert cora.post(at(loan), sent).status_code == 403


@pytest.mark.parametrize("reader", ["employee", "supervisor", "managing_officer", "stranger"])
def test_the_list_is_of_the_offices_of_the_bureau(cast: Cast, reader: str) -> None:
    loan = loan_of(lending(cast, LAPTOP))
    for address in ("/loans/", at(loan)):
        assert signed_in(cast, reader).get(address).status_code == 403


def test_other_bureaus_loans_are_not_there(cast: Cast) -> None:
    loan, otto = loan_of(lending(cast, LAPTOP)), signed_in(cast, "other_coordinator")
    page(otto, at(loan), 404)
    assert "Nothing is on loan" in page(otto, "/loans/")


def test_whoever_lends_finds_the_list_in_the_navigation(cast: Cast) -> None:
    for reader, is_there in (("director", True), ("coordinator", True), ("supervisor", False)):
        assert ('href="/loans/"' in page(signed_in(cast, reader), "/")) == is_there


def test_pages_of_the_list_ask_as_much_for_many_as_for_one(cast: Cast) -> None:
    agreement, cora = lending(cast, LAPTOP), signed_in(cast, "coordinator")
    numbers = []
    for more in (0, 60):
        for number in range(more):
            piece(agreement, f"Screen {number}")
        for address in ("/loans/", case(agreement)):
            cora.get(address)
            with counted() as number_of_queries:
                cora.get(address)
            numbers += number_of_queries
    assert numbers[:2] == numbers[2:]
    assert "Screen 59" in page(cora, "/loans/?page=3")
