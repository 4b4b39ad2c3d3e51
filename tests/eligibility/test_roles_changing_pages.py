"""The pages on which roles are granted, vacancies filled, and roles ended."""

from datetime import date, timedelta

import pytest
from django.http import HttpResponse

from eligibility.models import RoleAssignment
from telework.models import OutboxMessage
from telework.roles import Role
from tests.cast import TODAY, person
from tests.eligibility.role_cast import Offices
from tests.eligibility.role_pages import GRANT, ROLES, TOMORROW, VACANT, Visit, end_url, text

# --- Granting -----------------------------------------------------------------------------------------------


def found(response: HttpResponse) -> list[str]:
    return [one.given_name for one in response.context["people"]]


SEARCHES = [
    ("stan", ["Stan"]),
    ("STAN stranger", ["Stan"]),
    ("stan coordinator", []),
    ("000005", ["Stan"]),
    ("00000", []),
    ("adam", []),
    ("lea", []),
]


@pytest.mark.parametrize(("words", "people"), SEARCHES)
def test_person_is_found_by_name_or_number_without_the_reader_and_without_leavers(
    offices: Offices, visit: Visit, words: str, people: list[str]
) -> None:
    person("Lea", "Leaver", offices.cast.bureau, separated_on=TODAY - timedelta(days=1))
    assert found(visit("administrator", f"{GRANT}?q={words}")) == people


def test_search_shows_twenty_people_and_says_that_there_are_more(offices: Offices, visit: Visit) -> None:
    for number in range(21):
        person(f"Same{number}", "Name", offices.cast.bureau)
    shown = visit("administrator", GRANT + "?q=same")

    assert len(found(shown)) == 20
    assert "More people match than are shown" in text(shown)


def values(offices: Offices, **changes: str) -> dict[str, str]:
    return {
        "employee": offices.cast.stranger.number,
        "role": "hr_specialist",
        "bureau": "OES",
        "starts_on": TOMORROW.isoformat(),
        "ends_on": "",
        **changes,
    }


def test_executive_director_grants_a_role(offices: Offices, visit: Visit) -> None:
    answer = visit("director", GRANT + "?q=stan", values(offices))

    assert (answer.status_code, answer["Location"]) == (302, ROLES)
    held = RoleAssignment.objects.get(employee=offices.cast.stranger)
    assert (held.role, held.bureau, held.starts_on, held.ends_on) == (
        "hr_specialist",
        offices.cast.bureau,
        TOMORROW,
        None,
    )
    assert "Stan Stranger: HR specialist, Oceans, from Tuesday, 24 November 2026." in text(
        visit("director", ROLES)
    )


def test_administrator_grants_a_role_at_a_post(offices: Offices, visit: Visit) -> None:
    given = values(offices, role="hr_officer", bureau="", post="OSLO", ends_on="2027-01-31")
    assert visit("administrator", GRANT + "?q=stan", given).status_code == 302
    held = RoleAssignment.objects.get(employee=offices.cast.stranger)
    assert (held.post, held.ends_on) == (offices.post, date(2027, 1, 31))


def test_form_sent_twice_grants_once(offices: Offices, visit: Visit) -> None:
    for _ in range(2):
        assert visit("director", GRANT + "?q=stan", values(offices)).status_code == 302

    assert RoleAssignment.objects.filter(employee=offices.cast.stranger).count() == 1
    assert OutboxMessage.objects.filter(template="role_granted").count() == 1


BAD = [
    ({"role": ""}, "role", "Choose the role."),
    ({"role": "administrator"}, "role", "Select a valid choice"),
    ({"employee": ""}, "employee", "Choose the person who gets the role."),
    ({"employee": "000001"}, "employee", "Select a valid choice"),
    ({"bureau": ""}, "bureau", "Choose the bureau."),
    ({"bureau": "EB"}, "bureau", "Select a valid choice"),
    ({"starts_on": "2026-11-22"}, "starts_on", "A role is never backdated"),
    ({"starts_on": "soon"}, "starts_on", "Write a date as month, day, year"),
    ({"ends_on": "2026-11-23"}, "ends_on", "The last day cannot come before the first day."),
]


@pytest.mark.parametrize(("change", "field", "message"), BAD)
def test_wrong_input_is_told_beside_its_field_and_keeps_what_was_typed(
    offices: Offices, visit: Visit, change: dict[str, str], field: str, message: str
) -> None:
    before = RoleAssignment.objects.count()
    given = values(offices, ends_on="2027-01-31") | change
    answer = visit("director", GRANT + "?q=stan", given)

    assert answer.status_code == 200
    assert RoleAssignment.objects.count() == before
    form = answer.context["form"]
    assert list(form.errors) == [field]
    assert form.errors[field][0].startswith(message)
    assert {name: form[name].value() for name in given} == given
    assert found(answer) == ["Stan"]


def test_role_out_of_its_scope_is_told_beside_the_field(offices: Offices, visit: Visit) -> None:
    answer = visit("administrator", GRANT + "?q=stan", values(offices, role="auditor"))
    assert list(answer.context["form"].errors) == ["bureau"]


def test_vacancy_says_what_it_stops_and_whom_to_ask_unless_the_reader_can_fill_it(visit: Visit) -> None:
    for by, asks in (("coordinator", True), ("administrator", False)):
        shown = text(visit(by, VACANT))
        assert "Nobody can approve a request to telework from this post." in shown
        assert ("mailto:adam@example.gov" in shown) == asks
        assert ("Grant this role" in shown) != asks


def test_vacancy_leads_to_the_form_with_role_and_place_chosen(offices: Offices, visit: Visit) -> None:
    shown = text(visit("administrator", VACANT))
    link = "/roles/grant/?role=hr_officer&amp;post=OSLO"
    assert f'href="{link}"' in shown

    form = visit("administrator", link.replace("&amp;", "&") + "&q=stan").context["form"]
    assert (form["role"].value(), form["post"].value()) == ("hr_officer", "OSLO")


# --- Ending -------------------------------------------------------------------------------------------------


def test_executive_director_ends_a_role(offices: Offices, visit: Visit) -> None:
    held = offices.held(Role.COORDINATOR)
    given = {"ends_on": TOMORROW.isoformat(), "reason": "Changes office."}
    answer = visit("director", end_url(held), given)

    assert (answer.status_code, answer["Location"]) == (302, ROLES)
    held.refresh_from_db()
    assert held.ends_on == TOMORROW


def test_end_sent_twice_is_one(offices: Offices, visit: Visit) -> None:
    held = offices.held(Role.COORDINATOR)
    for _ in range(2):
        given = {"ends_on": TOMORROW.isoformat(), "reason": "Changes office."}
        assert visit("director", end_url(held), given).status_code == 302

    assert OutboxMessage.objects.filter(template="role_ended").count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"ends_on": "2026-11-24", "reason": ""}, "reason"),
        ({"ends_on": "", "reason": "Changes office."}, "ends_on"),
        ({"ends_on": "2026-11-22", "reason": "Changes office."}, "ends_on"),
    ],
)
def test_wrong_end_is_told_beside_its_field_and_keeps_what_was_typed(
    offices: Offices, visit: Visit, given: dict[str, str], field: str
) -> None:
    answer = visit("director", end_url(offices.held(Role.COORDINATOR)), given)

    form = answer.context["form"]
    assert list(form.errors) == [field]
    assert {name: form[name].value() for name in given} == given
    assert offices.held(Role.COORDINATOR).ends_on is None


def test_holder_gives_up_the_own_role_and_comes_back_to_the_start_page(
    offices: Offices, visit: Visit
) -> None:
    held = offices.held(Role.COORDINATOR)
    assert "End your role" in text(visit("coordinator", end_url(held)))
    answer = visit("coordinator", end_url(held), {"ends_on": "2026-11-23", "reason": "Too much work."})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_last_administrator_reads_on_the_form_why_the_role_cannot_end(offices: Offices, visit: Visit) -> None:
    held = offices.held(Role.ADMINISTRATOR)
    answer = visit("administrator", end_url(held), {"ends_on": "2026-11-23", "reason": "Enough."})

    assert "nobody would be left to grant roles" in text(answer)
    assert offices.held(Role.ADMINISTRATOR).ends_on is None


def test_role_that_has_not_begun_is_taken_back_without_a_date(offices: Offices, visit: Visit) -> None:
    held = offices.grant("administrator", offices.cast.stranger, Role.AUDITOR, starts_on=TOMORROW)
    shown = visit("administrator", end_url(held))
    assert "ends_on" not in shown.context["form"].fields
    assert "Take the role back" in text(shown)

    assert visit("administrator", end_url(held), {"reason": "A mistake."}).status_code == 302
    assert not RoleAssignment.objects.filter(pk=held.pk).exists()
