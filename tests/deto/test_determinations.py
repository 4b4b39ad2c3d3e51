"""What the post states before the chief of mission approves: who, when, with which days (2368.7(a))."""

from datetime import timedelta
from typing import Any

import pytest

from agreements.models import Agreement
from deto.models import Determinations
from deto.services.determinations import state_determinations
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import AuditEvent, OutboxMessage
from telework.roles import Role
from tests.cast import NOW, TODAY, person
from tests.overseas import OverseasCast, approved, draft, hold, make_overseas_cast, requested, submitted

STATED: dict[str, Any] = {
    "immunities": "Family member of accredited staff.",
    "immunities_on": TODAY,
    "work_authorization": "None is needed.",
    "work_authorization_on": TODAY - timedelta(days=3),
}


@pytest.fixture
def cast(db: None) -> OverseasCast:
    return make_overseas_cast()


def state(cast: OverseasCast, agreement: Agreement, by: str = "manager", **changes: Any) -> Determinations:
    answers = {**STATED, **changes}
    return state_determinations(actor=cast.user(by), now=NOW, agreement=agreement, answers=answers)


def written() -> tuple[int, int, int]:
    return Determinations.objects.count(), AuditEvent.objects.count(), OutboxMessage.objects.count()


@pytest.mark.citation("2368.7(a)")
def test_management_of_the_post_states_both_and_the_record_says_when(cast: OverseasCast) -> None:
    agreement = requested(cast)
    stated = state(cast, agreement)
    assert (stated.stated_by, stated.are_settled) == (cast.manager, True)
    event = AuditEvent.objects.get(chain=agreement.chain, action="state_determinations")
    assert event.payload.data == {
        "immunities_on": f"{TODAY}",
        "work_authorization_on": f"{TODAY - timedelta(days=3)}",
    }


def test_human_resources_officer_of_the_post_states_them_too(cast: OverseasCast) -> None:
    officer = person("Helga", "Hro", cast.host_bureau, supervisor=cast.manager)
    hold(cast, officer, Role.HR_OFFICER)
    assert officer.user is not None
    given: dict[str, Any] = {"now": NOW, "agreement": requested(cast), "answers": STATED}
    assert state_determinations(actor=officer.user, **given).stated_by == officer


def test_they_are_stated_while_the_chain_still_decides(cast: OverseasCast) -> None:
    assert state(cast, submitted(cast)).are_settled


def test_stated_anew_the_later_words_count_and_both_stay_on_the_record(cast: OverseasCast) -> None:
    agreement = requested(cast)
    state(cast, agreement)
    state(cast, agreement, work_authorization="A permit is needed, and was given.")
    assert Determinations.objects.get().work_authorization == "A permit is needed, and was given."
    assert AuditEvent.objects.filter(chain=agreement.chain, action="state_determinations").count() == 2


@pytest.mark.parametrize(
    "by",
    [
        "employee",
        "supervisor",
        "director",
        "host_director",
        "hr_specialist",
        "security_officer",
        "coordinator",
        "stranger",
    ],
)
def test_nobody_else_states_them_and_nothing_is_written(cast: OverseasCast, by: str) -> None:
    agreement = requested(cast)
    before = written()
    with pytest.raises(NotPermitted):
        state(cast, agreement, by)
    assert written() == before


def test_nobody_states_them_about_their_own_stay(cast: OverseasCast) -> None:
    agreement = requested(cast)
    hold(cast, cast.employee, Role.HR_OFFICER)
    with pytest.raises(NotPermitted, match="their own stay"):
        state(cast, agreement, "employee")


@pytest.mark.parametrize("case", [draft, approved])
def test_without_an_answer_to_come_they_stay_as_they_are(cast: OverseasCast, case: Any) -> None:
    agreement = case(cast)
    before = written()
    with pytest.raises(WrongState, match="No answer of the chief of mission is awaited"):
        state(cast, agreement)
    assert written() == before


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"immunities": " "}, {"immunities"}),
        ({"work_authorization": ""}, {"work_authorization"}),
        ({"immunities_on": None}, {"immunities_on"}),
        ({"work_authorization_on": TODAY + timedelta(days=1)}, {"work_authorization_on"}),
        (
            {"immunities": "", "work_authorization_on": TODAY + timedelta(days=1)},
            {"immunities", "work_authorization_on"},
        ),
    ],
)
def test_both_need_words_and_a_day_that_has_come(
    cast: OverseasCast, changes: dict[str, Any], fields: set[str]
) -> None:
    agreement = requested(cast)
    before = written()
    with pytest.raises(PolicyRefused) as refused:
        state(cast, agreement, **changes)
    assert set(refused.value.fields) == fields
    assert written() == before
