"""Equipment on loan: from the executive director's list to the day on which it is overdue, and back."""

from datetime import timedelta

from agreements.models import Agreement
from agreements.services import drafting, lifecycle, submission
from telework import clock
from tests.agreements.test_loans import DOCK, LAPTOP
from tests.cast import START, Cast, approve_step, draft, proof
from tests.journeys.conftest import Arrive, Hands
from tests.journeys.letters import readers_of


def test_piece_is_lent_falls_due_with_the_agreement_and_comes_back(
    cast: Cast, arrive: Arrive, hands: Hands
) -> None:
    number = _approved(cast)
    hands.move_to(START)
    director = arrive("director")
    director.go("Equipment on loan")
    director.reads("2 to confirm or decline", "Not confirmed by the executive director yet")
    director.keep_picture("loans-list")
    director.follow("Laptop")
    director.press("Confirm the loan")
    director.reads("Give the serial number.")
    director.keep_picture("loan-refused")
    director.write("Serial number", "L-1")
    director.press("Confirm the loan")
    director.reads("The loan is confirmed.", "Lent by Edith Execdir")
    director.keep_picture("loan-confirmed")

    case = Agreement.objects.get(number=number)
    notice = lifecycle.give_notice(actor=cast.user("employee"), now=clock.now(), agreement=case)
    hands.move_to(notice.last_day + timedelta(days=20))
    assert cast.coordinator.email in readers_of("loan_overdue")
    coordinator = arrive("coordinator")
    coordinator.go("Equipment on loan")
    coordinator.reads("1 overdue", "late: due back by")
    coordinator.keep_picture("loans-overdue")
    coordinator.follow("Laptop (L-1)")
    coordinator.press("Record the return")
    coordinator.reads("The return is recorded.", "Recorded by Cora Coordinator")
    coordinator.keep_picture("loan-returned")


def _approved(cast: Cast) -> str:
    emma, now = cast.user("employee"), clock.now()
    case = draft(cast)
    items = [LAPTOP, DOCK]
    access = "government_laptop"
    drafting.save_equipment(actor=emma, now=now, agreement=case, remote_access=access, items=items)
    submission.submit(actor=emma, now=now, agreement=case, authentication=proof(now))
    approve_step(cast, case, "supervisor", now)
    approve_step(cast, case, "director", now)
    return str(case.number)
