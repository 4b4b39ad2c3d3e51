"""Everybody is told what was determined about them, once for each outcome."""

from datetime import date, timedelta
from typing import Any

import pytest

from eligibility.models import DisciplineAction, EligibilityDetermination, EligibilityException, Employee
from eligibility.services.determination_run import determine_all
from eligibility.services.outcomes import tell_everybody, tell_outcomes
from telework import audit
from telework.errors import NotPermitted
from telework.models import OutboxMessage, User
from tests.browsing import counted
from tests.cast import NOW, TODAY, Cast, make_cast, person

LATER = NOW + timedelta(days=7)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def determined_and_told(now: Any = NOW, most: int = 1_000) -> int:
    system = User.objects.system()
    determine_all(actor=system, now=now, occasion="nightly", only_changed=True)
    return tell_everybody(actor=system, now=now, most=most)


def letters(who: Employee) -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(to=who.email, template="eligibility_outcome").order_by("pk"))


def current(who: Employee) -> EligibilityDetermination:
    return EligibilityDetermination.objects.get(employee=who, is_current=True)


def rated(who: Employee, rating: str) -> None:
    Employee.objects.filter(pk=who.pk).update(rating_of_record=rating)


@pytest.mark.citation("2362.2(a)")
def test_everybody_is_told_once(cast: Cast) -> None:
    serving = Employee.objects.serving(TODAY).count()
    assert determined_and_told() == serving
    assert determined_and_told(LATER) == 0
    assert OutboxMessage.objects.count() == serving
    assert EligibilityDetermination.objects.filter(notified_at=NOW).count() == serving


def test_who_is_eligible_reads_so(cast: Cast) -> None:
    determined_and_told()
    (letter,) = letters(cast.employee)
    assert letter.subject == "You are eligible for telework"
    for body in (letter.text, letter.html):
        assert "Nothing that the regulation names stands in your way." in body
        assert "/eligibility/" in body
        assert "Cora Coordinator" in body


def test_who_is_not_reads_each_rule_what_would_change_it_and_whom_to_ask(cast: Cast) -> None:
    rated(cast.employee, "unacceptable")
    DisciplineAction.objects.create(
        employee=cast.employee, reference="D1", kind="pornography", action_on=date(2026, 1, 5)
    )
    determined_and_told()
    (letter,) = letters(cast.employee)
    assert letter.subject == "You are not eligible for telework at present"
    for body in (letter.text, letter.html):
        assert "(3 FAM 2362.2(c)(2)(a))" in body
        assert "(3 FAM 2362.2(c)(2)(d))" in body
        assert "A next rating of record at fully successful or better changes this." in body
        assert "your HR specialist" in body
        assert "absence without permission" not in body


def test_a_fact_that_is_missing_is_asked_for(cast: Cast) -> None:
    Employee.objects.filter(pk=cast.employee.pk).update(needs_close_supervision=None)
    determined_and_told()
    (letter,) = letters(cast.employee)
    assert letter.subject == "Your eligibility for telework is not known yet"
    assert "We do not know this yet: Needs close supervision." in letter.text


def test_an_exception_is_told(cast: Cast) -> None:
    Employee.objects.filter(pk=cast.employee.pk).update(needs_close_supervision=True)
    rule = "performance.close_supervision"
    EligibilityException.objects.create(
        employee=cast.employee,
        rule_code=rule,
        reason="A short task.",
        granted_by=cast.director,
        granted_at=NOW,
        starts_on=TODAY,
        until=TODAY + timedelta(days=30),
        review_on=TODAY + timedelta(days=20),
    )
    determined_and_told()
    (letter,) = letters(cast.employee)
    assert current(cast.employee).eligible
    assert "Edith Execdir has excepted you" in letter.text
    assert "A short task." in letter.html


def test_only_another_outcome_is_told_again(cast: Cast) -> None:
    determined_and_told()
    cast.employee.training.update(completed_on=date(2026, 2, 2))
    determined_and_told(LATER)
    assert current(cast.employee).determined_at == LATER
    assert current(cast.employee).notified_at == NOW
    assert len(letters(cast.employee)) == 1
    rated(cast.employee, "unacceptable")
    determined_and_told(LATER + timedelta(days=1))
    assert [letter.subject for letter in letters(cast.employee)] == [
        "You are eligible for telework",
        "You are not eligible for telework at present",
    ]


def test_another_rule_in_the_way_is_another_outcome(cast: Cast) -> None:
    rated(cast.employee, "unacceptable")
    determined_and_told()
    Employee.objects.filter(pk=cast.employee.pk).update(on_leave_restriction=True)
    determined_and_told(LATER)
    assert len(letters(cast.employee)) == 2
    assert "leave restriction" in letters(cast.employee)[1].text


def test_back_to_the_outcome_that_was_told_before_the_last_is_told_again(cast: Cast) -> None:
    for days, rating in enumerate(["exceeds", "unacceptable", "exceeds"]):
        rated(cast.employee, rating)
        determined_and_told(NOW + timedelta(days=days))
    assert len(letters(cast.employee)) == 3


def test_whoever_has_no_address_stays_untold(cast: Cast) -> None:
    Employee.objects.filter(pk=cast.employee.pk).update(email="")
    determined_and_told()
    assert current(cast.employee).notified_at is None


def test_letters_are_bounded_and_the_rest_follows(cast: Cast) -> None:
    serving = Employee.objects.serving(TODAY).count()
    assert determined_and_told(most=3) == 3
    assert OutboxMessage.objects.count() == 3
    assert determined_and_told() == serving - 3


def test_letters_to_many_cost_the_queries_of_letters_to_few(cast: Cast) -> None:
    system = User.objects.system()
    determine_all(actor=system, now=NOW, occasion="nightly")
    with counted() as few:
        tell_outcomes(actor=system, now=NOW, most=2)
    for number in range(20):
        person(f"More{number}", "People", cast.bureau)
    determine_all(actor=system, now=NOW, occasion="nightly")
    with counted() as many:
        tell_outcomes(actor=system, now=NOW, most=30)
    assert many == few
    assert audit.first_fault("determinations") is None


def test_only_the_system_writes_to_everybody(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        tell_outcomes(actor=cast.user("coordinator"), now=NOW)
