"""An arrangement abroad by its commands: who decides in which order, and every refusal on the way."""

import json
from datetime import timedelta

import pytest

from agreements.models import Agreement, AgreementDocument, MissionStatement
from agreements.permissions import may_see_home_address
from agreements.services import submission
from agreements.states import State
from eligibility.models import Employee, Position, RoleAssignment
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.roles import Role
from tests.abroad import (
    CIRCUMSTANCES,
    STATEMENT,
    PostCast,
    advise,
    approve,
    approved,
    consulted,
    draft,
    hold,
    make_post_cast,
    put_on_file,
    state,
    step_of,
    submitted,
)
from tests.cast import NOW, TODAY, person, proof, train


@pytest.fixture
def oslo(db: None) -> PostCast:
    return make_post_cast()


@pytest.mark.citation("2361.3(b)")
def test_supervisor_then_advice_then_the_posts_management_approve(oslo: PostCast) -> None:
    agreement = approved(oslo)
    assert agreement.state == State.APPROVED
    steps = agreement.latest_terms().latest_round()
    assert [(step.title, step.stage, step.decision) for step in steps] == [
        ("Supervisor", 1, "approved"),
        ("Post HR officer", 2, "advised"),
        ("Regional security officer", 2, "advised"),
        ("Post management officer", 3, "approved"),
    ]


@pytest.mark.citation("2362.3(6)")
def test_supervisor_who_is_the_management_officer_decides_once_after_the_advice(oslo: PostCast) -> None:
    Employee.objects.filter(pk=oslo.employee.pk).update(supervisor=oslo.manager)
    train(oslo.manager, "manager")
    oslo.employee.refresh_from_db()
    agreement = submitted(oslo)
    steps = list(agreement.latest_terms().latest_round())
    assert [step.title for step in steps if step.is_waiting] == [
        "Post HR officer",
        "Regional security officer",
    ]
    (last,) = [step for step in steps if not step.is_waiting]
    assert last.title == "Post management officer and supervisor"
    assert last.assignee == oslo.manager


@pytest.mark.citation("2362.3(6)")
def test_management_officer_who_is_the_hr_officer_decides_once_in_both_capacities(oslo: PostCast) -> None:
    RoleAssignment.objects.filter(role=Role.HR_OFFICER).update(employee=oslo.manager)
    agreement = submitted(oslo)
    approve(oslo, agreement, oslo.user("supervisor"), Role.SUPERVISOR)
    advise(agreement, oslo.user("security_officer"), Role.SECURITY_OFFICER)
    state(oslo, agreement)
    assert approve(oslo, agreement, oslo.user("manager"), Role.MANAGEMENT_OFFICER).state == State.APPROVED
    assert (
        step_of(agreement, Role.MANAGEMENT_OFFICER).capacity == "Post management officer and post HR officer"
    )


@pytest.mark.citation("2362.3(6)")
def test_vacant_security_officer_is_answered_for_by_the_next_level_up(oslo: PostCast) -> None:
    RoleAssignment.objects.filter(role=Role.SECURITY_OFFICER).delete()
    agreement = submitted(oslo)
    approve(oslo, agreement, oslo.user("supervisor"), Role.SUPERVISOR)
    advise(agreement, oslo.user("hr_officer"), Role.HR_OFFICER)
    state(oslo, agreement)
    assert approve(oslo, agreement, oslo.user("manager"), Role.MANAGEMENT_OFFICER).state == State.APPROVED
    assert step_of(agreement, Role.SECURITY_OFFICER).capacity == (
        "Post management officer and next level up for the regional security officer"
    )


@pytest.mark.citation("2362.3(6)")
def test_designated_official_decides_last_where_the_post_names_one(oslo: PostCast) -> None:
    dean = person("Dean", "Designated", oslo.bureau, post=oslo.post)
    hold(oslo, dean, Role.DESIGNATED_OFFICIAL)
    agreement = approved(oslo)
    assert agreement.state == State.IN_REVIEW
    assert dean.user is not None
    assert approve(oslo, agreement, dean.user, Role.DESIGNATED_OFFICIAL).state == State.APPROVED


@pytest.mark.citation("2362.3(2)")
@pytest.mark.citation("2362.3(5)")
@pytest.mark.parametrize(
    ("left_out", "code"),
    [
        ("notification", "mission.notification"),
        ("nsdd38_statement", "mission.nsdd38"),
        ("security", "mission.security"),
    ],
)
def test_post_approves_only_once_the_mission_has_stated_everything(
    oslo: PostCast, left_out: str, code: str
) -> None:
    agreement = consulted(oslo)
    state(oslo, agreement, **{left_out: ""})
    with pytest.raises(PolicyRefused) as refused:
        approve(oslo, agreement, oslo.user("manager"), Role.MANAGEMENT_OFFICER)
    assert [finding.code for finding in refused.value.findings] == [code]


@pytest.mark.parametrize("who", ["employee", "supervisor", "hr_officer", "coordinator", "stranger"])
def test_nobody_but_the_posts_management_states_for_the_mission(oslo: PostCast, who: str) -> None:
    agreement = consulted(oslo)
    oslo.manager = getattr(oslo, who)
    with pytest.raises(NotPermitted):
        state(oslo, agreement)
    assert not MissionStatement.objects.exists()


def test_what_the_mission_stated_stays_once_the_post_has_decided(oslo: PostCast) -> None:
    agreement = approved(oslo)
    with pytest.raises(WrongState):
        state(oslo, agreement, security="Otherwise.")
    assert MissionStatement.objects.get().security == STATEMENT["security"]


def test_notification_is_not_stated_before_it_was_decided(oslo: PostCast) -> None:
    with pytest.raises(PolicyRefused) as refused:
        state(oslo, consulted(oslo), notification_on=TODAY + timedelta(days=1))
    assert "notification_on" in refused.value.fields


@pytest.mark.citation("2362.3(1)")
def test_request_is_kept_but_not_submitted_while_the_post_has_no_policy(db: None) -> None:
    oslo = make_post_cast(with_policy=False)
    agreement = draft(oslo)
    with pytest.raises(PolicyRefused) as refused:
        submission.submit(actor=oslo.user("employee"), now=NOW, agreement=agreement, authentication=proof())
    assert [finding.code for finding in refused.value.findings] == ["abroad.post_policy"]
    put_on_file(oslo)
    submission.submit(actor=oslo.user("employee"), now=NOW, agreement=agreement, authentication=proof())


@pytest.mark.citation("2361.3(b)")
def test_whoever_is_assigned_in_the_united_states_cannot_submit_it(oslo: PostCast) -> None:
    agreement = draft(oslo)
    Position.objects.filter(pk=oslo.employee.position_id).update(post=None)
    agreement.refresh_from_db()
    with pytest.raises(PolicyRefused) as refused:
        submission.submit(
            actor=oslo.user("employee"),
            now=NOW,
            agreement=Agreement.objects.get(pk=agreement.pk),
            authentication=proof(),
        )
    assert "applicability.assigned_abroad" in {finding.code for finding in refused.value.findings}


def test_agreement_holds_the_posts_country_and_what_was_stated_in_its_document(oslo: PostCast) -> None:
    agreement = approved(oslo)
    assert agreement.site_country == "NO"
    kept = AgreementDocument.objects.get(terms__agreement=agreement, kind="agreement")
    source = json.loads(bytes(kept.document.source))
    (section,) = source["terms"]["details"]
    assert section["label"] == "Abroad"
    assert CIRCUMSTANCES in [row["text"] for row in section["rows"]]
    assert [row["label"] for row in source["mission"]["rows"]][-2:] == ["Host country", "NSDD-38"]
    assert [one["name"] for one in source["consultations"]] == ["Hugo Hrofficer", "Rosa Rso"]
    assert "The residence is guarded." not in json.dumps(source)
    assert [one["capacity"] for one in source["decisions"]] == ["Supervisor", "Post management officer"]


def test_offices_of_the_post_see_the_residence_that_they_advise_on(oslo: PostCast) -> None:
    agreement = submitted(oslo)
    officer = oslo.user("security_officer")
    assert not may_see_home_address(officer, agreement, TODAY)
    approve(oslo, agreement, oslo.user("supervisor"), Role.SUPERVISOR)
    assert may_see_home_address(officer, agreement, TODAY)
    assert not may_see_home_address(oslo.user("stranger"), agreement, TODAY)
