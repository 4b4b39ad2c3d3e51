"""Designation as ineligible: a recorded act with a work-based reason (2362.2(a))."""

from datetime import date, timedelta

import pytest

from eligibility.models import Designation, PersonnelChange
from eligibility.services import designation
from eligibility.services.lapsing import end_due
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import AuditEvent
from tests.cast import NOW, TODAY, Cast, make_cast
from tests.eligibility.deciding import (
    UNTIL,
    barred,
    designate,
    is_eligible_by_record,
    letters,
    refused,
)

CODE = "designation.ineligible"


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.mark.citation("2362.2(a) designation")
@pytest.mark.parametrize("who", ["supervisor", "director"])
def test_management_designates_and_that_bars(cast: Cast, who: str) -> None:
    made = designate(cast, by=who)

    assert barred(cast) == [CODE]
    assert is_eligible_by_record(cast) is False
    assert (made.reason_citation, made.starts_on) == ("2362.1(a)", TODAY)
    assert AuditEvent.objects.get(action="designate_ineligible").chain == f"employee:{cast.employee.pk}"


@pytest.mark.citation("2362.1(e)")
def test_a_designation_has_live_agreements_looked_at(cast: Cast) -> None:
    designate(cast)

    change = PersonnelChange.objects.get()
    assert (change.matter, change.old, change.new) == ("designation", "none", "designated ineligible")
    assert (change.as_of, change.handled_at) == (TODAY, None)


@pytest.mark.citation("2362.2(a) designation")
@pytest.mark.parametrize(
    "who", ["employee", "coordinator", "stranger", "other_coordinator", "managing_officer", "auditor"]
)
def test_nobody_else_designates(cast: Cast, who: str) -> None:
    refused(NotPermitted, lambda: designate(cast, by=who))


def test_nobody_designates_themselves(cast: Cast) -> None:
    refused(NotPermitted, lambda: designate(cast, by="director", employee=cast.director))


@pytest.mark.citation("2362.2(a) designation")
def test_the_person_is_told_who_why_and_for_how_long(cast: Cast) -> None:
    designate(cast, by="director")

    told = letters("designation_made")
    assert set(told) == {"emma", "sam"}
    assert "Edith Execdir" in told["emma"].text
    assert "The move of the office needs everyone here." in told["emma"].text
    assert "Monday, 1 March 2027" in told["emma"].text


LIMITS = [
    pytest.param({"reason_code": "family"}, "reason_code", id="no work-based reason"),
    pytest.param({"reason_code": "other_work_based"}, "", id="another reason in the work"),
    pytest.param({"reason_text": " "}, "reason_text", id="no words"),
    pytest.param({"reason_text": "x" * 10_000}, "reason_text", id="10,000 characters"),
    pytest.param({"until": None}, "until", id="neither day"),
    pytest.param({"until": None, "review_on": TODAY + timedelta(days=30)}, "", id="only a day to review"),
    pytest.param({"until": TODAY}, "", id="for today"),
    pytest.param({"until": TODAY - timedelta(days=1)}, "until", id="over already"),
    pytest.param({"until": date(9999, 12, 31)}, "until", id="the year 9999"),
    pytest.param({"review_on": UNTIL + timedelta(days=1)}, "review_on", id="reviewed after its end"),
    pytest.param({"review_on": UNTIL}, "", id="reviewed on its last day"),
]


@pytest.mark.citation("2362.2(a) designation")
@pytest.mark.parametrize(("changes", "field"), LIMITS)
def test_a_designation_needs_a_reason_in_the_work_and_an_end_or_a_review(
    cast: Cast, changes: dict[str, object], field: str
) -> None:
    if field:
        assert set(refused(PolicyRefused, lambda: designate(cast, **changes)).fields) == {field}
    else:
        assert designate(cast, **changes).pk


def test_nobody_is_designated_twice_at_a_time(cast: Cast) -> None:
    designate(cast)

    assert "designated ineligible already" in refused(PolicyRefused, lambda: designate(cast)).reason


@pytest.mark.citation("2362.2(a) designation")
def test_ending_a_designation_lifts_the_bar_at_once(cast: Cast) -> None:
    made = designate(cast, by="director")

    def end(by: str, reason: str = "The move is done.") -> Designation:
        return designation.end_designation(actor=cast.user(by), now=NOW, designation=made, reason=reason)

    refused(NotPermitted, lambda: end("employee"))
    assert set(refused(PolicyRefused, lambda: end("supervisor", "")).fields) == {"reason"}
    ended = end("supervisor")

    assert (ended.ended_at, ended.ended_by) == (NOW, cast.supervisor)
    assert barred(cast) == []
    assert is_eligible_by_record(cast) is True
    assert set(letters("designation_ended")) == {"emma", "edith"}
    refused(WrongState, lambda: end("director"))


@pytest.mark.citation("2362.2(a) designation")
def test_a_designation_bars_through_its_last_day_and_ends_by_itself(cast: Cast) -> None:
    designate(cast)
    last = NOW + (UNTIL - TODAY)

    assert barred(cast, UNTIL) == [CODE]
    assert barred(cast, UNTIL + timedelta(days=1)) == []
    assert end_due(last)["ended"] == 0
    assert end_due(last + timedelta(days=1))["ended"] == 1
    assert is_eligible_by_record(cast) is True


def test_one_without_a_last_day_goes_on_and_is_looked_at_again(cast: Cast) -> None:
    designate(cast, until=None, review_on=TODAY + timedelta(days=30))

    done = end_due(NOW + timedelta(days=40))

    assert done["ended"] == 0
    assert set(letters("decision_look_again")) == {"sam"}
    assert barred(cast, TODAY + timedelta(days=40)) == [CODE]
