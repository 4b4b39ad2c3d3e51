"""Whether a request can be signed, and what is left section by section."""

from dataclasses import dataclass
from datetime import datetime

from agreements.collect import person_findings, terms_findings
from agreements.models import TermsVersion
from telework import clock
from telework.policy import Finding, Outcome, bars

ELIGIBILITY = "eligibility"


@dataclass(frozen=True)
class Readiness:
    """The rules as they stand now; stored nowhere, and asked again when the request is submitted."""

    eligibility: tuple[Finding, ...]
    terms: tuple[Finding, ...]
    has_supervisor: bool

    @property
    def eligibility_bars(self) -> tuple[Finding, ...]:
        return bars(self.eligibility)

    def left(self, section: str) -> tuple[Finding, ...]:
        """The rules that one section does not meet yet."""
        if section == ELIGIBILITY:
            return self.eligibility_bars
        return tuple(finding for finding in bars(self.terms) if finding.section == section)

    def first_left(self, section: str) -> tuple[Finding, ...]:
        """What to put right first: a rule that cannot be answered before that is left out."""
        left = self.left(section)
        return tuple(finding for finding in left if finding.outcome is Outcome.FAILED) or left

    def is_complete(self, section: str) -> bool:
        return not self.left(section)

    @property
    def are_terms_complete(self) -> bool:
        return not bars(self.terms)

    @property
    def can_be_signed(self) -> bool:
        return self.are_terms_complete and not self.eligibility_bars and self.has_supervisor


def readiness_of(terms: TermsVersion, now: datetime) -> Readiness:
    """Ask every rule of eligibility and of the terms, in a constant number of queries."""
    employee = terms.agreement.employee
    supervisor = employee.supervisor
    today = clock.date_of(now)
    return Readiness(
        eligibility=person_findings(terms.agreement, today),
        terms=terms_findings(terms, today),
        has_supervisor=supervisor is not None and not supervisor.is_separated(today),
    )
