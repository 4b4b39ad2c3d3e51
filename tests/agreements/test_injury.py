"""An injury at the telework site: reported at once, to those who act on it, and to nobody else."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from agreements.injuries import sites_of
from agreements.models import Agreement, InjuryReport
from agreements.services import injuries, intake
from eligibility.models import Employee, Post, RoleAssignment
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import AuditEvent, User
from tests.agreements.letter_events import ended, only
from tests.cast import Cast, active, approved, grant, person, train
from tests.certificates import pdf_bytes
from tests.traces import actions, letters, payload, refused
from tests.walks.file_world import PAPER

# Tuesday, the day after the agreement of the cast began; three in the afternoon in Washington.
TUESDAY = datetime(2026, 12, 8, 20, 0, tzinfo=UTC)
WORDS = "A shelf fell on the desk."


@pytest.fixture(autouse=True)
def system(cast: Cast) -> User:
    """The account of what happens by itself, there before anything is tried."""
    return User.objects.system()


def report(cast: Cast, agreement: Agreement, by: str = "employee", **changes: Any) -> InjuryReport:
    given: dict[str, Any] = {
        "actor": cast.user(by),
        "now": TUESDAY,
        "happened_on": TUESDAY.date(),
        "happened_time": time(14, 30),
        "worksite": next(iter(sites_of(agreement)), None),
        "on_duty": True,
        "account": WORDS,
    }
    return injuries.report_injury(agreement=agreement, **{**given, **changes})


def acknowledge(cast: Cast, made: InjuryReport, by: str = "supervisor") -> InjuryReport:
    return injuries.acknowledge_injury(actor=cast.user(by), now=TUESDAY, report=made)


@pytest.mark.citation("2367(c)")
def test_employee_reports_and_supervisor_and_coordinators_are_told_at_once(cast: Cast) -> None:
    another = person("Cleo", "Coordinator", cast.bureau)
    grant(another, cast.coordinator.roles.get().role, cast.bureau)
    agreement = active(cast)
    made = report(cast, agreement)
    assert made.happened_at == datetime(2026, 12, 8, 19, 30, tzinfo=UTC)
    assert (made.on_duty, made.account, made.place) == (True, WORDS, "My home, Arlington")
    told = letters(agreement)
    assert told["injury_reported"] == ["cleo", "cora", "sam"]
    assert told["injury_receipt"] == ["emma"]


@pytest.mark.citation("2367(a)")
@pytest.mark.citation("2367(c)")
@pytest.mark.parametrize(
    ("letter", "reader"),
    [("injury_reported", "sam"), ("injury_reported", "cora"), ("injury_receipt", "emma")],
)
def test_every_letter_says_when_and_where_and_names_forms_and_acts(
    cast: Cast, letter: str, reader: str
) -> None:
    report(cast, active(cast))
    message = only(letter, reader)
    for text in (message.text, message.html):
        for words in ("Tuesday, 8 December 2026, 2:30 p.m., Washington time", "My home, Arlington"):
            assert words in text
        for form in ("CA-1", "CA-2", "CA-16", "CA-7", "within 30 days", "within 4 hours"):
            assert form in text
        for act in ("(FECA)", "(PCA)", "(FTCA)", "5 U.S.C. 8101", "31 U.S.C. 3721", "28 U.S.C. 2671"):
            assert act in text
        assert WORDS not in text, "what happened is read on the page and in no mail"
        assert "Example Street" not in text


def test_letters_say_what_each_does_next(cast: Cast) -> None:
    report(cast, active(cast))
    assert "open the page and acknowledge the report" in only("injury_reported", "sam").text
    assert "nothing at once. Sam Supervisor" in only("injury_reported", "cora").text
    assert "hand in the CA-1 by Thursday, 7 January 2027" in only("injury_receipt").text


def test_without_a_serving_supervisor_the_coordinator_reads_what_to_do(cast: Cast) -> None:
    agreement = active(cast)
    Employee.objects.filter(pk=cast.supervisor.pk).update(separated_on=date(2026, 12, 4))
    report(cast, agreement)
    assert letters(agreement)["injury_reported"] == ["cora"]
    assert "HR has no serving supervisor recorded for Emma" in only("injury_reported", "cora").text
    assert "HR has no serving supervisor recorded for you" in only("injury_receipt").text


def test_coordinator_who_is_hurt_gets_the_receipt_alone(cast: Cast) -> None:
    agreement = active(cast)
    RoleAssignment.objects.filter(employee=cast.coordinator).update(employee=cast.employee)
    report(cast, agreement)
    assert letters(agreement)["injury_reported"] == ["sam"]
    assert letters(agreement)["injury_receipt"] == ["emma"]


def test_report_is_audited_without_place_and_words(cast: Cast) -> None:
    agreement = active(cast)
    made = report(cast, agreement)
    assert payload(agreement, "report_injury") == {"report": made.pk}
    acknowledge(cast, made)
    assert actions(agreement)[-2:] == ["report_injury", "acknowledge_injury"]
    assert payload(agreement, "acknowledge_injury") == {"report": made.pk}
    assert (
        AuditEvent.objects.filter(chain=agreement.chain).latest("sequence").actor_id
        == cast.user("supervisor").pk
    )


@pytest.mark.parametrize("by", ["supervisor", "coordinator", "director", "managing_officer", "stranger"])
def test_nobody_reports_for_the_employee(cast: Cast, by: str) -> None:
    agreement = active(cast)
    with refused(NotPermitted):
        report(cast, agreement, by)


def test_before_an_agreement_is_in_effect_nothing_is_reported(cast: Cast) -> None:
    agreement = approved(cast)
    with refused(WrongState):
        report(cast, agreement)


def test_what_happened_before_the_end_is_reported_after_it_for_three_years(cast: Cast) -> None:
    agreement = ended(cast, "employee")
    last = agreement.ended_on
    assert last is not None
    late = datetime(last.year + 3, last.month, last.day, 17, 0, tzinfo=UTC)
    with refused(WrongState):
        report(cast, agreement, now=late + timedelta(days=1), happened_on=last)
    with refused(PolicyRefused) as refusal:
        report(cast, agreement, now=late, happened_on=last + timedelta(days=1))
    assert list(refusal.value.fields) == ["happened_on"]
    assert report(cast, agreement, now=late, happened_on=last).agreement_id == agreement.pk


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"happened_on": date(2026, 12, 9)}, "happened_on"),
        ({"happened_time": time(15, 1)}, "happened_time"),
        ({"happened_on": date(2026, 12, 6)}, "happened_on"),
        ({"worksite": None}, "worksite"),
        ({"account": " \n"}, "account"),
        ({"account": "x" * 1001}, "account"),
    ],
)
def test_what_is_wrong_with_a_report_is_said_by_field(
    cast: Cast, changes: dict[str, Any], field: str
) -> None:
    agreement = active(cast)
    with refused(PolicyRefused) as refusal:
        report(cast, agreement, **changes)
    assert list(refusal.value.fields) == [field]


def test_present_moment_is_not_the_future(cast: Cast) -> None:
    assert report(cast, active(cast), happened_time=time(15, 0)).happened_at == TUESDAY


def test_site_of_another_agreement_is_refused(cast: Cast) -> None:
    agreement, other = active(cast), approved(_another(cast))
    with refused(PolicyRefused) as refusal:
        report(cast, agreement, worksite=other.latest_terms().worksites.get())
    assert list(refusal.value.fields) == ["worksite"]


def _another(cast: Cast) -> Cast:
    somebody = person("Ella", "Employee", cast.bureau, supervisor=cast.supervisor)
    train(somebody)
    return replace(cast, employee=somebody)


def test_same_moment_is_reported_once(cast: Cast) -> None:
    agreement = active(cast)
    report(cast, agreement)
    with refused(PolicyRefused) as refusal:
        report(cast, agreement, account="Another shelf fell.")
    assert list(refusal.value.fields) == ["happened_time"]
    report(cast, agreement, happened_time=time(14, 31))
    assert InjuryReport.objects.count() == 2


def test_agreement_from_before_has_no_sites_and_is_reported_on_without_one(cast: Cast) -> None:
    agreement = intake.take_in(
        actor=cast.user("coordinator"),
        now=TUESDAY,
        employee=cast.employee,
        paper=PAPER,
        file_name="scan.pdf",
        chunks=[pdf_bytes()],
    )
    assert report(cast, agreement).place == "The site of the agreement from before"


def test_moment_is_read_in_the_time_of_the_post(cast: Cast) -> None:
    agreement = active(cast)
    agreement.post = Post.objects.create(
        code="OSLO", name="Oslo", country="NO", bureau=cast.bureau, time_zone="Europe/Oslo"
    )
    agreement.save(update_fields=["post"])
    made = report(cast, agreement, happened_time=time(20, 30))
    assert made.happened_at == datetime(2026, 12, 8, 19, 30, tzinfo=UTC)
    assert "8:30 p.m., time in Oslo" in only("injury_receipt").text


def test_supervisor_acknowledges_once(cast: Cast) -> None:
    made = report(cast, active(cast))
    done = acknowledge(cast, made)
    assert (done.acknowledged_by, done.acknowledged_at) == (cast.supervisor, TUESDAY)
    with refused(WrongState):
        acknowledge(cast, made)


@pytest.mark.parametrize("by", ["employee", "coordinator", "director", "managing_officer", "stranger"])
def test_nobody_else_acknowledges(cast: Cast, by: str) -> None:
    made = report(cast, active(cast))
    with refused(NotPermitted):
        acknowledge(cast, made, by)


def test_new_supervisor_inherits_what_was_not_acknowledged(cast: Cast) -> None:
    made = report(cast, active(cast))
    Employee.objects.filter(pk=cast.employee.pk).update(supervisor=cast.director)
    with refused(NotPermitted):
        acknowledge(cast, made)
    assert acknowledge(cast, made, "director").acknowledged_by == cast.director
