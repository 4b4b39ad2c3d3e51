"""After a decision: taken back, looked at again, suspended by management, granted as a trial."""

from datetime import date, timedelta

import pytest

from eligibility.models import Employee
from tests.cast import PASSWORD, START, Cast, approved, person, submitted, train
from tests.journeys import deciding
from tests.journeys.conftest import Arrive, Hands

REASON = "The needs of the office's programmes"
TRIAL_UNTIL = date(2027, 3, 31)


def test_supervisor_takes_an_approval_back_and_returns_the_request_instead(
    cast: Cast, arrive: Arrive
) -> None:
    number = str(submitted(cast).number)
    supervisor = arrive("supervisor")
    deciding.approve(supervisor, number)
    supervisor.reads("through Tuesday, 24 November 2026, as long as nothing has followed")
    supervisor.follow("take this decision back")
    supervisor.reads("If you take it back", "Both stay on the record")
    supervisor.keep_picture("take-back")
    supervisor.press("Take it back")
    supervisor.tick("Pattern and schedule", within="Which parts have to change?")
    supervisor.write("What has to change?", "Come in on Thursdays.")
    supervisor.press("Return for changes")
    supervisor.reads("Returned for changes", number)
    employee = arrive("employee")
    employee.open(f"/agreements/{number}/")
    employee.reads("Approved (taken back on Monday, 23 November 2026)", "Come in on Thursdays.")
    employee.reads("Time in each step", "Decision taken back")
    employee.keep_picture("taken-back-case")


def test_denied_request_is_looked_at_again_by_the_next_level(cast: Cast, arrive: Arrive) -> None:
    above = person("Berta", "Boss", cast.bureau)
    train(above, "manager")
    Employee.objects.filter(pk=cast.supervisor.pk).update(supervisor=above)
    number = str(submitted(cast).number)
    deciding.deny(arrive("supervisor"), number, REASON, "The counter has to be staffed.")
    employee = arrive("employee")
    employee.open(f"/agreements/{number}/")
    employee.reads("What you can do next", "Berta Boss", "Administrative grievance (3 FAM 4700)")
    employee.keep_picture("denied")
    employee.follow("Have it looked at again")
    employee.write("What should the next level know?", "The counter is staffed by two.")
    employee.keep_picture("look-again")
    employee.press("Ask the next level")
    employee.reads("Next level up for the supervisor")
    assert above.user is not None
    boss = arrive(above.user)
    deciding.open_request(boss, number)
    boss.reads("look at it again", "The counter is staffed by two.", "The counter has to be staffed.")
    boss.keep_picture("look-again-decide")
    boss.write("Effect on the office", "None: two others staff the counter.")
    boss.tick("I accept these statements")
    boss.write("Your password", PASSWORD)
    boss.press("Approve and sign")
    deciding.approve(arrive("director"), number)
    employee.open(f"/agreements/{number}/")
    employee.reads("Approved, not started")


@pytest.mark.citation("2362.2(a)")
def test_management_suspends_the_same_day_and_it_is_in_effect_again_by_itself(
    cast: Cast, arrive: Arrive, hands: Hands
) -> None:
    number = str(approved(cast).number)
    hands.move_to(START + timedelta(days=1))
    supervisor = arrive("supervisor")
    supervisor.open(f"/agreements/{number}/")
    supervisor.follow("Suspend")
    supervisor.press("Suspend from today")
    supervisor.reads("Choose the work-based reason", "Give the last day of the suspension")
    supervisor.keep_picture("suspend-refused")
    supervisor.choose("Work-based reason", REASON)
    supervisor.write("Why", "The passport season needs everybody at the counter.")
    supervisor.write("Last day of the suspension", "2026-12-15")
    supervisor.press("Suspend from today")
    supervisor.reads("Suspended")
    employee = arrive("employee")
    employee.open(f"/agreements/{number}/")
    employee.reads(
        "Suspended: no telework for now",
        "The passport season needs everybody at the counter.",
        "Its last day is Tuesday, 15 December 2026",
        "Ask Sam Supervisor about the reason",
    )
    employee.keep_picture("suspended-by-management")
    supervisor.follow("Extend or end the suspension")
    supervisor.write("Last day of the suspension", "2026-12-22")
    supervisor.write("Why", "The season is longer.")
    supervisor.keep_picture("suspension-extend")
    supervisor.press("Extend the suspension")
    hands.move_to(date(2026, 12, 23))
    employee.page.reload()
    employee.reads("In effect", "Suspension extended")


def test_agreement_is_approved_as_a_trial_and_goes_on_after_its_review(
    cast: Cast, arrive: Arrive, hands: Hands
) -> None:
    number = str(submitted(cast).number)
    supervisor = arrive("supervisor")
    deciding.open_request(supervisor, number)
    supervisor.write("Last day of a trial", TRIAL_UNTIL.isoformat())
    supervisor.write("Effect on the office", "Unknown: so a trial first.")
    supervisor.tick("I accept these statements")
    supervisor.write("Your password", PASSWORD)
    supervisor.keep_picture("trial-approve")
    supervisor.press("Approve and sign")
    deciding.approve(arrive("director"), number)
    employee = arrive("employee")
    employee.open(f"/agreements/{number}/")
    employee.reads("Trial: this agreement is approved through Wednesday, 31 March 2027")
    employee.follow("Decline the trial")
    employee.reads("at once and without a reason")
    employee.keep_picture("trial-decline")
    employee.follow("Keep it")
    hands.move_to(START)
    hands.offset += date(2027, 3, 9) - START
    hands.move_to(date(2027, 3, 10))
    supervisor.open(f"/agreements/{number}/")
    supervisor.follow("Decide the review: end of the trial")
    supervisor.reads("approved as a trial, through Wednesday, 31 March 2027")
    supervisor.keep_picture("trial-review")
    supervisor.write("Your statement", "The work was done on time, and the office is served.")
    supervisor.press("Let it go on")
    employee.page.reload()
    employee.reads("In effect", "The trial is over; the agreement goes on", "no end date")
