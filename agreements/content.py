"""The content of a terms version: what is signed, as data with a format version.

Terms are in it; what approvers note is not. The bytes are canonical JSON (`telework.audit.canonical`).
"""

from typing import Any

from agreements.kinds import Kind
from agreements.models import Agreement, SafetyChecklist, TermsVersion, Worksite
from agreements.policy import clauses, safety
from agreements.policy.schedule import Pattern
from agreements.policy.worksite import consequences, fob_account, official_worksite
from eligibility.models import Employee

FORMAT = 1
RESTS_ON_EMERGENCY = (
    "Telework is possible here only by an exception while this emergency is declared. The agreement ends "
    "with it."
)


def content_of(agreement: Agreement, terms: TermsVersion) -> dict[str, Any]:
    """Everything that the agreement says, in the words that its signers saw."""
    kind = agreement.kind_record
    return {
        "format": FORMAT,
        "agreement": agreement.number,
        "kind": agreement.kind,
        "terms": terms.number,
        "policy_set": terms.policy_set,
        "employee": employee_content(agreement.employee),
        "arrangement": _arrangement(terms),
        **_emergency(terms),
        "sites": [_site(site) for site in terms.worksites.select_related("checklist")],
        "communication": {
            "methods": terms.communication_methods,
            "hours": terms.communication_hours,
            "phone": terms.telework_phone,
        },
        "records": {
            "taken": terms.takes_records,
            "which": terms.records,
            "safeguards": terms.safeguards,
        },
        "equipment": {
            "remote_access": terms.remote_access,
            "remote_access_label": terms.get_remote_access_display(),
            "items": [
                {"name": i.name, "owner": i.get_owner_display(), "serial_number": i.serial_number}
                for i in terms.equipment.all()
            ],
        },
        "clauses": [_clause(terms, clause) for clause in clauses.CLAUSES],
        "details": _details(kind, terms),
        **_effects(kind, terms),
        "acknowledgements": [
            {"code": s.code, "citations": [s.citation, *s.also], "text": s.text}
            for s in kind.all_statements
            if s.code in terms.acknowledged
        ],
    }


def _details(kind: Kind, terms: TermsVersion) -> list[dict[str, Any]]:
    """The kind's own sections with their answers; a section without an answer is left out."""
    stated = kind.stated(terms)
    return [
        {
            "section": section.code,
            "label": section.label,
            "rows": [
                {"label": row.label, "text": row.text, "citation": row.citation}
                for row in stated
                if row.section == section.code and row.text
            ],
        }
        for section in kind.sections
        if any(row.section == section.code and row.text for row in stated)
    ]


def _effects(kind: Kind, terms: TermsVersion) -> dict[str, Any]:
    """What it means for pay and benefits, where the kind says something about it."""
    found = kind.effects(terms)
    said = [{"title": e.title, "text": e.text, "citation": e.citation} for e in found]
    return {"effects": said} if said else {}


def employee_content(employee: Employee) -> dict[str, Any]:
    """Who the agreement is with, as HR had it at signature."""
    position = employee.position
    assert position is not None, "a request is opened only for somebody with a position"
    return {
        "number": employee.number,
        "name": employee.full_name,
        "email": employee.email,
        "title": position.title,
        "position": position.number,
        "service": position.get_service_display(),
        "grade": f"{position.pay_plan}-{position.grade}".strip("-"),
        "bureau": position.bureau.code,
        "office": position.office_symbol,
        "duty_station": position.duty_station_name,
        "duty_station_code": position.duty_station_code,
        "part_time": employee.is_part_time,
        "bargaining_unit": position.bargaining_unit,
        "supervisor": employee.supervisor.full_name if employee.supervisor else "",
        "facts_as_of": employee.facts_as_of.isoformat(),
    }


def _arrangement(terms: TermsVersion) -> dict[str, Any]:
    schedule, pattern = terms.schedule, Pattern(terms.pattern)
    assert schedule is not None, "the terms rules ask for a schedule"
    situation: dict[str, Any] = {
        "pattern": pattern,
        "varies_within_locality": terms.varies_within_locality,
        "temporary_until": terms.temporary_until,
    }
    official, kind = official_worksite(schedule, **situation), terms.agreement.kind_record
    return {
        "pattern": pattern.value,
        "pattern_label": pattern.label,
        "situational_allowed": terms.situational_allowed,
        "requested_start_on": _day(terms.requested_start_on),
        "requested_end_on": _day(terms.requested_end_on),
        "work_schedule": terms.work_schedule,
        "work_schedule_label": terms.get_work_schedule_display(),
        "schedule": schedule.to_json(),
        "varies_within_locality": terms.varies_within_locality,
        "temporary_until": _day(terms.temporary_until),
        "official_worksite": {
            "site": official.site,
            "label": official.label,
            "reason": official.reason,
            "office_days": official.office_days,
        },
        "fob_account": fob_account(pattern).value,
        "consequences": [
            {"title": c.title, "text": c.text, "citation": c.citation}
            for c in kind.consequences_of(terms, consequences(schedule, **situation))
        ],
    }


def _emergency(terms: TermsVersion) -> dict[str, Any]:
    """The declared emergency that the agreement rests on and ends with, where it rests on one (2362.4)."""
    if terms.emergency is None:
        return {}
    emergency = {"name": terms.emergency.name, "authority": terms.emergency.authority}
    return {"emergency": {**emergency, "citation": "2362.4", "text": RESTS_ON_EMERGENCY}}


def _site(site: Worksite) -> dict[str, Any]:
    return {
        "ordinal": site.ordinal,
        "kind": site.kind,
        "kind_label": site.get_kind_display(),
        "name": site.name,
        "address": {
            "street": site.street,
            "city": site.city,
            "region": site.region,
            "postal_code": site.postal_code,
            "country": site.country,
        },
        "work_area": site.work_area,
        "checklist": checklist_content(site.checklist) if site.has_checklist else None,
    }


def checklist_content(checklist: SafetyChecklist) -> dict[str, Any]:
    """The employee's certification of one site; overseas it follows the start (2368.4(g))."""
    return {
        "certified_at": checklist.certified_at.isoformat(),
        "certification": safety.CERTIFICATION,
        "answers": [
            {"code": q.code, "section": q.section.label, "question": q.text, **checklist.answers[q.code]}
            for q in safety.QUESTIONS
        ],
    }


def _clause(terms: TermsVersion, clause: clauses.ClauseQuestion) -> dict[str, Any]:
    value = getattr(terms, clause.code)
    code = value if isinstance(value, str) else ("yes" if value else "no")
    return {
        "code": clause.code,
        "citation": clause.citation,
        "question": clause.text,
        "answer": code,
        "answer_label": dict(clause.choices)[code],
    }


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
