"""The employee's answers in words, as they are checked, signed and printed."""

from datetime import date
from typing import Any

from agreements.kinds import Stated
from agreements.models import TermsVersion
from agreements.standing import day_in_words
from deto.models import DetoDetails
from deto.papers import papers_of
from deto.policy import paper_places
from deto.policy.sections import COSTS, DUTIES, HEALTH, SPONSOR, STATION, WORK
from deto.services.clearance import clearance_of
from telework.errors import WrongState


def stated(terms: TermsVersion) -> tuple[Stated, ...]:
    """One line for every answer, empty while not given; then the files, each with its fingerprint."""
    details = terms.deto
    return (
        *_sponsor(details),
        *_duties(details),
        *_work(details),
        *_station(details),
        *_costs(details),
        *_health(details),
        *_files(terms),
    )


def follows(terms: TermsVersion) -> tuple[Stated, ...]:
    """Which way the request goes to the chief of mission, once its dates are known (2368.4(e))."""
    try:
        way = clearance_of(terms)
    except (WrongState, ValueError):  # a day is missing, or the last lies before the first: a rule says so
        return ()
    days = f"{way.days} day" if way.days == 1 else f"{way.days} days"
    words = f"{way.label}, for a stay of {days}. {way.reason} (3 FAM {way.citation})"
    return (Stated(SPONSOR.code, "How the chief of mission will be asked", words, way.citation),)


def _sponsor(details: DetoDetails) -> tuple[Stated, ...]:
    orders = _yes_or_no(details.is_sponsored, "On the orders of my spouse or partner", "On no such orders")
    other = _yes_or_no(details.is_excluded_arrangement, "Yes", "No")
    rows = (
        ("Whose orders I go on", orders, "2368.2"),
        ("Sponsor", _choice(details, "relation"), "2368.2"),
        ("Agency of the sponsor", details.sponsor_agency, "2368.2"),
        ("Orders", details.orders_reference, "2368.7(b)(1)"),
        ("End of the sponsor's assignment", _day(details.assignment_ends_on), "2368.6(a)"),
        ("Post", details.post.name if details.post is not None else "", "2368.2"),
        ("Arrival at post", _day(details.arrives_on), "2368.8(a)"),
        ("Limited noncareer or hard-to-fill arrangement, or detail", other, "2368.2"),
    )
    return _rows(SPONSOR.code, rows)


def _duties(details: DetoDetails) -> tuple[Stated, ...]:
    none = "None about the host country or its region"
    duties = _yes_or_no(details.has_country_duties, details.country_duties, none)
    rows: tuple[tuple[str, str, str], ...] = (
        ("Duties about the host country or its region", duties, "2368.8(b)"),
        ("Access to classified material", _choice(details, "classified"), "2368.3(b)(3)"),
    )
    if details.classified == DetoDetails.Classified.RARELY:
        rows += (
            ("Confirmation of the security officer", details.security_reference, "2368.3(b)(3)"),
            ("What my bureau pays for it", details.security_funding, "2368.3(b)(3)"),
        )
    return _rows(DUTIES.code, rows)


def _work(details: DetoDetails) -> tuple[Stated, ...]:
    rows = (
        ("Work requirements", details.work_requirements, "2368.4(c)"),
        ("Mid-year review", _day(details.midyear_on), "2368.5(b)"),
        ("Annual appraisal", _day(details.appraisal_on), "2368.5(b)"),
    )
    return _rows(WORK.code, rows)


def _station(details: DetoDetails) -> tuple[Stated, ...]:
    rows: tuple[tuple[str, str, str], ...] = (("Where I work", _choice(details, "station"), "2368.11"),)
    if details.station == DetoDetails.Station.MISSION:
        rows += (
            ("Equipment", details.station_equipment, "2368.11"),
            ("Funding", details.station_funding, "2368.11"),
            ("Phone", details.station_phone, "2368.11"),
            ("Fax", details.station_fax, "2368.11"),
            ("Copier", details.station_copier, "2368.11"),
            ("Agreement of the host bureau", details.host_agreement, "2368.11"),
        )
    if details.station == DetoDetails.Station.MISSION or details.closure_site:
        rows += (("When the mission is closed", details.closure_site, "2368.13(d)"),)
    return _rows(STATION.code, rows)


def _costs(details: DetoDetails) -> tuple[Stated, ...]:
    rows: tuple[tuple[str, str, str], ...] = (
        (
            "Projected ICASS costs",
            _yes_or_no(details.has_icass_costs, details.icass_costs, "None"),
            "2368.12",
        ),
    )
    if details.has_icass_costs:
        rows += (("Source of the funds", details.icass_source, "2368.12"),)
    return _rows(COSTS.code, rows)


def _health(details: DetoDetails) -> tuple[Stated, ...]:
    program = _yes_or_no(details.in_medical_program, "I take part", "I do not take part")
    rows: tuple[tuple[str, str, str], ...] = (("Medical Program", program, "2368.9(a)"),)
    if details.in_medical_program:
        rows += (
            ("Cleared for this post", _yes_or_no(details.is_medically_cleared, "Yes", "No"), "2368.9(a)"),
            ("Cleared on", _day(details.medically_cleared_on), "2368.9(a)"),
            ("Reference of the clearance", details.medical_reference, "2368.9(a)"),
        )
    pays = _yes_or_no(details.agency_funds_evacuation, "The sponsor's agency", "My own insurance")
    rows += (("Who pays a medical evacuation", pays, "2368.9(b)"),)
    if details.agency_funds_evacuation is False:
        rows += (("Evacuation insurance", details.insurance_reference, "2368.9(b)"),)
    return _rows(HEALTH.code, rows)


def _files(terms: TermsVersion) -> tuple[Stated, ...]:
    """The files that these terms rest on: signing the terms signs their fingerprints."""
    return tuple(
        Stated(
            place.section.code,
            f"File: {paper.get_code_display()}",
            f"{paper.attachment.file_name}, SHA-256 {paper.attachment.sha256}",
            place.citation,
        )
        for paper in papers_of(terms)
        for place in (paper_places.PLACES[paper.code],)
    )


def _rows(section: str, rows: tuple[tuple[str, str, str], ...]) -> tuple[Stated, ...]:
    return tuple(Stated(section, label, text, citation) for label, text, citation in rows)


def _choice(details: DetoDetails, name: str) -> str:
    """The words of a choice; empty while none is made."""
    shown: Any = getattr(details, f"get_{name}_display")
    return str(shown()) if getattr(details, name) else ""


def _yes_or_no(said: bool | None, yes: str, no: str) -> str:
    return {None: "", True: yes, False: no}[said]


def _day(day: date | None) -> str:
    return day_in_words(day) if day is not None else ""
