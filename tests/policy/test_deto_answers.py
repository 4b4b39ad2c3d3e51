"""Sponsor, duration and arrival of a stay overseas as tables of cases: what stands in the way, and why."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from deto.facts import DetoFacts
from deto.policy import fam_2018
from deto.policy.terms import LAST_DAY
from telework.policy import Outcome, bars, evaluate
from tests.policy.deto_known_good import FLAT, TODAY, barring, outcome
from tests.policy.known_good import complete_but


def test_complete_answers_leave_nothing_in_the_way() -> None:
    assert barring() == set()


def test_answers_that_nobody_has_given_leave_every_section_open() -> None:
    empty = DetoFacts(today=TODAY, service="", starts_on=None, ends_on=None)
    left = {finding.section for finding in bars(evaluate(fam_2018.DETAILS_RULES, empty))}
    assert left >= {"deto_sponsor", "deto_duties", "deto_work", "deto_station", "deto_costs", "deto_health"}


@pytest.mark.citation("2368.2")
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, set()),
        ({"is_sponsored": False}, {"sponsored"}),
        ({"is_sponsored": None}, {"sponsored"}),
        ({"relation": "partner"}, set()),
        ({"relation": ""}, {"relation"}),
        ({"relation": "sister"}, {"relation"}),
        ({"sponsor_agency": " "}, {"sponsor_agency"}),
        ({"orders_reference": " "}, {"orders"}),
        ({"is_excluded_arrangement": True}, {"arrangement"}),
        ({"is_excluded_arrangement": None}, {"arrangement"}),
        ({"post": "", "country": ""}, {"post", "sites"}),
        ({"sites": (replace(FLAT, country="FR"),)}, {"sites"}),
        ({"sites": (FLAT, replace(FLAT, country="US"))}, {"sites"}),
        ({"sites": ()}, {"sites"}),
    ],
)
def test_stay_rests_on_a_sponsors_orders_and_is_no_other_arrangement(
    changes: dict[str, Any], expected: set[str]
) -> None:
    assert barring(**changes) == expected


@pytest.mark.citation("2368.2")
def test_independent_stay_is_refused_and_not_merely_asked_about() -> None:
    assert outcome("sponsored", is_sponsored=False) is Outcome.FAILED
    assert outcome("sponsored", is_sponsored=None) is Outcome.UNKNOWN


@pytest.mark.citation("2368.6(a)")
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"ends_on": date(2028, 8, 31)}, set()),
        ({"ends_on": date(2028, 9, 1)}, {"within_assignment"}),
        ({"ends_on": None}, {"within_assignment"}),
        ({"assignment_ends_on": None}, {"assignment_end", "within_assignment"}),
    ],
)
def test_stay_lasts_no_longer_than_the_sponsors_assignment(
    changes: dict[str, Any], expected: set[str]
) -> None:
    assert barring(**changes) == expected


@pytest.mark.citation("2368.6(a)")
@pytest.mark.parametrize(
    ("last_day", "expected"), [(None, Outcome.FAILED), (date(2027, 11, 30), Outcome.PASSED)]
)
def test_stay_has_a_last_day(last_day: date | None, expected: Outcome) -> None:
    (finding,) = evaluate([LAST_DAY], complete_but(requested_end_on=last_day))
    assert finding.outcome is expected


@pytest.mark.citation("2368.6(a)")
def test_first_request_is_bounded_by_the_assignment_alone() -> None:
    assert barring(ends_on=date(2031, 1, 1), assignment_ends_on=date(2031, 1, 1)) == set()


@pytest.mark.citation("2368.8(a)")
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"arrives_on": None}, {"arrival", "arrival_ahead", "start_after_arrival"}),
        ({"arrives_on": TODAY}, set()),
        ({"arrives_on": date(2026, 11, 22)}, {"arrival_ahead"}),
        ({"arrives_on": date(2025, 1, 1), "is_first": False}, set()),
        ({"arrives_on": date(2026, 12, 7)}, set()),
        ({"arrives_on": date(2026, 12, 8)}, {"start_after_arrival"}),
        ({"starts_on": None}, {"start_after_arrival"}),
    ],
)
def test_arrival_lies_ahead_of_a_first_request_and_not_after_the_start(
    changes: dict[str, Any], expected: set[str]
) -> None:
    assert barring(**changes) == expected


@pytest.mark.citation("2368.6(d)")
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Outcome.PASSED),
        ({"withdrawn_through": TODAY}, Outcome.PASSED),
        ({"withdrawn_through": TODAY, "is_extension": True}, Outcome.FAILED),
        ({"is_extension": True}, Outcome.PASSED),
    ],
)
def test_stay_from_which_the_chief_of_mission_withdrew_is_not_extended(
    changes: dict[str, Any], expected: Outcome
) -> None:
    assert outcome("extension_not_withdrawn", **changes) is expected
