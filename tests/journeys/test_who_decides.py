"""Who decides: in somebody's place, several at once, passed on, as supervisor and director, on one's own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from pytest_django import Settings

from agreements.models import Agreement
from eligibility.models import Employee
from telework.models import User
from telework.roles import Role
from tests.cast import PASSWORD, TODAY, Cast, grant, person, submitted, train
from tests.journeys.conftest import Arrive, Hands
from tests.journeys.deciding import approve
from tests.journeys.letters import letter_to, link_in

Somebody = Callable[..., Employee]
WHY = "Sam is on leave until January."


def user_of(who: Employee) -> User:
    assert who.user is not None
    return who.user


@pytest.fixture
def deputy(cast: Cast) -> Employee:
    who = person("Dana", "Deputy", cast.bureau, supervisor=cast.director)
    train(who, "manager")
    return who


def test_deputy_decides_from_the_link_of_the_letter_in_the_supervisors_place(
    cast: Cast, arrive: Arrive, hands: Hands, deputy: Employee
) -> None:
    supervisor = arrive("supervisor")
    supervisor.go("Waiting for you")
    supervisor.follow("Somebody decides for me")
    supervisor.follow("Let somebody decide for me")
    supervisor.write("Name or employee number", "Dana")
    supervisor.press("Find")
    supervisor.write("Last day", (TODAY + timedelta(days=7)).isoformat())
    supervisor.keep_picture("delegate")
    supervisor.press("Let this person decide")
    supervisor.reads("Dana Deputy decides in your place", "In force")
    supervisor.keep_picture("delegations")
    number = str(submitted(cast).number)
    hands.work_off()
    decider = arrive(user_of(deputy))
    decider.open(link_in(letter_to(deputy, "decision_needed")))
    decider.reads("Emma Employee", number)
    decider.write("Effect on the office", "None: the work is portable.")
    decider.tick("I accept these statements")
    decider.write("Your password", PASSWORD)
    decider.press("Approve and sign")
    decider.reads("Supervisor, for Sam Supervisor")
    employee = arrive("employee")
    employee.open(f"/agreements/{number}/")
    employee.reads("Dana Deputy", "Supervisor, for Sam Supervisor")
    supervisor.go("Waiting for you")
    supervisor.reads("Nothing waits for you")


def test_several_requests_are_approved_together_and_one_by_itself(
    cast: Cast, arrive: Arrive, settings: Settings
) -> None:
    settings.ZEAL_ALLOWLIST = [{"model": "*"}]  # each goes through the whole command by itself
    people = [person(f"Pat{n}", f"Person{n}", cast.bureau, supervisor=cast.supervisor) for n in range(3)]
    for who in people:
        train(who)
        submitted(replace(cast, employee=who))
    Employee.objects.filter(pk=people[2].pk).update(on_leave_restriction=True)
    supervisor = arrive("supervisor")
    supervisor.go("Waiting for you")
    for n in range(3):
        supervisor.tick(f"Choose Pat{n} Person{n}")
    supervisor.keep_picture("inbox")
    supervisor.press("Approve the chosen ones together")
    supervisor.reads("2 can be approved here", "Not together with others")
    supervisor.write("Effect on the office", "None: the work is portable.")
    supervisor.tick("I accept these statements")
    supervisor.write("Your password", PASSWORD)
    supervisor.keep_picture("approve-several")
    supervisor.press("Approve and sign 2")
    supervisor.reads("2 requests approved", "Pat0 Person0", "Pat1 Person1")
    supervisor.keep_picture("approved-several")
    supervisor.go("Waiting for you")
    supervisor.reads("1 thing waits for you", "Pat2 Person2")


def test_coordinator_passes_a_step_on_and_the_new_decider_decides(
    cast: Cast, arrive: Arrive, deputy: Employee
) -> None:
    case = submitted(cast)
    coordinator = arrive("coordinator")
    coordinator.open(f"/agreements/{case.number}/")
    coordinator.follow("Pass on the step: Supervisor, OES")
    coordinator.write("Name or employee number", "Dana")
    coordinator.press("Find")
    coordinator.write("Reason", WHY)
    coordinator.keep_picture("reassign")
    coordinator.press("Pass it on")
    coordinator.reads("Step passed on", "From Sam Supervisor to Dana Deputy", WHY)
    decider = arrive(user_of(deputy))
    decider.go("Waiting for you")
    decider.reads(WHY, "Cora Coordinator")
    approve(decider, str(case.number))
    decider.reads("In place of the supervisor")
    approve(arrive("director"), str(case.number))
    assert Agreement.objects.get(pk=case.pk).state == "approved"


def test_supervisor_who_is_the_executive_director_decides_once_in_both_capacities(
    cast: Cast, arrive: Arrive
) -> None:
    train(cast.director, "manager")
    who = person("Erik", "Employee", cast.bureau, supervisor=cast.director)
    train(who)
    case = submitted(replace(cast, employee=who))
    director = arrive("director")
    approve(director, str(case.number))
    director.reads("Supervisor and bureau executive director", "Everybody has approved")
    assert Agreement.objects.get(pk=case.pk).state == "approved"


def test_applicant_who_is_their_own_executive_director_is_decided_on_by_the_next_level(
    cast: Cast, arrive: Arrive
) -> None:
    above = person("Una", "Under", cast.bureau)
    train(above, "manager")
    train(cast.director)
    Employee.objects.filter(pk=cast.director.pk).update(supervisor=above)
    cast.director.refresh_from_db()
    case = submitted(replace(cast, employee=cast.director))
    director = arrive("director")
    director.go("Waiting for you")
    director.reads("Nothing waits for you")
    decider = arrive(user_of(above))
    approve(decider, str(case.number))
    decider.reads("next level up for the bureau executive director", "Everybody has approved")


def test_joint_executive_office_decides_for_both_of_its_bureaus(cast: Cast, arrive: Arrive) -> None:
    grant(cast.director, Role.EXECUTIVE_DIRECTOR, cast.other_bureau)
    head = person("Hugo", "Head", cast.other_bureau)
    train(head, "manager")
    other = person("Ellis", "Elsewhere", cast.other_bureau, supervisor=head)
    train(other)
    cases = [submitted(cast), submitted(replace(cast, employee=other))]
    approve(arrive("supervisor"), str(cases[0].number))
    approve(arrive(user_of(head)), str(cases[1].number))
    director = arrive("director")
    director.go("Waiting for you")
    director.reads("You decide for OES", "You decide for EB")
    director.select("Bureau", "EB")
    director.press("Show")
    director.reads("1 thing waits for you of what you chose", "Ellis Elsewhere")
    for case in cases:
        director.go("Waiting for you")
        director.click(director.main.get_by_role("link", name=str(case.number)).first)
        director.write("Effect on the office", "None.")
        director.tick("I accept these statements")
        if director.main.get_by_label("Your password").count():
            director.write("Your password", PASSWORD)
        director.press("Approve and sign")
        director.reads("Bureau executive director", "Everybody has approved")
