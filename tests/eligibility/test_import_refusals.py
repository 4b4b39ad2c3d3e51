"""What an import refuses: each fault has its own message, and never spoils the rest."""

import pytest

from eligibility.models import Bureau, DisciplineAction, Employee, Position, RoleAssignment
from tests.eligibility.conftest import Extract
from tests.eligibility.refusing import refusals

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", ["<E4>", "E\x074", "E 4", "É4", "E4/5"])
def test_number_of_a_person_holds_letters_digits_and_hyphens_only(extract: Extract, number: str) -> None:
    extract.row("employees.csv", "E4")["number"] = number
    told = refusals(extract.bring_in())
    assert told[0].startswith("employees.csv, line 5, number:")
    assert "letters without accents, digits and hyphens" in told[0]


def test_mail_address_of_two_people_is_refused_beside_both_rows(extract: Extract) -> None:
    extract.row("employees.csv", "E5")["email"] = "one@state.example"
    extract.row("employees.csv", "E6")["email"] = "ONE@State.example"
    told = refusals(extract.bring_in())
    assert [line.split(": ", 1)[1] for line in told[:2]] == [
        '"one@state.example" is also held by E6; it can belong to one person only.',
        '"one@state.example" is also held by E5; it can belong to one person only.',
    ]
    assert all("email" in line.split(":")[0] for line in told[:2])


def test_mail_address_of_somebody_outside_the_file_is_refused_and_one_that_moves_is_taken(
    extract: Extract,
) -> None:
    extract.row("employees.csv", "E5")["email"] = "five@state.example"
    extract.row("employees.csv", "E6")["email"] = "six@state.example"
    extract.bring_in()
    extract.row("employees.csv", "E5")["email"] = "SIX@state.example"
    extract.row("employees.csv", "E6")["email"] = "five@state.example"
    assert extract.bring_in().refused == 0
    outside = extract.row("employees.csv", "E6")
    extract.rows["employees.csv"].remove(outside)
    extract.row("employees.csv", "E5")["email"] = "Five@state.example"
    told = refusals(extract.bring_in())
    assert '"five@state.example" is also held by E6' in told[0]


def test_every_fault_of_a_row_is_told(extract: Extract) -> None:
    extract.row("employees.csv", "E4").update(hired_on="soon", is_part_time="maybe")
    report = extract.bring_in()

    assert [line.split(":")[0] for line in refusals(report)[:2]] == [
        "employees.csv, line 5, is_part_time",
        "employees.csv, line 5, hired_on",
    ]


def test_rows_that_depend_on_a_refused_row_are_refused_with_that_reason(extract: Extract) -> None:
    extract.row("employees.csv", "E2")["hired_on"] = "soon"
    report = extract.bring_in()

    told = refusals(report)
    assert 'employees.csv, line 5, supervisor: "E2" was refused: see line 3 of employees.csv.' in told
    assert 'discipline.csv, line 2, employee: "E4" was refused: see line 5 of employees.csv.' in told
    assert set(Employee.objects.values_list("number", flat=True)) == {"E1", "E3"}
    assert not DisciplineAction.objects.exists()
    assert RoleAssignment.objects.count() == 1


def test_refused_bureau_refuses_positions_people_and_roles_below_it(extract: Extract) -> None:
    extract.row("organizations.csv", "EUR")["kind"] = "kingdom"
    report = extract.bring_in()

    assert [file["refused"] for file in report.counts().values()] == [1, 1, 10, 10, 1, 10, 1]
    assert list(Bureau.objects.values_list("code", flat=True)) == ["CA"]


def test_refused_row_leaves_what_is_held_and_what_depends_on_it(extract: Extract) -> None:
    extract.bring_in()
    extract.row("employees.csv", "E2").update(hired_on="soon", given_name="Changed")
    extract.row("employees.csv", "E4")["given_name"] = "New"
    report = extract.bring_in()

    assert len(refusals(report)) == 1
    assert Employee.objects.get(number="E2").given_name == "Ada"
    assert Employee.objects.get(number="E4").given_name == "New"


def test_both_rows_with_one_key_are_refused(extract: Extract) -> None:
    extract.rows["employees.csv"].append(dict(extract.row("employees.csv", "E10"), given_name="Other"))
    report = extract.bring_in()

    assert refusals(report)[:2] == [
        'employees.csv, line 11, number: "E10" is in the file twice; the other row begins at line 12.',
        'employees.csv, line 12, number: "E10" is in the file twice; the other row begins at line 11.',
    ]
    assert not Employee.objects.filter(number="E10").exists()


def test_row_with_a_value_too_many_is_refused(extract: Extract) -> None:
    extract.write()
    path = extract.folder / "organizations.csv"
    path.write_text(path.read_text() + "AF,Africa,regional,,surplus\n")
    report = extract.bring_in_as_it_lies()

    assert refusals(report) == [
        "organizations.csv, line 4: The row has 5 values; the first line names 4 columns."
    ]


def test_line_counts_the_lines_of_the_file_and_not_its_rows(extract: Extract) -> None:
    extract.row("employees.csv", "E3").update(
        absence_burden="yes", absence_burden_statement="One.\nTwo.\nThree."
    )
    extract.row("employees.csv", "E4")["hired_on"] = "soon"

    assert refusals(extract.bring_in())[0].startswith("employees.csv, line 7, hired_on")
    assert Employee.objects.get(number="E3").absence_burden_statement == "One.\nTwo.\nThree."


def test_cycle_of_supervisors_refuses_everybody_in_it_and_names_it(extract: Extract) -> None:
    extract.row("employees.csv", "E4")["supervisor"] = "E5"
    extract.row("employees.csv", "E5")["supervisor"] = "E6"
    extract.row("employees.csv", "E6")["supervisor"] = "E4"
    told = refusals(extract.bring_in())

    reason = "supervisor: A cycle of supervisors: E4 > E5 > E6 > E4."
    assert told[:3] == [f"employees.csv, line {line}, {reason}" for line in (5, 6, 7)]
    assert set(Employee.objects.values_list("number", flat=True)) == {
        "E1",
        "E2",
        "E3",
        "E7",
        "E8",
        "E9",
        "E10",
    }


def test_cycle_through_rows_that_only_the_database_holds_is_found(extract: Extract) -> None:
    extract.bring_in()
    extract.rows["employees.csv"] = [dict(extract.row("employees.csv", "E1"), supervisor="E4")]
    told = refusals(extract.bring_in())

    assert told == ["employees.csv, line 2, supervisor: A cycle of supervisors: E1 > E4 > E2 > E1."]
    assert Employee.objects.get(number="E1").supervisor is None


def test_two_people_who_change_places_are_no_cycle(extract: Extract) -> None:
    extract.bring_in()
    extract.row("employees.csv", "E2")["supervisor"] = "E3"
    extract.row("employees.csv", "E3")["supervisor"] = "E1"
    assert not refusals(extract.bring_in())
    extract.row("employees.csv", "E2")["supervisor"] = "E1"
    extract.row("employees.csv", "E3")["supervisor"] = "E2"

    assert not refusals(extract.bring_in())
    assert Employee.objects.get(number="E3").supervisor == Employee.objects.get(number="E2")


FORMULA = '=HYPERLINK("http://bad.example";"x")<script>alert(1)</script>'


def test_text_that_looks_like_script_or_formula_is_kept_as_text(extract: Extract) -> None:
    extract.row("positions.csv", "P4")["title"] = FORMULA

    assert extract.bring_in().refused == 0
    assert Position.objects.get(number="P4").title == FORMULA
