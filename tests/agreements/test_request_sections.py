"""The pages of sites, checklists, equipment, records, clauses and acknowledgements."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client

from agreements.models import Agreement
from agreements.policy import clauses, safety
from tests.cast import NOW, Cast, draft
from tests.requesting import checklist_post, equipment_post, posts, text_of, url

LAPTOP = {"name": "Laptop", "owner": "government", "serial_number": "SN-1"}
MONITOR = {"name": "Monitor", "owner": "employee", "serial_number": ""}


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def emma(client: Client, cast: Cast) -> Client:
    client.force_login(cast.user("employee"))
    return client


@pytest.fixture
def agreement(cast: Cast) -> Agreement:
    return draft(cast)


def test_checklist_asks_every_question_and_names_the_form_it_follows(
    emma: Client, agreement: Agreement
) -> None:
    page = text_of(emma, url("request_checklist", agreement, 1))
    assert "in the manner of Form DS-1963" in page
    assert page.count("<fieldset") == len(safety.QUESTIONS)
    for section in safety.SafetySection:
        assert f"<h2>{section.label}</h2>" in page


@pytest.mark.citation("2362.1(k)")
@pytest.mark.parametrize(
    ("changes", "words", "field"),
    [
        ({}, "Say what you will do about this: Are first-aid supplies within reach?", "first_aid_remedy"),
        ({"first_aid_remedy": "Buy a kit"}, "Give the day by which", "first_aid_remedy_on"),
        (
            {"first_aid_remedy": "Buy a kit", "first_aid_remedy_on": "2026-11-20"},
            "This day is over.",
            "first_aid_remedy_on",
        ),
    ],
)
def test_no_needs_remedy_and_date(
    emma: Client, agreement: Agreement, changes: dict[str, str], words: str, field: str
) -> None:
    posted = checklist_post(first_aid="no", **changes)
    page = emma.post(url("request_checklist", agreement, 1), posted).content.decode()
    assert words in page
    assert f'id="id_{field}_error"' in page
    assert changes.get("first_aid_remedy", "") in page


def test_no_with_remedy_and_date_is_kept(emma: Client, agreement: Agreement) -> None:
    posted = checklist_post(first_aid="no", first_aid_remedy="Buy a kit", first_aid_remedy_on="2026-12-01")
    assert emma.post(url("request_checklist", agreement, 1), posted).status_code == 302
    kept = safety.Answer.from_json(agreement.latest_terms().worksites.get().checklist.answers["first_aid"])
    assert kept == safety.Answer(safety.Reply.NO, "Buy a kit", date(2026, 12, 1))
    assert "Buy a kit, by Tuesday, 1 December 2026" in text_of(emma, url("request_check", agreement))


def test_checklist_without_an_answer_or_certification_is_refused_and_keeps_the_rest(
    emma: Client, agreement: Agreement
) -> None:
    posted = checklist_post(chair="")
    del posted["certified"]
    page = emma.post(url("request_checklist", agreement, 1), posted).content.decode()
    assert 'id="id_chair_error"' in page
    assert 'id="id_certified_error"' in page
    assert page.count("checked") == len(safety.QUESTIONS) - 1


@pytest.mark.citation("2362.1(k)")
def test_fire_answered_with_no_is_kept_but_stands_in_the_way(emma: Client, agreement: Agreement) -> None:
    posted = checklist_post(
        smoke_alarm="no", smoke_alarm_remedy="Buy one", smoke_alarm_remedy_on="2026-12-01"
    )
    answer = emma.post(url("request_checklist", agreement, 1), posted)
    assert answer["Location"] == url("request_safety", agreement)
    page = text_of(emma, url("request_safety", agreement))
    assert "Fire and electricity must be safe before anybody can approve." in page


def test_answer_that_always_applies_cannot_be_waved_away(emma: Client, agreement: Agreement) -> None:
    page = emma.post(url("request_checklist", agreement, 1), checklist_post(chair="not_applicable"))
    assert 'id="id_chair_error"' in page.content.decode()


def test_equipment_rows_are_saved_and_shown_again(emma: Client, agreement: Agreement) -> None:
    posted = equipment_post(LAPTOP, MONITOR, {"name": "", "owner": "", "serial_number": ""})
    assert emma.post(url("request_equipment", agreement), posted).status_code == 302
    kept = [(item.name, item.owner) for item in agreement.latest_terms().equipment.all()]
    assert kept == [("Laptop", "government"), ("Monitor", "employee")]
    assert 'value="SN-1"' in text_of(emma, url("request_equipment", agreement))


def test_another_row_is_added_without_javascript_and_nothing_typed_is_lost(
    emma: Client, agreement: Agreement
) -> None:
    posted = equipment_post(LAPTOP, {"name": "Half a", "owner": "", "serial_number": ""}, add="1")
    page = emma.post(url("request_equipment", agreement), posted).content.decode()
    assert 'value="Laptop"' in page
    assert 'value="Half a"' in page
    assert 'name="items-2-name"' in page
    assert "data-error-summary" not in page
    assert agreement.latest_terms().equipment.count() == 0


def test_row_is_taken_off_the_list(emma: Client, agreement: Agreement) -> None:
    emma.post(url("request_equipment", agreement), equipment_post(LAPTOP, MONITOR))
    emma.post(url("request_equipment", agreement), equipment_post({**LAPTOP, "remove": "on"}, MONITOR))
    assert [item.name for item in agreement.latest_terms().equipment.all()] == ["Monitor"]


@pytest.mark.parametrize(
    ("posted", "field"),
    [
        (equipment_post({**LAPTOP, "owner": ""}), "items-0-owner"),
        (equipment_post({**LAPTOP, "name": ""}), "items-0-name"),
        (equipment_post(LAPTOP, remote_access=""), "remote_access"),
        (equipment_post(LAPTOP, nothing="on"), "nothing"),
        (equipment_post(), "nothing"),
    ],
)
def test_wrong_equipment_is_refused_beside_the_field(
    emma: Client, agreement: Agreement, posted: dict[str, str], field: str
) -> None:
    page = emma.post(url("request_equipment", agreement), posted).content.decode()
    assert f'id="id_{field}_error"' in page
    assert "data-error-summary" in page


@pytest.mark.citation("2362.6")
def test_classified_records_are_never_accepted(emma: Client, agreement: Agreement) -> None:
    posted = {
        "takes_records": "yes",
        "has_classified_records": "yes",
        "records": "Cables",
        "safeguards": "Safe",
    }
    page = emma.post(url("request_records", agreement), posted).content.decode()
    assert "Classified records never leave the office for telework." in page
    assert "bureau security officer" in page
    assert ">Cables</textarea>" in page.replace("\n", "")
    assert agreement.latest_terms().takes_records is False


@pytest.mark.citation("2362.1(p)")
@pytest.mark.parametrize("field", ["has_classified_records", "records", "safeguards"])
def test_records_taken_need_which_and_how_protected(emma: Client, agreement: Agreement, field: str) -> None:
    posted = {
        "takes_records": "yes",
        "has_classified_records": "no",
        "records": "Files",
        "safeguards": "Lock",
    }
    page = emma.post(url("request_records", agreement), posted | {field: ""}).content.decode()
    assert f'id="id_{field}_error"' in page
    emma.post(url("request_records", agreement), posted)
    terms = agreement.latest_terms()
    assert (terms.takes_records, terms.records, terms.safeguards) == (True, "Files", "Lock")


def test_taking_no_records_clears_what_was_there(emma: Client, agreement: Agreement) -> None:
    emma.post(url("request_records", agreement), {"takes_records": "no", "records": "Files"})
    assert agreement.latest_terms().records == ""


@pytest.mark.citation("2364.4(a)")
def test_clauses_tell_what_taking_part_means_for_weather_leave(emma: Client, agreement: Agreement) -> None:
    page = text_of(emma, url("request_clauses", agreement))
    assert clauses.WEATHER_AND_SAFETY_LEAVE.text in page
    assert "5 CFR 630.1605" in page


@pytest.mark.citation("2365(b)")
def test_clauses_are_saved_as_answered(emma: Client, agreement: Agreement) -> None:
    posted = {clause.code: "no" for clause in clauses.CLAUSES} | {"coop": "emergency"}
    emma.post(url("request_clauses", agreement), posted)
    terms = agreement.latest_terms()
    assert terms.works_through_closure is False
    assert terms.unscheduled_telework is False
    assert terms.coop == "emergency"


@pytest.mark.parametrize("code", [clause.code for clause in clauses.CLAUSES])
def test_every_clause_has_to_be_answered(emma: Client, agreement: Agreement, code: str) -> None:
    posted = {clause.code: clause.choices[0][0] for clause in clauses.CLAUSES} | {code: ""}
    page = emma.post(url("request_clauses", agreement), posted).content.decode()
    assert f'id="id_{code}_error"' in page


@pytest.mark.parametrize("code", [statement.code for statement in clauses.EMPLOYEE_ACKNOWLEDGEMENTS])
def test_every_statement_has_its_own_tick(emma: Client, agreement: Agreement, code: str) -> None:
    posted = {s.code: "on" for s in clauses.EMPLOYEE_ACKNOWLEDGEMENTS if s.code != code}
    page = emma.post(url("request_acknowledgements", agreement), posted).content.decode()
    assert f'id="id_{code}_error"' in page
    assert page.count("usa-error-message") == 1


def test_self_assessment_shows_citations_and_bars_nothing(emma: Client, agreement: Agreement) -> None:
    posted = {question.code: "no" for question in clauses.SELF_ASSESSMENT}
    answer = emma.post(url("request_self_assessment", agreement), posted)
    assert answer["Location"] == url("request_tasks", agreement)
    assert agreement.latest_terms().self_assessment == posted
    assert "No answer bars you" in text_of(emma, url("request_self_assessment", agreement))


def test_fields_of_another_section_are_not_written(emma: Client, agreement: Agreement) -> None:
    where, fields = posts(agreement)[3]
    emma.post(where, fields | {"pattern": "situational", "coop": "emergency"})
    terms = agreement.latest_terms()
    assert (terms.pattern, terms.coop) == ("core", "none")


def test_equipment_whose_list_was_tampered_with_is_refused_in_our_words(
    emma: Client, agreement: Agreement
) -> None:
    answer = emma.post(url("request_equipment", agreement), {"remote_access": "none", "nothing": "on"})
    page = answer.content.decode()
    assert "ManagementForm" not in page
    assert "The list did not arrive whole." in page
