"""Courses: recorded by the coordinator, proved by a certificate, and what follows (2362.7)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from eligibility.models import EligibilityDetermination, TrainingCertificate, TrainingCompletion
from eligibility.services.certificates import check_certificate, upload_certificate
from eligibility.services.determination import assess
from eligibility.services.training import ask_for_manager_course, record_completion, record_exemption
from eligibility.training import keepers
from telework import audit
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import AuditEvent, OutboxMessage
from telework.policy import Outcome
from telework.roles import Role
from tests.cast import NOW, TODAY, Cast, grant, make_cast, person, submitted, train
from tests.certificates import pdf_bytes, uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    cast = make_cast()
    cast.employee.training.all().delete()
    return cast


def complete(cast: Cast, by: str = "coordinator", **changes: Any) -> TrainingCompletion:
    given = {"course": "employee", "completed_on": TODAY, "evidence": "Certificate 12", **changes}
    return record_completion(actor=cast.user(by), now=NOW, employee=cast.employee, **given)


def exempt(cast: Cast, evidence_on: date, by: str = "coordinator") -> TrainingCompletion:
    return record_exemption(
        actor=cast.user(by),
        now=NOW,
        employee=cast.employee,
        evidence_on=evidence_on,
        evidence="Agreement of 2009",
    )


def check(
    cast: Cast, certificate: TrainingCertificate, by: str = "coordinator", **answer: str
) -> TrainingCertificate:
    given = answer or {"outcome": "accepted"}
    return check_certificate(actor=cast.user(by), now=NOW, certificate=certificate, **given)


def letters(template: str) -> list[str]:
    return list(OutboxMessage.objects.filter(template=template).values_list("to", flat=True))


def course_outcome(cast: Cast) -> Outcome:
    return next(f.outcome for f in assess(cast.employee, TODAY) if f.code == "training.employee")


# --- Recorded by the coordinator ----------------------------------------------------------------------------
@pytest.mark.citation("2362.7")
def test_a_completion_recorded_by_the_coordinator_counts_at_once(cast: Cast) -> None:
    assert course_outcome(cast) is Outcome.FAILED
    made = complete(cast)
    assert course_outcome(cast) is Outcome.PASSED
    assert EligibilityDetermination.objects.get(employee=cast.employee, is_current=True).eligible is True
    event = AuditEvent.objects.get(action="record_completion")
    assert (event.chain, event.subject) == (f"employee:{cast.employee.pk}", f"training:{made.pk}")
    assert audit.first_fault(event.chain) is None


@pytest.mark.citation("2362.7")
def test_an_arrangement_proved_for_the_day_before_the_act_exempts(cast: Cast) -> None:
    exempt(cast, date(2010, 12, 8))
    assert course_outcome(cast) is Outcome.PASSED


@pytest.mark.citation("2362.7")
def test_a_paper_of_the_day_of_the_act_exempts_nobody(cast: Cast) -> None:
    with pytest.raises(PolicyRefused) as refused:
        exempt(cast, date(2010, 12, 9))
    assert "3 FAM 2362.7" in refused.value.fields["day"]
    assert not TrainingCompletion.objects.filter(employee=cast.employee).exists()


@pytest.mark.parametrize(
    "by",
    ["employee", "supervisor", "director", "stranger", "other_coordinator", "managing_officer", "auditor"],
)
def test_only_the_coordinator_of_the_bureau_records_and_checks(cast: Cast, by: str) -> None:
    certificate = uploaded(cast)
    before = AuditEvent.objects.count(), OutboxMessage.objects.count()
    for attempt in (
        complete,
        lambda c, b: exempt(c, date(2010, 1, 1), b),
        lambda c, b: check(c, certificate, b),
    ):
        with pytest.raises(NotPermitted):
            attempt(cast, by)
    assert (AuditEvent.objects.count(), OutboxMessage.objects.count()) == before
    assert not TrainingCompletion.objects.filter(employee=cast.employee).exists()


def test_nobody_records_their_own_course_and_the_director_stands_in(cast: Cast) -> None:
    given = {
        "course": "employee",
        "completed_on": TODAY,
        "evidence": "Certificate",
        "employee": cast.coordinator,
    }
    with pytest.raises(NotPermitted, match="their own course"):
        record_completion(actor=cast.user("coordinator"), now=NOW, **given)
    assert keepers(cast.coordinator, TODAY) == [cast.director]
    assert record_completion(actor=cast.user("director"), now=NOW, **given).completed_on == TODAY


def test_a_second_coordinator_keeps_the_course_of_the_first(cast: Cast) -> None:
    second = person("Carl", "Second", cast.bureau)
    grant(second, Role.COORDINATOR, cast.bureau)
    assert keepers(cast.coordinator, TODAY) == [second]


REFUSED = [
    ({"course": "baking"}, "course"),
    ({"completed_on": TODAY + timedelta(days=1)}, "day"),
    ({"completed_on": date(2009, 12, 31)}, "day"),
    ({"evidence": "  "}, "evidence"),
    ({"evidence": "x" * 251}, "evidence"),
    ({"evidence": "x" * 10_000}, "evidence"),
]


@pytest.mark.parametrize(("changes", "field"), REFUSED)
def test_a_completion_that_cannot_be_is_refused_beside_its_field(
    cast: Cast, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(PolicyRefused) as refused:
        complete(cast, **changes)
    assert list(refused.value.fields) == [field]
    assert not TrainingCompletion.objects.filter(employee=cast.employee).exists()


def test_the_same_completion_is_recorded_once(cast: Cast) -> None:
    complete(cast)
    with pytest.raises(PolicyRefused, match="recorded already"):
        complete(cast)
    exempt(cast, date(2010, 1, 4))
    with pytest.raises(PolicyRefused, match="recorded already"):
        exempt(cast, date(2010, 1, 5))


# --- Certificates -------------------------------------------------------------------------------------------
@pytest.mark.citation("2362.7")
def test_an_accepted_certificate_records_the_course(cast: Cast) -> None:
    certificate = uploaded(cast, course="employee")
    assert letters("certificate_waiting") == [cast.coordinator.email]
    assert course_outcome(cast) is Outcome.FAILED
    check(cast, certificate)
    assert course_outcome(cast) is Outcome.PASSED
    made = TrainingCompletion.objects.get(employee=cast.employee)
    assert made.evidence.startswith(f"certificate {certificate.pk} (")
    assert letters("certificate_checked") == [cast.employee.email]
    actions = list(
        AuditEvent.objects.filter(chain=f"employee:{cast.employee.pk}").values_list("action", flat=True)
    )
    assert actions == ["upload_certificate", "check_certificate", "record_completion", "determine"]


def test_a_refused_certificate_records_nothing_and_says_why(cast: Cast) -> None:
    certificate = uploaded(cast, course="employee")
    with pytest.raises(PolicyRefused, match="Say why"):
        check(cast, certificate, outcome="refused", reason=" ")
    check(cast, certificate, outcome="refused", reason="It is another person's.")
    assert course_outcome(cast) is Outcome.FAILED
    letter = OutboxMessage.objects.get(template="certificate_checked")
    assert "not accepted" in letter.subject
    assert "another person's" in letter.text
    assert uploaded(cast, course="employee").pk != certificate.pk


def test_a_certificate_is_checked_once(cast: Cast) -> None:
    certificate = uploaded(cast)
    check(cast, certificate)
    with pytest.raises(WrongState):
        check(cast, certificate, outcome="refused", reason="Too late.")
    assert TrainingCompletion.objects.filter(employee=cast.employee).count() == 1


def test_a_certificate_of_a_course_that_the_extract_brought_meanwhile_adds_nothing(cast: Cast) -> None:
    certificate = uploaded(cast, course="manager")
    TrainingCompletion.objects.create(
        employee=cast.employee, course="manager", completed_on=TODAY, reference="T99"
    )
    assert check(cast, certificate).outcome == "accepted"
    assert TrainingCompletion.objects.filter(employee=cast.employee).count() == 1


def test_one_certificate_of_a_course_waits_at_a_time(cast: Cast) -> None:
    uploaded(cast, course="manager")
    uploaded(cast, course="employee")
    with pytest.raises(PolicyRefused, match="waits to be checked"):
        uploaded(cast, course="manager")


def test_the_bytes_are_kept_as_they_came_with_their_digest(cast: Cast) -> None:
    content = pdf_bytes()
    made = upload_certificate(
        actor=cast.user("employee"),
        now=NOW,
        course="manager",
        completed_on=TODAY,
        file_name="x.pdf",
        chunks=[content[:50], content[50:]],
    )
    kept = TrainingCertificate.objects.get(pk=made.pk)
    assert (bytes(kept.content), kept.sha256) == (content, audit.sha256(content))


def test_a_file_that_is_refused_leaves_nothing(cast: Cast) -> None:
    with pytest.raises(PolicyRefused) as refused:
        upload_certificate(
            actor=cast.user("employee"),
            now=NOW,
            course="manager",
            completed_on=TODAY,
            file_name="x.pdf",
            chunks=[b"PK\x03\x04"],
        )
    assert "zip archive" in refused.value.fields["file"]
    assert not TrainingCertificate.objects.exists()
    assert not OutboxMessage.objects.exists()


# --- The course for managers --------------------------------------------------------------------------------
def ask(cast: Cast, occasion: str, now: datetime = NOW) -> None:
    ask_for_manager_course(supervisor=cast.supervisor, person=cast.employee, occasion=occasion, now=now)


@pytest.mark.citation("2362.7")
def test_a_supervisor_without_the_course_is_asked_once_for_each_occasion(cast: Cast) -> None:
    cast.supervisor.training.all().delete()
    for occasion in ("request:1", "request:1", "inherited:2"):
        ask(cast, occasion)
    assert letters("manager_course_needed") == [cast.supervisor.email] * 2
    texts = list(OutboxMessage.objects.order_by("pk").values_list("text", flat=True))
    assert "has asked for a telework agreement" in texts[0]
    assert "now reports to you" in texts[1]


def test_a_supervisor_with_the_course_is_left_alone(cast: Cast) -> None:
    ask(cast, "request:1")
    assert letters("manager_course_needed") == []


@pytest.mark.citation("2362.7")
def test_a_request_asks_a_supervisor_without_the_course_for_it(cast: Cast) -> None:
    cast.supervisor.training.all().delete()
    train(cast.employee)
    submitted(cast)
    assert letters("manager_course_needed") == [cast.supervisor.email]
