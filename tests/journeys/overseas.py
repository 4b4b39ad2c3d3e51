"""What people do on the pages of telework overseas, by the labels that the pages show."""

from datetime import date
from typing import Any

from agreements.models import Agreement
from agreements.services import drafting
from tests.cast import NOW, START, TODAY, section_answers
from tests.certificates import pdf_bytes
from tests.journeys.asking import number_in, self_assessment
from tests.journeys.deciding import open_request
from tests.journeys.visitor import Visitor
from tests.overseas import APARTMENT, EVERY_DAY, LAST_DAY, OverseasCast

KIND = "Telework overseas as a domestic employee (DETO)"
SAVE = "Save and continue"


def begin(employee: Visitor) -> str:
    employee.go("My telework")
    employee.follow("Ask for a telework agreement")
    employee.choose("Which arrangement do you ask for?", KIND)
    employee.press("Begin")
    return number_in(employee)


def fill_in(cast: OverseasCast, employee: Visitor, number: str, *, is_civil: bool = True) -> None:
    """By hand what is asked only overseas; the rest as everybody answers it."""
    self_assessment(employee)
    _sponsor(employee)
    _duties_and_work(employee)
    if is_civil:
        _upload(employee, number)
    _station_and_costs(employee)
    _health(employee)
    _as_everybody(cast, Agreement.objects.get(number=number))


def _sponsor(employee: Visitor) -> None:
    employee.follow("Sponsor and post")
    employee.choose("Do you go on the Government orders", "Yes")
    employee.choose("Do you go on a limited noncareer appointment", "No")
    employee.choose("Who is your sponsor?", "My spouse")
    employee.write("Which agency assigns", "Department of State")
    employee.write("What is the reference of the orders?", "TM-2026-1234")
    employee.write("When does the assignment", "2028-08-31")
    employee.select("At which post?", "Embassy Berlin")
    employee.write("When do you arrive at post?", "2026-12-05")
    employee.keep_picture("overseas-sponsor")
    employee.press(SAVE)


def _duties_and_work(employee: Visitor) -> None:
    employee.follow("Duties overseas")
    employee.choose("Do you report on the host country", "No")
    employee.choose("How often do your duties need access", "Never, not even rarely")
    employee.press(SAVE)
    employee.follow("Work requirements (Section 4)")
    employee.write("What are your work requirements", "Reports on fisheries.")
    employee.write("When is your mid-year review?", "2027-06-01")
    employee.write("When is your annual appraisal?", "2027-10-15")
    employee.press(SAVE)


def _upload(employee: Visitor, number: str) -> None:
    employee.open(f"/agreements/{number}/request/files/")
    employee.choose("Which file is it?", "Form DS-7644, completed")
    file: Any = {"name": "ds7644.pdf", "mimeType": "application/pdf", "buffer": pdf_bytes()}
    employee.page.locator("input[type=file]").set_input_files(file)
    employee.keep_picture("overseas-files")
    employee.press("Upload the file")
    employee.reads("Form DS-7644, completed")
    employee.open(f"/agreements/{number}/request/")


def _station_and_costs(employee: Visitor) -> None:
    employee.follow("Work station (Section 8)")
    employee.choose("Where do you work?", "At home")
    employee.press(SAVE)
    employee.follow("Costs of the mission")
    employee.choose("Are there ICASS costs", "No")
    employee.press(SAVE)


def _health(employee: Visitor) -> None:
    employee.follow("Clearance and coverage")
    employee.choose("Do you take part in the Medical Program?", "No")
    employee.choose("Does the agency of your spouse", "Yes")
    employee.press(SAVE)


def _as_everybody(cast: OverseasCast, agreement: Agreement) -> None:
    given: dict[str, Any] = {"actor": cast.user("employee"), "now": NOW, "agreement": agreement}
    for section, said in section_answers(START).items():
        extra = {"requested_end_on": LAST_DAY, **EVERY_DAY} if section == "schedule" else {}
        drafting.save_section(**given, section=section, answers={**said, **extra})
    accepted = [statement.code for statement in agreement.kind_record.all_statements]
    drafting.save_section(**given, section="acknowledgements", answers={"acknowledged": accepted})
    drafting.save_worksite(**given, values=APARTMENT)
    drafting.save_equipment(**given, remote_access="global_opennet", items=[])


def submit(specialist: Visitor, number: str, day: date = TODAY) -> None:
    """The official with HR authority submits, and says under which number."""
    open_request(specialist, number)
    specialist.write("Reference of the request", "26 STATE 15")
    specialist.write("Submitted on", day.isoformat())
    specialist.keep_picture("overseas-submit")
    specialist.press("Record the submission")
    specialist.reads("Reference: 26 STATE 15.")


def answer(manager: Visitor, number: str) -> None:
    """The post settles what has to be settled, then records the chief of mission's yes."""
    open_request(manager, number)
    manager.reads("are not stated yet")
    manager.follow("State both")
    manager.write("Privileges and immunities", "Family member of accredited staff.")
    manager.write("Privileges settled on", "2026-11-20")
    manager.write("Local law and work authorization", "None is needed.")
    manager.write("Local law settled on", "2026-11-20")
    manager.keep_picture("overseas-determinations")
    manager.press("Save both")
    say_yes(manager)


def say_yes(manager: Visitor, day: date = TODAY) -> None:
    """On the page of the answer, with both determinations stated."""
    manager.choose("Does the chief of mission approve?", "Yes")
    manager.write("Reference of the answer", "Berlin 4711")
    manager.write("Answered on", day.isoformat())
    manager.keep_picture("overseas-answer")
    manager.press("Record the answer")
    manager.reads("Everybody has approved.")
