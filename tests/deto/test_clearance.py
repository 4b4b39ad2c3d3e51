"""Commands on the way to the chief of mission: allowed, refused, audited, told (2368.4(e), 2368.8(a))."""

from datetime import date, timedelta
from typing import Any

import pytest

from agreements.models import Agreement
from agreements.second_look import after_denial_of
from agreements.services import taking_back
from agreements.states import Decision, State
from deto.models import ClearanceRequest
from deto.policy.clearance import Route
from deto.services import clearance
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import AuditEvent, OutboxMessage
from telework.roles import Role
from tests.abroad import step_of
from tests.cast import NOW, START, TODAY
from tests.overseas import (
    OverseasCast,
    approved,
    make_overseas_cast,
    recommended,
    requested,
    settle_determinations,
    waiting,
)


@pytest.fixture
def cast(db: None) -> OverseasCast:
    return make_overseas_cast()


def submit(cast: OverseasCast, agreement: Agreement, by: str = "hr_specialist", **changes: Any) -> Agreement:
    given: dict[str, Any] = {"reference": "26 STATE 15", "submitted_on": TODAY, **changes}
    step = step_of(agreement, Role.HR_SPECIALIST)
    return clearance.record_submission(actor=cast.user(by), now=NOW, step=step, **given)


def answer(cast: OverseasCast, agreement: Agreement, by: str = "manager", **changes: Any) -> Agreement:
    given = {"is_approved": True, "reference": "Berlin 4711", "answered_on": TODAY, **changes}
    return clearance.record_answer(actor=cast.user(by), now=NOW, step=waiting(agreement), **given)


def mailed(template: str) -> list[str]:
    return list(OutboxMessage.objects.filter(template=template).values_list("to", flat=True))


def letter(template: str, to: str) -> str:
    return " ".join(OutboxMessage.objects.get(template=template, to=f"{to}@example.gov").text.split())


def written() -> tuple[int, int, int]:
    return ClearanceRequest.objects.count(), AuditEvent.objects.count(), OutboxMessage.objects.count()


@pytest.mark.citation("2368.4(e)")
@pytest.mark.parametrize(
    ("last_day", "route"),
    [
        (START + timedelta(days=363), Route.COUNTRY_CLEARANCE),
        (START + timedelta(days=364), Route.NSDD38),
    ],
)
def test_364_days_take_country_clearance_and_365_nsdd38(
    cast: OverseasCast, last_day: date, route: Route
) -> None:
    submit(cast, recommended(cast, last_day=last_day))
    assert ClearanceRequest.objects.get().route == route


@pytest.mark.citation("2368.8(b)")
def test_duties_about_the_country_take_nsdd38_however_short_the_stay(cast: OverseasCast) -> None:
    duties = {"deto_duties": {"has_country_duties": True, "country_duties": "Fisheries of the Baltic."}}
    submit(cast, recommended(cast, answers=duties))
    request = ClearanceRequest.objects.get()
    assert (request.route, request.citation) == (Route.NSDD38, "2368.8(b)")


@pytest.mark.parametrize("by", ["employee", "supervisor", "director", "manager", "coordinator", "stranger"])
def test_only_an_official_with_hr_authority_of_the_bureau_submits(cast: OverseasCast, by: str) -> None:
    agreement = recommended(cast)
    before = written()
    with pytest.raises(NotPermitted):
        submit(cast, agreement, by)
    assert written() == before


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reference": " "}, "reference"),
        ({"submitted_on": None}, "submitted_on"),
        ({"submitted_on": TODAY + timedelta(days=1)}, "submitted_on"),
        ({"submitted_on": TODAY - timedelta(days=1)}, "submitted_on"),
    ],
)
def test_submission_has_its_reference_and_a_day_that_has_come(
    cast: OverseasCast, changes: dict[str, Any], field: str
) -> None:
    agreement = recommended(cast)
    before = written()
    with pytest.raises(PolicyRefused) as refused:
        submit(cast, agreement, **changes)
    assert set(refused.value.fields) == {field}
    assert written() == before


def test_submission_is_recorded_once_audited_and_asks_the_post(cast: OverseasCast) -> None:
    agreement = submit(cast, recommended(cast))
    with pytest.raises(WrongState):
        submit(cast, agreement)
    event = AuditEvent.objects.get(chain=agreement.chain, action="submit_clearance")
    assert event.payload.data["days"] == 359
    assert mailed("answer_needed") == ["mona@example.gov"]
    assert OutboxMessage.objects.filter(template="decision_needed", to="mona@example.gov").count() == 1
    assert waiting(agreement).role == Role.MANAGEMENT_OFFICER


@pytest.mark.citation("2368.4(e)")
def test_official_with_hr_authority_is_asked_to_submit_and_not_to_decide(cast: OverseasCast) -> None:
    agreement = recommended(cast)
    assert mailed("submission_needed") == ["hana@example.gov"]
    assert "hana@example.gov" not in mailed("decision_needed")
    asked = letter("submission_needed", "hana")
    assert "Embassy Berlin" in asked
    assert "Then record the reference and the day." in asked
    assert "deny" not in asked
    told = OutboxMessage.objects.filter(template="decision_made", to="emma@example.gov").latest("pk")
    assert "The submission to the chief of mission is expected by" in told.text
    submit(cast, agreement)
    assert "You do not decide it yourself." in letter("answer_needed", "mona")


def test_employee_reads_the_way_the_reference_and_the_day_of_the_submission(cast: OverseasCast) -> None:
    submit(cast, recommended(cast))
    told = letter("deto_submitted", "emma")
    for said in ("26 STATE 15", f"{TODAY:%A}, {TODAY.day} {TODAY:%B %Y}", "Country clearance", "2368.8(a)"):
        assert said in told


@pytest.mark.citation("2368.7(a)")
def test_yes_is_not_recorded_before_both_determinations_are(cast: OverseasCast) -> None:
    agreement = requested(cast)
    before = written()
    with pytest.raises(PolicyRefused, match=r"2368\.7"):
        answer(cast, agreement)
    assert written() == before
    settle_determinations(cast, agreement)
    answer(cast, agreement)
    assert Agreement.objects.get(pk=agreement.pk).state == State.APPROVED


@pytest.mark.citation("2368.8(a)")
def test_nothing_starts_before_the_chief_of_mission_has_approved(cast: OverseasCast) -> None:
    agreement = requested(cast)
    assert (agreement.state, agreement.starts_on) == (State.IN_REVIEW, None)
    assert not Agreement.objects.due_to_start(START + timedelta(days=30)).exists()


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), TODAY + timedelta(days=1), None])
def test_answer_lies_between_submission_and_today(cast: OverseasCast, day: date | None) -> None:
    agreement = requested(cast)
    settle_determinations(cast, agreement)
    with pytest.raises(PolicyRefused) as refused:
        answer(cast, agreement, answered_on=day)
    assert set(refused.value.fields) == {"answered_on"}


@pytest.mark.parametrize("by", ["employee", "supervisor", "hr_specialist", "host_director"])
def test_only_the_management_of_the_post_records_the_answer(cast: OverseasCast, by: str) -> None:
    agreement = requested(cast)
    with pytest.raises(NotPermitted):
        answer(cast, agreement, by)


def test_no_denies_without_a_second_look_and_tells_the_employee(cast: OverseasCast) -> None:
    agreement = answer(cast, requested(cast), is_approved=False, words="Housing is full.")
    after = after_denial_of(agreement, TODAY)
    assert after is not None
    assert after.above is None
    assert "chief of mission decides" in after.why_not
    told = letter("request_denied", "emma")
    assert "The chief of mission did not approve your request to telework from Embassy Berlin." in told
    assert "Mona Manager (Post management officer) recorded the answer" in told
    assert "nobody above looks at that again" in told
    assert "denied your telework request" not in told


def test_a_no_recorded_by_mistake_is_taken_back_and_answered_anew(cast: OverseasCast) -> None:
    agreement = requested(cast)
    step = waiting(agreement)
    answer(cast, agreement, is_approved=False, words="Housing is full.")
    settle_determinations(cast, agreement)
    taking_back.take_back(actor=cast.user("manager"), now=NOW, step=step)
    answer(cast, Agreement.objects.get(pk=agreement.pk))
    assert ClearanceRequest.objects.get().answer == "approved"
    assert Agreement.objects.get(pk=agreement.pk).state == State.APPROVED


def test_a_yes_of_the_chief_of_mission_is_not_taken_back_by_a_click(cast: OverseasCast) -> None:
    agreement = approved(cast)
    step = agreement.latest_terms().steps.get(decision=Decision.CLEARED)
    with pytest.raises(WrongState):
        taking_back.take_back(actor=cast.user("manager"), now=NOW, step=step)
