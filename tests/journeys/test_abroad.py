"""Telework abroad in a browser: asked for, advised on, stated on, approved, begun and ended; and refused."""

from datetime import timedelta
from typing import Any

import pytest

from agreements.models import Agreement
from agreements.services import drafting
from eligibility.models import Employee, PostPolicy, RoleAssignment
from telework.roles import Role
from tests.abroad import CIRCUMSTANCES, PostCast, approve, consulted, draft, make_post_cast, submitted
from tests.cast import NOW, PASSWORD, START, safe_answers, section_answers
from tests.journeys.asking import number_in, self_assessment, sign
from tests.journeys.conftest import Arrive, Hands
from tests.journeys.deciding import approve as approve_there
from tests.journeys.deciding import open_request
from tests.journeys.visitor import Visitor

WRITE_IT = "Write the mission\N{RIGHT SINGLE QUOTATION MARK}s statement"


@pytest.fixture
def cast(transactional_db: None) -> PostCast:
    return make_post_cast()


def begin(employee: Visitor) -> str:
    employee.go("My telework")
    employee.follow("Ask for a telework agreement")
    employee.reads("Which arrangement do you ask for?", "Telework abroad", "why they are not yours")
    employee.press("Begin")
    return number_in(employee)


def fill_in(cast: PostCast, employee: Visitor, number: str) -> None:
    """By hand what is asked only abroad; the rest as everybody answers it."""
    self_assessment(employee)
    employee.follow("Abroad")
    employee.write("Which special circumstances", CIRCUMSTANCES)
    employee.choose("Where do you live?", "In the country of my post")
    employee.write("How near is your telework site", "Two kilometers.")
    employee.keep_picture("abroad-section")
    employee.press("Save and continue")
    employee.follow("Telework sites")
    employee.follow("Add a site")
    employee.choose("What kind of place is it?", "My home")
    employee.write("Your name for it", "Flat")
    employee.write("Street address", "Eksempelgata 1")
    employee.write("City", "Oslo")
    employee.write("Where in it do you work?", "Study")
    employee.keep_picture("abroad-site")
    employee.press("Save and continue")
    _as_everybody(cast, Agreement.objects.get(number=number))
    employee.open(f"/agreements/{number}/request/records/")
    employee.choose("Do you take records", "Yes")
    employee.choose("Are any of them classified?", "No")
    employee.choose("Are any of them sensitive", "Yes")
    employee.write("Which records do you take?", "Visa files.")
    employee.write("How do you protect them?", "In a locked case.")
    employee.press("Save and continue")
    employee.reads("sensitive records never leave the mission", "2362.3(4)")
    employee.keep_picture("abroad-records-refused")
    employee.choose("Are any of them sensitive", "No")
    employee.press("Save and continue")


def _as_everybody(cast: PostCast, agreement: Agreement) -> None:
    given: dict[str, Any] = {"actor": cast.user("employee"), "now": NOW, "agreement": agreement}
    for section, said in section_answers(START).items():
        drafting.save_section(**given, section=section, answers=said)
    accepted = [statement.code for statement in agreement.kind_record.all_statements]
    drafting.save_section(**given, section="acknowledgements", answers={"acknowledged": accepted})
    site = agreement.latest_terms().worksites.get()
    drafting.certify_site(**given, worksite=site, answers=safe_answers())
    drafting.save_equipment(**given, remote_access="global_opennet", items=[])


def advise(adviser: Visitor, number: str, words: str) -> None:
    open_request(adviser, number)
    adviser.keep_picture("abroad-advise")
    adviser.write("Your advice", words)
    adviser.press("Send the advice")
    adviser.reads("Advice given", number)


def state(manager: Visitor, number: str) -> None:
    open_request(manager, number)
    manager.reads("You cannot approve yet", "The residence is guarded.", "Rosa Rso")
    manager.keep_picture("abroad-decide-unstated")
    manager.follow(WRITE_IT)
    manager.write("Security at the residence", "No concern, as advised.")
    manager.write("Inviolability of residence", "On the diplomatic list.")
    manager.write("Local labor law", "Does not apply, as advised.")
    manager.choose("Host country", "The mission decided not to notify")
    manager.write("On which day was that decided?", "2026-11-20")
    manager.write("Who decided it?", "Chief of mission")
    manager.choose("Is an NSDD-38 request needed?", "No")
    manager.write("If no: why none is needed", "No new position.")
    manager.keep_picture("abroad-statement")
    manager.press("Save the statement")
    manager.reads("Saved: the mission's statement.")


@pytest.mark.citation("2362.3(6)")
@pytest.mark.citation("2361.3(b)")
def test_agreement_abroad_from_request_to_its_end(cast: PostCast, arrive: Arrive, hands: Hands) -> None:
    employee = arrive("employee")
    number = begin(employee)
    fill_in(cast, employee, number)
    employee.open(f"/agreements/{number}/request/")
    sign(employee, PASSWORD)
    employee.reads("Received", number)
    approve_there(arrive("supervisor"), number)
    advise(arrive("security_officer"), number, "The residence is guarded.")
    advise(arrive("hr_officer"), number, "Labor law does not apply.")
    manager = arrive("manager")
    state(manager, number)
    approve_there(manager, number)
    hands.move_to(START)
    employee.open(f"/agreements/{number}/")
    employee.reads("In effect", CIRCUMSTANCES, "No new position.", "Embassy Oslo", "Advice given")
    assert "The residence is guarded." not in employee.words
    employee.keep_picture("abroad-in-effect")
    pdf = employee.page.get_by_role("link", name="PDF of").first.get_attribute("href")
    assert pdf
    assert employee.page.request.get(pdf).body().startswith(b"%PDF")
    employee.follow("Cancel with notice")
    employee.press("Give notice")
    hands.move_to(START + timedelta(days=40))
    employee.open(f"/agreements/{number}/")
    employee.reads("Ended", "Cancelled by the employee")


@pytest.mark.citation("2362.3(1)")
@pytest.mark.citation("2362.2(b)")
@pytest.mark.citation("2362.3")
def test_every_rule_abroad_that_is_not_met_says_so_on_the_page_of_answers(
    cast: PostCast, arrive: Arrive
) -> None:
    PostPolicy.objects.all().delete()
    agreement = draft(
        cast,
        details={"special_circumstances": "", "proximity": "", "in_third_country": None},
        kind="telecenter",
        country="US",
        city="APO",
    )
    terms = agreement.latest_terms()
    terms.remote_access, terms.takes_records, terms.records, terms.safeguards = (
        "none",
        True,
        "Files",
        "A safe",
    )
    terms.has_sensitive_records = True
    terms.acknowledged = terms.acknowledged[:-2]
    terms.save()
    employee = arrive("employee")
    employee.open(f"/agreements/{agreement.number}/request/check/")
    employee.reads(
        "You cannot sign yet",
        "Your post has no telework policy on file",
        "Say which special circumstances of the work speak for it.",
        "Say whether you live in the country of your post",
        "Say how near your site is to the mission",
        "neither in the country of your post nor in the third country",
        "An APO, FPO or DPO is where mail goes.",
        "A telecenter is a facility in the United States",
        "sensitive records never leave the mission",
        "remote access that the Department approves",
        "Not accepted yet: I safeguard official documents",
    )
    employee.keep_picture("abroad-check-refused")


@pytest.mark.citation("2362.3(6)")
def test_officer_in_two_capacities_a_vacant_one_and_a_designated_official(
    cast: PostCast, arrive: Arrive
) -> None:
    roles = RoleAssignment.objects
    roles.filter(role=Role.HR_OFFICER).update(employee=cast.manager)
    roles.filter(role=Role.SECURITY_OFFICER).update(role=Role.DESIGNATED_OFFICIAL)
    Employee.objects.filter(pk=cast.manager.pk).update(supervisor=cast.director)
    agreement = submitted(cast)
    approve(cast, agreement, cast.user("supervisor"), Role.SUPERVISOR)
    director = arrive("director")
    open_request(director, str(agreement.number))
    director.reads("Advise", "Regional security officer")


@pytest.mark.citation("2368.4(b)")
def test_decider_asks_somebody_further_and_decides_with_the_answer(cast: PostCast, arrive: Arrive) -> None:
    number = str(consulted(cast).number)
    manager = arrive("manager")
    open_request(manager, number)
    manager.follow("Ask another office or person")
    manager.write("Which office do you ask", "L/EMP")
    manager.write("Department mail address", "stan@example.gov")
    manager.write("What do you want to know?", "Does the treaty allow it?")
    manager.keep_picture("abroad-ask-further")
    manager.press("Ask")
    manager.reads("Stan Stranger is asked. Your own decision stays open.")
    adviser = arrive("stranger")
    open_request(adviser, number)
    adviser.reads("Mona Manager asks you", "Does the treaty allow it?")
    adviser.write("Your advice", "It does.")
    adviser.press("Send the advice")
    open_request(manager, number)
    manager.reads("L/EMP", "Stan Stranger", "It does.")
