"""The management commands: what they print, and how they end."""

import io
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from eligibility.hr_feed.documentation import documentation
from eligibility.hr_feed.files import FILES
from eligibility.models import EligibilityDetermination, Employee
from eligibility.services.workforce import give_login
from telework.errors import NotPermitted, WrongState
from telework.models import AuditEvent, User
from tests.eligibility.conftest import NOW, Extract

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "a-long-enough-phrase"


def test_documentation_is_what_the_code_says() -> None:
    text = (ROOT / "docs" / "hr-extract.md").read_text(encoding="utf-8")

    assert text == documentation(), "manage.py import_workforce --columns > docs/hr-extract.md"
    for spec in FILES:
        assert f"## {spec.name}" in text
        assert all(f"| `{column.name}` |" in text for column in spec.columns)


@pytest.mark.django_db
def test_import_prints_the_report_and_ends_with_0_though_a_row_was_refused(
    extract: Extract, capsys: pytest.CaptureFixture[str]
) -> None:
    extract.row("employees.csv", "E10")["hired_on"] = "soon"
    extract.write()
    call_command("import_workforce", str(extract.folder))

    printed = capsys.readouterr().out
    assert 'Refused: employees.csv, line 11, hired_on: "soon" is not a date' in printed
    # The person, and their training.
    report, _, determined = printed.rstrip().rpartition("\n")
    assert report.endswith("The extract was imported. 2 rows were refused; their reasons are above.")
    assert determined == "9 people looked at, 9 determinations written: 8 eligible, 1 not eligible."


@pytest.mark.django_db
def test_import_leaves_the_determinations_to_the_night_where_asked_to(extract: Extract) -> None:
    extract.write()
    call_command("import_workforce", str(extract.folder), no_determine=True, verbosity=0)
    assert not EligibilityDetermination.objects.exists()


@pytest.mark.django_db
def test_import_ends_with_1_where_a_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("import_workforce", str(tmp_path))

    assert ended.value.code == 1


@pytest.mark.django_db
def test_import_ends_with_1_where_accept_is_needed(extract: Extract) -> None:
    extract.bring_in()
    for row in extract.rows["employees.csv"]:
        row["work_phone"] = "202-555-0100"
    extract.write()
    with pytest.raises(SystemExit) as ended:
        call_command("import_workforce", str(extract.folder))
    assert ended.value.code == 1

    call_command("import_workforce", str(extract.folder), "--accept")
    assert Employee.objects.filter(work_phone="202-555-0100").count() == 10


@pytest.mark.django_db
@pytest.mark.parametrize("arguments", [[], ["no/such/folder"]])
def test_import_ends_with_2_where_it_is_called_wrongly(arguments: list[str]) -> None:
    with pytest.raises(CommandError) as error:
        call_command("import_workforce", *arguments)

    assert error.value.returncode == 2


def test_make_workforce_writes_the_seven_files(tmp_path: Path) -> None:
    call_command("make_workforce", str(tmp_path / "new"), people=30, seed=1, verbosity=0)

    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == sorted(spec.name for spec in FILES)


def test_make_workforce_refuses_fewer_than_30_people(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="at least 30"):
        call_command("make_workforce", str(tmp_path), "--people", "29")


@pytest.mark.django_db
def test_give_login_binds_by_employee_number(extract: Extract, monkeypatch: pytest.MonkeyPatch) -> None:
    extract.bring_in()
    monkeypatch.setattr(sys, "stdin", io.StringIO(PASSWORD + "\n"))
    call_command("give_login", "E4", "--username", "ada.berg", "--password-stdin")

    user = User.objects.get(username="ada.berg")
    assert user.check_password(PASSWORD)
    assert user.employee == Employee.objects.get(number="E4")
    assert user.email == "berg4@state.example"
    assert AuditEvent.objects.filter(chain="workforce", action="give_logins").count() == 1


@pytest.mark.django_db
def test_give_login_refuses_a_password_that_is_easily_guessed(
    extract: Extract, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract.bring_in()
    monkeypatch.setattr(sys, "stdin", io.StringIO("password\n"))
    with pytest.raises(CommandError, match="too common"):
        call_command("give_login", "E4", "--password-stdin")
    assert Employee.objects.get(number="E4").user is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("number", "username", "reason"),
    [
        ("E99", "new", "There is no person with the employee number E99."),
        ("E5", "new", r"Ada Berg5 \(E5\) left on 2026-11-01."),
        ("E6", "new", r"Ada Berg6 \(E6\) has a login already."),
        ("E4", "taken", "The username taken is taken."),
    ],
)
def test_login_is_refused(extract: Extract, number: str, username: str, reason: str) -> None:
    extract.row("employees.csv", "E5")["separated_on"] = "2026-11-01"
    extract.bring_in()
    Employee.objects.filter(number="E6").update(user=User.objects.create_user("taken"))
    with pytest.raises(WrongState, match=reason):
        give_login(
            actor=User.objects.system(), now=NOW, employee_number=number, username=username, password=PASSWORD
        )


@pytest.mark.django_db
def test_only_the_system_gives_logins(extract: Extract) -> None:
    extract.bring_in()
    with pytest.raises(NotPermitted):
        give_login(
            actor=User.objects.create_user("ada"),
            now=NOW,
            employee_number="E4",
            username="new",
            password=PASSWORD,
        )
