"""When an agreement is over, why, and what its end leaves open."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from agreements.models import Agreement, ApprovalStep, Notice, Review, TermsVersion
from agreements.states import EndReason, Party

END_BY_PARTY = {Party.EMPLOYEE: EndReason.BY_EMPLOYEE, Party.SUPERVISOR: EndReason.BY_MANAGEMENT}


def close_what_is_open(agreement: Agreement, now: datetime) -> None:
    """Nothing is left to review, to resume or to change once an agreement has ended."""
    later = agreement.terms_versions.filter(number__gt=agreement.terms_in_force().number)
    later.filter(withdrawn_at__isnull=True, refused_at__isnull=True).update(withdrawn_at=now)
    ApprovalStep.objects.filter(terms__agreement=agreement, closed_at__isnull=True).update(closed_at=now)
    Review.objects.open().filter(agreement=agreement).update(lapsed_at=now)
    agreement.suspensions.filter(lifted_at__isnull=True).update(
        lifted_at=now, lifted_because="The agreement ended."
    )


def last_days_over(
    agreement: Agreement, notices: Iterable[Notice], today: date
) -> Iterator[tuple[date, EndReason]]:
    """The last days that are over, each with its reason; an emergency that was ended is over at once."""
    yield from ((day, reason) for day, reason in _last_days(agreement, notices) if day < today)
    emergency = agreement.terms_in_force().emergency
    if emergency is not None and emergency.last_day is not None and emergency.is_over(today):
        yield emergency.last_day, EndReason.EMERGENCY_OVER


def _last_days(agreement: Agreement, notices: Iterable[Notice]) -> Iterator[tuple[date, EndReason]]:
    """Every last day in sight, with its reason."""
    for terms in TermsVersion.objects.unsigned_adjustments().filter(agreement=agreement):
        yield terms.last_day_before, EndReason.ADJUSTMENT_NOT_ACCEPTED
    for notice in notices:
        yield notice.last_day, END_BY_PARTY[Party(notice.party)]
    if agreement.ends_on is not None:
        yield agreement.ends_on, agreement.kind_record.end_reason(agreement)
    if agreement.employee.separated_on is not None:
        yield agreement.employee.separated_on, EndReason.SEPARATED
