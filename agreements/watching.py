"""What continuous eligibility has to look at, chosen by set; the sweep acts on each row."""

from datetime import date
from typing import Any

from django.db.models import (
    CharField,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
)
from django.db.models.functions import Cast, Concat

from agreements.models import Agreement, Notice, Review, Suspension, TermsVersion
from agreements.models.agreement import AgreementQuerySet
from agreements.policy.changes import ENDING_SOON, UNREVIEWED
from agreements.states import WAITING_TO_END, State
from eligibility.models import DisciplineAction, PersonnelChange
from eligibility.policy import fam_2018
from telework.models import AuditEvent

REVIEW_LATE = "review_late"
LIVE = sorted(WAITING_TO_END)
REQUESTS = [State.DRAFT, State.IN_REVIEW, State.RETURNED]
# The rules that stand in the law itself; they alone suspend (5 U.S.C. 6502(a)(2)).
STATUTORY_RULES = tuple(rule.code for rule in fam_2018.DOMESTIC_RULES if rule.statutory)


def changes_to_handle() -> "QuerySet[PersonnelChange]":
    """Changes that concern somebody's live agreement, the oldest first."""
    return (
        PersonnelChange.objects.filter(handled_at__isnull=True)
        .exclude(matter__in=UNREVIEWED)
        .filter(_concerns_live_agreement())
        .order_by("recorded_at", "pk")
    )


def changes_to_put_aside() -> "QuerySet[PersonnelChange]":
    """Changes that concern no live agreement, or none that has to be reviewed."""
    return PersonnelChange.objects.filter(
        Q(matter__in=UNREVIEWED) | ~Q(_concerns_live_agreement()), handled_at__isnull=True
    )


def due_to_suspend() -> AgreementQuerySet:
    """Agreements in effect of people whose record holds what the law rules out.

    A first sieve: the command asks the rules themselves.
    """
    return Agreement.objects.filter(_is_barred(), state=State.ACTIVE)


def due_to_resume() -> AgreementQuerySet:
    """Agreements that the law had suspended, of people whose record holds nothing of the kind any more."""
    suspended = Suspension.objects.filter(
        agreement=OuterRef("pk"), lifted_at__isnull=True, cause__in=STATUTORY_RULES
    )
    return Agreement.objects.filter(Exists(suspended), ~Q(_is_barred()), state=State.SUSPENDED)


def resting_on_past_emergency(today: date) -> AgreementQuerySet:
    """Live agreements whose terms rest on an emergency that is over; the command asks which terms hold."""
    over = Q(emergency__ended_at__isnull=False) | Q(emergency__until__lt=today)
    resting = TermsVersion.objects.filter(
        over, agreement=OuterRef("pk"), signed_at__isnull=False, superseded_at__isnull=True
    )
    return Agreement.objects.filter(Exists(resting), state__in=LIVE)


def requests_of_leavers(today: date) -> AgreementQuerySet:
    """Requests that are not decided, of people whose service is over."""
    return Agreement.objects.filter(state__in=REQUESTS, employee__separated_on__lt=today)


def late_reviews(today: date) -> "QuerySet[Review]":
    """Open reviews past their day of which nobody has been told yet.

    While a notice runs that ends the agreement soon nobody is pressed (`changes.is_answered_by_notice`).
    """
    soon = ExpressionWrapper(OuterRef("due_on") + ENDING_SOON, output_field=DateField())
    ending = Notice.objects.filter(
        agreement=OuterRef("agreement"),
        withdrawn_at__isnull=True,
        completed_at__isnull=True,
        last_day__lte=soon,
    )
    told = AuditEvent.objects.filter(
        chain=_named("agreement:", "agreement_id"), subject=_named("review:", "pk"), action=REVIEW_LATE
    )
    return Review.objects.open().filter(~Exists(ending), ~Exists(told), due_on__lt=today)


def _concerns_live_agreement() -> Exists:
    return Exists(Agreement.objects.filter(employee=OuterRef("employee"), state__in=LIVE))


def _is_barred() -> Q:
    """As the rules of conduct count: one action over pornography, or too many days in one calendar year."""
    absence = Q(kind=DisciplineAction.Kind.ABSENCE, calendar_year__isnull=False)
    barred = (
        DisciplineAction.objects.filter(action_on__gte=fam_2018.ACT_SIGNED_ON)
        .order_by()
        .values("employee", "calendar_year")
        .annotate(
            days_away=Sum("days", filter=absence),
            others=Count("pk", filter=Q(kind=DisciplineAction.Kind.PORNOGRAPHY)),
        )
        .filter(Q(others__gt=0) | Q(days_away__gt=fam_2018.ABSENCE_LIMIT_DAYS))
    )
    return Q(employee__in=barred.values("employee"))


def _named(prefix: str, field: str) -> Any:
    return Concat(Value(prefix), Cast(OuterRef(field), CharField()), output_field=CharField())
