"""The first point of contact: one rule for pages and letters (2363.3(a))."""

from datetime import timedelta

import pytest

from eligibility.contact import Contact, contact_at, contact_of
from eligibility.models import Bureau, Employee
from eligibility.services.certificates import check_certificate
from eligibility.services.roles import end_role, grant_role
from eligibility.services.training import ask_for_manager_course
from telework.models import OutboxMessage
from telework.roles import Role
from tests.cast import NOW, TODAY, Cast, make_cast
from tests.certificates import uploaded

BUREAU = Bureau(code="OES", name="Oceans", telework_mailbox="oes@example.gov")
WITHOUT_MAILBOX = Bureau(code="OES", name="Oceans")
CORA = Employee(given_name="Cora", family_name="Coordinator", email="cora@example.gov")
NO_MAIL = Employee(given_name="Cora", family_name="Coordinator")
OFFICE = Contact("your executive director's office")


@pytest.mark.citation("2363.3(a)")
@pytest.mark.parametrize(
    ("bureau", "coordinators", "contact"),
    [
        (BUREAU, [CORA, NO_MAIL], Contact("Cora Coordinator", "cora@example.gov")),
        (BUREAU, [NO_MAIL], Contact("Cora Coordinator", "oes@example.gov")),
        (BUREAU, [], Contact("the telework mailbox of Oceans", "oes@example.gov")),
        (WITHOUT_MAILBOX, [], OFFICE),
        (None, [], OFFICE),
    ],
)
def test_coordinators_own_address_comes_before_the_mailbox_and_the_office_is_last(
    bureau: Bureau | None, coordinators: list[Employee], contact: Contact
) -> None:
    assert contact_of(bureau, coordinators) == contact


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def write_about_courses_and_roles(cast: Cast) -> None:
    """A certificate uploaded and checked, a manager asked for the course, a role granted and ended."""
    certificate = uploaded(cast)
    check_certificate(actor=cast.user("coordinator"), now=NOW, certificate=certificate, outcome="accepted")
    cast.supervisor.training.all().delete()
    ask_for_manager_course(supervisor=cast.supervisor, person=cast.employee, occasion="request:1", now=NOW)
    director = cast.user("director")
    role = grant_role(
        actor=director,
        now=NOW,
        employee=cast.supervisor,
        role=Role.HR_SPECIALIST,
        bureau=cast.bureau,
        starts_on=TODAY,
    )
    end_role(actor=director, now=NOW, assignment=role, ends_on=TODAY + timedelta(days=1), reason="Moves.")


@pytest.mark.citation("2363.3(a)")
def test_letters_about_courses_and_roles_name_the_coordinator(cast: Cast) -> None:
    write_about_courses_and_roles(cast)
    letters = OutboxMessage.objects.all()
    assert {letter.template for letter in letters} == {
        "certificate_waiting",
        "certificate_checked",
        "manager_course_needed",
        "role_granted",
        "role_ended",
    }
    for letter in letters:
        for words in (letter.text, letter.html):
            assert "point of contact (3 FAM 2363.3): Cora Coordinator, cora@example.gov." in words


def test_they_name_the_mailbox_where_there_is_no_coordinator(cast: Cast) -> None:
    cast.coordinator.roles.all().delete()
    cast.supervisor.training.all().delete()
    ask_for_manager_course(supervisor=cast.supervisor, person=cast.employee, occasion="request:1", now=NOW)
    letter = OutboxMessage.objects.get()
    assert "2363.3): the telework mailbox of Oceans, oes@example.gov." in letter.text


def test_somebody_without_a_bureau_asks_the_executive_office(cast: Cast) -> None:
    assert contact_at(None, TODAY) == OFFICE
    assert contact_at(cast.bureau, TODAY) == Contact("Cora Coordinator", "cora@example.gov")
