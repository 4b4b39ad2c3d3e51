"""Terms become bytes, and people sign them: the one place where that happens."""

from datetime import datetime

from agreements.collect import person_findings
from agreements.content import content_of
from agreements.models import Agreement, ApprovalStep, Signature, TermsVersion
from agreements.policy.schedule import Pattern
from agreements.policy.worksite import official_worksite
from eligibility import emergencies
from eligibility.models import Employee
from telework import audit, clock
from telework.identity import Authentication


def seal(agreement: Agreement, terms: TermsVersion, now: datetime) -> None:
    """Write the content down as canonical bytes with their digest; from then on it never changes."""
    schedule = terms.schedule
    assert schedule is not None, "the terms rules ask for a schedule"
    result = official_worksite(
        schedule,
        pattern=Pattern(terms.pattern),
        varies_within_locality=terms.varies_within_locality,
        temporary_until=terms.temporary_until,
    )
    terms.official_worksite = result.site
    today = clock.date_of(now)
    findings = person_findings(agreement, today)
    terms.findings = [finding.to_json() for finding in findings]
    terms.emergency = emergencies.behind(agreement.employee, findings, today)
    content = audit.canonical(content_of(agreement, terms))
    terms.content, terms.content_sha256, terms.signed_at = content, audit.sha256(content), now
    sealed = ["official_worksite", "findings", "emergency", "content", "content_sha256", "signed_at"]
    terms.save(update_fields=sealed)


def sign(
    terms: TermsVersion,
    *,
    signer: Employee,
    capacity: str,
    statement: str,
    proof: Authentication,
    now: datetime,
    step: ApprovalStep | None = None,
) -> Signature:
    """Keep who signed which bytes, in which capacity, under which words; no step: the employee's own."""
    return Signature.objects.create(
        terms=terms,
        step=step,
        signer=signer,
        capacity=capacity,
        statement=statement,
        content_sha256=terms.content_sha256,
        signed_at=now,
        authentication=proof.method,
        authenticated_at=proof.at,
    )


def sign_as_employee(terms: TermsVersion, statement: str, proof: Authentication, now: datetime) -> Signature:
    """The signature of the person whose agreement it is."""
    employee = terms.agreement.employee
    return sign(terms, signer=employee, capacity="Employee", statement=statement, proof=proof, now=now)
