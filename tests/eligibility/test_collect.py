"""From rows to facts: values, sources, dates, and what is not known."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from eligibility.collect import facts_of, manager_facts_of
from eligibility.facts import DisciplineFact, TrainingFact
from eligibility.models import DisciplineAction, Employee, TrainingCompletion
from tests.eligibility.conftest import Extract

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 3)
AS_OF = date(2026, 11, 2)


@pytest.fixture
def person(extract: Extract) -> Employee:
    extract.bring_in()
    return Employee.objects.with_bureau().get(number="E4")


def test_facts_name_their_source_and_date(person: Employee) -> None:
    facts = facts_of(person, TODAY)

    assert (facts.service.value, facts.service.source, facts.service.as_of) == ("civil", "HR extract", AS_OF)
    assert facts.discipline.value == (DisciplineFact("absence", date(2026, 2, 1), 2025, Decimal("5.50")),)
    assert facts.discipline.source == "Discipline record"
    assert facts.employee_training.value == TrainingFact(date(2026, 5, 1), None)
    assert facts.employee_training.source == "Training record"
    assert facts.assigned_abroad.value is False


def test_what_the_extract_leaves_blank_is_not_known(person: Employee) -> None:
    person.needs_close_supervision = None
    person.position.classified_handling = ""  # type: ignore[union-attr]
    facts = facts_of(person, TODAY)

    assert facts.close_supervision.value is None
    assert facts.classified_handling.value is None


def test_blank_rating_is_known_to_be_none_yet(person: Employee) -> None:
    person.rating_of_record = ""

    assert facts_of(person, TODAY).rating.value == ""


def test_without_a_position_its_facts_are_not_known(person: Employee) -> None:
    person.position = None
    facts = facts_of(person, TODAY)

    for name in ("service", "assigned_abroad", "classified_handling", "onsite_activity", "onsite_portable"):
        assert getattr(facts, name).value is None


@pytest.mark.citation("2362.2(c)(2)(c)")
@pytest.mark.parametrize(
    ("restricted", "until", "expected"),
    [
        (False, None, False),
        (None, None, None),
        (True, None, True),
        (True, TODAY, True),
        (True, date(2026, 11, 2), False),
    ],
)
def test_leave_restriction_lasts_through_its_last_day(
    person: Employee, restricted: Any, until: Any, expected: Any
) -> None:
    person.on_leave_restriction, person.leave_restriction_until = restricted, until

    assert facts_of(person, TODAY).leave_restriction.value is expected


@pytest.mark.citation("2362.7")
def test_training_counts_once_it_is_completed_and_the_latest_counts(person: Employee) -> None:
    person.training.all().delete()
    for day in (date(2024, 1, 5), date(2026, 11, 3), date(2026, 11, 4)):
        TrainingCompletion.objects.create(employee=person, course="manager", completed_on=day)
    TrainingCompletion.objects.create(employee=person, course="employee", exempt_evidence_on=date(2010, 6, 1))

    assert manager_facts_of(person, TODAY).manager_training.value == TrainingFact(TODAY, None)
    assert facts_of(person, TODAY).employee_training.value == TrainingFact(None, date(2010, 6, 1))
    assert manager_facts_of(person, date(2023, 1, 1)).manager_training.value == TrainingFact(None, None)


def test_number_of_queries_does_not_grow_with_the_record(
    person: Employee, django_assert_num_queries: Any
) -> None:
    for n in range(20):
        DisciplineAction.objects.create(
            employee=person, reference=f"X{n}", kind="other_misconduct", action_on=TODAY
        )
        TrainingCompletion.objects.create(
            employee=person, course="manager", reference=f"X{n}", completed_on=TODAY
        )
    with django_assert_num_queries(5):
        facts_of(person, TODAY)
    with django_assert_num_queries(1):
        manager_facts_of(person, TODAY)
