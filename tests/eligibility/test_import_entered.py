"""An HR extract and what was entered here: nothing is overwritten silently, and nothing stays for ever."""

from datetime import UTC, datetime
from typing import Any

import pytest

from eligibility.collect import facts_of
from eligibility.hr_feed.report import ImportReport
from eligibility.models import Bureau, Employee, EnteredFact, PersonnelChange
from eligibility.services import disputes, entered_facts
from eligibility.services.corrections import Correction
from eligibility.services.workforce import import_workforce
from telework.models import AuditEvent, User
from telework.roles import Role
from tests.cast import grant
from tests.eligibility.conftest import NOW, Extract
from tests.eligibility.deciding import letters

pytestmark = [pytest.mark.django_db, pytest.mark.citation("2362.2(a)")]

SINCE = NOW.date().replace(month=1, day=15)
ENTERED_AT = datetime(2026, 11, 3, 14, tzinfo=UTC)


@pytest.fixture
def brought_in(extract: Extract) -> Extract:
    """The extract of 2 November is in; E3 keeps what HR keeps, E2 supervises E5, who has a login."""
    extract.bring_in()
    for number in ("E2", "E3", "E5"):
        user = User.objects.create_user(number.lower())
        Employee.objects.filter(number=number).update(user=user)
    grant(Employee.objects.get(number="E3"), Role.HR_SPECIALIST, Bureau.objects.get(code="EUR"))
    return extract


def user(number: str) -> User:
    return User.objects.get(username=number.lower())


def corrected(name: str, code: str, by: str = "E3") -> EnteredFact:
    """E5 says that a fact is wrong, and it is corrected on 3 November."""
    said = disputes.raise_dispute(actor=user("E5"), now=ENTERED_AT, fact=name, claim="It is wrong.")
    given = Correction(code=code, since=SINCE)
    disputes.answer_dispute(
        actor=user(by),
        now=ENTERED_AT,
        dispute=said,
        outcome="corrected",
        answer="So it is.",
        correction=given,
    )
    return EnteredFact.objects.get(dispute=said)


def value(name: str) -> Any:
    return getattr(facts_of(Employee.objects.get(number="E5"), NOW.date()), name).value


def about_entries(report: ImportReport) -> list[str]:
    return [line for line in report.lines() if line.startswith(("Conflict", "Confirmed", "Replaced"))]


def of_november(extract: Extract, day: str) -> Extract:
    for row in extract.rows["employees.csv"]:
        row["as_of"] = f"2026-11-{day}"
    return extract


def test_an_extract_that_still_says_the_old_fact_changes_nothing_and_is_reported(brought_in: Extract) -> None:
    corrected("rating", "outstanding")

    report = brought_in.bring_in()

    assert value("rating") == "outstanding"
    assert about_entries(report) == [
        "Conflict: E5, Most recent rating of record: the extract says exceeds. Ada Berg3 entered outstanding "
        "here on 2026-11-03, and that stays until HR has corrected its data."
    ]
    assert EnteredFact.objects.get().ended_at is None


def test_one_that_is_older_than_the_correction_changes_nothing_whatever_it_says(brought_in: Extract) -> None:
    corrected("rating", "outstanding")
    PersonnelChange.objects.all().delete()

    brought_in.row("employees.csv", "E5")["rating_of_record"] = "unacceptable"
    report = of_november(brought_in, "03").bring_in()

    assert value("rating") == "outstanding"
    assert about_entries(report)[0].startswith("Conflict: E5, Most recent rating of record")
    assert not PersonnelChange.objects.exists()


def test_one_that_says_the_same_takes_over_and_nothing_is_reviewed_again(brought_in: Extract) -> None:
    entry = corrected("rating", "outstanding")
    PersonnelChange.objects.all().delete()

    brought_in.row("employees.csv", "E5")["rating_of_record"] = "outstanding"
    report = brought_in.bring_in()

    assert value("rating") == "outstanding"
    assert about_entries(report)[0].startswith("Confirmed: E5, Most recent rating of record")
    entry.refresh_from_db()
    assert entry.ended_because == "The HR extract of 2 November 2026 says the same."
    assert not PersonnelChange.objects.exists()
    assert letters("entered_fact_ended") == {}
    assert AuditEvent.objects.filter(action="end_entered_fact").count() == 1
    assert about_entries(brought_in.bring_in()) == []


@pytest.mark.parametrize("said", ["exceeds", "outstanding"])
def test_a_dry_run_reports_the_same_and_writes_nothing(brought_in: Extract, said: str) -> None:
    corrected("rating", "outstanding")
    brought_in.row("employees.csv", "E5").update(rating_of_record=said, given_name="Adele")
    events = AuditEvent.objects.count()

    dry = list(brought_in.bring_in(dry_run=True).lines())

    assert Employee.objects.get(number="E5").given_name == "Ada"
    assert EnteredFact.objects.get().ended_at is None
    assert AuditEvent.objects.count() == events
    real = brought_in.bring_in()
    assert len(about_entries(real)) == 1
    assert dry[:-1] == list(real.lines())[:-1], "but for the last line, which says that nothing was written"


def test_a_dry_run_counts_a_new_position_as_the_import_would(brought_in: Extract) -> None:
    corrected("classified_handling", "daily", "E2")
    brought_in.rows["positions.csv"].append({**brought_in.row("positions.csv", "P5"), "number": "P11"})
    brought_in.row("employees.csv", "E5")["position"] = "P11"

    dry = about_entries(brought_in.bring_in(dry_run=True))

    assert dry == about_entries(brought_in.bring_in())
    assert dry[0].startswith("Replaced: E5, Direct handling of classified information")


@pytest.mark.citation("2362.1(e)")
def test_a_newer_one_with_something_newer_takes_over_and_is_told(brought_in: Extract) -> None:
    entry = corrected("rating", "outstanding")
    PersonnelChange.objects.all().delete()
    Employee.objects.filter(number="E5").update(facts_as_of="2026-11-02")

    brought_in.row("employees.csv", "E5")["rating_of_record"] = "unacceptable"
    later = of_november(brought_in, "04")
    later.write()
    with_later_clock = datetime(2026, 11, 5, 15, tzinfo=UTC)
    report = import_at(later, with_later_clock)

    assert value("rating") == "unacceptable"
    assert about_entries(report)[0].startswith("Replaced: E5, Most recent rating of record")
    entry.refresh_from_db()
    assert entry.ended_because == "The HR extract of 4 November 2026 brought something newer."
    change = PersonnelChange.objects.get()
    assert (change.matter, change.old, change.new) == ("rating", "Outstanding", "Unacceptable")
    assert set(letters("entered_fact_ended")) == {"berg5", "berg3", "berg2"}


def test_what_a_supervisor_stated_is_ended_by_no_extract(brought_in: Extract) -> None:
    entered_facts.state_fact(
        actor=user("E2"),
        now=ENTERED_AT,
        employee=Employee.objects.get(number="E5"),
        fact="close_supervision",
        holds=True,
        statement="Each draft needs a second look.",
        starts_on=SINCE,
        until=NOW.date().replace(month=12),
    )
    assert about_entries(brought_in.bring_in()) == []

    brought_in.row("employees.csv", "E5")["needs_close_supervision"] = ""
    brought_in.row("employees.csv", "E5")["as_of"] = "2026-11-02"
    report = brought_in.bring_in()

    assert value("close_supervision") is True
    assert about_entries(report)[0].startswith(
        "Conflict: E5, Needs close supervision: the extract says (blank)"
    )


def test_a_fact_of_a_position_ends_when_the_person_moves_to_another(brought_in: Extract) -> None:
    corrected("classified_handling", "daily", "E2")

    brought_in.row("employees.csv", "E5")["position"] = "P6"
    report = brought_in.bring_in()

    assert value("classified_handling") == "occasional"
    assert about_entries(report)[0].startswith("Replaced: E5, Direct handling of classified information")


@pytest.mark.citation("2362.1(e)")
def test_a_burden_that_the_extract_brings_has_live_agreements_reviewed(brought_in: Extract) -> None:
    brought_in.row("employees.csv", "E5").update(
        absence_burden="yes", absence_burden_statement="Others do the work."
    )
    brought_in.bring_in()

    change = PersonnelChange.objects.get()
    assert (change.matter, change.old, change.new) == ("absence_burden", "no", "yes")


def import_at(extract: Extract, now: datetime) -> ImportReport:
    return import_workforce(actor=User.objects.system(), now=now, folder=extract.folder)
