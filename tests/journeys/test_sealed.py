"""The sealed kinds to their end in a browser: an accommodation, and telework during an evacuation."""

from datetime import date
from typing import Any

import pytest

from agreements.models import Agreement
from agreements.services import drafting
from tests import sealed
from tests.abroad import PostCast, make_post_cast
from tests.cast import HOME, NOW, PASSWORD, START, person, safe_answers, section_answers, train
from tests.journeys.asking import acknowledgements, number_in, schedule, self_assessment, sign
from tests.journeys.conftest import Arrive, Hands
from tests.journeys.deciding import approve, open_request
from tests.journeys.visitor import Visitor
from tests.seal_world import words_in

LAST, BEYOND = date(2026, 12, 31), date(2027, 3, 7)
TOO_FEW = "Two people are needed at the counter on Thursdays."


@pytest.fixture
def cast(transactional_db: None) -> PostCast:
    """The cast with the people of a post, for a server on another thread to see."""
    return make_post_cast()


def fill_in_the_rest(agreement: Agreement) -> None:
    """What every request asks, as the other journeys fill it in by hand."""
    given: dict[str, Any] = {"actor": agreement.employee.user, "now": NOW, "agreement": agreement}
    for section in ("communication", "records", "clauses"):
        drafting.save_section(**given, section=section, answers=section_answers()[section])
    site = drafting.save_worksite(**given, values=HOME)
    drafting.certify_site(**given, worksite=site, answers=safe_answers())
    drafting.save_equipment(**given, remote_access="government_laptop", items=[])


def begin_one(employee: Visitor, kind: str) -> Agreement:
    """Choose the kind, begin, assess oneself; what every request asks is filled in behind the scenes."""
    employee.open("/requests/new/")
    employee.choose("Which arrangement do you ask for?", kind)
    employee.press("Begin")
    self_assessment(employee)
    agreement = Agreement.objects.get(number=number_in(employee))
    fill_in_the_rest(agreement)
    employee.open(f"/agreements/{agreement.number}/request/")
    return agreement


@pytest.mark.citation("2361.3(c)")
def test_an_accommodation_is_asked_decided_sent_back_signed_and_seen_as_its_pattern(
    cast: PostCast, arrive: Arrive, hands: Hands
) -> None:
    division = sealed.division(cast)
    owner = person("Nora", "Employee", cast.bureau, supervisor=cast.supervisor)
    train(owner)
    assert owner.user is not None
    assert division.user is not None
    employee = arrive(owner.user)
    agreement = begin_one(employee, "reasonable accommodation")
    schedule(employee, START)
    employee.reads("Write about the work only")
    acknowledgements(employee)
    sign(employee, PASSWORD)
    employee.keep_picture("accommodation-submitted")

    decider = arrive(division.user)
    open_request(decider, agreement.number)
    decider.write("Reference number", "see my letter")
    decider.write("Date of your decision", "2026-11-20")
    decider.write("Your password", PASSWORD)
    decider.press("Approve and sign")
    decider.reads("Nothing was done", "without spaces")
    decider.keep_picture("accommodation-refused")
    decider.write("Reference number", "RA-2026-0417")
    decider.press("Approve and sign")
    decider.reads("Your decision is recorded")

    supervisor = arrive("supervisor")
    open_request(supervisor, agreement.number)
    supervisor.reads("you are not asked whether it should be")
    supervisor.keep_picture("accommodation-sign")
    supervisor.write("What about the work does not fit?", TOO_FEW)
    supervisor.press("Send it back")
    open_request(decider, agreement.number)
    decider.reads(TOO_FEW)
    decider.write("Reference number", "RA-2026-0417/2")
    decider.write("Date of your decision", "2026-11-23")
    decider.press("Approve and sign")
    open_request(supervisor, agreement.number)
    supervisor.reads("This request has been sent back once")
    supervisor.tick("I accept these statements")
    supervisor.write("Your password", PASSWORD)
    supervisor.press("Sign")
    supervisor.reads("Your decision is recorded")

    hands.move_to(START)
    employee.open(f"/agreements/{agreement.number}/")
    employee.reads("In effect", "reasonable accommodation", "PDF")
    employee.keep_picture("accommodation-in-effect")
    coordinator = arrive("coordinator")
    coordinator.go("Bureau agreements")
    coordinator.follow("Nora Employee")
    coordinator.reads("Telework agreement: core", "In effect")
    coordinator.keep_picture("accommodation-outside")
    assert words_in(coordinator.words) == []


@pytest.mark.citation("2362.5(2)")
@pytest.mark.citation("2362.5(3)")
@pytest.mark.citation("2362.5(4)")
def test_telework_during_an_evacuation_from_its_days_to_its_shortened_end(
    cast: PostCast, arrive: Arrive, hands: Hands
) -> None:
    medical = sealed.medical(cast)
    assert medical.user is not None
    manager, employee = arrive("manager"), arrive("employee", scripts=False)
    manager.go("Evacuations")
    manager.follow("Record an evacuation")
    manager.select("Employee of your post", str(cast.employee.pk))
    manager.write("First day", "2026-11-16")
    manager.write("Last day", "2027-03-31")
    manager.keep_picture("evacuation-record")
    manager.press("Record the days")
    manager.reads("Recorded. Ama Abroad has been told.")

    agreement = begin_one(employee, "medical evacuation")
    employee.follow("Your work")
    employee.choose("Which work do you do?", "Both")
    employee.write("Name the duties or tasks", "Reporting, and the bureau's budget.")
    employee.keep_picture("evacuation-work")
    employee.press("Save and continue")
    schedule(employee, START)
    employee.reads("This arrangement needs a last day.")
    last_day(employee, BEYOND)
    employee.reads("All telework of one evacuation together is at most 90 days.")
    employee.keep_picture("evacuation-too-long")
    last_day(employee, LAST)
    acknowledgements_of(employee, agreement)
    sign(employee, PASSWORD)

    approve(arrive("supervisor"), agreement.number)
    medic = arrive(medical.user)
    open_request(medic, agreement.number)
    medic.keep_picture("evacuation-concur")
    medic.choose("Do you concur?", "I concur")
    medic.press("Send the answer")
    leave_out(manager, agreement.number)
    decide_for_the_post(manager, agreement.number)

    hands.move_to(START)
    employee.open(f"/agreements/{agreement.number}/")
    employee.reads("In effect", "medical evacuation", "31 December 2026")
    employee.keep_picture("evacuation-in-effect")
    manager.go("Evacuations")
    manager.follow("Change the last day of Ama Abroad")
    manager.write("New last day", "2026-12-11")
    manager.keep_picture("evacuation-shorten")
    manager.press("Change the last day")
    hands.move_to(date(2026, 12, 14))
    employee.open(f"/agreements/{agreement.number}/")
    employee.reads("Ended", "The last day was Friday, 11 December 2026")


def last_day(employee: Visitor, day: date) -> None:
    employee.write("Last day", day.isoformat())
    employee.press("Save and continue")


def acknowledgements_of(employee: Visitor, agreement: Agreement) -> None:
    employee.follow("Acknowledgements")
    for statement in agreement.kind_record.all_statements:
        employee.tick(statement.text)
    employee.press("Save and continue")


def leave_out(manager: Visitor, number: str | None) -> None:
    """Two consultations are not needed here."""
    for office in ("Post HR officer", "Regional security officer"):
        manager.open(f"/agreements/{number}/")
        manager.follow(f"Leave out: {office}, Embassy Oslo")
        manager.write("Why is this consultation not needed here?", "Nothing of this office is touched.")
        manager.keep_picture("evacuation-not-needed")
        manager.press("Mark as not needed")


def decide_for_the_post(manager: Visitor, number: str | None) -> None:
    """The mission states that NSDD-38 asks for nothing, then its management approves."""
    manager.open(f"/agreements/{number}/")
    manager.follow("Write the mission's statement")
    manager.choose("Is an NSDD-38 request needed?", "No")
    manager.write("If no: why none is needed", "No new position.")
    manager.keep_picture("evacuation-statement")
    manager.press("Save the statement")
    approve(manager, str(number))
