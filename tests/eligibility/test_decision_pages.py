"""Pages of decisions about eligibility: people, exceptions, designations, emergencies, disputes."""

import pytest
from django.urls import reverse

from eligibility.models import (
    DeclaredEmergency,
    Designation,
    DisciplineAction,
    EligibilityException,
    Employee,
)
from telework import clock
from telework.roles import Role
from tests.browsing import counted, page, signed_in, words
from tests.cast import NOW, TODAY, Cast, grant, make_cast, person
from tests.eligibility.deciding import (
    RULE,
    barred,
    designate,
    fails_own_rule,
)
from tests.eligibility.deciding import grant as grant_exception
from tests.eligibility.decision_pages import of

DESIGNATION = {
    "reason_code": "programme_needs",
    "reason_text": "The move needs everyone.",
    "until": "2027-03-01",
    "review_on": "",
}
EMERGENCY = {"name": "Washington flood", "authority": "Memo 14", "starts_on": "2026-11-23", "until": ""}


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    cast = make_cast()
    fails_own_rule(cast)
    return cast


# --- people -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("supervisor", ["Emma Employee"]),
        ("director", ["Cora Coordinator", "Emma Employee", "Sam Supervisor"]),
        ("coordinator", ["Edith Execdir", "Emma Employee", "Sam Supervisor"]),
        ("other_coordinator", ["Aldo Auditor", "Stan Stranger", "Tara Tmo"]),
        ("employee", []),
        ("auditor", []),
    ],
)
def test_everybody_finds_their_own_people_and_never_themselves(cast: Cast, who: str, sees: list[str]) -> None:
    shown = page(signed_in(cast, who), reverse("eligibility_people"))

    names = {one.full_name for one in Employee.objects.all()}
    links = {name for name in names if f">{name}</a>" in shown}
    assert links == set(sees)
    assert ("Nobody here" in shown) is (not sees)


def test_people_are_found_by_name_and_number(cast: Cast) -> None:
    director = signed_in(cast, "director")

    found = page(director, reverse("eligibility_people") + "?q=emma")
    by_number = page(director, reverse("eligibility_people") + f"?q={cast.employee.number}")
    nobody = page(director, reverse("eligibility_people") + "?q=stranger")

    assert "1 person." in found
    assert "Emma Employee" in by_number
    assert "Nobody found" in nobody


def test_the_list_asks_the_same_number_of_queries_however_long_it_is(cast: Cast) -> None:
    director = signed_in(cast, "director")
    page(director, reverse("eligibility_people"))
    with counted() as few:
        page(director, reverse("eligibility_people"))
    for given in ("Una", "Vera", "Will"):
        person(given, "Another", cast.bureau, supervisor=cast.supervisor)
    with counted() as many:
        page(director, reverse("eligibility_people"))

    assert few == many


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("supervisor", 200),
        ("director", 200),
        ("coordinator", 200),
        ("employee", 404),
        ("stranger", 404),
        ("other_coordinator", 404),
        ("managing_officer", 404),
    ],
)
def test_a_person_is_a_stranger_to_everybody_else(cast: Cast, who: str, status: int) -> None:
    assert signed_in(cast, who).get(of(cast.employee)).status_code == status


@pytest.mark.parametrize(
    ("who", "may_except", "may_designate"),
    [("supervisor", False, True), ("director", True, True), ("coordinator", False, False)],
)
def test_the_page_offers_what_the_reader_may_do(
    cast: Cast, who: str, may_except: bool, may_designate: bool
) -> None:
    shown = page(signed_in(cast, who), of(cast.employee))

    assert "Not eligible today" in shown
    assert (of(cast.employee, "exception_grant", RULE) in shown) is may_except
    assert (of(cast.employee, "designate") in shown) is may_designate


def test_the_page_shows_every_decision_and_who_made_it(cast: Cast) -> None:
    grant_exception(cast)
    designate(cast, by="director")

    shown = page(signed_in(cast, "supervisor"), of(cast.employee))

    assert "Only she knows the system." in shown
    assert "The move of the office needs everyone here." in shown
    assert "Not met, but excepted" in shown
    assert reverse("designation_end", args=[Designation.objects.get().pk]) in shown
    assert reverse("exception_end", args=[EligibilityException.objects.get().pk]) not in shown


def test_a_bar_of_the_law_is_said_to_know_no_exception(cast: Cast) -> None:
    DisciplineAction.objects.create(
        employee=cast.employee, reference="D1", kind="pornography", action_on=TODAY
    )

    shown = page(signed_in(cast, "director"), of(cast.employee))

    assert "The law itself sets this rule. Nobody can make an exception." in shown
    assert of(cast.employee, "exception_grant", "conduct.pornography") not in shown


# --- designations -----------------------------------------------------------------------------------------


@pytest.mark.citation("2362.2(a) designation")
def test_a_supervisor_designates_on_the_page_and_sent_twice_is_one(cast: Cast) -> None:
    supervisor, address = signed_in(cast, "supervisor"), of(cast.employee, "designate")

    assert "reads your name and your words" in page(supervisor, address)
    for _ in range(2):
        assert supervisor.post(address, DESIGNATION).status_code == 302

    assert Designation.objects.count() == 1
    assert "designation.ineligible" in barred(cast)


def test_a_designation_without_a_day_keeps_what_was_typed(cast: Cast) -> None:
    answer = signed_in(cast, "supervisor").post(of(cast.employee, "designate"), {**DESIGNATION, "until": ""})

    shown = words(answer)
    assert "Give a last day, or a day on which you look at it again." in shown
    assert "The move needs everyone." in shown


@pytest.mark.parametrize(("who", "status"), [("coordinator", 403), ("stranger", 404), ("employee", 404)])
def test_others_do_not_designate(cast: Cast, who: str, status: int) -> None:
    assert signed_in(cast, who).post(of(cast.employee, "designate"), DESIGNATION).status_code == status


def test_a_designation_is_ended_on_the_page(cast: Cast) -> None:
    made = designate(cast)
    supervisor, address = signed_in(cast, "supervisor"), reverse("designation_end", args=[made.pk])

    assert "The move of the office needs everyone here." in page(supervisor, address)
    assert supervisor.post(address, {"reason": "Moved."}).status_code == 302
    assert supervisor.get(address).status_code == 409
    assert "designation.ineligible" not in barred(cast)


# --- emergencies ------------------------------------------------------------------------------------------


@pytest.mark.citation("2362.4")
def test_the_managing_officer_enters_and_ends_an_emergency(cast: Cast) -> None:
    officer = signed_in(cast, "managing_officer")
    assert "No emergency is entered" in page(officer, reverse("emergencies"))

    for _ in range(2):
        assert officer.post(reverse("emergency_declare"), EMERGENCY).status_code == 302
    flood = DeclaredEmergency.objects.get()
    assert "In force" in page(officer, reverse("emergencies"))
    end = reverse("emergency_end", args=[flood.pk])
    assert "This cannot be undone." in page(officer, end)
    assert officer.post(end, {"reason": "Over."}).status_code == 302
    assert officer.post(end, {"reason": "Over."}).status_code == 409
    assert "Ended on 23 November 2026" in page(officer, reverse("emergencies"))


def test_an_emergency_with_a_wrong_year_keeps_what_was_typed(cast: Cast) -> None:
    answer = signed_in(cast, "managing_officer").post(
        reverse("emergency_declare"), {**EMERGENCY, "starts_on": "9999-01-01"}
    )

    assert "Check the year." in words(answer)
    assert "Washington flood" in words(answer)


@pytest.mark.parametrize("name", ["emergencies", "emergency_declare"])
@pytest.mark.parametrize("who", ["employee", "director", "coordinator", "auditor"])
def test_emergencies_are_the_managing_officers(cast: Cast, who: str, name: str) -> None:
    assert signed_in(cast, who).get(reverse(name)).status_code == 403


@pytest.mark.parametrize(
    ("who", "entries"),
    [
        ("employee", []),
        ("supervisor", ["eligibility_people"]),
        ("coordinator", ["eligibility_people", "disputes"]),
        ("director", ["eligibility_people", "disputes"]),
        ("managing_officer", ["emergencies"]),
    ],
)
def test_the_navigation_leads_to_what_somebody_decides(cast: Cast, who: str, entries: list[str]) -> None:
    shown = page(signed_in(cast, who), reverse("home"))

    every = ("eligibility_people", "disputes", "emergencies")
    assert [name for name in every if f'href="{reverse(name)}"' in shown] == entries


def test_a_supervisor_without_an_office_is_no_reader_of_other_bureaus(cast: Cast) -> None:
    grant(cast.stranger, Role.EXECUTIVE_DIRECTOR, cast.other_bureau)

    assert signed_in(cast, "stranger").get(of(cast.employee)).status_code == 404
