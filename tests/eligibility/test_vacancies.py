"""Roles that nobody holds: found where they are, shown to whom it concerns, with whom to ask."""

from datetime import timedelta

import pytest

from eligibility.models import RoleAssignment
from eligibility.vacancies import has_vacancies, vacancies
from telework.roles import Role
from tests.cast import TODAY, grant, person
from tests.eligibility.role_cast import Offices, make_offices

POST_ROLES = ["hr_officer", "management_officer", "security_officer"]


@pytest.fixture
def offices(db: None) -> Offices:
    return make_offices()


def found(offices: Offices, by: str) -> list[tuple[str, list[str]]]:
    user = offices.user(by)
    places = vacancies(user, TODAY)
    assert has_vacancies(user, TODAY) == bool(places)
    return [
        (place.post.code if place.post else place.bureau.code, sorted(v.role.value for v in place.vacancies))
        for place in places
    ]


READERS = {
    "administrator": [("EB", ["executive_director"]), ("OSLO", POST_ROLES)],
    "director": [("OSLO", POST_ROLES)],
    "coordinator": [("OSLO", POST_ROLES)],
    "other_coordinator": [("EB", ["executive_director"])],
    "supervisor": [],
    "employee": [],
    "stranger": [],
    "managing_officer": [],
    "auditor": [],
}


@pytest.mark.parametrize("by", READERS)
def test_administrator_sees_all_vacancies_and_the_bureau_its_own(offices: Offices, by: str) -> None:
    assert found(offices, by) == READERS[by]


def test_bureaus_come_before_posts(offices: Offices) -> None:
    RoleAssignment.objects.filter(role=Role.COORDINATOR).delete()
    headings = [place.heading for place in vacancies(offices.user("administrator"), TODAY)]
    assert headings == ["Economic Affairs (EB)", "Oceans (OES)", "Posts of Oceans (OES)"]


def test_role_is_vacant_when_its_holder_has_left(offices: Offices) -> None:
    offices.cast.coordinator.separated_on = TODAY - timedelta(days=1)
    offices.cast.coordinator.save()
    assert ("OES", ["coordinator"]) in found(offices, "director")


@pytest.mark.parametrize("days", [(-10, -1), (1, 10)])
def test_role_that_is_over_or_still_to_begin_does_not_fill_an_office(
    offices: Offices, days: tuple[int, int]
) -> None:
    first, last = (TODAY + timedelta(days=number) for number in days)
    RoleAssignment.objects.filter(role=Role.COORDINATOR).update(starts_on=first, ends_on=last)
    assert ("OES", ["coordinator"]) in found(offices, "director")


def test_filled_post_is_not_listed(offices: Offices) -> None:
    for role in (Role.HR_OFFICER, Role.MANAGEMENT_OFFICER, Role.SECURITY_OFFICER):
        offices.grant("administrator", offices.cast.stranger, role, post=offices.post)
    assert found(offices, "coordinator") == []


def of_bureau(offices: Offices, role: Role) -> tuple[str, str, list[str]]:
    place = next(p for p in vacancies(offices.user("administrator"), TODAY) if p.bureau.code == "EB")
    vacancy = next(v for v in place.vacancies if v.role is role)
    return vacancy.stops, vacancy.ask, [contact.name for contact in vacancy.contacts]


def test_vacant_executive_director_stops_less_while_there_is_a_designee(offices: Offices) -> None:
    stops, ask, contacts = of_bureau(offices, Role.EXECUTIVE_DIRECTOR)
    assert "go to the next level up" in stops
    assert (ask, contacts) == ("a system administrator", ["Adam Administrator"])

    grant(offices.cast.stranger, Role.EXECUTIVE_DIRECTOR_DESIGNEE, offices.cast.other_bureau)
    assert of_bureau(offices, Role.EXECUTIVE_DIRECTOR)[0].startswith("The designee decides on requests.")


def test_vacant_coordinator_is_a_matter_of_the_executive_director_or_else_of_the_administrator(
    offices: Offices,
) -> None:
    RoleAssignment.objects.filter(employee=offices.cast.other_coordinator).delete()
    _, ask, contacts = of_bureau(offices, Role.COORDINATOR)
    assert ask == "a system administrator, who first fills the executive director's office"
    assert contacts == ["Adam Administrator"]

    grant(
        person("Dora", "Director", offices.cast.other_bureau),
        Role.EXECUTIVE_DIRECTOR,
        offices.cast.other_bureau,
    )
    _, ask, contacts = of_bureau(offices, Role.COORDINATOR)
    assert (ask, contacts) == ("the bureau's executive director", ["Dora Director"])
