"""Facts never go back in time: a row older than what is held is refused, an older extract whole."""

import pytest

from eligibility.hr_feed.report import Result
from eligibility.models import Employee, Position, RoleAssignment
from telework.models import AuditEvent
from tests.eligibility.conftest import NOW, Extract

pytestmark = pytest.mark.django_db

OUTDATED = [
    "Outdated: employees.csv, line 2, as_of: the extract is of 2026-11-01, and facts of 2026-11-02 are held "
    "already.",
    "Nothing was written, and --accept does not change that. Ask HR for the latest extract.",
]


def dated(extract: Extract, day: str) -> None:
    for row in extract.rows["employees.csv"]:
        row["as_of"] = day


@pytest.mark.parametrize("accept", [False, True])
def test_extract_older_than_the_facts_held_is_refused_and_accept_does_not_lift_it(
    extract: Extract, accept: bool
) -> None:
    extract.bring_in()
    dated(extract, "2026-11-01")
    extract.row("employees.csv", "E4")["family_name"] = "Older"
    extract.row("positions.csv", "P4")["title"] = "Older"
    report = extract.bring_in(accept=accept)

    assert report.result is Result.OUTDATED
    assert not report.is_fine
    assert list(report.lines()) == OUTDATED
    assert not Employee.objects.filter(family_name="Older").exists()
    assert not Position.objects.filter(title="Older").exists()
    assert AuditEvent.objects.filter(action="import_workforce").count() == 1


def test_dry_run_of_an_older_extract_says_so_too(extract: Extract) -> None:
    extract.bring_in()
    dated(extract, "2026-11-01")

    assert extract.bring_in(dry_run=True).result is Result.OUTDATED


def test_one_older_row_is_refused_and_the_rest_is_taken(extract: Extract) -> None:
    extract.bring_in()
    dated(extract, "2026-11-03")
    extract.row("employees.csv", "E4").update(as_of="2026-11-01", family_name="Older")
    extract.row("employees.csv", "E5")["family_name"] = "Newer"
    report = extract.bring_in(accept=True)

    assert report.result is Result.WRITTEN
    told = [line for line in report.lines() if line.startswith("Refused: employees")]
    assert told == ["Refused: employees.csv, line 5, as_of: The row is of 2026-11-01, older than 2026-11-02."]
    assert Employee.objects.filter(family_name="Newer").exists()
    assert not Employee.objects.filter(family_name="Older").exists()


def test_person_who_is_new_cannot_come_with_an_older_extract_either(extract: Extract) -> None:
    extract.bring_in()
    newcomer = extract.row("employees.csv", "E4") | {"number": "E11", "as_of": "2026-11-01"}
    extract.rows["employees.csv"] = [newcomer]

    assert extract.bring_in().result is Result.OUTDATED
    assert not Employee.objects.filter(number="E11").exists()


@pytest.mark.parametrize("day", ["2026-11-02", "2026-11-03"])
def test_extract_of_the_same_date_or_a_later_one_is_taken(extract: Extract, day: str) -> None:
    extract.bring_in()
    dated(extract, day)
    extract.row("employees.csv", "E4")["family_name"] = "Corrected"

    assert extract.bring_in().result is Result.WRITTEN
    assert Employee.objects.filter(family_name="Corrected", facts_as_of=day).exists()


def test_row_dated_after_today_is_refused_so_that_it_cannot_block_every_extract_until_then(
    extract: Extract,
) -> None:
    extract.row("employees.csv", "E10")["as_of"] = "2062-11-02"
    report = extract.bring_in()

    told = [line for line in report.lines() if line.startswith("Refused: employees")]
    assert told == [
        "Refused: employees.csv, line 11, as_of: 2062-11-02 is still to come; today is 2026-11-03."
    ]
    assert Employee.objects.count() == 9


@pytest.mark.django_db
def test_role_ended_in_the_application_is_not_opened_again_by_an_extract(extract: Extract) -> None:
    extract.bring_in()
    RoleAssignment.objects.update(ends_on=NOW.date(), ended_by="Edith Execdir")

    report = extract.bring_in()

    assert RoleAssignment.objects.get().ends_on == NOW.date()
    assert report.refused == 1
    assert any("Edith Execdir has ended this in the application" in line for line in report.lines())
