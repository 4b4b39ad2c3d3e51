"""Exceptions by management: who, from what, and for how long (2362.2)."""

from datetime import date, timedelta

import pytest

from eligibility.models import DisciplineAction, Employee
from eligibility.services import exceptions
from telework.errors import NotPermitted, PolicyRefused
from telework.models import AuditEvent
from telework.roles import Role
from tests.cast import NOW, TODAY, Cast, make_cast, person
from tests.cast import grant as grant_role
from tests.eligibility.deciding import (
    REVIEW,
    RULE,
    UNTIL,
    barred,
    declare,
    fails_own_rule,
    grant,
    handles_classified_daily,
    is_eligible_by_record,
    letters,
    refused,
)


@pytest.fixture
def cast(db: None) -> Cast:
    cast = make_cast()
    fails_own_rule(cast)
    return cast


@pytest.mark.citation("2362.2 general")
def test_the_executive_director_excepts_and_the_rule_no_longer_bars(cast: Cast) -> None:
    assert barred(cast) == [RULE]

    exception = grant(cast)

    assert barred(cast) == []
    assert is_eligible_by_record(cast) is True
    assert (exception.granted_by, exception.starts_on, exception.until) == (cast.director, TODAY, UNTIL)
    assert (exception.review_on, exception.reason) == (REVIEW, "Only she knows the system.")
    event = AuditEvent.objects.get(action="grant_exception")
    assert event.chain == f"employee:{cast.employee.pk}"


@pytest.mark.citation("2362.2 general")
def test_the_designee_of_the_executive_director_excepts_too(cast: Cast) -> None:
    dora = person("Dora", "Designee", cast.bureau)
    grant_role(dora, Role.EXECUTIVE_DIRECTOR_DESIGNEE, cast.bureau)
    assert dora.user is not None

    exceptions.grant_exception(
        actor=dora.user,
        now=NOW,
        employee=cast.employee,
        rule_code=RULE,
        reason="Only she knows the system.",
        until=UNTIL,
        review_on=REVIEW,
    )

    assert barred(cast) == []


@pytest.mark.citation("2362.2 general")
@pytest.mark.parametrize(
    "who", ["employee", "supervisor", "coordinator", "stranger", "managing_officer", "auditor"]
)
def test_nobody_else_excepts(cast: Cast, who: str) -> None:
    refusal = refused(NotPermitted, lambda: grant(cast, by=who))

    assert refusal.reason.endswith(".")


def test_the_executive_director_of_another_bureau_does_not_except(cast: Cast) -> None:
    grant_role(cast.stranger, Role.EXECUTIVE_DIRECTOR, cast.other_bureau)

    refused(NotPermitted, lambda: grant(cast, by="stranger"))


def test_nobody_excepts_themselves(cast: Cast) -> None:
    Employee.objects.update(needs_close_supervision=True)

    refusal = refused(NotPermitted, lambda: grant(cast, employee=cast.director))

    assert "Nobody excepts themselves" in refusal.reason


@pytest.mark.citation("2362.2(c)(2)(b)")
@pytest.mark.citation("2362.2(c)(2)(d)")
@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("conduct.absence", {"kind": "absence", "calendar_year": 2024, "days": "6"}),
        ("conduct.pornography", {"kind": "pornography"}),
    ],
)
def test_a_bar_of_the_law_knows_no_exception_and_the_refusal_cites_it(
    cast: Cast, code: str, facts: dict[str, object]
) -> None:
    DisciplineAction.objects.create(employee=cast.employee, reference="D1", action_on=TODAY, **facts)

    refusal = refused(PolicyRefused, lambda: grant(cast, rule_code=code))

    assert "5 U.S.C. 6502(a)(2)" in refusal.reason
    assert refusal.findings[0].code == code


def test_what_is_not_generally_a_criterion_cannot_be_excepted_from(cast: Cast) -> None:
    cast.employee.training.all().delete()

    refusal = refused(PolicyRefused, lambda: grant(cast, rule_code="training.employee"))

    assert "No exception can be made" in refusal.reason


def test_a_rule_that_is_met_needs_no_exception(cast: Cast) -> None:
    refusal = refused(PolicyRefused, lambda: grant(cast, rule_code="conduct.leave_restriction"))

    assert "meets this rule today" in refusal.reason


def test_what_is_not_known_is_asked_and_not_excepted_from(cast: Cast) -> None:
    Employee.objects.filter(pk=cast.employee.pk).update(needs_close_supervision=None)

    assert "not known" in refused(PolicyRefused, lambda: grant(cast)).reason


def test_a_rule_that_does_not_exist_is_refused(cast: Cast) -> None:
    refused(PolicyRefused, lambda: grant(cast, rule_code="no.such_rule"))


LIMITS = [
    pytest.param({"until": TODAY, "review_on": TODAY}, "", id="today is the shortest"),
    pytest.param({"until": TODAY - timedelta(days=1)}, "until", id="a day that has passed"),
    pytest.param({"until": TODAY + timedelta(days=365)}, "", id="a year is the longest"),
    pytest.param({"until": TODAY + timedelta(days=366)}, "until", id="more than a year"),
    pytest.param({"until": date(9999, 12, 31)}, "until", id="the year 9999"),
    pytest.param({"until": date(1, 1, 1)}, "until", id="the year 1"),
    pytest.param({"review_on": UNTIL}, "", id="reviewed on the last day"),
    pytest.param({"review_on": UNTIL + timedelta(days=1)}, "review_on", id="reviewed after it"),
    pytest.param({"review_on": TODAY - timedelta(days=1)}, "review_on", id="reviewed in the past"),
    pytest.param({"reason": "  "}, "reason", id="no reason"),
    pytest.param({"reason": "x" * 2000}, "", id="2,000 characters"),
    pytest.param({"reason": "x" * 10_000}, "reason", id="10,000 characters"),
]


@pytest.mark.parametrize(("changes", "field"), LIMITS)
def test_words_and_days_have_their_limits(cast: Cast, changes: dict[str, object], field: str) -> None:
    if field:
        assert set(refused(PolicyRefused, lambda: grant(cast, **changes)).fields) == {field}
    else:
        assert grant(cast, **changes).pk


def test_somebody_who_has_left_is_not_excepted(cast: Cast) -> None:
    Employee.objects.filter(pk=cast.employee.pk).update(separated_on=TODAY - timedelta(days=1))

    refused(PolicyRefused, lambda: grant(cast))


def test_the_same_rule_is_excepted_from_once(cast: Cast) -> None:
    grant(cast)

    assert "excepted from this rule already" in refused(PolicyRefused, lambda: grant(cast)).reason


def test_person_and_supervisor_are_told_and_the_actor_is_not(cast: Cast) -> None:
    grant(cast)

    told = letters("exception_granted")
    assert set(told) == {"emma", "sam"}
    assert "Only she knows the system." in told["emma"].text
    assert "Monday, 1 March 2027" in told["emma"].text


@pytest.mark.citation("2362.4")
def test_where_2362_4_denies_nobody_excepts_without_a_declared_emergency(cast: Cast) -> None:
    handles_classified_daily(cast)

    refusal = refused(PolicyRefused, lambda: grant(cast, rule_code="position.daily_classified"))

    assert "2362.4" in refusal.reason
    assert "telework managing officer" in refusal.reason


@pytest.mark.citation("2362.4")
def test_an_exception_from_2362_4_carries_the_name_of_its_emergency_and_lasts_no_longer(cast: Cast) -> None:
    Employee.objects.filter(pk=cast.employee.pk).update(needs_close_supervision=False)
    handles_classified_daily(cast)
    flood = declare(cast)
    given = {"rule_code": "position.daily_classified", "emergency": flood, "review_on": TODAY}
    assert flood.until is not None
    too_long = {**given, "until": flood.until + timedelta(days=1)}

    assert set(refused(PolicyRefused, lambda: grant(cast, **too_long)).fields) == {"until"}
    exception = grant(cast, **given, until=flood.until)

    assert exception.emergency == flood
    assert barred(cast) == []
    assert "Washington flood" in letters("exception_granted")["emma"].text


@pytest.mark.citation("2362.4")
def test_an_emergency_of_another_time_makes_no_exception_possible(cast: Cast) -> None:
    handles_classified_daily(cast)
    later = declare(cast, starts_on=TODAY + timedelta(days=1))

    refused(PolicyRefused, lambda: grant(cast, rule_code="position.daily_classified", emergency=later))


def test_an_exception_of_the_departments_own_is_not_tied_to_an_emergency(cast: Cast) -> None:
    assert grant(cast, emergency=declare(cast)).emergency is None
