"""The made-up workforce: the same bytes each time, whole in itself, with the cast that the demo promises."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from demo.personas import PERSONAS
from demo.seed import seed
from eligibility.answering import is_eligible
from eligibility.hr_feed.files import FILES
from eligibility.models import Bureau, Employee, Position, RoleAssignment
from eligibility.sample.bureaus import BUREAUS
from eligibility.sample.cast import CAST
from eligibility.sample.extract import write_extract
from eligibility.sample.posts import POSTS
from eligibility.services.determination import assess, assess_manager
from telework.policy import Outcome
from telework.roles import Role
from tests.eligibility.conftest import NOW, Extract

TODAY = date(2026, 11, 3)


def bytes_of(folder: Path) -> list[bytes]:
    return [(folder / spec.name).read_bytes() for spec in FILES]


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_same_number_and_seed_give_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        write_extract(tmp_path / folder, people=120, seed=7)
    write_extract(tmp_path / "three", people=120, seed=8)

    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")
    assert bytes_of(tmp_path / "one") != bytes_of(tmp_path / "three")


@pytest.mark.parametrize("people", [30, 31, 44, 45, 59, 150, 700])
def test_sample_has_as_many_people_as_asked_for_all_below_one(tmp_path: Path, people: int) -> None:
    write_extract(tmp_path, people=people, seed=1)
    rows = rows_of(tmp_path, "employees.csv")

    assert len(rows) == people
    assert sum(not row["supervisor"] for row in rows) == 1
    assert len({row["email"] for row in rows}) == people


def test_larger_sample_has_the_shares_that_were_asked_for(tmp_path: Path) -> None:
    write_extract(tmp_path, people=3000, seed=5)
    positions = {row["number"]: row for row in rows_of(tmp_path, "positions.csv")}
    people = rows_of(tmp_path, "employees.csv")
    leads = {row["number"] for row in people if positions[row["position"]]["is_supervisory"] == "yes"}
    training = rows_of(tmp_path, "training.csv")
    trained = {
        course: {r["employee"] for r in training if r["course"] == course}
        for course in ("employee", "manager")
    }
    staff = Counter(row["supervisor"] for row in people)

    assert len(rows_of(tmp_path, "organizations.csv")) == len(BUREAUS)
    assert len(rows_of(tmp_path, "posts.csv")) == len(POSTS)
    assert 0.10 < sum(bool(row["post"]) for row in positions.values()) / 3000 < 0.14
    assert 0.72 < len(trained["employee"]) / 3000 < 0.79
    assert 0.80 < len(trained["manager"]) / len(leads) < 0.90
    assert sum(4 <= count <= 9 for count in staff.values()) > 0.7 * len(staff)
    assert set(staff) - {""} <= leads


@pytest.mark.django_db
@pytest.mark.parametrize("people", [30, 400])
def test_sample_is_imported_without_a_refusal_and_again_without_a_change(tmp_path: Path, people: int) -> None:
    write_extract(tmp_path, people=people, seed=2360)
    extract = Extract(tmp_path, {})
    first, second = extract.bring_in_as_it_lies(), extract.bring_in_as_it_lies()

    assert first.refused == second.refused == 0
    assert first.counts()["employees.csv"]["added"] == people
    assert [f["unchanged"] for f in second.counts().values()] == [f["added"] for f in first.counts().values()]
    in_force = RoleAssignment.objects.in_force(TODAY)
    for bureau in Bureau.objects.all():
        held = set(in_force.filter(bureau=bureau).values_list("role", flat=True))
        assert {Role.EXECUTIVE_DIRECTOR, Role.COORDINATOR, Role.HR_SPECIALIST} <= held
    for role in (Role.MANAGING_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR, Role.DRAD):
        assert in_force.filter(role=role).count() == 1


@pytest.mark.django_db
def test_cast_is_what_the_demonstration_says_of_it(tmp_path: Path) -> None:
    write_extract(tmp_path, people=30, seed=99)
    Extract(tmp_path, {}).bring_in_as_it_lies()
    cast = {
        member.code: Employee.objects.with_bureau().get(
            given_name=member.given_name, family_name=member.family_name
        )
        for member in CAST
    }

    def failed(code: str) -> set[str]:
        return {f.code for f in assess(cast[code], TODAY) if f.outcome is not Outcome.PASSED}

    assert is_eligible(assess(cast["employee"], TODAY)) is True
    assert is_eligible(assess(cast["employee_of_untrained"], TODAY)) is True
    assert failed("daily_classified") == {"position.daily_classified"}
    assert failed("absent_without_permission") == {"conduct.absence"}
    assert failed("abroad") == {"applicability.in_the_united_states"}
    assert is_eligible(assess_manager(cast["supervisor"], TODAY)) is True
    assert is_eligible(assess_manager(cast["untrained_supervisor"], TODAY)) is False
    assert cast["employee"].supervisor == cast["supervisor"]
    assert cast["employee_of_untrained"].supervisor == cast["untrained_supervisor"]
    assert cast["employee"].position.in_washington_area  # type: ignore[union-attr]
    assert cast["stranger"].bureau != cast["employee"].bureau


@pytest.mark.django_db
def test_seed_gives_everybody_who_serves_a_login_and_names_the_cast(tmp_path: Path) -> None:
    write_extract(tmp_path, people=120, seed=2360)
    Extract(tmp_path, {}).bring_in_as_it_lies()
    personas = seed(NOW)

    assert personas == PERSONAS
    assert not Employee.objects.serving(TODAY).filter(user__isnull=True).exists()
    for persona in personas:
        person = Employee.objects.get(number=persona.employee_number)
        assert person.full_name == persona.name
        assert person.user is not None
        assert person.user.check_password("demo")
    assert Employee.objects.get(number=personas[0].employee_number).user.username == "dana.whitfield"  # type: ignore[union-attr]
    assert Position.objects.filter(employees__isnull=True).count() == 0
