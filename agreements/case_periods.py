"""Which terms hold from when to when, and the last day in sight, of several cases of one person at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.functional import cached_property

from agreements.models import Agreement, ApprovalStep, Notice, TermsVersion
from agreements.states import YES
from eligibility.models import Employee

ONE_DAY = timedelta(days=1)


@dataclass
class CasePeriods:
    """One live case.

    versions    the terms that hold or will, the one in force first
    trials      the last days of trials, by key of the terms
    notices     the last days of the notices that run
    unsigned    the last days on which management's adjustments can be signed
    """

    case: Agreement
    versions: list[TermsVersion] = field(default_factory=list)
    trials: Mapping[int, date] = field(default_factory=dict)
    notices: list[date] = field(default_factory=list)
    unsigned: list[date] = field(default_factory=list)

    @cached_property
    def last_day(self) -> date | None:
        """The last day as things stand, for whatever reason it comes first; None where none is in sight."""
        ends_on = self.case.ends_on
        for terms in self._to_come:
            if ends_on is None or self._first_day(terms) <= ends_on:
                latest = self.case.kind_record.latest_day
                asked = [terms.requested_end_on, self.trials.get(terms.pk)]
                ends_on = _earliest([*asked, latest(self.case) if latest is not None else None])
        emergency = self.versions[0].emergency if self.versions else None
        ended = emergency.last_day if emergency is not None else None
        return _earliest([ends_on, ended, self.case.employee.separated_on, *self.notices])

    @property
    def is_by_notice(self) -> bool:
        return self.last_day in self.notices

    def periods(self, first: date, last: date) -> Iterable[tuple[TermsVersion, date, date]]:
        """The terms that hold between these days, each with its own first and last day of them.

        Nothing is said of days after an adjustment that is not signed: what holds then is open (2362.1(m)).
        """
        latest = _earliest([last, self.last_day, *self.unsigned]) or last
        following = [self._first_day(terms) for terms in self._to_come]
        begins = [first, *(max(first, day) for day in following)]
        ends = [min(day - ONE_DAY, latest) for day in following] + [latest]
        return zip(self.versions, begins, ends, strict=True)

    @property
    def _to_come(self) -> list[TermsVersion]:
        return self.versions[1:]

    def _first_day(self, terms: TermsVersion) -> date:
        assert terms.takes_effect_on is not None, "accepted terms have their day"
        return terms.takes_effect_on


def periods_of(person: Employee, cases: list[Agreement]) -> list[CasePeriods]:
    """Of live `cases` of `person`, in a constant number of queries."""
    found = {case.pk: CasePeriods(case) for case in cases}
    for case in cases:
        case.employee = person
    standing = TermsVersion.objects.standing().filter(agreement__in=cases, withdrawn_at__isnull=True)
    for terms in standing.select_related("emergency").defer("content"):
        found[terms.agreement_id].versions.append(terms)
    trials = ApprovalStep.objects.filter(
        terms__agreement__in=cases,
        trial_until__isnull=False,
        decision__in=sorted(YES),
        taken_back_at__isnull=True,
    )
    by_terms: dict[int, date] = {}
    for key, until in trials.order_by("-trial_until").values_list("terms", "trial_until"):
        assert until is not None, "the filter asks for it"
        by_terms[key] = until
    running = Notice.objects.filter(agreement__in=cases, withdrawn_at__isnull=True, completed_at__isnull=True)
    for key, last_day in running.values_list("agreement", "last_day"):
        found[key].notices.append(last_day)
    for terms in TermsVersion.objects.unsigned_adjustments().filter(agreement__in=cases).defer("content"):
        found[terms.agreement_id].unsigned.append(terms.last_day_before)
    for one in found.values():
        one.trials = by_terms
    return list(found.values())


def _earliest(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)
