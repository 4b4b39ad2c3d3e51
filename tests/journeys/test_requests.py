"""What can become of a request: approved without scripts, returned, denied, and nobody on their own."""

from dataclasses import replace

import pytest

from agreements.models import Agreement
from agreements.policy.decision import DECISION_REASONS
from eligibility.models import TrainingCompletion
from tests.cast import PASSWORD, START, Cast, submitted, train
from tests.journeys.asking import acknowledgements, ask, sign
from tests.journeys.conftest import Arrive
from tests.journeys.deciding import approve, deny, open_request, send_back

STAFF_MEETING = "Thursdays are for the staff meeting."
NO_OWN = "Nobody decides on their own agreement."


@pytest.mark.citation("2362.1(d)")
def test_request_is_asked_and_approved_without_scripts(cast: Cast, arrive: Arrive) -> None:
    employee = arrive("employee", scripts=False)
    number = ask(employee, START, PASSWORD)
    employee.reads("Received", number, "Sam Supervisor (Supervisor, OES)")
    approve(arrive("supervisor", scripts=False), number)
    approve(arrive("director", scripts=False), number)
    employee.open(f"/agreements/{number}/")
    employee.reads("Approved", "It takes effect on Monday, 7 December 2026.")


def test_person_signs_in_with_user_name_and_password_and_out_again(cast: Cast, arrive: Arrive) -> None:
    visitor = arrive("employee")
    visitor.press("Sign out")
    assert visitor.heading == "Sign in"
    visitor.reads("You are signed out.")
    visitor.open("/inbox/")
    visitor.write("User name", "emma")
    visitor.write("Password", "wrong")
    visitor.press("Sign in")
    visitor.reads("This user name and password do not go together.")
    visitor.write("Password", PASSWORD)
    visitor.press("Sign in")
    assert visitor.heading == "Waiting for you"


@pytest.mark.citation("2362.1(d)")
def test_returned_request_is_changed_where_asked_and_approved(cast: Cast, arrive: Arrive) -> None:
    number = str(submitted(cast).number)
    supervisor, employee = arrive("supervisor"), arrive("employee")
    send_back(supervisor, number, "Pattern and schedule", "Clauses", text=STAFF_MEETING)
    employee.go("My telework")
    employee.reads("Returned")
    employee.follow("Continue the request")
    employee.reads("Pattern and schedule", STAFF_MEETING, "You were asked to change")
    employee.keep_picture("returned-tasks")
    employee.follow("Pattern and schedule")
    for week in (1, 2):
        employee.select(f"Where you work on Thursday of week {week}", "office")
    employee.press("Save and continue")
    acknowledgements(employee)
    sign(employee, PASSWORD)
    open_request(supervisor, number)
    supervisor.reads("Decided so far", "Returned for changes")
    approve(supervisor, number)
    approve(arrive("director"), number)
    employee.open(f"/agreements/{number}/")
    employee.reads("It takes effect on Monday, 7 December 2026.", "Terms, version 2")


@pytest.mark.citation("2362.1(i)")
def test_employee_reads_code_words_and_citation_of_a_denial(cast: Cast, arrive: Arrive) -> None:
    number = str(submitted(cast).number)
    reason = next(reason for reason in DECISION_REASONS if reason.code == "programme_needs")
    deny(arrive("supervisor"), number, reason.text, "The counter has to be staffed by four people.")
    employee = arrive("employee")
    employee.open(f"/agreements/{number}/")
    employee.reads(
        "Denied", reason.text, f"3 FAM {reason.citation}", "The counter has to be staffed by four people."
    )
    employee.keep_picture("agreement-denied")
    employee.go("My telework")
    employee.reads("Ask for a telework agreement", number)


def test_supervisor_cannot_decide_on_their_own_request(cast: Cast, arrive: Arrive) -> None:
    train(cast.supervisor)
    train(cast.director, "manager")
    own = submitted(replace(cast, employee=cast.supervisor))
    step = own.latest_terms().latest_round().get(opened_at__isnull=False)
    supervisor = arrive("supervisor")
    supervisor.go("Waiting for you")
    supervisor.reads("Nothing waits for you")
    supervisor.open(f"/agreements/{own.number}/")
    supervisor.reads("Edith Execdir")
    assert supervisor.page.get_by_role("link", name="Decide").count() == 0
    supervisor.open(f"/agreements/{own.number}/decide/{step.pk}/", status=403)
    supervisor.reads(NO_OWN)
    supervisor.keep_picture("refused-own")
    approve(arrive("director"), str(own.number))
    assert Agreement.objects.get(pk=own.pk).state == "approved"


@pytest.mark.citation("2362.7")
def test_supervisor_without_the_managers_course_reads_why_there_is_no_approval(
    cast: Cast, arrive: Arrive
) -> None:
    TrainingCompletion.objects.filter(employee=cast.supervisor, course="manager").delete()
    number = str(submitted(cast).number)
    supervisor = arrive("supervisor")
    open_request(supervisor, number)
    supervisor.reads("You cannot approve yet", "3 FAM 2362.7", "Until then you can return or deny")
    assert supervisor.page.get_by_role("button", name="Approve and sign").count() == 0
    supervisor.keep_picture("decide-untrained")


def test_decision_is_taken_by_keyboard_alone(cast: Cast, arrive: Arrive) -> None:
    number = str(submitted(cast).number)
    supervisor = arrive("supervisor")
    open_request(supervisor, number)
    supervisor.page.reload()
    keys = supervisor.page.keyboard
    keys.press("Tab")
    assert supervisor.focused == "Skip to main content"
    keys.press("Enter")
    supervisor.tab_to("Effect on the office")
    keys.type("None.")
    supervisor.tab_to("I accept these statements")
    keys.press("Space")
    supervisor.tab_to("Your password")
    keys.type(PASSWORD)
    supervisor.tab_to("Approve and sign")
    keys.press("Enter")
    supervisor.page.get_by_role("heading", name="Your decision is recorded").wait_for()
