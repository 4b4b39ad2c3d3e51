"""Notice: taken back while it runs, and given by the other side with its reason."""

from datetime import timedelta

import pytest

from tests.cast import START, Cast, approved
from tests.journeys.conftest import Arrive, Hands

IN_EFFECT = "In effect"


@pytest.fixture
def running(cast: Cast, hands: Hands) -> str:
    """The number of an agreement that is in effect since yesterday."""
    number = str(approved(cast).number)
    hands.move_to(START + timedelta(days=1))
    return number


@pytest.mark.citation("2362.1(n)")
def test_notice_is_taken_back_while_it_runs(running: str, arrive: Arrive, hands: Hands) -> None:
    employee = arrive("employee")
    employee.open(f"/agreements/{running}/")
    employee.follow("Cancel with notice")
    employee.press("Give notice")
    employee.follow("Take the notice back")
    employee.reads("The agreement goes on as before")
    employee.keep_picture("notice-withdraw")
    employee.press("Take the notice back")
    employee.reads("The notice is taken back.", IN_EFFECT)
    hands.move_to(START + timedelta(days=40))
    employee.open(f"/agreements/{running}/")
    employee.reads(IN_EFFECT)


@pytest.mark.citation("2362.1(m)")
def test_supervisor_cancels_with_reason_and_words_that_the_employee_reads(
    running: str, arrive: Arrive, hands: Hands
) -> None:
    supervisor = arrive("supervisor")
    supervisor.open(f"/agreements/{running}/")
    supervisor.follow("Cancel with notice")
    supervisor.press("Give notice")
    supervisor.reads("Choose the work-based reason", "Write the justification")
    supervisor.keep_picture("notice-supervisor-refused")
    supervisor.choose("Work-based reason", "The needs of the office's programmes")
    supervisor.write("Written justification", "The passport season needs everybody at the counter.")
    supervisor.press("Give notice")
    employee = arrive("employee")
    employee.open(f"/agreements/{running}/")
    employee.reads(
        "Notice is running", "The passport season needs everybody at the counter.", "3 FAM 2362.1(m)"
    )
    employee.keep_picture("notice-read")
    assert employee.page.get_by_role("link", name="Take the notice back").count() == 0
    hands.move_to(START + timedelta(days=40))
    employee.page.reload()
    employee.reads("Ended", "Cancelled", "Kept until")
    employee.keep_picture("notice-ended")
