"""Rows to facts: what the rules of the terms look at."""

from datetime import date

from agreements.facts import SiteFacts, TermsFacts
from agreements.models import Agreement, ApprovalStep, TermsVersion, Worksite
from agreements.policy.safety import Answer
from agreements.policy.schedule import Pattern, WorkSchedule
from eligibility.services.determination import assess
from telework.policy import Finding, evaluate


def person_findings(agreement: Agreement, today: date) -> tuple[Finding, ...]:
    """What the rules of the case's kind say about its employee, exceptions among them; stored nowhere."""
    kind = agreement.kind_record
    findings = assess(agreement.employee, today, kind.eligibility)
    return findings if kind.about_person is None else findings + kind.about_person(agreement, today)


def terms_findings(terms: TermsVersion, today: date) -> tuple[Finding, ...]:
    """Every rule on the terms, those of the kind's own table included."""
    kind = terms.agreement.kind_record
    findings = evaluate(kind.terms_rules, terms_facts(terms, today))
    if kind.collect is None:
        return findings
    return findings + evaluate(kind.details_rules, kind.collect(terms, today))


def step_findings(step: ApprovalStep, today: date) -> tuple[Finding, ...]:
    """What the kind asks of the holder of a step before an approval."""
    kind = step.terms.agreement.kind_record
    return evaluate(kind.step_rules, kind.collect_step(step, today)) if kind.collect_step is not None else ()


def terms_facts(terms: TermsVersion, today: date) -> TermsFacts:
    """The answers of a request, in a constant number of queries."""
    employee = terms.agreement.employee
    return TermsFacts(
        today=today,
        is_part_time=employee.is_part_time,
        self_assessment=terms.self_assessment,
        pattern=Pattern(terms.pattern) if terms.pattern else None,
        schedule=terms.schedule,
        work_schedule=WorkSchedule(terms.work_schedule) if terms.work_schedule else None,
        requested_start_on=terms.requested_start_on,
        requested_end_on=terms.requested_end_on,
        temporary_until=terms.temporary_until,
        sites=tuple(site_facts(site) for site in terms.worksites.select_related("checklist")),
        communication_methods=terms.communication_methods,
        communication_hours=terms.communication_hours,
        takes_records=terms.takes_records,
        records=terms.records,
        safeguards=terms.safeguards,
        has_classified_records=terms.has_classified_records,
        has_sensitive_records=terms.has_sensitive_records,
        remote_access=terms.remote_access,
        equipment=tuple(item.name for item in terms.equipment.all()),
        equipment_none=terms.equipment_none,
        works_through_closure=terms.works_through_closure,
        works_through_liberal_leave=terms.works_through_liberal_leave,
        works_through_early_dismissal=terms.works_through_early_dismissal,
        unscheduled_telework=terms.unscheduled_telework,
        coop=terms.coop,
        acknowledged=frozenset(terms.acknowledged),
    )


def site_facts(site: Worksite) -> SiteFacts:
    checklist = site.checklist if site.has_checklist else None
    return SiteFacts(
        ordinal=site.ordinal,
        name=site.name or str(site),
        kind=site.kind,
        street=site.street,
        country=site.country,
        city=site.city,
        answers=(
            {code: Answer.from_json(answer) for code, answer in checklist.answers.items()}
            if checklist is not None
            else None
        ),
        is_certified_elsewhere=checklist is not None and checklist.address != site.address,
    )
