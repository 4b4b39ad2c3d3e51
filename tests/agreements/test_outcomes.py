"""What a decision brings: a reasoned denial, a return with its copy, a start that is never backdated."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from agreements import selectors
from agreements.models import ApprovalStep, Signature, TermsVersion
from agreements.policy import fam_2018
from agreements.services import drafting
from agreements.services.submission import submit
from agreements.states import State
from eligibility.models import Employee, RoleAssignment
from telework.errors import PolicyRefused
from telework.roles import Role
from tests.cast import (
    NOW,
    TODAY,
    Cast,
    approve_step,
    draft,
    grant,
    proof,
    section_answers,
    submitted,
    waiting_step,
)
from tests.deciding import LATER, approve, deny, send_back
from tests.traces import letters, new_letters, payload, refused


@pytest.mark.citation("2362.1(i)")
@pytest.mark.parametrize("reason", fam_2018.DECISION_REASONS, ids=lambda reason: reason.code)
def test_a_denial_keeps_code_citation_and_words(cast: Cast, reason: Any) -> None:
    agreement = submitted(cast)
    before = letters(agreement)
    after = deny(cast.user("supervisor"), waiting_step(agreement), reason_code=reason.code, text=" Because. ")
    assert after.state == State.DENIED
    step = ApprovalStep.objects.get(terms__agreement=agreement, stage=1)
    assert (step.reason_code, step.reason_citation, step.reason_text) == (
        reason.code,
        reason.citation,
        "Because.",
    )
    assert new_letters(agreement, before) == {"request_denied": ["emma"]}
    assert payload(agreement, "deny")["reason"] == reason.code
    assert not Signature.objects.filter(step=step).exists()


def test_a_denial_by_the_bureau_is_told_to_the_supervisor_too(cast: Cast) -> None:
    agreement = submitted(cast)
    approve_step(cast, agreement, "supervisor")
    deny(cast.user("director"), waiting_step(agreement))
    assert letters(agreement)["request_denied"] == ["emma", "sam"]


@pytest.mark.citation("2362.1(i)")
@pytest.mark.parametrize("incomplete", [{"reason_code": "whim"}, {"reason_code": ""}, {"text": " "}])
def test_a_denial_without_its_reason_is_refused(cast: Cast, incomplete: dict[str, str]) -> None:
    step = waiting_step(submitted(cast))
    with refused(PolicyRefused):
        deny(cast.user("supervisor"), step, **incomplete)


@pytest.mark.parametrize("incomplete", [{"sections": []}, {"sections": ["schedule", "pay"]}, {"text": ""}])
def test_a_return_names_sections_and_says_what_has_to_change(cast: Cast, incomplete: dict[str, Any]) -> None:
    step = waiting_step(submitted(cast))
    with refused(PolicyRefused):
        send_back(cast.user("supervisor"), step, **incomplete)


def test_a_return_gives_the_employee_a_copy_and_keeps_what_was_signed(cast: Cast) -> None:
    agreement = submitted(cast)
    before = letters(agreement)
    signed = agreement.latest_terms()
    after = send_back(cast.user("supervisor"), waiting_step(agreement), sections=["schedule", "sites"])
    assert after.state == State.RETURNED
    step = ApprovalStep.objects.get(terms=signed, stage=1)
    assert (step.decision, step.returned_sections) == ("returned", ["schedule", "sites"])
    assert new_letters(agreement, before) == {"request_returned": ["emma"]}
    copy = agreement.latest_terms()
    assert (copy.number, copy.is_signed, copy.content, copy.acknowledged) == (2, False, None, [])
    for section, answers in section_answers().items():
        for name in set(answers) - {"acknowledged"}:
            assert getattr(copy, name) == getattr(signed, name), section
    site, twin = signed.worksites.get(), copy.worksites.get()
    assert (twin.pk != site.pk, twin.address) == (True, site.address)
    assert twin.checklist.answers == site.checklist.answers
    again = TermsVersion.objects.get(pk=signed.pk)
    assert (bytes(again.content or b""), again.content_sha256) == (signed.content, signed.content_sha256)


def test_a_returned_request_is_submitted_anew_with_a_fresh_chain(cast: Cast) -> None:
    agreement = submitted(cast)
    first = agreement.latest_terms()
    approve_step(cast, agreement, "supervisor")
    send_back(cast.user("director"), waiting_step(agreement))
    actor = cast.user("employee")
    case: dict[str, Any] = {"actor": actor, "now": LATER, "agreement": agreement}
    with refused(PolicyRefused):
        submit(**case, authentication=proof(LATER))
    drafting.save_section(**case, section="acknowledgements", answers=section_answers()["acknowledgements"])
    assert submit(**case, authentication=proof(LATER)).state == State.IN_REVIEW
    second = agreement.latest_terms()
    assert second.content_sha256 != first.content_sha256
    assert [step.decision for step in first.steps.order_by("ordinal")] == ["approved", "returned"]
    assert [step.decision for step in second.steps.order_by("ordinal")] == ["", ""]
    assert waiting_step(agreement).assignee == cast.supervisor
    assert letters(agreement)["decision_needed"] == ["edith", "sam", "sam"]


@pytest.mark.parametrize("decide", [send_back, deny])
def test_a_return_or_denial_closes_what_runs_in_parallel(cast: Cast, decide: Any) -> None:
    agreement = submitted(cast)
    beside = ApprovalStep.objects.filter(terms__agreement=agreement, stage=2)
    beside.update(stage=1, opened_at=NOW)
    decide(cast.user("supervisor"), ApprovalStep.objects.get(terms__agreement=agreement, ordinal=1))
    step = beside.model.objects.get(terms__agreement=agreement, ordinal=2)
    assert (step.decision, step.closed_at, step.is_waiting) == ("", NOW, False)
    assert not selectors.waiting_for(cast.user("director"), TODAY).exists()


def test_somebody_from_the_next_level_up_signs_as_that(cast: Cast) -> None:
    Employee.objects.filter(pk=cast.supervisor.pk).update(supervisor=cast.stranger)
    RoleAssignment.objects.filter(employee=cast.director).delete()
    agreement = submitted(cast)
    approve_step(cast, agreement, "supervisor")
    approve(cast.user("stranger"), waiting_step(agreement))
    step = ApprovalStep.objects.get(terms__agreement=agreement, stage=2)
    assert step.signature.capacity == "Next level up for the bureau executive director"


def test_a_returned_request_can_be_withdrawn(cast: Cast) -> None:
    agreement = submitted(cast)
    send_back(cast.user("supervisor"), waiting_step(agreement))
    after = drafting.withdraw(actor=cast.user("employee"), now=NOW, agreement=agreement)
    assert after.state == State.WITHDRAWN


def test_approved_late_it_starts_on_the_day_of_the_last_approval(cast: Cast) -> None:
    agreement = submitted(cast)
    late = datetime(2026, 12, 11, 3, 30, tzinfo=UTC)  # the evening of the 10th in Washington
    approve(cast.user("supervisor"), waiting_step(agreement), NOW)
    after = approve(cast.user("director"), waiting_step(agreement), late)
    assert after.starts_on == date(2026, 12, 10)
    assert payload(agreement, "approved") == {"starts_on": "2026-12-10", "days_after_request": 3}


@pytest.mark.parametrize(
    ("approved_on", "is_over"), [(date(2026, 12, 20), False), (date(2026, 12, 21), True)]
)
def test_a_request_whose_last_day_has_passed_cannot_be_approved(
    cast: Cast, approved_on: date, *, is_over: bool
) -> None:
    agreement = draft(cast)
    last_day = {"requested_end_on": date(2026, 12, 20)}
    actor = cast.user("employee")
    drafting.save_section(actor=actor, now=NOW, agreement=agreement, section="schedule", answers=last_day)
    submit(actor=actor, now=NOW, agreement=agreement, authentication=proof())
    approve(cast.user("supervisor"), waiting_step(agreement))
    now = datetime(approved_on.year, approved_on.month, approved_on.day, 17, tzinfo=UTC)
    if is_over:
        with refused(PolicyRefused) as refusal:
            approve(cast.user("director"), waiting_step(agreement), now)
        assert "Return the request" in refusal.value.reason
    else:
        after = approve(cast.user("director"), waiting_step(agreement), now)
        assert (after.starts_on, after.ends_on) == (date(2026, 12, 20), date(2026, 12, 20))


def test_a_vacant_office_is_told_to_the_coordinator_and_decided_by_whoever_comes(cast: Cast) -> None:
    Employee.objects.filter(pk=cast.supervisor.pk).update(supervisor=None)
    RoleAssignment.objects.filter(employee=cast.director).delete()
    agreement = submitted(cast)
    approve_step(cast, agreement, "supervisor")
    assert letters(agreement)["office_vacant"] == ["cora"]
    grant(cast.stranger, Role.EXECUTIVE_DIRECTOR, cast.bureau)
    assert approve(cast.user("stranger"), waiting_step(agreement)).state == State.APPROVED


def test_a_decider_who_left_before_being_asked_is_not_written_to(cast: Cast) -> None:
    RoleAssignment.objects.filter(employee=cast.director).delete()
    agreement = submitted(cast)
    assert ApprovalStep.objects.get(terms__agreement=agreement, stage=2).assignee == cast.director
    Employee.objects.filter(pk=cast.director.pk).update(separated_on=TODAY - timedelta(days=1))
    approve_step(cast, agreement, "supervisor")
    assert letters(agreement)["decision_needed"] == ["sam"]
    assert letters(agreement)["office_vacant"] == ["cora"]
