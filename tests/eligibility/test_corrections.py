"""A fact that was wrong is put right by the answer: entered here, or waited for from where it is kept."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet

from eligibility.models import (
    DisciplineAction,
    EligibilityDetermination,
    Employee,
    EnteredFact,
    FactDispute,
    PersonnelChange,
    TrainingCompletion,
)
from eligibility.services import disputes
from eligibility.services.lapsing import end_due
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import AuditEvent, User
from tests.cast import NOW, TODAY, Cast, make_cast
from tests.eligibility.correcting import SINCE, UNTIL, corrected, dispute, fact, with_hr
from tests.eligibility.deciding import barred, fails_own_rule, is_eligible_by_record, letters, refused

pytestmark = pytest.mark.citation("2362.2(a)")


@pytest.fixture
def cast(db: None) -> Cast:
    return with_hr(make_cast())


def determinations(cast: Cast) -> "QuerySet[EligibilityDetermination]":
    return cast.employee.determinations.order_by("pk")


ENTERED = [
    pytest.param("rating", "hana", {"code": "unacceptable"}, "unacceptable", id="rating"),
    pytest.param("leave_restriction", "hana", {"code": "yes", "until": UNTIL}, True, id="leave restriction"),
    pytest.param("close_supervision", "sam", {"code": "yes"}, True, id="close supervision"),
    pytest.param("absence_burden", "sam", {"code": "yes"}, True, id="absence burden"),
    pytest.param("absence_burden_statement", "sam", {"code": "yes"}, "You are right.", id="its statement"),
    pytest.param("classified_handling", "sam", {"code": "daily"}, "daily", id="classified information"),
    pytest.param("onsite_activity", "sam", {"code": "never"}, "never", id="work on site"),
    pytest.param("onsite_portable", "sam", {"code": "yes"}, True, id="that can be done elsewhere"),
]


@pytest.mark.parametrize(("name", "by", "given", "value"), ENTERED)
def test_whoever_keeps_the_fact_enters_what_is_right(
    cast: Cast, name: str, by: str, given: dict[str, Any], value: object
) -> None:
    made = corrected(cast, name, by, since=SINCE, **given)

    found = fact(cast, name)
    assert (found.value, found.as_of) == (value, SINCE)
    assert found.source == f"Entered by {made.answered_by}"
    assert (made.outcome, made.shows_on, made.correction.entered_by) == ("corrected", None, made.answered_by)
    event = AuditEvent.objects.get(action="enter_fact")
    assert (event.chain, event.payload.data["value"]) == (
        f"employee:{cast.employee.pk}",
        made.correction.value,
    )


def test_a_correction_lifts_a_bar_at_once_and_is_told(cast: Cast) -> None:
    Employee.objects.filter(pk=cast.employee.pk).update(rating_of_record="unacceptable")
    assert "performance.rating" in barred(cast)

    corrected(cast, "rating", code="fully_successful", since=date(2025, 12, 31))

    assert "performance.rating" not in barred(cast)
    assert is_eligible_by_record(cast) is True
    text = letters("dispute_answered")["emma"].text
    assert "It is now: fully successful, since Wednesday, 31 December 2025." in text


@pytest.mark.citation("2362.1(e)")
def test_a_correction_has_live_agreements_reviewed_for_the_days_that_it_concerns(cast: Cast) -> None:
    corrected(cast, "rating", code="unacceptable", since=SINCE)

    change = PersonnelChange.objects.get()
    assert (change.matter, change.old, change.new) == ("rating", "Fully successful", "Unacceptable")
    assert (change.as_of, change.handled_at) == (SINCE, None)


def test_a_late_correction_reopens_what_was_determined_on_those_days(cast: Cast) -> None:
    corrected(cast, "close_supervision", "sam", code="yes", since=TODAY)
    first = determinations(cast).get()
    assert (first.occasion, first.concerns_since) == ("fact entered", None)

    corrected(cast, "leave_restriction", code="yes", since=SINCE)

    second = determinations(cast).get(is_current=True)
    assert (second.occasion, second.concerns_since) == ("correction", SINCE)


def test_a_second_correction_of_the_same_fact_takes_the_place_of_the_first(cast: Cast) -> None:
    corrected(cast, "rating", code="unacceptable", since=SINCE)
    corrected(cast, "rating", code="outstanding", since=SINCE)

    assert fact(cast, "rating").value == "outstanding"
    ended = [entry.ended_because for entry in EnteredFact.objects.order_by("pk")]
    assert ended == ["Something newer was entered.", ""]


def test_a_fact_of_the_position_holds_while_the_person_is_in_it(cast: Cast) -> None:
    corrected(cast, "classified_handling", "sam", code="daily", since=SINCE)
    Employee.objects.filter(pk=cast.employee.pk).update(position=cast.stranger.position)

    assert fact(cast, "classified_handling").value == "never"


def test_a_restriction_entered_with_its_last_day_ends_after_it_and_that_is_told(cast: Cast) -> None:
    corrected(cast, "leave_restriction", code="yes", since=SINCE, until=UNTIL)
    after = NOW + (UNTIL - TODAY) + timedelta(days=1)

    assert end_due(after - timedelta(days=1))["ended"] == 0
    assert fact(cast, "leave_restriction", UNTIL).value is True
    assert fact(cast, "leave_restriction", UNTIL + timedelta(days=1)).value is False
    assert end_due(after)["ended"] == 1
    assert end_due(after)["ended"] == 0
    assert set(letters("entered_fact_ended")) == {"emma", "hana", "sam"}
    assert is_eligible_by_record(cast) is True


def test_a_course_is_recorded_with_the_answer(cast: Cast) -> None:
    TrainingCompletion.objects.filter(employee=cast.employee).delete()

    made = corrected(cast, "employee_training", "cora", since=SINCE)

    assert cast.employee.training.get().completed_on == SINCE
    assert fact(cast, "employee_training").value.completed_on == SINCE
    assert (made.outcome, made.shows_on) == ("corrected", None)


LIMITS = [
    pytest.param("rating", {"since": SINCE}, "code", id="no value"),
    pytest.param("rating", {"code": "satisfactory", "since": SINCE}, "code", id="of the other service"),
    pytest.param("rating", {"code": "daily", "since": SINCE}, "code", id="of another fact"),
    pytest.param("rating", {"code": "fully_successful", "since": SINCE}, "code", id="what counts already"),
    pytest.param("rating", {"code": "outstanding"}, "since", id="no day"),
    pytest.param("rating", {"code": "outstanding", "since": TODAY + timedelta(1)}, "since", id="to come"),
    pytest.param("rating", {"code": "outstanding", "since": date(1, 1, 1)}, "since", id="the year 0001"),
    pytest.param("rating", {"code": "outstanding", "since": date(2015, 1, 4)}, "since", id="before service"),
    pytest.param(
        "leave_restriction",
        {"code": "yes", "since": SINCE, "until": TODAY - timedelta(1)},
        "until",
        id="over already",
    ),
    pytest.param("appointment_type", {}, "shows_on", id="no day for the extract"),
    pytest.param("appointment_type", {"shows_on": TODAY - timedelta(1)}, "shows_on", id="a day gone by"),
    pytest.param("appointment_type", {"shows_on": TODAY + timedelta(60)}, "", id="in sixty days"),
    pytest.param("appointment_type", {"shows_on": TODAY + timedelta(61)}, "shows_on", id="after sixty days"),
    pytest.param("appointment_type", {"shows_on": date(9999, 12, 31)}, "shows_on", id="the year 9999"),
]


@pytest.mark.parametrize(("name", "given", "field"), LIMITS)
def test_a_correction_says_what_is_right_and_since_when(
    cast: Cast, name: str, given: dict[str, Any], field: str
) -> None:
    if not field:
        assert corrected(cast, name, **given).is_awaited
        return
    said = dispute(cast, name)
    hana = User.objects.get(username="hana")

    def answer() -> FactDispute:
        return disputes.answer_dispute(
            actor=hana,
            now=NOW,
            dispute=said,
            outcome="corrected",
            answer="So it is.",
            correction=disputes.Correction(**given),
        )

    assert set(refused(PolicyRefused, answer).fields) == {field}
    assert FactDispute.objects.get().answered_at is None
    assert not EnteredFact.objects.exists()


@pytest.mark.parametrize(
    ("since", "field"),
    [(None, "since"), (TODAY + timedelta(1), "since"), (date(2009, 5, 1), "since")],
)
def test_a_course_needs_a_day_that_can_be(cast: Cast, since: date | None, field: str) -> None:
    with pytest.raises(PolicyRefused) as caught:
        corrected(cast, "employee_training", "cora", since=since)

    assert set(caught.value.fields) == {field}


def test_only_whoever_keeps_the_fact_corrects_it(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        corrected(cast, "rating", "sam", code="outstanding", since=SINCE)

    assert not EnteredFact.objects.exists()


def take_off_the_record(cast: Cast) -> None:
    cast.employee.discipline.all().delete()


def test_what_only_its_source_corrects_stays_open_until_it_shows_here(cast: Cast) -> None:
    DisciplineAction.objects.create(
        employee=cast.employee, reference="D1", kind="other_misconduct", action_on=SINCE
    )
    made = corrected(cast, "discipline", shows_on=TODAY + timedelta(14))
    assert made.is_awaited
    assert "is to show here by Monday, 7 December 2026" in letters("dispute_answered")["emma"].text
    assert "conduct.other_misconduct" in barred(cast)

    end_due(NOW)
    assert FactDispute.objects.get().settled_at is None
    take_off_the_record(cast)
    assert end_due(NOW)["ended"] == 1
    assert end_due(NOW)["ended"] == 0

    assert FactDispute.objects.get().settled_at == NOW
    assert set(letters("correction_arrived")) == {"emma"}
    assert AuditEvent.objects.filter(action="settle_dispute").count() == 1


def test_while_it_is_waited_for_the_same_is_not_said_again(cast: Cast) -> None:
    corrected(cast, "appointment_type", shows_on=TODAY)

    assert "is to show here by" in refused(PolicyRefused, lambda: dispute(cast, "appointment_type")).reason


def test_a_promised_correction_that_does_not_come_is_reminded_of_once(cast: Cast) -> None:
    corrected(cast, "appointment_type", shows_on=TODAY + timedelta(7))

    assert end_due(NOW + timedelta(7))["reminded"] == 0
    end_due(NOW + timedelta(8))
    end_due(NOW + timedelta(9))

    told = letters("correction_missing")
    assert set(told) == {"emma", "hana", "cora"}
    assert "would show here by Monday, 30 November 2026" in told["emma"].text
    assert letters("dispute_overdue") == {}


def test_nobody_but_the_system_settles_and_nothing_that_is_not_waited_for(cast: Cast) -> None:
    made = corrected(cast, "appointment_type", shows_on=TODAY)

    for actor, error in ((cast.user("employee"), NotPermitted), (User.objects.system(), WrongState)):
        attempt = disputes.settle_dispute
        refused(error, lambda a=actor, c=attempt: c(actor=a, now=NOW, dispute=made))  # type: ignore[misc]


def test_what_counts_here_is_barred_by_the_same_rules(cast: Cast) -> None:
    fails_own_rule(cast)

    corrected(cast, "close_supervision", "sam", code="no", since=SINCE)

    assert "performance.close_supervision" not in barred(cast)
