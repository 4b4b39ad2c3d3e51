"""Which days a course can have, and which papers exempt from it."""

from datetime import date

import pytest

from eligibility.policy.courses import fault_of_completion, fault_of_exemption

TODAY = date(2026, 11, 23)

COMPLETIONS = [
    (date(2026, 11, 23), True),
    (date(2026, 11, 24), False),
    (date(2010, 1, 1), True),
    (date(2009, 12, 31), False),
    (date(1, 1, 1), False),
    (date(9999, 12, 31), False),
]


@pytest.mark.parametrize(("day", "is_possible"), COMPLETIONS)
def test_a_course_is_completed_between_2010_and_today(day: date, *, is_possible: bool) -> None:
    assert (fault_of_completion(day, TODAY) == "") is is_possible


EXEMPTIONS = [
    (date(2010, 12, 8), True),
    (date(2010, 12, 9), False),
    (date(1990, 1, 1), True),
    (date(1989, 12, 31), False),
    (date(1, 1, 1), False),
    (date(9999, 12, 31), False),
]


@pytest.mark.citation("2362.7")
@pytest.mark.parametrize(("day", "is_proof"), EXEMPTIONS)
def test_only_a_paper_from_before_9_december_2010_exempts(day: date, *, is_proof: bool) -> None:
    assert (fault_of_exemption(day) == "") is is_proof
