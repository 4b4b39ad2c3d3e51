"""A fact is said to be wrong and answered; a course is proved by a certificate; then it can be signed."""

import pytest

from eligibility.models import Employee, FactDispute, TrainingCertificate, TrainingCompletion
from telework.roles import Role
from tests.cast import TODAY, Cast, draft, grant, person
from tests.certificates import pdf_bytes
from tests.journeys.conftest import Arrive
from tests.journeys.letters import letter_to, link_in, readers_of
from tests.journeys.visitor import Visitor

RATING = "Most recent rating of record"
CLAIM = "My rating of 2025 is Fully successful; my supervisor signed it in January."
ANSWER = "The appraisal says Fully successful. Its code was typed wrong."
NO_COURSE = "You have not completed the telework course for employees."
RATED_ON = "2025-12-31"
PROGRAM = b"MZ\x90\x00" + bytes(200)


@pytest.fixture
def specialist(cast: Cast) -> Employee:
    """Hal keeps the facts of HR; they have Emma's rating wrong."""
    hal = person("Hal", "Hrspecialist", cast.bureau)
    grant(hal, Role.HR_SPECIALIST, cast.bureau)
    cast.employee.rating_of_record = "minimally_successful"
    cast.employee.save()
    return hal


def say_that_it_is_wrong(employee: Visitor) -> None:
    """First without a word, then in full."""
    employee.go("My eligibility")
    employee.follow("Could I telework today?")
    employee.reads("Not today")
    employee.click(employee.main.get_by_role("link", name=RATING))
    employee.reads(RATING, "Minimally successful", "Hal Hrspecialist", "Tuesday, 8 December 2026")
    employee.press("Send")
    employee.reads("Nothing was sent", "Say what is wrong, and what is right.")
    employee.keep_picture("dispute-refused")
    employee.write("What is wrong, and what is right?", CLAIM)
    employee.press("Send")
    employee.reads("It is written down.", "Waiting for an answer", CLAIM)
    employee.keep_picture("dispute-waits")


def answer(owner: Visitor) -> None:
    """First without an answer, then without what is right, then in full."""
    owner.press("Answer")
    owner.reads("Nothing was answered", "Say whether the fact is corrected or stands.", "Say what you found")
    owner.keep_picture("dispute-answer-refused")
    owner.choose("What did you find?", "Corrected")
    owner.write("Your answer in words", ANSWER)
    owner.press("Answer")
    owner.reads("Nothing was answered", "Choose what is right.")
    owner.select("What is right: Most recent rating of record", "fully_successful")
    owner.write("Since when", RATED_ON)
    owner.press("Answer")
    owner.reads("Emma Employee gets your answer by letter.", "The fact is corrected", ANSWER)
    owner.keep_picture("dispute-answered")


@pytest.mark.citation("2362.2(a)")
def test_fact_said_to_be_wrong_is_put_right_by_who_keeps_it_and_counts_at_once(
    cast: Cast, specialist: Employee, arrive: Arrive
) -> None:
    assert specialist.user is not None
    employee, owner = arrive("employee"), arrive(specialist.user, scripts=False)
    say_that_it_is_wrong(employee)
    assert readers_of("dispute_raised") == {specialist.email}
    page = employee.page.url
    supervisor, stranger = arrive("supervisor"), arrive("stranger")
    supervisor.open(page)
    supervisor.reads("Who answers", "Hal Hrspecialist")
    assert supervisor.page.get_by_role("button", name="Answer").count() == 0
    stranger.open(page, status=404)

    owner.open(link_in(letter_to(specialist, "dispute_raised")))
    owner.reads("Emma Employee says that a fact is wrong", "Minimally successful", CLAIM)
    answer(owner)
    employee.open(link_in(letter_to(cast.employee, "dispute_answered")))
    employee.reads("The fact is corrected", ANSWER, "Hal Hrspecialist")
    assert FactDispute.objects.get().outcome == "corrected"
    employee.go("My eligibility")
    employee.reads("Eligible", "You may ask for telework.")
    employee.keep_picture("dispute-eligible")


def upload(employee: Visitor, name: str, content: bytes) -> None:
    employee.go("My training")
    employee.choose("Course", "Telework course for employees")
    employee.write("Completed on", TODAY.isoformat())
    file = {"name": name, "mimeType": "application/pdf", "buffer": content}
    employee.main.get_by_label("The certificate").set_input_files(file)  # type: ignore[arg-type]
    employee.press("Upload")


def check_certificate(coordinator: Visitor) -> None:
    """Found by the count in the navigation; first without an answer, then accepted."""
    coordinator.go("Waiting for you 1 waiting for you")
    coordinator.follow("Emma Employee: certificate to check")
    coordinator.reads("Certificate of Emma Employee", "Waiting to be checked", "Monday, 23 November 2026")
    coordinator.choose("Your answer", "I do not accept it")
    coordinator.press("Answer")
    coordinator.reads("Nothing was answered", "Say why you do not accept it")
    coordinator.keep_picture("certificate-refused")
    coordinator.choose("Your answer", "I accept it")
    coordinator.press("Answer")
    coordinator.reads("Emma Employee gets your answer by letter.", "No certificate waits for you")
    coordinator.keep_picture("certificate-checked")


@pytest.mark.citation("2362.7")
def test_certificate_opens_the_signature_once_the_coordinator_has_checked_it(
    cast: Cast, arrive: Arrive
) -> None:
    TrainingCompletion.objects.filter(employee=cast.employee).delete()
    number = str(draft(cast).number)
    employee = arrive("employee", scripts=False)
    employee.open(f"/agreements/{number}/request/check/")
    employee.reads("You cannot sign yet", NO_COURSE, "3 FAM 2362.7")
    upload(employee, "certificate.pdf", PROGRAM)
    employee.reads("Nothing was uploaded", "The file is a program, whatever its name says.")
    employee.keep_picture("certificate-program")
    assert not TrainingCertificate.objects.exists()
    upload(employee, "certificate.pdf", pdf_bytes())
    employee.reads("Your certificate is with the coordinator.", "Waiting to be checked")
    employee.keep_picture("certificate-uploaded")
    assert readers_of("certificate_waiting") == {cast.coordinator.email}
    supervisor = arrive("supervisor")
    supervisor.open(f"/training/certificates/{TrainingCertificate.objects.get().pk}/", status=404)

    check_certificate(arrive("coordinator"))
    employee.open(link_in(letter_to(cast.employee, "certificate_checked")))
    employee.reads("Completed on Monday, 23 November 2026", "Accepted")
    employee.go("My telework")
    employee.follow("Continue the request")
    employee.follow("Check your answers")
    employee.reads("Ready to sign")
    employee.press("Continue to sign")
    employee.reads("Confirm that it is you")
    made = TrainingCompletion.objects.get(employee=cast.employee)
    assert (made.course, made.completed_on) == ("employee", TODAY)
