"""Changes that an import writes down: which facts, in which words, for whom, and in how many queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eligibility.hr_feed import changes
from eligibility.models import Employee, PersonnelChange
from eligibility.services import workforce
from tests.eligibility.conftest import NOW, Extract

pytestmark = [pytest.mark.django_db, pytest.mark.citation("2362.1(e)")]


def written() -> set[tuple[str, str, str, str]]:
    """Every change: of whom, what, from, to."""
    rows = PersonnelChange.objects.values_list("employee__number", "matter", "old", "new")
    return set(rows)


def test_first_import_of_new_people_writes_no_change(extract: Extract) -> None:
    extract.bring_in()
    assert not written()


def test_same_extract_again_writes_no_change(extract: Extract) -> None:
    extract.bring_in()
    extract.bring_in()
    assert not written()


@pytest.mark.parametrize(
    ("column", "value", "matter", "old", "new"),
    [
        ("rating_of_record", "unacceptable", "rating", "Exceeds fully successful", "Unacceptable"),
        ("rating_of_record", "", "rating", "Exceeds fully successful", "none yet"),
        ("on_leave_restriction", "yes", "leave_restriction", "no", "yes"),
        ("needs_close_supervision", "yes", "close_supervision", "no", "yes"),
        ("needs_close_supervision", "", "close_supervision", "no", "not known"),
        ("supervisor", "E3", "supervisor", "Ada Berg2", "Ada Berg3"),
        ("supervisor", "", "supervisor", "Ada Berg2", "none"),
        ("separated_on", "2026-12-31", "separation", "serving", "last day 31 December 2026"),
    ],
)
def test_changed_fact_of_a_person_is_one_change_with_old_and_new(
    extract: Extract, column: str, value: str, matter: str, old: str, new: str
) -> None:
    extract.bring_in()
    extract.row("employees.csv", "E5")[column] = value
    extract.bring_in()
    assert written() == {("E5", matter, old, new)}


def test_new_rating_of_the_same_level_and_what_does_not_matter_write_no_change(extract: Extract) -> None:
    extract.bring_in()
    extract.row("employees.csv", "E5").update(rating_on="2026-10-01", work_phone="202-555-0101")
    extract.row("positions.csv", "P5")["office_symbol"] = "EUR/X"
    extract.bring_in()
    assert not written()


def test_change_bears_the_day_of_the_fact_and_waits_to_be_handled(extract: Extract) -> None:
    extract.bring_in()
    extract.row("employees.csv", "E5").update(rating_of_record="unacceptable", rating_on="2026-10-01")
    extract.row("employees.csv", "E6").update(on_leave_restriction="yes", as_of="2026-11-03")
    extract.bring_in()
    days = dict(PersonnelChange.objects.values_list("employee__number", "as_of"))
    assert days == {"E5": date(2026, 10, 1), "E6": date(2026, 11, 3)}
    assert set(PersonnelChange.objects.values_list("recorded_at", "handled_at")) == {(NOW, None)}


@pytest.mark.parametrize(
    ("column", "value", "matter", "old", "new"),
    [
        ("classified_handling", "daily", "position", "classified material: now and then",
         "classified material: every work day"),
        ("onsite_activity", "daily", "position", "on site: never", "on site: every work day"),
        ("post", "OSLO", "position", "Civil Service; classified", "at post OSLO"),
        ("title", "Chief", "position", "Analyst, position P5", "Chief, position P5"),
        ("grade", "13", "promotion", "not known", "13"),
        ("bureau", "CA", "bureau", "EUR", "CA"),
    ],
)  # fmt: skip
def test_changed_position_is_a_change_for_whoever_holds_it(
    extract: Extract, column: str, value: str, matter: str, old: str, new: str
) -> None:
    extract.bring_in()
    extract.row("positions.csv", "P5").update({column: value, "in_washington_area": "no"})
    extract.bring_in()
    (change,) = PersonnelChange.objects.all()
    assert (change.employee.number, change.matter) == ("E5", matter)
    assert old in change.old
    assert new in change.new


def test_move_compares_the_old_position_as_it_was_with_the_new_one_as_it_is(extract: Extract) -> None:
    extract.row("positions.csv", "P5").update(pay_plan="GS", grade="12")
    extract.bring_in()
    extract.row("positions.csv", "P5").update(grade="11")
    extract.rows["positions.csv"].append(
        extract.row("positions.csv", "P6")
        | {"number": "P11", "pay_plan": "GS", "grade": "13", "bureau": "CA"}
    )
    extract.row("employees.csv", "E5")["position"] = "P11"
    extract.bring_in()
    found = {matter: (old, new) for _, matter, old, new in written()}
    assert found["promotion"] == ("GS-12", "GS-13")
    assert found["bureau"] == ("EUR", "CA")
    assert "position P5" in found["position"][0]
    assert "position P11" in found["position"][1]
    assert len(found) == 3


def test_official_action_that_is_new_or_corrected_is_a_change(extract: Extract) -> None:
    extract.bring_in()
    extract.row("discipline.csv", "D1")["days"] = "4.5"
    extract.rows["discipline.csv"].append(
        {"reference": "D2", "employee": "E6", "kind": "pornography", "action_on": "2026-10-20"}
    )
    extract.bring_in(accept=True)
    absence = "Absence without permission, {} days in 2025 (action of 1 February 2026)"
    assert written() == {
        ("E4", "discipline", absence.format("5.5"), absence.format("4.5")),
        (
            "E6",
            "discipline",
            "none",
            "Pornography on a Government computer or on duty (action of 20 October 2026)",
        ),
    }


def test_action_put_on_the_right_record_is_a_change_for_both(extract: Extract) -> None:
    extract.bring_in()
    extract.row("discipline.csv", "D1")["employee"] = "E5"
    extract.bring_in(accept=True)
    assert {(number, old == "none", new == "none") for number, _, old, new in written()} == {
        ("E4", False, True),
        ("E5", True, False),
    }


def test_people_who_come_with_the_extract_get_no_change_of_their_own(extract: Extract) -> None:
    extract.bring_in()
    extract.row("positions.csv", "P5")["title"] = "Chief"
    newcomer = extract.row("employees.csv", "E5") | {"number": "E11", "email": ""}
    extract.rows["employees.csv"].append(newcomer)
    extract.rows["discipline.csv"].append(
        {"reference": "D2", "employee": "E11", "kind": "pornography", "action_on": "2026-10-20"}
    )
    extract.bring_in()
    assert set(PersonnelChange.objects.values_list("employee__number", flat=True)) == {"E5"}


def test_dry_run_and_refused_extract_write_no_change(extract: Extract) -> None:
    extract.bring_in()
    for number in range(4, 9):
        extract.row("employees.csv", f"E{number}")["rating_of_record"] = "unacceptable"
    extract.bring_in(accept=True, dry_run=True)
    extract.bring_in()  # more than a fifth of the rows
    assert not written()


def test_import_that_fails_while_it_writes_changes_leaves_nothing(
    extract: Extract, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract.bring_in()
    extract.row("employees.csv", "E5")["rating_of_record"] = "unacceptable"

    def fail(*given: object) -> int:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(workforce, "write_changes", fail)
    with pytest.raises(RuntimeError):
        extract.bring_in()
    assert Employee.objects.get(number="E5").rating_of_record == "exceeds"


def test_many_changes_take_the_same_queries_as_one(extract: Extract, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    real = changes.write_changes

    def count(*given: object) -> int:
        with CaptureQueriesContext(connection) as queries:
            number = real(*given)  # type: ignore[arg-type]
        asked.append(len(queries))
        return number

    monkeypatch.setattr(workforce, "write_changes", count)
    extract.bring_in()
    extract.row("employees.csv", "E4").update(rating_of_record="unacceptable", supervisor="E3")
    extract.row("positions.csv", "P4")["grade"] = "12"
    extract.bring_in()
    for number in range(5, 11):
        extract.row("employees.csv", f"E{number}").update(rating_of_record="unacceptable", supervisor="E3")
        extract.row("positions.csv", f"P{number}")["grade"] = "12"
    extract.bring_in(accept=True)
    assert PersonnelChange.objects.count() == 7 * 3
    assert asked[1] == asked[2]
