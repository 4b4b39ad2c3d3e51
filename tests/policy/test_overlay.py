"""A bureau's parameters against the Department's: which are stricter (2362(d))."""

import pytest

from agreements.policy import fam_2018
from eligibility.policy.overlay import BY_CODE, faults

CASES = [
    ("telework_days_a_week", 7, True),
    ("telework_days_a_week", 2, True),
    ("situational_days_a_year", 12, True),
    ("months_of_service", 0, False),
    ("months_of_service", 1, True),
    ("training_every_years", 1, True),
    ("decision_workdays", 5, False),
    ("decision_workdays", 4, False),
    ("decision_workdays", 6, True),
    ("notice_workdays", 10, False),
    ("notice_workdays", 11, False),
    ("notice_workdays", 60, False),
    ("notice_workdays", 9, True),
]


@pytest.mark.citation("2362(d)")
@pytest.mark.parametrize(("code", "value", "is_stricter"), CASES)
def test_a_parameter_stricter_than_the_departments_is_refused(
    code: str, value: int, *, is_stricter: bool
) -> None:
    found = faults({code: value})
    assert (code in found) is is_stricter
    assert all("3 FAM 2362(d)" in why for why in found.values())


@pytest.mark.parametrize(
    ("code", "value"), [("decision_workdays", -1), ("notice_workdays", 61), ("beards", 1)]
)
def test_a_number_that_means_nothing_is_refused(code: str, value: int) -> None:
    assert list(faults({code: value})) == [code]


def test_what_is_left_out_is_the_departments() -> None:
    assert faults({}) == {}


def test_the_departments_numbers_are_those_of_its_policy_set() -> None:
    assert BY_CODE["decision_workdays"].department == fam_2018.DECISION_WORKDAYS
    assert BY_CODE["notice_workdays"].department == fam_2018.NOTICE_WORKDAYS
