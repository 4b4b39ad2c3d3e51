"""The pages of roles: who opens which, what they show, and that wrong input keeps what was typed."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from eligibility.models import Bureau, Post, RoleAssignment
from telework.roles import Role
from tests.cast import TODAY, grant, person, submitted
from tests.eligibility.role_cast import Offices
from tests.eligibility.role_pages import GRANT, ROLES, TOMORROW, VACANT, Visit, end_url, text

# --- Who opens which page -----------------------------------------------------------------------------------
# /roles/, /roles/grant/, /roles/vacant/; the end of the coordinator, the executive director, the auditor.

DOORS = {
    "administrator": (200, 200, 200, 403, 200, 200),
    "director": (200, 200, 200, 200, 200, 404),
    "coordinator": (403, 403, 200, 200, 404, 404),
    "supervisor": (403, 403, 403, 404, 404, 404),
    "employee": (403, 403, 403, 404, 404, 404),
    "stranger": (403, 403, 403, 404, 404, 404),
    "other_coordinator": (403, 403, 200, 404, 404, 404),
    "managing_officer": (403, 403, 403, 404, 404, 404),
    "auditor": (403, 403, 403, 404, 404, 200),
}


@pytest.mark.parametrize("by", DOORS)
def test_each_page_opens_for_its_own_readers(offices: Offices, visit: Visit, by: str) -> None:
    ends = [end_url(offices.held(role)) for role in (Role.COORDINATOR, Role.EXECUTIVE_DIRECTOR, Role.AUDITOR)]
    assert tuple(visit(by, url).status_code for url in (ROLES, GRANT, VACANT, *ends)) == DOORS[by]


def test_nobody_opens_a_page_of_roles_without_signing_in(offices: Offices, client: Client) -> None:
    for url in (ROLES, GRANT, VACANT, end_url(offices.held(Role.AUDITOR))):
        for answer in (client.get(url), client.post(url)):
            assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/sign-in/")


def test_person_who_has_left_opens_no_page_of_roles(offices: Offices, visit: Visit) -> None:
    offices.administrator.separated_on = TODAY - timedelta(days=1)
    offices.administrator.save()
    for url in (ROLES, GRANT, VACANT, end_url(offices.held(Role.AUDITOR))):
        assert visit("administrator", url).status_code in (302, 403)


def test_system_administrator_sees_no_cases(offices: Offices, visit: Visit) -> None:
    case = submitted(offices.cast)
    assert visit("administrator", reverse("agreement", args=[case.number])).status_code == 404
    assert visit("administrator", reverse("bureau")).status_code == 403
    assert case.number not in text(visit("administrator", reverse("inbox")))


@pytest.mark.parametrize(
    ("by", "links"),
    [
        ("administrator", {ROLES}),
        ("director", {ROLES}),
        ("coordinator", {VACANT}),
        ("employee", set()),
    ],
)
def test_navigation_leads_to_roles_and_to_vacancies(
    offices: Offices, visit: Visit, by: str, links: set[str]
) -> None:
    shown = text(visit(by, "/"))
    assert {url for url in (ROLES, VACANT) if f'class="app-nav__link" href="{url}"' in shown} == links


def test_navigation_is_silent_where_nothing_is_vacant(offices: Offices, visit: Visit) -> None:
    offices.post.delete()
    assert "Vacant roles" not in text(visit("coordinator", "/"))


# --- The list -----------------------------------------------------------------------------------------------


def listed(response: HttpResponse) -> list[tuple[str, str]]:
    rows = response.context["rows"]
    return [(row.assignment.employee.given_name, row.assignment.role) for row in rows]


def test_administrator_sees_every_role_of_the_department(visit: Visit) -> None:
    assert len(listed(visit("administrator", ROLES))) == RoleAssignment.objects.count() == 6


def test_executive_director_sees_the_bureau_and_its_posts_alone(offices: Offices, visit: Visit) -> None:
    offices.grant("administrator", offices.cast.stranger, Role.HR_OFFICER, post=offices.post)
    assert set(listed(visit("director", ROLES))) == {
        ("Edith", "executive_director"),
        ("Cora", "coordinator"),
        ("Stan", "hr_officer"),
    }
    choices = text(visit("director", ROLES))
    assert "Economic Affairs" not in choices
    assert "Auditor" not in choices


FILTERS = [
    ("?role=coordinator", {"Cora", "Otto"}),
    ("?bureau=OES", {"Cora", "Edith", "Hal"}),
    ("?bureau=OES&role=coordinator", {"Cora"}),
    ("?q=cora", {"Cora"}),
    ("?q=Cora+Coordinator", {"Cora"}),
    ("?q=Cora+Othercoord", set()),
    ("?when=ended", {"Paula"}),
    ("?when=ended&role=coordinator", set()),
]


@pytest.mark.parametrize(("query", "people"), FILTERS)
def test_list_is_filtered(offices: Offices, visit: Visit, query: str, people: set[str]) -> None:
    place = offices.cast.bureau
    grant(person("Paula", "Past", place), Role.HR_SPECIALIST, place)
    RoleAssignment.objects.filter(employee__given_name="Paula").update(ends_on=TODAY - timedelta(days=1))
    hal = person("Hal", "Hrofficer", offices.cast.other_bureau)
    RoleAssignment.objects.create(
        employee=hal, role=Role.HR_OFFICER, post=offices.post, starts_on=TOMORROW, granted_by="test"
    )
    assert {name for name, _ in listed(visit("administrator", ROLES + query))} == people


def test_list_says_since_when_until_when_and_that_somebody_has_left(offices: Offices, visit: Visit) -> None:
    held = offices.held(Role.COORDINATOR)
    RoleAssignment.objects.filter(pk=held.pk).update(ends_on=date(2027, 1, 31))
    offices.cast.coordinator.separated_on = TODAY - timedelta(days=1)
    offices.cast.coordinator.save()
    shown = text(visit("director", ROLES))

    assert "1 January 2020" in shown
    assert "31 January 2027" in shown
    assert "Has left, so nobody acts" in shown


def test_list_offers_to_end_only_what_the_reader_may_end(offices: Offices, visit: Visit) -> None:
    for by in ("administrator", "director"):
        for row in visit(by, ROLES).context["rows"]:
            offered = f'href="{end_url(row.assignment)}"' in text(visit(by, ROLES))
            assert offered == (visit(by, end_url(row.assignment)).status_code == 200)


def test_role_that_is_over_is_not_offered_for_ending(offices: Offices, visit: Visit) -> None:
    held = offices.held(Role.AUDITOR)
    RoleAssignment.objects.filter(pk=held.pk).update(ends_on=TODAY - timedelta(days=1))

    assert end_url(held) not in text(visit("administrator", ROLES + "?when=ended"))
    assert visit("administrator", end_url(held)).status_code == 409


@pytest.mark.parametrize("url", [ROLES, VACANT, GRANT + "?q=holder"])
@pytest.mark.parametrize("by", ["administrator", "director"])
def test_number_of_queries_does_not_grow_with_roles_bureaus_and_people(
    offices: Offices, client: Client, by: str, url: str
) -> None:
    def add(number: int) -> None:
        place = Bureau.objects.create(code=f"B{number}", name=f"Bureau {number}", kind="office")
        post = Post.objects.create(
            code=f"P{number}", name=f"Post {number}", country="NO", bureau=offices.cast.bureau,
            time_zone="Europe/Oslo",
        )  # fmt: skip
        holder = person(f"Holder{number}", "Holder", place)
        grant(holder, Role.HR_SPECIALIST, offices.cast.bureau)
        grant(holder, Role.EXECUTIVE_DIRECTOR, place)
        RoleAssignment.objects.create(
            employee=holder, role=Role.HR_OFFICER, post=post, starts_on=TODAY, granted_by="test"
        )

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    client.force_login(offices.user(by))
    add(1)
    add(2)
    count()
    before = count()
    for number in range(3, 12):
        add(number)
    assert count() == before


def test_list_comes_in_pages(offices: Offices, visit: Visit) -> None:
    holder = person("Holder", "Holder", offices.cast.bureau)
    RoleAssignment.objects.bulk_create(
        RoleAssignment(
            employee=holder, role=Role.AUDITOR, starts_on=TODAY + timedelta(days=n), granted_by="test"
        )
        for n in range(30)
    )
    assert len(listed(visit("administrator", ROLES))) == 25
    assert len(listed(visit("administrator", ROLES + "?page=2"))) == 11
