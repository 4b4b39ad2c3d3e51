"""Every answer of a request, section by section, as it is checked and as it is signed."""

from dataclasses import dataclass
from datetime import date

from agreements.forms.request_answers import clause_answer
from agreements.forms.request_words import citations
from agreements.models import TermsVersion, Worksite
from agreements.policy import clauses, safety
from agreements.policy.safety import Answer
from agreements.policy.schedule import Schedule
from agreements.policy.worksite import Consequence
from agreements.standing import day_in_words
from agreements.views.request.case import CHECK, Draft, address_of
from agreements.views.request.hr_facts import provenance
from telework import clock
from telework.components import SummaryRow
from telework.policy import Finding

SELF_ASSESSMENT_WORDS = dict(clauses.SELF_ASSESSMENT_ANSWERS)


@dataclass(frozen=True)
class Accepted:
    """One statement, its citations, and whether it is accepted."""

    text: str
    citations: str
    is_accepted: bool


@dataclass(frozen=True)
class Group:
    """One section: its answers, where they are changed, and what to put right first."""

    code: str
    label: str
    change_url: str
    rows: list[SummaryRow]
    left: tuple[Finding, ...] = ()
    schedule: Schedule | None = None
    consequences: tuple[Consequence, ...] = ()
    statements: tuple[Accepted, ...] = ()


def groups_of(
    draft: Draft, consequences: tuple[Consequence, ...], *, with_changes: bool = True
) -> list[Group]:
    """All sections in the order of the form, in a constant number of queries."""
    rows = _rows(draft)
    return [
        Group(
            code=section.code,
            label=section.label,
            change_url=_change_url(draft, section.code) if with_changes else "",
            rows=rows[section.code],
            left=draft.readiness.first_left(section.code),
            schedule=draft.terms.schedule if section.code == "schedule" else None,
            consequences=consequences if section.code == "schedule" else (),
            statements=_statements(draft) if section.code == "acknowledgements" else (),
        )
        for section in draft.agreement.kind_record.all_sections
    ]


def _change_url(draft: Draft, section: str) -> str:
    return f"{address_of(draft.agreement, section)}?next={CHECK}"


def _rows(draft: Draft) -> dict[str, list[SummaryRow]]:
    terms = draft.terms
    worksites = list(terms.worksites.select_related("checklist"))
    return {
        "self_assessment": [
            SummaryRow(
                question.text, SELF_ASSESSMENT_WORDS.get(terms.self_assessment.get(question.code, ""), "")
            )
            for question in clauses.SELF_ASSESSMENT
        ],
        "eligibility": _eligibility(draft),
        "schedule": _schedule(terms),
        "sites": [_site(site) for site in worksites],
        "communication": [
            SummaryRow("How you are reached", terms.communication_methods),
            SummaryRow("When", terms.communication_hours),
            SummaryRow("Telephone at the site", terms.telework_phone or "None given"),
        ],
        "records": _records(terms),
        "safety": [_checklist(site) for site in worksites],
        "equipment": _equipment(terms),
        "clauses": [
            SummaryRow(clause.text, dict(clause.choices).get(clause_answer(terms, clause), ""))
            for clause in clauses.CLAUSES
        ],
        "acknowledgements": [],
        **_stated(draft),
    }


def _stated(draft: Draft) -> dict[str, list[SummaryRow]]:
    """The answers of the sections that only this kind has, and what follows from them."""
    kind = draft.agreement.kind_record
    stated = (*kind.stated(draft.terms), *kind.follows(draft.terms))
    return {
        section.code: [SummaryRow(row.label, row.text) for row in stated if row.section == section.code]
        for section in kind.sections
    }


def _statements(draft: Draft) -> tuple[Accepted, ...]:
    return tuple(
        Accepted(statement.text, citations(statement), statement.code in draft.terms.acknowledged)
        for statement in draft.agreement.kind_record.all_statements
    )


def _eligibility(draft: Draft) -> list[SummaryRow]:
    found = draft.readiness.eligibility
    met = sum(finding.is_passed for finding in found)
    source = provenance(draft.employee.facts_as_of)
    return [SummaryRow("Rules of eligibility", f"{met} of {len(found)} met", source=source)]


def _schedule(terms: TermsVersion) -> list[SummaryRow]:
    rows = [
        SummaryRow("Pattern", terms.get_pattern_display() if terms.pattern else ""),
        SummaryRow("First day", _day(terms.requested_start_on)),
        SummaryRow("Last day", _day(terms.requested_end_on) or "No end date"),
        SummaryRow("Work schedule", terms.get_work_schedule_display() if terms.work_schedule else ""),
    ]
    if terms.situational_allowed:
        rows.insert(1, SummaryRow("Single days beyond the fixed ones", "May be asked for"))
    if terms.varies_within_locality:
        rows.append(SummaryRow("Place of work", "Changes on a recurring basis inside the locality pay area"))
    if terms.temporary_until:
        rows.append(SummaryRow("Temporary; back on", _day(terms.temporary_until)))
    return rows


def _site(site: Worksite) -> SummaryRow:
    return SummaryRow(
        f"Site {site.ordinal}: {site.name or site.get_kind_display()}",
        [site.get_kind_display(), site.address, f"Work area: {site.work_area}"],
    )


def _records(terms: TermsVersion) -> list[SummaryRow]:
    if not terms.takes_records:
        return [SummaryRow("Records taken off site", "" if terms.takes_records is None else "None")]
    return [
        SummaryRow("Records taken off site", terms.records),
        SummaryRow("How they are protected", terms.safeguards),
        SummaryRow("Classified records", "None"),
    ]


def _checklist(site: Worksite) -> SummaryRow:
    label = f"Site {site.ordinal}: {site.name or site.get_kind_display()}"
    if not site.has_checklist:
        return SummaryRow(label, "")
    answers = {code: Answer.from_json(data) for code, data in site.checklist.answers.items()}
    promised = [
        f"No: {question.text} {answers[question.code].remedy}, by {_day(answers[question.code].remedy_on)}"
        for question in safety.denied(answers)
    ]
    certified = f"Certified by you on {_day(clock.date_of(site.checklist.certified_at))}"
    return SummaryRow(label, [certified, *(promised or ["Every point is met or does not apply"])])


def _equipment(terms: TermsVersion) -> list[SummaryRow]:
    items = [
        f"{item.name} ({item.get_owner_display()})"
        + (f", serial number {item.serial_number}" if item.serial_number else "")
        for item in terms.equipment.all()
    ]
    none = "None" if terms.equipment_none else ""
    return [
        SummaryRow("Remote access", terms.get_remote_access_display() if terms.remote_access else ""),
        SummaryRow("Equipment at the site", items or none),
    ]


def _day(day: date | None) -> str:
    return day_in_words(day) if day is not None else ""
