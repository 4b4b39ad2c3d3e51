"""A stay overseas goes through its chain in the order of the regulation (2368.4(d), (e))."""

from typing import Any

import pytest

from agreements.services import submission
from agreements.states import State
from eligibility.models import Employee, RoleAssignment
from telework.errors import PolicyRefused
from telework.roles import Role
from tests.cast import NOW, proof
from tests.overseas import (
    OverseasCast,
    approved,
    draft,
    make_overseas_cast,
    recommended,
    start,
    submitted,
    waiting,
)

EVERYBODY = [
    (Role.SUPERVISOR, "approve"),
    (Role.EXECUTIVE_DIRECTOR, "approve"),
    (Role.EXECUTIVE_DIRECTOR, "approve"),
    (Role.MANAGEMENT_OFFICER, "approve"),
    (Role.CAREER_DEVELOPMENT, "approve"),
    (Role.HR_SPECIALIST, "record"),
    (Role.MANAGEMENT_OFFICER, "clear"),
]


def _chain(cast: OverseasCast) -> list[tuple[str, str]]:
    return [(step.role, step.act) for step in submitted(cast).latest_terms().latest_round()]


@pytest.mark.django_db
@pytest.mark.citation("2368.4(a)")
@pytest.mark.citation("2368.4(d)")
def test_foreign_service_case_with_another_host_bureau_asks_everybody_in_order() -> None:
    cast = make_overseas_cast(service="foreign")
    assert _chain(cast) == EVERYBODY
    steps = cast.employee.agreements.get().latest_terms().latest_round().select_related("bureau")
    assert [step.bureau.code for step in steps] == ["OES", "OES", "EUR", "OES", "OES", "OES", "OES"]


@pytest.mark.django_db
@pytest.mark.citation("2368.4(d)")
def test_host_bureau_is_left_out_where_it_is_the_employing_one() -> None:
    cast = make_overseas_cast(same_bureau=True, service="foreign")
    assert _chain(cast) == EVERYBODY[:2] + EVERYBODY[3:]


@pytest.mark.django_db
@pytest.mark.citation("2368.4(d)")
def test_civil_service_case_does_not_ask_career_development() -> None:
    assert _chain(make_overseas_cast()) == EVERYBODY[:4] + EVERYBODY[5:]


@pytest.mark.django_db
def test_request_goes_to_the_chief_of_mission_after_everybody_has_approved() -> None:
    cast = make_overseas_cast(service="foreign")
    assert waiting(recommended(cast)).role == Role.HR_SPECIALIST


@pytest.mark.django_db
def test_stay_is_approved_with_the_chief_of_missions_answer_and_starts_on_its_day() -> None:
    cast = make_overseas_cast()
    agreement = approved(cast)
    assert (agreement.state, agreement.site_country, agreement.post) == (State.APPROVED, "DE", cast.post)
    assert start(agreement).state == State.ACTIVE


@pytest.mark.django_db
@pytest.mark.citation("2368.5(a)")
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"rating_of_record": "minimally_successful"}, "performance.rating"),
        ({"on_leave_restriction": True}, "conduct.leave_restriction"),
    ],
)
def test_general_rules_bar_a_stay_overseas_too(change: dict[str, Any], code: str) -> None:
    cast = make_overseas_cast()
    Employee.objects.filter(pk=cast.employee.pk).update(**change)
    agreement = draft(cast)
    with pytest.raises(PolicyRefused) as refused:
        submission.submit(actor=cast.user("employee"), now=NOW, agreement=agreement, authentication=proof())
    assert code in [finding.code for finding in refused.value.findings]


@pytest.mark.django_db
def test_one_executive_director_of_both_bureaus_decides_once() -> None:
    cast = make_overseas_cast()
    RoleAssignment.objects.filter(employee=cast.host_director).update(employee=cast.director)
    step = submitted(cast).latest_terms().latest_round()[1]
    assert step.title == "Bureau executive director of both bureaus"


@pytest.mark.django_db
def test_designated_official_decides_where_the_post_has_no_management_officer() -> None:
    cast = make_overseas_cast()
    RoleAssignment.objects.filter(employee=cast.manager).update(role=Role.DESIGNATED_OFFICIAL)
    roles = [step.role for step in submitted(cast).latest_terms().latest_round()]
    assert roles[3] == roles[-1] == Role.DESIGNATED_OFFICIAL
