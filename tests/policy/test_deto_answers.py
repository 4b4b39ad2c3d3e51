"""The answers of a request to telework overseas as tables of cases: what stands in the way, and why."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from agreements.facts import SiteFacts
from deto.facts import DetoFacts
from deto.policy import fam_2018
from deto.policy.terms import LAST_DAY
from telework.policy import Outcome, bars, evaluate
from tests.policy.known_good import complete_but

TODAY = date(2026, 11, 23)
FLAT = SiteFacts(1, "Flat", "home", "Beispielweg 1", "DE", city="Berlin")
COMPLETE = DetoFacts(
    today=TODAY,
    service="foreign",
    starts_on=date(2026, 12, 7),
    ends_on=date(2027, 11, 30),
    is_sponsored=True,
    relation="spouse",
    sponsor_agency="Department of State",
    orders_reference="TM-2026-1234",
    assignment_ends_on=date(2028, 8, 31),
    post="Embassy Berlin",
    country="DE",
    arrives_on=date(2026, 12, 5),
    is_excluded_arrangement=False,
    has_country_duties=False,
    classified="none",
    work_requirements="Reports on fisheries.",
    midyear_on=date(2027, 6, 1),
    appraisal_on=date(2027, 10, 15),
    station="home",
    has_icass_costs=False,
    in_medical_program=False,
    agency_funds_evacuation=True,
    sites=(FLAT,),
)
MISSION: dict[str, Any] = {
    "station": "mission",
    "station_equipment": "Desk",
    "station_funding": "OES",
    "station_phone": "Extension 12",
    "station_fax": "none",
    "station_copier": "shared",
    "host_agreement": "EUR/EX, November 2",
    "closure_site": "At home",
}
RARELY: dict[str, Any] = {
    **MISSION,
    "classified": "rarely",
    "security_reference": "RSO 12",
    "security_funding": "OES",
}
CLEARED: dict[str, Any] = {
    "in_medical_program": True,
    "is_medically_cleared": True,
    "medically_cleared_on": TODAY,
    "medical_reference": "MED-77",
}


def barring(**changes: Any) -> set[str]:
    """Codes of the rules in the way, without their first part."""
    found = bars(evaluate(fam_2018.DETAILS_RULES, replace(COMPLETE, **changes)))
    return {finding.code.removeprefix("deto.") for finding in found}


def outcome(code: str, **changes: Any) -> Outcome:
    found = evaluate(fam_2018.DETAILS_RULES, replace(COMPLETE, **changes))
    return next(one.outcome for one in found if one.code == f"deto.{code}")


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
