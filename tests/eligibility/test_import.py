"""What an import does with a good extract: adds, changes, leaves alone, all or nothing."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eligibility.hr_feed.report import Result
from eligibility.models import (
    Bureau,
    DisciplineAction,
    Employee,
    Position,
    Post,
    RoleAssignment,
    TrainingCompletion,
)
from eligibility.services import workforce
from eligibility.services.workforce import import_workforce
from telework import audit
from telework.errors import NotPermitted
from telework.models import AuditEvent, User
from tests.eligibility.conftest import NOW, Extract

pytestmark = pytest.mark.django_db

TABLES = (Bureau, Post, Position, Employee, DisciplineAction, TrainingCompletion, RoleAssignment)


def held() -> list[list[dict[str, Any]]]:
    return [list(model._default_manager.order_by("pk").values()) for model in TABLES]


def test_good_extract_fills_every_table(extract: Extract) -> None:
    report = extract.bring_in()

    assert report.result is Result.WRITTEN
    assert [model._default_manager.count() for model in TABLES] == [2, 1, 10, 10, 1, 10, 1]
    assert report.refused == 0
    ada = Employee.objects.with_bureau().get(number="E4")
    assert ada.bureau is not None
    assert ada.bureau.code == "EUR"
    assert ada.supervisor is not None
    assert ada.supervisor.number == "E2"
    assert str(ada.facts_as_of) == "2026-11-02"


def test_second_import_of_the_same_extract_finds_everything_unchanged_and_writes_no_row(
    extract: Extract,
) -> None:
    extract.bring_in()
    before = held()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        report = extract.bring_in()

    assert held() == before
    counts = report.counts().values()
    assert [file["unchanged"] for file in counts] == [2, 1, 10, 10, 1, 10, 1]
    assert not any(file["added"] or file["changed"] or file["refused"] for file in counts)
    writing = [q["sql"] for q in queries if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert not [sql for sql in writing if "eligibility_" in sql]


def test_supervisors_may_come_after_their_people_in_the_file(extract: Extract) -> None:
    extract.rows["employees.csv"].reverse()

    assert extract.bring_in().refused == 0
    assert Employee.objects.filter(supervisor__number="E2").count() == 7


def test_change_is_reported_field_by_field_with_old_and_new_value(extract: Extract) -> None:
    extract.bring_in()
    extract.row("employees.csv", "E5").update(rating_of_record="outstanding", supervisor="E3")
    report = extract.bring_in()

    assert [line for line in report.lines() if line.startswith("Changed")] == [
        "Changed: employees.csv, E5, supervisor: E2 -> E3",
        "Changed: employees.csv, E5, rating_of_record: exceeds -> outstanding",
    ]
    changed = Employee.objects.get(number="E5")
    assert (changed.rating_of_record, changed.supervisor.number) == ("outstanding", "E3")  # type: ignore[union-attr]


def test_each_table_takes_changes(extract: Extract) -> None:
    extract.bring_in()
    extract.row("organizations.csv", "EUR")["telework_mailbox"] = "eur@state.example"
    extract.row("posts.csv", "OSLO")["name"] = "Embassy Oslo"
    extract.row("positions.csv", "P7").update(bureau="CA", post="OSLO", in_washington_area="no")
    extract.row("discipline.csv", "D1")["days"] = "4.25"
    extract.row("training.csv", "T9")["completed_on"] = "2026-06-01"
    extract.row("roles.csv", "E3")["ends_on"] = "2026-12-31"
    report = extract.bring_in(accept=True)

    assert [file["changed"] for file in report.counts().values()] == [1, 1, 1, 0, 1, 1, 1]
    assert not any(file["changed"] for file in extract.bring_in().counts().values())
    assert Position.objects.get(number="P7").post == Post.objects.get(name="Embassy Oslo")
    assert str(DisciplineAction.objects.get().days) == "4.25"
    assert str(RoleAssignment.objects.get().ends_on) == "2026-12-31"


def test_new_person_may_become_the_supervisor_of_one_who_is_held(extract: Extract) -> None:
    extract.bring_in()
    new = dict(extract.row("employees.csv", "E3"), number="E11", position="", email="")
    extract.rows["employees.csv"].append(new)
    extract.row("employees.csv", "E5")["supervisor"] = "E11"

    assert extract.bring_in().refused == 0
    assert Employee.objects.get(number="E5").supervisor == Employee.objects.get(number="E11")


def test_absent_row_separates_nobody(extract: Extract) -> None:
    extract.bring_in()
    before = held()
    for rows in extract.rows.values():
        del rows[1:]
    extract.bring_in()

    assert held() == before


def test_later_extract_with_the_same_facts_only_refreshes_their_date(extract: Extract) -> None:
    extract.bring_in()
    for row in extract.rows["employees.csv"]:
        row["as_of"] = "2026-11-03"
    report = extract.bring_in()

    assert report.result is Result.WRITTEN
    assert report.counts()["employees.csv"]["unchanged"] == 10
    assert {str(day) for day in Employee.objects.values_list("facts_as_of", flat=True)} == {"2026-11-03"}


def test_login_survives_an_import(extract: Extract) -> None:
    extract.bring_in()
    user = User.objects.create_user("ada")
    Employee.objects.filter(number="E4").update(user=user)
    extract.row("employees.csv", "E4")["rating_of_record"] = "outstanding"
    extract.bring_in()

    assert Employee.objects.get(number="E4").user == user


def test_dry_run_reports_and_writes_nothing(extract: Extract) -> None:
    report = extract.bring_in(dry_run=True)

    assert report.result is Result.DRY_RUN
    assert report.counts()["employees.csv"]["added"] == 10
    assert held() == [[] for _ in TABLES]
    assert not AuditEvent.objects.exists()


def test_two_of_ten_may_change_without_accept_and_three_may_not(extract: Extract) -> None:
    extract.bring_in()
    for number in ("E4", "E5"):
        extract.row("employees.csv", number)["is_part_time"] = "yes"
    assert extract.bring_in(dry_run=True).result is Result.DRY_RUN
    extract.row("employees.csv", "E6")["is_part_time"] = "yes"
    before = held()
    report = extract.bring_in()

    assert report.result is Result.NEEDS_ACCEPT
    assert held() == before
    assert "employees.csv (3 of 10 rows)" in list(report.lines())[-1]
    assert extract.bring_in(accept=True).result is Result.WRITTEN
    assert Employee.objects.filter(is_part_time=True).count() == 3


def test_adding_many_rows_is_no_change_that_needs_accept(extract: Extract) -> None:
    people = extract.rows["employees.csv"]
    extract.rows["employees.csv"], others = people[:3], people[3:]
    extract.rows["discipline.csv"] = []
    extract.rows["training.csv"] = []
    extract.bring_in()
    extract.rows["employees.csv"] += others

    assert extract.bring_in().result is Result.WRITTEN
    assert Employee.objects.count() == 10


def test_import_leaves_one_audit_event_with_counts_and_digest(extract: Extract) -> None:
    report = extract.bring_in()

    event = AuditEvent.objects.select_related("payload").get(chain="workforce")
    assert event.action == "import_workforce"
    assert event.payload.data["files"] == report.counts()
    assert len(event.payload.data["digest"]) == 64
    assert audit.first_fault("workforce") is None


def test_import_that_breaks_off_writes_nothing(extract: Extract, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**event: Any) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(workforce.audit, "record", broken)
    with pytest.raises(RuntimeError):
        extract.bring_in()

    assert held() == [[] for _ in TABLES]


def test_person_with_a_login_cannot_import(extract: Extract) -> None:
    extract.write()
    with pytest.raises(NotPermitted):
        import_workforce(actor=User.objects.create_user("ada"), now=NOW, folder=extract.folder)
