"""Submitting: every rule is asked, the terms become bytes, the employee signs, the chain is written down."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from agreements.models import Agreement, ApprovalStep, Signature
from agreements.services import drafting, submission
from agreements.states import State
from eligibility.models import (
    DisciplineAction,
    EligibilityDetermination,
    Employee,
    Position,
    TrainingCompletion,
)
from telework.audit import sha256
from telework.errors import NotPermitted, NotReauthenticated, PolicyRefused, WrongState
from telework.identity import Authentication
from telework.models import AuditEvent, User
from telework.roles import Role
from tests.cast import NOW, TODAY, Cast, approved, draft, grant, person, proof, submitted
from tests.traces import actions, letters, payload, refused


def submit(actor: User, agreement: Agreement, authentication: Authentication | None = None) -> Agreement:
    return submission.submit(
        actor=actor, now=NOW, agreement=agreement, authentication=authentication or proof()
    )


@pytest.mark.citation("2362.1(d)")
def test_a_complete_request_is_signed_and_goes_to_the_supervisor(cast: Cast) -> None:
    agreement = submitted(cast)
    assert (agreement.state, agreement.submitted_at, agreement.state_since) == (State.IN_REVIEW, NOW, NOW)
    first, second = ApprovalStep.objects.order_by("ordinal")
    assert (first.assignee, first.capacities, first.opened_at) == (cast.supervisor, ["supervisor"], NOW)
    assert (second.assignee, second.bureau, second.opened_at) == (None, cast.bureau, None)
    assert letters(agreement) == {"request_received": ["emma"], "decision_needed": ["sam"]}


def test_the_signature_says_who_what_when_and_how(cast: Cast) -> None:
    terms = submitted(cast).latest_terms()
    signature = Signature.objects.get()
    assert (signature.signer, signature.step, signature.capacity) == (cast.employee, None, "Employee")
    assert signature.statement == submission.EMPLOYEE_STATEMENT
    assert signature.content_sha256 == terms.content_sha256 == sha256(bytes(terms.content or b""))
    assert (signature.signed_at, signature.authentication) == (NOW, "password")
    assert signature.authenticated_at == NOW - timedelta(minutes=1)


@pytest.mark.citation("2362.2(a)")
def test_the_determination_is_kept_with_its_policy_set(cast: Cast) -> None:
    agreement = submitted(cast)
    determination = EligibilityDetermination.objects.get()
    assert (determination.employee, determination.eligible) == (cast.employee, True)
    assert (determination.policy_set, determination.occasion) == ("fam_2018", "request")
    assert {finding["outcome"] for finding in determination.findings} == {"passed"}
    assert payload(agreement, "submit") == {
        "terms": 1,
        "content_sha256": agreement.latest_terms().content_sha256,
        "determination": determination.pk,
    }
    assert AuditEvent.objects.get(chain=f"employee:{cast.employee.pk}").action == "determine"


def test_a_second_submission_is_refused_and_changes_nothing(cast: Cast) -> None:
    agreement = draft(cast)
    submit(cast.user("employee"), agreement)
    with refused(WrongState):
        submit(cast.user("employee"), agreement)
    assert actions(agreement).count("submit") == 1


def test_an_approved_agreement_is_not_submitted_again(cast: Cast) -> None:
    agreement = approved(cast)
    with refused(NotPermitted):
        submit(cast.user("employee"), agreement)


@pytest.mark.citation("2362.1(b)")
@pytest.mark.parametrize("who", ["supervisor", "director", "coordinator", "stranger", "managing_officer"])
def test_nobody_else_signs_for_the_employee(cast: Cast, who: str) -> None:
    agreement = draft(cast)
    with refused(NotPermitted):
        submit(cast.user(who), agreement)


@pytest.mark.parametrize(
    "authentication",
    [
        None,
        Authentication("password", NOW - timedelta(minutes=10, seconds=1)),
        Authentication("password", NOW + timedelta(seconds=1)),
    ],
    ids=["none", "stale", "of the future"],
)
def test_a_signature_needs_a_fresh_proof_of_identity(
    cast: Cast, authentication: Authentication | None
) -> None:
    agreement = draft(cast)
    with refused(NotReauthenticated):
        submission.submit(
            actor=cast.user("employee"), now=NOW, agreement=agreement, authentication=authentication
        )


def test_a_proof_holds_for_ten_minutes(cast: Cast) -> None:
    ten_minutes_old = Authentication("password", NOW - timedelta(minutes=10))
    assert submit(cast.user("employee"), draft(cast), ten_minutes_old).state == State.IN_REVIEW


def facts(**values: Any) -> Callable[[Cast], None]:
    return lambda cast: _update(Employee.objects.filter(pk=cast.employee.pk), values)


def duties(**values: Any) -> Callable[[Cast], None]:
    return lambda cast: _update(Position.objects.filter(employees=cast.employee), values)


def disciplined(kind: str, **values: Any) -> Callable[[Cast], None]:
    def act(cast: Cast) -> None:
        DisciplineAction.objects.create(
            employee=cast.employee, reference="D-1", kind=kind, action_on=date(2024, 5, 1), **values
        )

    return act


def untrained(cast: Cast) -> None:
    TrainingCompletion.objects.filter(employee=cast.employee).delete()


def _update(rows: Any, values: dict[str, Any]) -> None:
    rows.update(**values)


@pytest.mark.citation("2362.2 general")
@pytest.mark.parametrize(
    ("stand_in_the_way", "rule"),
    [
        (facts(appointment_type="contractor"), "applicability.direct_hire"),
        (duties(classified_handling="daily"), "position.daily_classified"),
        (duties(classified_handling=""), "position.daily_classified"),
        (duties(onsite_activity="daily", onsite_activity_portable=False), "position.daily_on_site"),
        (facts(rating_of_record="unacceptable"), "performance.rating"),
        (facts(needs_close_supervision=True), "performance.close_supervision"),
        (facts(needs_close_supervision=None), "performance.close_supervision"),
        (disciplined("absence", calendar_year=2024, days="5.25"), "conduct.absence"),
        (facts(on_leave_restriction=True), "conduct.leave_restriction"),
        (disciplined("pornography"), "conduct.pornography"),
        (disciplined("other_misconduct"), "conduct.other_misconduct"),
        (facts(absence_burden=True, absence_burden_statement="Twice"), "conduct.absence_burden"),
        (untrained, "training.employee"),
    ],
)
def test_each_rule_of_eligibility_stops_the_request(
    cast: Cast, stand_in_the_way: Callable[[Cast], None], rule: str
) -> None:
    agreement = draft(cast)
    stand_in_the_way(cast)
    with refused(PolicyRefused) as refusal:
        submit(cast.user("employee"), agreement)
    (finding,) = refusal.value.findings
    assert finding.code == rule
    assert finding.citation
    assert finding.would_change
    assert finding.ask


@pytest.mark.citation("2362.2(c)(2)(c)")
def test_a_leave_restriction_that_has_ended_stops_nothing(cast: Cast) -> None:
    facts(on_leave_restriction=True, leave_restriction_until=TODAY - timedelta(days=1))(cast)
    assert submitted(cast).state == State.IN_REVIEW


NOT_ANSWERED: list[tuple[str, dict[str, Any], str]] = [
    ("self_assessment", {"self_assessment": {}}, "self_assessment.done"),
    ("schedule", {"pattern": ""}, "schedule.pattern"),
    ("schedule", {"work_schedule": ""}, "schedule.work_schedule"),
    ("schedule", {"schedule_data": []}, "schedule.hours"),
    ("schedule", {"requested_start_on": TODAY - timedelta(days=1)}, "schedule.start"),
    ("communication", {"communication_hours": " "}, "communication.stated"),
    ("records", {"takes_records": None}, "records.answered"),
    ("records", {"takes_records": True}, "records.safeguards"),
    ("records", {"has_classified_records": True}, "records.classified"),
    ("clauses", {"unscheduled_telework": None}, "clauses.group_dismissal"),
    ("clauses", {"coop": ""}, "clauses.coop"),
    ("acknowledgements", {"acknowledged": []}, "acknowledgements.accepted"),
]


@pytest.mark.citation("2362.1(d)")
@pytest.mark.parametrize(("section", "answers", "rule"), NOT_ANSWERED, ids=[case[2] for case in NOT_ANSWERED])
def test_an_answer_that_is_missing_stops_the_request(
    cast: Cast, section: str, answers: dict[str, Any], rule: str
) -> None:
    agreement, actor = draft(cast), cast.user("employee")
    drafting.save_section(actor=actor, now=NOW, agreement=agreement, section=section, answers=answers)
    with refused(PolicyRefused) as refusal:
        submit(actor, agreement)
    assert rule in [finding.code for finding in refusal.value.findings]


@pytest.mark.citation("2361.4 telework, alternate work site")
def test_a_request_without_site_or_with_a_foreign_one_is_stopped(cast: Cast) -> None:
    agreement, actor = draft(cast), cast.user("employee")
    site = agreement.latest_terms().worksites.get()
    drafting.save_worksite(
        actor=actor, now=NOW, agreement=agreement, worksite=site, values={"country": "FR", "city": "Paris"}
    )
    with refused(PolicyRefused) as refusal:
        submit(actor, agreement)
    assert {"sites.domestic", "safety.checklist"} <= {finding.code for finding in refusal.value.findings}
    drafting.remove_worksite(actor=actor, now=NOW, agreement=agreement, worksite=site)
    with refused(PolicyRefused) as refusal:
        submit(actor, agreement)
    assert "sites.listed" in [finding.code for finding in refusal.value.findings]


@pytest.mark.parametrize("supervisor", ["none", "has left"])
def test_without_a_serving_supervisor_nobody_could_decide(cast: Cast, supervisor: str) -> None:
    agreement = draft(cast)
    if supervisor == "none":
        facts(supervisor=None)(cast)
    else:
        Employee.objects.filter(pk=cast.supervisor.pk).update(separated_on=TODAY - timedelta(days=1))
    with refused(PolicyRefused) as refusal:
        submit(cast.user("employee"), agreement)
    assert "HR specialist" in refusal.value.reason


def test_a_supervisor_who_directs_the_bureau_gets_one_step_and_one_letter(cast: Cast) -> None:
    facts(supervisor=cast.director)(cast)
    agreement = submitted(cast)
    step = ApprovalStep.objects.get()
    assert step.capacities == ["supervisor", "executive_director"]
    assert letters(agreement)["decision_needed"] == ["edith"]


def test_a_designee_who_asks_leaves_the_bureaus_step_to_the_director(cast: Cast) -> None:
    grant(cast.employee, Role.EXECUTIVE_DIRECTOR_DESIGNEE, cast.bureau)
    submitted(cast)
    assert ApprovalStep.objects.get(ordinal=2).assignee is None


def test_a_vacant_office_goes_up_and_the_step_says_so(cast: Cast) -> None:
    cast.director.roles.all().delete()
    submitted(cast)
    step = ApprovalStep.objects.get(ordinal=2)
    assert (step.assignee, step.moved_up) == (cast.director, True)


def test_the_chain_is_never_read_again(cast: Cast) -> None:
    submitted(cast)
    facts(supervisor=person("Nina", "New", cast.bureau))(cast)
    assert ApprovalStep.objects.get(ordinal=1).assignee == cast.supervisor


def test_the_day_a_decision_is_expected_is_five_workdays_later(cast: Cast) -> None:
    submitted(cast)
    # Monday 23 November: 24, 25, (26 Thanksgiving), 27, 30 November, 1 December.
    assert ApprovalStep.objects.get(ordinal=1).due_on == date(2026, 12, 1)
