"""A stay overseas goes through its chain in the order of the regulation (2368.4(d), (e))."""

import pytest

from agreements.states import State
from telework.roles import Role
from tests.overseas import OverseasCast, approved, make_overseas_cast, recommended, start, submitted, waiting

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
def test_foreign_service_case_with_another_host_bureau_asks_everybody_in_order() -> None:
    cast = make_overseas_cast(service="foreign")
    assert _chain(cast) == EVERYBODY
    steps = cast.employee.agreements.get().latest_terms().latest_round().select_related("bureau")
    assert [step.bureau.code for step in steps] == ["OES", "OES", "EUR", "OES", "OES", "OES", "OES"]


@pytest.mark.django_db
def test_host_bureau_is_left_out_where_it_is_the_employing_one() -> None:
    cast = make_overseas_cast(same_bureau=True, service="foreign")
    assert _chain(cast) == EVERYBODY[:2] + EVERYBODY[3:]


@pytest.mark.django_db
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
