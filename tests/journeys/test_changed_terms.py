"""Changed terms in the browser: asked for and renewed, adjusted and signed or not, proposed and signed."""

from datetime import date, timedelta

import pytest

from tests.cast import PASSWORD, START, Cast, approved
from tests.journeys import asking, deciding
from tests.journeys.conftest import Arrive, Hands
from tests.journeys.visitor import Visitor

AFTER_START = START + timedelta(days=1)
FROM = date(2027, 1, 11)
REASON = "The needs of the office's programmes"


@pytest.fixture
def running(cast: Cast, hands: Hands) -> str:
    """The number of an agreement that is in effect since yesterday."""
    number = str(approved(cast).number)
    hands.move_to(AFTER_START)
    return number


def open_case(visitor: Visitor, number: str) -> None:
    visitor.open(f"/agreements/{number}/")


def sign_new_terms(employee: Visitor, number: str) -> None:
    """From the case's page, by password, to the signature."""
    open_case(employee, number)
    employee.follow("Answer the new terms")
    employee.keep_picture("terms-sign")
    employee.follow("Confirm that it is you")
    employee.write("Password", PASSWORD)
    employee.press("Confirm")
    press_sign(employee)


def press_sign(employee: Visitor) -> None:
    employee.tick("I have read the content above, and I sign it")
    employee.press("Sign the new terms")
    employee.reads("You have signed the changed terms.")


@pytest.mark.citation("2362.1(n)")
def test_terms_are_changed_at_the_employees_wish_and_then_renewed(
    running: str, arrive: Arrive, hands: Hands
) -> None:
    employee, supervisor = arrive("employee"), arrive("supervisor")
    open_case(employee, running)
    employee.follow("Ask for changed terms")
    employee.write("Why should the terms change?", "I am reached on another number and from later hours.")
    employee.write("From which day?", FROM.isoformat())
    employee.keep_picture("terms-change")
    employee.press("Continue")
    employee.follow("How you are reached")
    employee.write("At what hours?", "10 am to 6:30 pm")
    employee.press("Save and continue")
    employee.reads("Before: 8 am to 4:30 pm", "After: 10 am to 6:30 pm")
    employee.keep_picture("terms-tasks")
    sign(employee)
    employee.reads("Your changed terms are sent", "Sam Supervisor")
    employee.keep_picture("terms-sent")
    deciding.open_request(supervisor, running)
    supervisor.reads("I am reached on another number", "10 am to 6:30 pm")
    supervisor.keep_picture("terms-decide")
    supervisor.write("Effect on the office", "None.")
    supervisor.tick("I accept these statements")
    supervisor.write("Your password", PASSWORD)
    supervisor.press("Approve and sign")
    open_case(employee, running)
    employee.reads("In effect", "Terms, version 1", "Monday, 11 January 2027")
    hands.move_to(FROM)
    open_case(employee, running)
    employee.reads("Terms, version 2", "10 am to 6:30 pm")
    employee.keep_picture("terms-in-effect")
    renew(employee)
    deciding.approve(supervisor, running)
    hands.move_to(FROM + timedelta(days=1))
    open_case(employee, running)
    employee.reads("Terms, version 3")


def renew(employee: Visitor) -> None:
    """One page: read, tick, sign."""
    employee.follow("Renew")
    employee.keep_picture("terms-renew")
    employee.tick("I have read the terms above")
    employee.write("Your password", PASSWORD)
    employee.press("Sign and send")
    employee.reads("Your changed terms are sent")


def sign(employee: Visitor) -> None:
    employee.follow("Check your answers")
    employee.press("Continue to sign")
    employee.follow("Confirm that it is you")
    employee.write("Password", PASSWORD)
    employee.press("Confirm")
    employee.tick("I have read the content above, and I sign it")
    employee.press("Sign and submit")


def adjust(supervisor: Visitor, number: str) -> None:
    """The supervisor asks for Wednesdays instead of Thursdays."""
    open_case(supervisor, number)
    supervisor.follow("Adjust the terms")
    for week in (1, 2):
        supervisor.select(f"Where you work on Thursday of week {week}", "office")
    supervisor.press("Adjust and sign")
    supervisor.reads("Choose the work-based reason")
    supervisor.keep_picture("terms-adjust-refused")
    supervisor.choose("Work-based reason", REASON)
    supervisor.write("Written justification", "The counter has to be staffed on Thursdays.")
    supervisor.write("Your password", PASSWORD)
    supervisor.keep_picture("terms-adjust")
    supervisor.press("Adjust and sign")
    supervisor.reads("The employee is asked to sign them.")
    supervisor.keep_picture("terms-adjusted")


@pytest.mark.citation("2362.1(m)")
def test_adjusted_terms_that_are_signed_hold_after_the_notice(
    running: str, arrive: Arrive, hands: Hands
) -> None:
    adjust(arrive("supervisor"), running)
    employee = arrive("employee")
    sign_new_terms(employee, running)
    hands.move_to(AFTER_START + timedelta(days=30))
    open_case(employee, running)
    employee.reads("In effect", "Terms, version 2")


@pytest.mark.citation("2362.1(m)")
def test_adjusted_terms_that_are_not_signed_end_the_agreement(
    running: str, arrive: Arrive, hands: Hands
) -> None:
    adjust(arrive("supervisor"), running)
    hands.move_to(AFTER_START + timedelta(days=30))
    employee = arrive("employee")
    open_case(employee, running)
    employee.reads("Ended", "changed terms were not signed in time")
    employee.keep_picture("terms-not-signed")


@pytest.mark.citation("2362.1(d)")
def test_a_proposal_is_signed_by_the_employee_and_decided_by_the_rest(arrive: Arrive) -> None:
    employee, supervisor = arrive("employee"), arrive("supervisor")
    number = asking.ask(employee, START, PASSWORD)
    deciding.open_request(supervisor, number)
    supervisor.follow("Propose other terms")
    for week in (1, 2):
        supervisor.select(f"Where you work on Thursday of week {week}", "office")
    supervisor.write("Why do you propose other terms?", "Thursdays are for the staff meeting.")
    supervisor.write("Effect on the office", "None.")
    supervisor.tick("I accept these statements")
    supervisor.write("Your password", PASSWORD)
    supervisor.keep_picture("terms-propose")
    supervisor.press("Propose and sign")
    supervisor.reads("The employee is asked to sign it or to withdraw.")
    open_case(employee, number)
    employee.follow("Answer the new terms")
    press_sign(employee)  # the password of the request, a moment ago, still counts
    deciding.approve(arrive("director"), number)
    open_case(employee, number)
    employee.reads("Approved, not started", "Terms, version 2")
    employee.keep_picture("terms-proposed-approved")
