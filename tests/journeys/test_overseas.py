"""Telework overseas in a browser: asked for, cleared, begun, suspended, extended, ended (3 FAM 2368)."""

from datetime import date, timedelta

import pytest

from agreements.models import Agreement
from agreements.states import State
from deto.models import Waiver
from tests.cast import PASSWORD, START
from tests.journeys import overseas as pages
from tests.journeys.asking import sign
from tests.journeys.conftest import Arrive, Hands
from tests.journeys.deciding import approve as approve_there
from tests.journeys.deciding import open_request
from tests.journeys.visitor import Visitor
from tests.overseas import OverseasCast, active, make_overseas_cast, recommended

MISSION = {
    "deto_duties": {
        "has_country_duties": True,
        "country_duties": "Fisheries of the Baltic.",
        "classified": "rarely",
        "security_reference": "RSO 12",
        "security_funding": "OES pays the safe.",
    },
    "deto_station": {
        "station": "mission",
        "station_equipment": "Desk and safe",
        "station_funding": "OES",
        "station_phone": "Extension 12",
        "station_fax": "None",
        "station_copier": "Shared",
        "host_agreement": "EUR/EX agreed on 2 November.",
        "closure_site": "At home.",
    },
}


@pytest.fixture
def cast(transactional_db: None, request: pytest.FixtureRequest) -> OverseasCast:
    return make_overseas_cast(**getattr(request, "param", {}))


@pytest.mark.citation("2368.4(d)")
@pytest.mark.citation("2368.4(e)")
@pytest.mark.citation("2368.6(b)")
def test_civil_service_stay_from_request_to_its_end_with_everybody_of_the_chain(
    cast: OverseasCast, arrive: Arrive, hands: Hands
) -> None:
    employee = arrive("employee")
    number = pages.begin(employee)
    pages.fill_in(cast, employee, number)
    employee.open(f"/agreements/{number}/request/")
    employee.keep_picture("overseas-tasks")
    sign(employee, PASSWORD)
    employee.reads("Received", number)
    for decider in ("supervisor", "director", "host_director", "manager"):
        approve_there(arrive(decider), number)
    employee.open(f"/agreements/{number}/")
    employee.reads("Where is it?", "Submission to the chief of mission", "It is here now")
    employee.keep_picture("overseas-where")
    pages.submit(arrive("hr_specialist"), number)
    manager = arrive("manager")
    pages.answer(manager, number)
    hands.move_to(START)
    employee.open(f"/agreements/{number}/")
    employee.reads("In effect", "What is to do overseas", "Safety checklist (Form DS-1963)")
    employee.keep_picture("overseas-in-effect")
    manager.open("/overseas/posts/BERLIN/")
    manager.reads("Emma Employee")
    manager.keep_picture("overseas-post")
    employee.follow("Cancel with notice")
    employee.reads("pay periods")
    employee.press("Give notice")
    hands.move_to(START + timedelta(days=45))
    employee.open(f"/agreements/{number}/")
    employee.reads("Ended", "Cancelled by the employee")


@pytest.mark.citation("2368.3(b)(5)")
@pytest.mark.citation("2368.6(d)")
@pytest.mark.citation("2368.17")
@pytest.mark.parametrize("cast", [{"same_bureau": True, "service": "foreign"}], indirect=True)
def test_foreign_service_stay_in_one_bureau_rests_goes_on_and_ends_when_the_chief_of_mission_says(
    cast: OverseasCast, arrive: Arrive, hands: Hands
) -> None:
    employee = arrive("employee")
    number = pages.begin(employee)
    pages.fill_in(cast, employee, number, is_civil=False)
    employee.open(f"/agreements/{number}/request/")
    sign(employee, PASSWORD)
    for decider in ("supervisor", "director", "manager", "career_director"):
        approve_there(arrive(decider), number)
    pages.submit(arrive("hr_specialist"), number)
    manager = arrive("manager")
    pages.answer(manager, number)
    hands.move_to(START)
    suspend_and_resume(manager, employee, number)
    career = arrive("career_director")
    career.go("Overseas: Foreign Service")
    career.reads("Emma Employee", "Embassy Berlin")
    career.keep_picture("overseas-career")
    manager.open(f"/agreements/{number}/overseas/withdrawal/")
    manager.write("Last day of the stay", (START + timedelta(days=9)).isoformat())
    manager.write("Reference", "Berlin 5000")
    manager.keep_picture("overseas-withdrawal")
    manager.press("Record the withdrawal")
    hands.move_to(START + timedelta(days=10))
    employee.open(f"/agreements/{number}/")
    employee.reads("Ended", "The chief of mission withdrew the approval")


def suspend_and_resume(manager: Visitor, employee: Visitor, number: str) -> None:
    """Ordered departure is entered and lifted by the post."""
    manager.open("/overseas/statuses/enter/")
    manager.choose("Status", "Ordered departure")
    manager.select("Which post?", "Embassy Berlin")
    manager.write("First day of the status", START.isoformat())
    manager.write("Where it stands", "26 STATE 4711")
    manager.press("Enter the status")
    manager.reads("Stays that rest there now: 1.")
    employee.open(f"/agreements/{number}/")
    employee.reads("Suspended: no telework for now", "26 STATE 4711")
    employee.keep_picture("overseas-suspended")
    manager.click(manager.main.get_by_role("link", name="Lift it"))
    manager.write("First day without the status", START.isoformat())
    manager.write("Where it stands", "26 STATE 5000")
    manager.press("Lift the status")
    employee.open(f"/agreements/{number}/")
    employee.reads("In effect")


@pytest.mark.citation("2368.3(b)(2)")
@pytest.mark.citation("2368.3(b)(3)")
def test_exceptions_stand_on_the_page_of_the_submission(cast: OverseasCast, arrive: Arrive) -> None:
    number = str(recommended(cast, answers=MISSION).number)
    specialist = arrive("hr_specialist")
    open_request(specialist, number)
    specialist.reads("NSDD-38.", "Fisheries of the Baltic.", "RSO 12", "OES pays the safe.")
    specialist.keep_picture("overseas-exceptions")


@pytest.mark.citation("2368.3(b)(5)")
def test_waiver_by_the_under_secretary_lets_a_stay_go_on(
    cast: OverseasCast, arrive: Arrive, hands: Hands
) -> None:
    number = str(active(cast).number)
    hands.move_to(START)
    manager = arrive("managing_officer")
    manager.open("/overseas/statuses/enter/")
    manager.choose("Status", "Partially unaccompanied post")
    manager.select("Or a whole country", "DE")
    manager.write("First day of the status", START.isoformat())
    manager.write("Where it stands", "26 STATE 6000")
    manager.press("Enter the status")
    assert Agreement.objects.get(number=number).state == State.SUSPENDED
    under_secretary = arrive("under_secretary")
    under_secretary.go("Waivers")
    under_secretary.keep_picture("overseas-waivers")
    under_secretary.page.get_by_role("link", name="waive it").click()
    under_secretary.reads("unusual or compelling circumstances")
    under_secretary.write("Circumstances", "The only expert for the talks in progress.")
    under_secretary.press("Waive the status")
    under_secretary.reads("Waived for Emma Employee.")
    assert Agreement.objects.get(number=number).state == State.ACTIVE
    assert Waiver.objects.count() == 1


@pytest.mark.citation("2368.6(a)")
def test_extension_bounded_by_the_orders_goes_through_everybody_and_takes_effect(
    cast: OverseasCast, arrive: Arrive, hands: Hands
) -> None:
    number = str(active(cast).number)
    hands.move_to(START)
    employee = arrive("employee")
    employee.open(f"/agreements/{number}/")
    employee.follow("Extend the stay")
    employee.write("New last day", "2028-09-01")
    employee.write("Why do you ask for more time?", "The tour goes on.")
    employee.press("Continue")
    employee.reads("2028")
    assert Agreement.objects.get(number=number).changed_terms() is None
    employee.write("New last day", date(2028, 8, 31).isoformat())
    employee.keep_picture("overseas-extend")
    employee.press("Continue")
    employee.open(f"/agreements/{number}/request/")
    sign(employee, PASSWORD)
    for decider in ("supervisor", "director", "host_director", "manager"):
        approve_there(arrive(decider), number)
    pages.submit(arrive("hr_specialist"), number, START)
    manager = arrive("manager")
    open_request(manager, number)
    manager.reads("NSDD-38.", "Every extension goes through NSDD-38 again.")
    pages.say_yes(manager, START)
    held = Agreement.objects.get(number=number)
    changed = held.changed_terms()
    assert changed is not None
    assert changed.accepted_at is not None
    assert changed.requested_end_on == date(2028, 8, 31)
    hands.move_to(changed.takes_effect_on)
    employee.open(f"/agreements/{number}/")
    employee.reads("31 August 2028")
    assert Agreement.objects.get(number=number).ends_on == date(2028, 8, 31)
