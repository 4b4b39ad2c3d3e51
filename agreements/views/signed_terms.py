"""Signed terms to read: the words that were signed, less the addresses that a reader may not see."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from agreements.models import TermsVersion
from agreements.policy.clauses import EMPLOYEE_ACKNOWLEDGEMENTS
from agreements.policy.schedule import Pattern, Schedule
from agreements.policy.worksite import ALTERNATE
from agreements.standing import day_in_words
from telework.components import SummaryRow
from telework.countries import country_name

WITHHELD = "Street and work area are not shown to you."
# What everybody accepts, whatever the kind.
GENERAL = frozenset(statement.code for statement in EMPLOYEE_ACKNOWLEDGEMENTS)
_PLACES = {"home": "home", "telecenter": "telecenter", "other": "another place"}

Content = Mapping[str, Any]


@dataclass(frozen=True)
class SiteShown:
    """One site to read: its rows, and what its checklist leaves to be put right."""

    title: str
    rows: list[SummaryRow]


@dataclass(frozen=True)
class SectionShown:
    """A section that only this kind of arrangement has."""

    label: str
    rows: list[SummaryRow]


@dataclass(frozen=True)
class TermsShown:
    """One signed terms version, ready for the page."""

    version: int
    digest: str
    in_short: str
    asked: list[SummaryRow]
    schedule: Schedule
    is_core: bool
    consequences: list[Content]
    moves_official_worksite: bool
    sites: list[SiteShown]
    details: list[SectionShown]
    working: list[SummaryRow]
    clauses: list[SummaryRow]
    acknowledgements: list[Content]
    # The declared emergency that the agreement rests on and ends with; None: it rests on none.
    emergency: Content | None = None


def shown(terms: TermsVersion, *, with_home_address: bool, with_kind: bool = True) -> TermsShown:
    """`terms` as they were signed; no query.

    with_kind  False for a reader who does not learn the kind: what only it asks is left out
    """
    assert terms.content is not None, "only signed terms are shown"
    content = json.loads(bytes(terms.content))
    if content.get("taken_in"):
        return _taken_in(terms, content)
    arrangement = content["arrangement"]
    schedule = Schedule.from_json(arrangement["schedule"])
    return TermsShown(
        version=terms.number,
        digest=terms.content_sha256,
        in_short=_in_short(arrangement, schedule, content["sites"]),
        asked=[*_asked(content["employee"]), *_arrangement(arrangement)],
        schedule=schedule,
        is_core=arrangement["pattern"] == Pattern.CORE,
        consequences=arrangement["consequences"],
        moves_official_worksite=arrangement["official_worksite"]["site"] == ALTERNATE,
        sites=[_site(site, with_home_address) for site in content["sites"]],
        details=_details(content) if with_kind else [],
        working=_working(content, with_home_address),
        clauses=[SummaryRow(c["question"], c["answer_label"]) for c in content["clauses"]],
        emergency=content.get("emergency"),
        acknowledgements=[s for s in content["acknowledgements"] if with_kind or s["code"] in GENERAL],
    )


def _taken_in(terms: TermsVersion, content: Content) -> TermsShown:
    """What is known of an agreement from before; its words are in the scan."""
    pattern, schedule = Pattern(content["pattern"]), terms.schedule
    assert schedule is not None, "what is taken in has its days"
    place = ", ".join(part for part in (content["city"], content["region"]) if part)
    asked = [
        SummaryRow("Pattern", pattern.label),
        SummaryRow("In effect since", _day(content["starts_on"])),
        SummaryRow("Last day", _day(content["ends_on"]) or "No end date"),
        SummaryRow("Last signature", _day(content["signed_on"]), source="On paper, before this system"),
        SummaryRow("Safety checklist", _day(content["checklist_on"]) or "Not on file"),
        SummaryRow("Last review", _day(content["reviewed_on"]) or "None known"),
    ]
    return TermsShown(
        version=terms.number,
        digest=terms.content_sha256,
        in_short=f"{pattern.label}, taken over from before this system. Its words are in the scan.",
        asked=asked,
        schedule=schedule,
        is_core=pattern is Pattern.CORE,
        consequences=[],
        moves_official_worksite=False,
        sites=[SiteShown("Telework site", [SummaryRow("Place", place)])],
        details=[],
        working=[],
        clauses=[],
        acknowledgements=[],
    )


def _details(content: Content) -> list[SectionShown]:
    """What only this kind asks; signed before there were such sections, nothing."""
    return [
        SectionShown(section["label"], [SummaryRow(row["label"], row["text"]) for row in section["rows"]])
        for section in content.get("details") or ()
    ]


def _asked(employee: Content) -> list[SummaryRow]:
    position = f"{employee['title']}, {employee['grade']}, {employee['service']}"
    return [
        SummaryRow("Employee", employee["name"]),
        SummaryRow("Position", position, source=f"HR extract, as of {_day(employee['facts_as_of'])}"),
        SummaryRow("Office and duty station", f"{employee['office']}, {employee['duty_station']}"),
    ]


def _arrangement(arrangement: Content) -> list[SummaryRow]:
    official = arrangement["official_worksite"]
    pattern = arrangement["pattern_label"]
    if arrangement["pattern"] == Pattern.CORE and arrangement["situational_allowed"]:
        pattern += ", with situational days when both agree"
    rows = [
        SummaryRow("Pattern", pattern),
        SummaryRow("Start asked for", _day(arrangement["requested_start_on"])),
        SummaryRow("Last day asked for", _day(arrangement["requested_end_on"]) or "No end date"),
        SummaryRow("Work schedule", arrangement["work_schedule_label"]),
        SummaryRow("Official work site", _official(official)),
    ]
    if arrangement["temporary_until"]:
        rows.append(SummaryRow("Temporary until", _day(arrangement["temporary_until"])))
    return rows


def _official(official: Content) -> str:
    place = "The telework site" if official["site"] == ALTERNATE else "The regular work site"
    days = official["office_days"]
    return (
        f"{place}; {days} {'day' if days == 1 else 'days'} of the pay period are scheduled at the regular one"
    )


def _in_short(arrangement: Content, schedule: Schedule, sites: list[Content]) -> str:
    """The request in one line."""
    days = f"{schedule.days_per_pay_period} days in the two weeks of a pay period"
    if arrangement["pattern"] != Pattern.CORE:
        days = "no fixed days"
    places = "; ".join(f"{_PLACES[site['kind']]}, {site['address']['city']}" for site in sites)
    start = _day(arrangement["requested_start_on"])
    return f"{arrangement['pattern_label']}, {days}, from {start}. Telework sites: {places}."


def _site(site: Content, with_home_address: bool) -> SiteShown:
    address = site["address"]
    place = ", ".join(part for part in (address["city"], address["region"]) if part)
    title = f"{site['kind_label']}: {site['name']}" if site["name"] else site["kind_label"]
    if with_home_address or site["kind"] == "telecenter":
        where = f"{place} {address['postal_code']}".strip()
        full = f"{address['street']}, {where}, {country_name(address['country'])}"
        rows = [SummaryRow("Address", full), SummaryRow("Work area", site["work_area"])]
    else:
        rows = [SummaryRow("Place", place, source=WITHHELD)]
    return SiteShown(title, [*rows, *_checklist(site["checklist"])])


def _checklist(checklist: Content | None) -> list[SummaryRow]:
    """What was certified; overseas that follows the start (2368.4(g))."""
    if checklist is None:
        return [SummaryRow("Safety checklist", "Due 30 days after the start (3 FAM 2368.4(g))")]
    return [
        SummaryRow("Safety checklist certified", _day(checklist["certified_at"][:10])),
        SummaryRow("To be put right", _remedies(checklist["answers"]) or "Nothing: every point is met"),
    ]


def _remedies(answers: Iterable[Content]) -> list[str]:
    return [
        f"{answer['question']} No. {answer['remedy']}, by {_day(answer['remedy_on'])}"
        for answer in answers
        if answer["answer"] == "no"
    ]


def _working(content: Content, with_phone: bool) -> list[SummaryRow]:
    communication, records, equipment = content["communication"], content["records"], content["equipment"]
    rows = [
        SummaryRow("How you are in touch", communication["methods"]),
        SummaryRow("When", communication["hours"]),
    ]
    if with_phone:
        rows.append(SummaryRow("Telephone at the site", communication["phone"]))
    if records["taken"]:
        rows += [
            SummaryRow("Records taken off site", records["which"]),
            SummaryRow("Safeguards", records["safeguards"]),
        ]
    else:
        rows.append(SummaryRow("Records taken off site", "None"))
    items = [_item(item) for item in equipment["items"]]
    rows += [
        SummaryRow("Remote access", equipment["remote_access_label"]),
        SummaryRow("Equipment at the site", items or "None"),
    ]
    return rows


def _item(item: Content) -> str:
    number = f", serial number {item['serial_number']}" if item["serial_number"] else ""
    return f"{item['name']} ({item['owner']}){number}"


def _day(text: str | None) -> str:
    return day_in_words(date.fromisoformat(text)) if text else ""
