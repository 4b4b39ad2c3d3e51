"""Answers with which every rule overseas is passed; each test spoils one of them."""

from dataclasses import replace
from datetime import date
from typing import Any

from agreements.facts import SiteFacts
from deto.facts import DetoFacts
from deto.policy import fam_2018
from telework.policy import Outcome, bars, evaluate

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
