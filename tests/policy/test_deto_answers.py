"""The answers of a request to telework overseas as tables of cases: what stands in the way, and why."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from agreements.facts import SiteFacts
from deto.facts import DetoFacts
from deto.policy import fam_2018
from deto.policy.duration import years_after
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
    ("agreed", "asked", "is_barred"),
    [
        (date(2027, 11, 30), date(2029, 11, 30), False),
        (date(2027, 11, 30), date(2029, 12, 1), True),
        (date(2028, 2, 29), date(2030, 2, 28), False),
        (date(2028, 2, 29), date(2030, 3, 1), True),
        (date(2026, 2, 28), date(2028, 2, 28), False),
        (date(2026, 2, 28), date(2028, 2, 29), True),
    ],
)
def test_extension_adds_two_years_to_the_day_agreed_before_and_no_day_more(
    agreed: date, asked: date, is_barred: bool
) -> None:
    extended: dict[str, Any] = {"is_first": False, "is_extension": True, "extended_from": agreed}
    found = barring(ends_on=asked, assignment_ends_on=date(2035, 1, 1), **extended)
    assert found == ({"extension"} if is_barred else set())


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


def test_two_years_after_the_29th_of_february_is_the_28th_in_every_year() -> None:
    assert years_after(date(2028, 2, 29), 2) == date(2030, 2, 28)
    assert years_after(date(2028, 2, 29), 4) == date(2032, 2, 28)


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
