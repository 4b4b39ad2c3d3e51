"""Duties, work, station, costs and coverage overseas as tables of cases: what stands in the way, and why."""

from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

import pytest

from tests.policy.deto_known_good import CLEARED, MISSION, RARELY, barring


@pytest.mark.citation("2368.3(b)(2)")
@pytest.mark.citation("2368.8(b)")
@pytest.mark.parametrize(
    ("has_duties", "words", "is_barred"),
    [
        (None, "", True),
        (False, "", False),
        (True, "", True),
        (True, "  ", True),
        (True, "Treaties on fish.", False),
    ],
)
def test_duties_about_the_country_are_stated_in_words(
    has_duties: bool | None, words: str, is_barred: bool
) -> None:
    found = barring(has_country_duties=has_duties, country_duties=words)
    assert found == ({"country_duties"} if is_barred else set())


EVERYTHING_CLASSIFIED = {
    "never_classified_monthly",
    "classified_site",
    "classified_confirmed",
    "classified_funding",
}


@pytest.mark.citation("2368.3(b)(3)")
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"classified": ""}, EVERYTHING_CLASSIFIED),
        ({"classified": "none"}, set()),
        (RARELY, set()),
        ({**RARELY, "station": "home"}, {"classified_site"}),
        ({**RARELY, "security_reference": " "}, {"classified_confirmed"}),
        ({**RARELY, "security_funding": ""}, {"classified_funding"}),
        ({**RARELY, "classified": "monthly"}, {"never_classified_monthly"}),
    ],
)
def test_classified_material_is_needed_rarely_and_at_a_secured_mission_or_never(
    changes: dict[str, Any], expected: set[str]
) -> None:
    assert barring(**changes) == expected


@pytest.mark.citation("2368.4(c)")
@pytest.mark.parametrize(
    ("service", "words", "papers", "expected"),
    [
        ("foreign", "Reports.", set(), set()),
        ("foreign", " ", set(), {"work_requirements"}),
        ("foreign", "", {"work_requirements"}, set()),
        ("foreign", "", {"orders"}, {"work_requirements"}),
        ("civil", "Reports.", set(), {"ds7644"}),
        ("civil", "", {"ds7644"}, set()),
        ("civil", "", {"work_requirements"}, {"ds7644"}),
        ("civil", "", set(), {"work_requirements", "ds7644"}),
        ("", "Reports.", {"ds7644"}, {"ds7644"}),
    ],
)
def test_work_requirements_stand_in_words_or_in_a_file_and_civil_service_files_the_form(
    service: str, words: str, papers: AbstractSet[str], expected: set[str]
) -> None:
    assert barring(service=service, work_requirements=words, papers=frozenset(papers)) == expected


@pytest.mark.citation("2368.5(b)")
@pytest.mark.parametrize(
    ("midyear", "appraisal", "is_barred"),
    [
        (date(2027, 6, 1), date(2027, 10, 15), False),
        (None, date(2027, 10, 15), True),
        (date(2027, 6, 1), None, True),
    ],
)
def test_review_and_appraisal_are_named(
    midyear: date | None, appraisal: date | None, is_barred: bool
) -> None:
    assert barring(midyear_on=midyear, appraisal_on=appraisal) == ({"reviews"} if is_barred else set())


@pytest.mark.citation("2368.11")
@pytest.mark.parametrize(
    ("changes", "is_barred"),
    [
        (MISSION, False),
        *(
            ({**MISSION, name: ""}, True)
            for name in MISSION
            if name.startswith("station_") or name == "host_agreement"
        ),
        ({**MISSION, "station_fax": "", "station_phone": "", "papers": frozenset({"station"})}, False),
        ({**MISSION, "host_agreement": "", "papers": frozenset({"station"})}, True),
    ],
)
def test_office_space_of_the_mission_is_described_in_full_or_in_the_addendum(
    changes: dict[str, Any], is_barred: bool
) -> None:
    assert barring(**changes) == ({"office_space"} if is_barred else set())


@pytest.mark.citation("2368.11")
@pytest.mark.parametrize(("place", "is_barred"), [("home", False), ("", True), ("café", True)])
def test_work_station_is_named(place: str, is_barred: bool) -> None:
    assert ("station" in barring(station=place)) is is_barred


@pytest.mark.citation("2368.13(d)")
@pytest.mark.parametrize(
    ("changes", "is_barred"),
    [(MISSION, False), ({**MISSION, "closure_site": " "}, True), ({"station": "home"}, False)],
)
def test_agreement_says_what_happens_when_the_mission_is_closed(
    changes: dict[str, Any], is_barred: bool
) -> None:
    assert barring(**changes) == ({"closure_site"} if is_barred else set())


@pytest.mark.citation("2368.12")
@pytest.mark.parametrize(
    ("has_costs", "costs", "source", "is_barred"),
    [
        (None, "", "", True),
        (False, "", "", False),
        (True, "$9,400", "OES", False),
        (True, "$9,400", "", True),
        (True, " ", "OES", True),
    ],
)
def test_costs_of_the_mission_are_stated_with_their_source_or_none(
    has_costs: bool | None, costs: str, source: str, is_barred: bool
) -> None:
    found = barring(has_icass_costs=has_costs, icass_costs=costs, icass_source=source)
    assert found == ({"icass"} if is_barred else set())


@pytest.mark.citation("2368.9(a)")
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"in_medical_program": None}, {"medically_cleared", "medical_record"}),
        ({"in_medical_program": False}, set()),
        (CLEARED, set()),
        ({**CLEARED, "is_medically_cleared": False}, {"medically_cleared"}),
        ({**CLEARED, "is_medically_cleared": None}, {"medically_cleared"}),
        ({**CLEARED, "medically_cleared_on": None}, {"medical_record"}),
        ({**CLEARED, "medically_cleared_on": date(2026, 11, 24)}, {"medical_record"}),
        ({**CLEARED, "medical_reference": " "}, {"medical_record"}),
    ],
)
def test_member_of_the_medical_program_is_cleared_for_the_post(
    changes: dict[str, Any], expected: set[str]
) -> None:
    assert barring(**changes) == expected


@pytest.mark.citation("2368.9(b)")
@pytest.mark.parametrize(
    ("changes", "is_barred"),
    [
        ({"agency_funds_evacuation": None}, True),
        ({"agency_funds_evacuation": True}, False),
        ({"agency_funds_evacuation": False}, True),
        ({"agency_funds_evacuation": False, "insurance_reference": " "}, True),
        ({"agency_funds_evacuation": False, "insurance_reference": "Policy 12"}, False),
        ({"agency_funds_evacuation": False, "papers": frozenset({"insurance"})}, False),
        ({"agency_funds_evacuation": False, "papers": frozenset({"orders"})}, True),
    ],
)
def test_evacuation_is_paid_by_the_agency_or_insured(changes: dict[str, Any], is_barred: bool) -> None:
    assert barring(**changes) == ({"evacuation_insurance"} if is_barred else set())
