"""An injury at the telework site: from the case to the supervisor's acknowledgement."""

from agreements.models import InjuryReport
from tests.cast import START, Cast, approved
from tests.journeys.conftest import Arrive, Hands
from tests.journeys.letters import letter_to, link_in, readers_of


def test_employee_reports_and_the_supervisor_acknowledges_from_the_letter(
    cast: Cast, arrive: Arrive, hands: Hands
) -> None:
    number = str(approved(cast).number)
    hands.move_to(START)
    employee = arrive("employee")
    employee.open(f"/agreements/{number}/")
    employee.follow("Report an injury")
    employee.reads("no diagnosis, no treatment", "CA-16", "Federal Employees' Compensation Act (FECA)")
    employee.keep_picture("injury-report")
    employee.write("Day", START.isoformat())
    employee.write("Time", "00:05")
    employee.choose("Site of the agreement", "My home, Arlington")
    employee.write("What happened in the workplace", "A shelf fell on the desk.")
    employee.press("Send the report")
    employee.reads("Say whether you were on official duty.")
    employee.keep_picture("injury-report-refused")
    employee.choose("Were you on official duty?", "Yes")
    employee.press("Send the report")
    employee.reads("You get a receipt by letter.", "12:05 a.m., Washington time", "Not acknowledged")
    employee.keep_picture("injury-reported")
    hands.work_off()
    assert readers_of("injury_reported") == {cast.supervisor.email, cast.coordinator.email}

    supervisor = arrive("supervisor")
    supervisor.open(link_in(letter_to(cast.supervisor, "injury_reported")))
    supervisor.reads("A shelf fell on the desk.")
    supervisor.press("Acknowledge")
    supervisor.reads("You have acknowledged the report.", "Acknowledged by Sam Supervisor")
    coordinator = arrive("coordinator")
    coordinator.open(f"/agreements/{number}/")
    coordinator.reads("Injuries at the site, reported", "Acknowledged by Sam Supervisor")
    coordinator.keep_picture("injury-on-case")
    assert InjuryReport.objects.get().acknowledged_by == cast.supervisor
