"""HR's facts change under an agreement in effect: a rating drops, or there is official discipline."""

from datetime import timedelta
from pathlib import Path

import pytest

from agreements.models import Agreement, Notice, Review
from telework import clock
from tests.cast import START, Cast, active
from tests.journeys.conftest import Arrive, Hands
from tests.journeys.hr import bring_in, person_row
from tests.journeys.letters import letter_to, link_in, readers_of
from tests.journeys.visitor import Visitor

DROPPED = "Fully successful → Minimally successful"
IN_EFFECT = "In effect"
LAW = "The law itself rules out telework"
FACT = "You were officially disciplined over pornography at work or on a Government computer."


@pytest.fixture
def agreement(cast: Cast, hands: Hands) -> Agreement:
    """In effect since yesterday."""
    made = active(cast)
    hands.offset += START + timedelta(days=1) - clock.today()
    return made


def rate(cast: Cast, folder: Path, rating: str) -> None:
    row = person_row(cast.employee, rating_of_record=rating, rating_on=clock.today().isoformat())
    bring_in(folder, employees=[row])


def open_review(supervisor: Visitor, cast: Cast) -> None:
    """By the link of the letter."""
    supervisor.open(link_in(letter_to(cast.supervisor, "review_opened")))
    supervisor.reads("Review: Emma Employee", "What changed")


@pytest.mark.citation("2362.1(e)")
def test_rating_below_the_rule_leaves_the_supervisor_the_notice_alone(
    cast: Cast, arrive: Arrive, agreement: Agreement, tmp_path: Path
) -> None:
    case = f"/agreements/{agreement.number}/"
    rate(cast, tmp_path, "minimally_successful")
    assert readers_of("review_opened") == {cast.employee.email, cast.supervisor.email}
    employee, supervisor = arrive("employee", scripts=False), arrive("supervisor", scripts=False)
    employee.open(case)
    employee.reads(IN_EFFECT, "Reviews", DROPPED, "is due by Tuesday, 22 December 2026")
    employee.keep_picture("review-employee")
    employee.open(f"{case}review/{Review.objects.get().pk}/", status=403)
    employee.reads("Nobody decides on their own agreement.")

    open_review(supervisor, cast)
    supervisor.reads(DROPPED, "3 FAM 2362.2(c)(2)(a)", "the agreement cannot simply go on")
    assert supervisor.page.get_by_role("button", name="Let it go on").count() == 0
    supervisor.keep_picture("review-below")
    supervisor.press("Give notice")
    supervisor.reads("Nothing was decided", "Choose the work-based reason", "Write the justification")
    supervisor.keep_picture("review-refused")
    supervisor.choose("Work-based reason", "The most recent rating of record")
    supervisor.write("Written justification", "The reports of this quarter were late.")
    supervisor.press("Give notice")
    supervisor.reads("The review is decided: notice is given.", "Notice is running")
    supervisor.keep_picture("review-notice")
    assert readers_of("notice_given") == {cast.employee.email, cast.coordinator.email}
    employee.open(link_in(letter_to(cast.employee, "notice_given")))
    employee.reads("Notice is running", "The reports of this quarter were late.")
    assert (Review.objects.get().outcome, Notice.objects.get().party) == ("notice", "supervisor")


@pytest.mark.citation("2362.1(e)")
def test_rating_that_still_meets_the_rule_lets_the_agreement_go_on_by_the_supervisors_words(
    cast: Cast, arrive: Arrive, agreement: Agreement, tmp_path: Path
) -> None:
    rate(cast, tmp_path, "outstanding")
    rate(cast, tmp_path, "fully_successful")
    supervisor = arrive("supervisor")
    supervisor.go("Waiting for you")
    supervisor.reads("because a fact changed: rating of record")
    supervisor.follow(f"Emma Employee, {agreement.number}")
    supervisor.press("Let it go on")
    supervisor.reads("Nothing was decided", "State that performance complies")
    supervisor.write("Your statement", "Fully successful, and the team is served well.")
    supervisor.press("Let it go on")
    supervisor.reads("The review is decided: the agreement goes on.", IN_EFFECT)
    supervisor.go("Waiting for you")
    supervisor.reads("Nothing waits for you")
    employee = arrive("employee")
    employee.open(link_in(letter_to(cast.employee, "review_continues")))
    employee.reads(IN_EFFECT, "Fully successful, and the team is served well.")
    employee.keep_picture("review-continues")
    assert Agreement.objects.get().state == "active"
    stranger = arrive("stranger")
    stranger.open(f"/agreements/{agreement.number}/", status=404)


@pytest.mark.citation("2362.2(a)")
def test_what_the_law_rules_out_suspends_at_once_and_only_the_two_sides_read_the_fact(
    cast: Cast, arrive: Arrive, agreement: Agreement, tmp_path: Path
) -> None:
    case = f"/agreements/{agreement.number}/"
    action = {"reference": "D1", "employee": cast.employee.number, "action_on": clock.today().isoformat()}
    bring_in(tmp_path, discipline=[{**action, "kind": "pornography"}])
    assert Agreement.objects.get().state == "suspended"
    told = {person.email for person in (cast.employee, cast.supervisor, cast.coordinator)}
    assert readers_of("agreement_suspended") == told
    employee, coordinator = arrive("employee"), arrive("coordinator")
    employee.open(link_in(letter_to(cast.employee, "agreement_suspended")))
    employee.reads("Suspended: no telework for now", LAW, FACT, "3 FAM 2362.2(c)(2)(d)")
    employee.keep_picture("suspended-employee")
    coordinator.open(link_in(letter_to(cast.coordinator, "agreement_suspended")))
    coordinator.reads("Suspended: no telework for now", "the employee and the supervisor read")
    assert "pornography" not in coordinator.words
    assert "pornography" not in letter_to(cast.coordinator, "agreement_suspended").text
    coordinator.keep_picture("suspended-coordinator")

    director = arrive("director")
    director.open(f"/eligibility/people/{cast.employee.number}/except/conduct.pornography/")
    director.reads("No exception is possible", "The law itself sets this rule.")
    director.keep_picture("suspended-no-exception")

    correction = {**action, "kind": "absence", "calendar_year": "2026", "days": "1"}
    bring_in(tmp_path, "--accept", discipline=[correction])
    employee.open(case)
    employee.reads(IN_EFFECT)
    assert readers_of("agreement_resumed") == told
    assert Agreement.objects.get().state == "active"
