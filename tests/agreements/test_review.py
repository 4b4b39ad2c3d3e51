"""Deciding: in order, once, by whom the step asks, and never on one's own."""

from datetime import timedelta
from typing import Any

import pytest

from agreements.models import AgreementDocument, ApprovalStep, Signature
from agreements.policy import fam_2018
from agreements.services import drafting, review, submission
from agreements.states import State
from eligibility.models import Employee, RoleAssignment, TrainingCompletion
from telework.audit import sha256
from telework.errors import NotPermitted, NotReauthenticated, PolicyRefused, WrongState
from telework.identity import Authentication
from telework.models import Document, User
from telework.roles import Role
from tests.cast import (
    HOME,
    NOW,
    START,
    TODAY,
    Cast,
    approve_step,
    approved,
    draft,
    grant,
    proof,
    submitted,
    waiting_step,
)
from tests.deciding import LATER, approve, deny, designee, send_back
from tests.traces import actions, letters, payload, refused


@pytest.mark.citation("2362.1(d)")
def test_supervisor_then_executive_director_approve_and_the_agreement_is_made(cast: Cast) -> None:
    agreement = submitted(cast)
    before = letters(agreement)
    after = approve(cast.user("supervisor"), waiting_step(agreement), LATER)
    assert after.state == State.IN_REVIEW
    second = waiting_step(agreement)
    assert (second.stage, second.opened_at) == (2, LATER)
    assert letters(agreement) == {
        **before,
        "decision_needed": ["edith", "sam"],
        "decision_made": ["emma"],
    }
    after = approve(cast.user("director"), second, LATER)
    assert (after.state, after.approved_at, after.starts_on, after.ends_on) == (
        State.APPROVED,
        LATER,
        START,
        None,
    )
    assert actions(agreement)[-4:] == ["submit", "approve", "approve", "approved"]
    assert payload(agreement, "approved") == {"starts_on": "2026-12-07", "days_after_request": 0}
    assert letters(agreement)["agreement_approved"] == ["cora", "emma", "sam"]


def test_the_executive_director_does_not_come_before_the_supervisor(cast: Cast) -> None:
    agreement = submitted(cast)
    second = ApprovalStep.objects.get(terms__agreement=agreement, stage=2)
    for decide in (approve, send_back, deny):
        with refused(WrongState):
            decide(cast.user("director"), second)


def test_each_approval_is_signed_over_the_same_bytes(cast: Cast) -> None:
    terms = approved(cast).latest_terms()
    signatures = Signature.objects.filter(step__isnull=False)
    assert [(s.signer.given_name, s.capacity) for s in signatures] == [
        ("Sam", "Supervisor"),
        ("Edith", "Bureau executive director"),
    ]
    assert {s.content_sha256 for s in signatures} == {sha256(bytes(terms.content or b""))}
    for signature in signatures:
        assert review.APPROVAL_STATEMENT in signature.statement
        for promise in fam_2018.SUPERVISOR_ACKNOWLEDGEMENTS:
            assert promise.text in signature.statement


def test_a_designee_signs_as_designee(cast: Cast) -> None:
    agreement, dora = submitted(cast), designee(cast)
    approve_step(cast, agreement, "supervisor")
    approve(dora, waiting_step(agreement))
    step = ApprovalStep.objects.get(terms__agreement=agreement, stage=2)
    assert step.decided_by == dora.employee
    assert step.capacity == "Executive director's designee"
    assert step.signature.capacity == step.capacity


def test_designee_and_director_are_both_asked(cast: Cast) -> None:
    agreement = submitted(cast)
    designee(cast)
    approve_step(cast, agreement, "supervisor")
    assert letters(agreement)["decision_needed"] == ["dora", "edith", "sam"]


def test_documents_are_asked_for_once_from_the_signed_bytes(cast: Cast) -> None:
    agreement = approved(cast)
    kinds = AgreementDocument.objects.filter(terms__agreement=agreement).values_list("kind", flat=True)
    assert sorted(kinds) == ["agreement", "ds1963"]
    for document in Document.objects.all():
        assert document.source_sha256 == sha256(bytes(document.source))
        assert document.rendered_at is None


@pytest.mark.citation("2362.7")
def test_a_supervisor_without_the_managers_course_cannot_approve(cast: Cast) -> None:
    agreement = submitted(cast)
    TrainingCompletion.objects.filter(employee=cast.supervisor).delete()
    with refused(PolicyRefused) as refusal:
        approve(cast.user("supervisor"), waiting_step(agreement))
    assert [(f.code, f.citation) for f in refusal.value.findings] == [("training.manager", "2362.7")]


@pytest.mark.citation("2362.7")
def test_the_managers_course_is_not_asked_of_the_executive_director(cast: Cast) -> None:
    assert not TrainingCompletion.objects.filter(employee=cast.director).exists()
    assert approved(cast).state == State.APPROVED


@pytest.mark.citation("2362.7")
def test_a_director_who_supervises_the_employee_needs_the_managers_course(cast: Cast) -> None:
    Employee.objects.filter(pk=cast.employee.pk).update(supervisor=cast.director)
    agreement = submitted(cast)
    with refused(PolicyRefused):
        approve(cast.user("director"), waiting_step(agreement))


@pytest.mark.citation("2362.7")
def test_a_supervisor_without_the_course_can_still_return_or_deny(cast: Cast) -> None:
    agreement = submitted(cast)
    TrainingCompletion.objects.filter(employee=cast.supervisor).delete()
    assert send_back(cast.user("supervisor"), waiting_step(agreement)).state == State.RETURNED


def test_a_joint_office_decides_once_and_the_record_shows_both_capacities(cast: Cast) -> None:
    Employee.objects.filter(pk=cast.employee.pk).update(supervisor=cast.director)
    TrainingCompletion.objects.create(employee=cast.director, course="manager", completed_on=TODAY)
    agreement = submitted(cast)
    after = approve(cast.user("director"), waiting_step(agreement))
    assert after.state == State.APPROVED
    assert Signature.objects.get(step__isnull=False).capacity == "Supervisor and bureau executive director"


@pytest.mark.parametrize("who", ["employee", "director", "coordinator", "stranger", "auditor"])
def test_the_supervisors_step_is_the_supervisors_alone(cast: Cast, who: str) -> None:
    step = waiting_step(submitted(cast))
    for decide in (approve, send_back, deny):
        with refused(NotPermitted):
            decide(cast.user(who), step)


@pytest.mark.parametrize("who", ["employee", "supervisor", "coordinator", "other_coordinator", "stranger"])
def test_the_bureaus_step_is_its_executive_directors_alone(cast: Cast, who: str) -> None:
    agreement = submitted(cast)
    approve_step(cast, agreement, "supervisor")
    step = waiting_step(agreement)
    for decide in (approve, send_back, deny):
        with refused(NotPermitted):
            decide(cast.user(who), step)


def test_another_bureaus_executive_director_cannot_decide(cast: Cast) -> None:
    grant(cast.stranger, Role.EXECUTIVE_DIRECTOR, cast.other_bureau)
    agreement = submitted(cast)
    approve_step(cast, agreement, "supervisor")
    with refused(NotPermitted):
        approve(cast.user("stranger"), waiting_step(agreement))


@pytest.mark.parametrize("role", [Role.EXECUTIVE_DIRECTOR, Role.EXECUTIVE_DIRECTOR_DESIGNEE])
def test_nobody_decides_on_their_own_agreement_whatever_office_they_hold(cast: Cast, role: Role) -> None:
    agreement = submitted(cast)
    approve_step(cast, agreement, "supervisor")
    grant(cast.employee, role, cast.bureau)
    actor = User.objects.get(pk=cast.user("employee").pk)
    for decide in (approve, send_back, deny):
        with refused(NotPermitted) as refusal:
            decide(actor, waiting_step(agreement))
        assert "own agreement" in refusal.value.reason


def test_an_office_that_has_ended_decides_nothing(cast: Cast) -> None:
    agreement = submitted(cast)
    approve_step(cast, agreement, "supervisor")
    RoleAssignment.objects.filter(employee=cast.director).update(ends_on=TODAY - timedelta(days=1))
    with refused(NotPermitted):
        approve(User.objects.get(pk=cast.user("director").pk), waiting_step(agreement))


def test_who_has_left_decides_nothing(cast: Cast) -> None:
    agreement = submitted(cast)
    Employee.objects.filter(pk=cast.supervisor.pk).update(separated_on=TODAY - timedelta(days=1))
    with refused(NotPermitted):
        approve(User.objects.get(pk=cast.user("supervisor").pk), waiting_step(agreement))


@pytest.mark.parametrize("proof_given", [None, Authentication("password", NOW - timedelta(minutes=11))])
def test_an_approval_needs_a_fresh_proof_of_identity(cast: Cast, proof_given: Authentication | None) -> None:
    step = waiting_step(submitted(cast))
    with refused(NotReauthenticated):
        approve(cast.user("supervisor"), step, authentication=proof_given)


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        pytest.param({"effect_on_office": " "}, "effect_on_office", marks=pytest.mark.citation("2362.1(a)")),
        pytest.param({"equal_treatment": False}, "equal_treatment", marks=pytest.mark.citation("2362.1(l)")),
    ],
)
def test_an_approval_states_its_effect_and_equal_treatment(
    cast: Cast, missing: dict[str, Any], field: str
) -> None:
    step = waiting_step(submitted(cast))
    with refused(PolicyRefused) as refusal:
        approve(cast.user("supervisor"), step, **missing)
    assert list(refusal.value.fields) == [field]


@pytest.mark.citation("2366.1")
def test_the_bureau_confirms_the_funds_of_a_telecenter(cast: Cast) -> None:
    agreement = submitted(cast, site={**HOME, "kind": "telecenter", "name": "Telecenter"})
    approve(cast.user("supervisor"), waiting_step(agreement))
    with refused(PolicyRefused) as refusal:
        approve(cast.user("director"), waiting_step(agreement))
    assert [finding.code for finding in refusal.value.findings] == ["decision.telecenter_funding"]
    assert "funding_confirmed" in refusal.value.fields
    approve(cast.user("director"), waiting_step(agreement), funding_confirmed=True)
    assert ApprovalStep.objects.get(terms__agreement=agreement, stage=2).funding_confirmed


def test_a_second_decision_is_told_who_was_first(cast: Cast) -> None:
    agreement = submitted(cast)
    step = waiting_step(agreement)
    approve(cast.user("supervisor"), step)
    for decide in (approve, send_back, deny):
        with refused(WrongState) as refusal:
            decide(cast.user("supervisor"), step)
        assert "Sam Supervisor" in refusal.value.reason


def test_nothing_is_left_to_decide_on_a_withdrawn_request(cast: Cast) -> None:
    agreement = submitted(cast)
    step = waiting_step(agreement)
    drafting.withdraw(actor=cast.user("employee"), now=NOW, agreement=agreement)
    for decide in (approve, send_back, deny):
        with refused(WrongState):
            decide(cast.user("supervisor"), step)


@pytest.mark.citation("2362.2(a)")
@pytest.mark.parametrize("name", ["supervisor", "director"])
@pytest.mark.parametrize("on_leave_restriction", [True, None])
def test_a_rule_of_eligibility_that_fails_on_the_day_refuses_the_approval(
    cast: Cast, name: str, *, on_leave_restriction: bool | None
) -> None:
    agreement = submitted(cast)
    if name == "director":
        approve_step(cast, agreement, "supervisor")
    Employee.objects.filter(pk=cast.employee.pk).update(on_leave_restriction=on_leave_restriction)
    step = waiting_step(agreement)
    with refused(PolicyRefused) as refusal:
        approve(cast.user(name), step)
    assert [finding.citation for finding in refusal.value.findings] == ["2362.2(c)(2)(c)"]
    assert "Return the request" in refusal.value.reason
    assert deny(cast.user(name), step).state == State.DENIED


def test_a_request_whose_last_day_is_over_is_approved_by_nobody(cast: Cast) -> None:
    agreement, actor = draft(cast), cast.user("employee")
    answers = {"requested_end_on": START + timedelta(days=10)}
    drafting.save_section(actor=actor, now=NOW, agreement=agreement, section="schedule", answers=answers)
    submission.submit(actor=actor, now=NOW, agreement=agreement, authentication=proof())
    with refused(PolicyRefused) as refusal:
        approve(cast.user("supervisor"), waiting_step(agreement), NOW + timedelta(days=30))
    assert "last day asked for has already passed" in refusal.value.reason


def test_who_had_approved_is_told_that_the_request_was_taken_back(cast: Cast) -> None:
    agreement = submitted(cast)
    approve_step(cast, agreement, "supervisor")
    drafting.withdraw(actor=cast.user("employee"), now=LATER, agreement=agreement)
    assert letters(agreement)["request_withdrawn"] == ["edith", "sam"]
