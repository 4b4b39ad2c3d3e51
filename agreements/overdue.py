"""What waits too long or comes to its end, chosen by set; the sweep acts on each row."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from agreements.models import Agreement, ApprovalStep, Notice, Review, Suspension
from agreements.models.agreement import AgreementQuerySet
from agreements.policy import pause, trial, yearly
from agreements.policy.deadlines import Reminder, reminder_due
from agreements.selectors import DECIDED_ON
from agreements.states import State
from telework.calendar import FederalCalendar
from telework.models import AuditEvent
from telework.workdays import federal_calendar

STEP_REMINDED = "remind_of_step"
PAUSE_DUE = "pause_due"
# No review of a trial opens earlier: 15 workdays are at most so many days, holidays and closures included.
LONGEST_BEFORE = timedelta(days=45)


def subject_of(step: ApprovalStep, reminder: Reminder) -> str:
    """What the audit chain calls one reminder of one step."""
    return f"step:{step.pk}:{reminder.name.lower()}"


def steps_to_remind_of(today: date) -> Iterator[ApprovalStep]:
    """Steps that wait past the day of a reminder that was not sent yet, in a constant number of queries."""
    waiting = _waiting(today)
    for reminder in Reminder:
        waiting = waiting.annotate(**{f"told_{reminder.name.lower()}": Exists(_told(reminder))})
    waiting = waiting.filter(~Exists(_told(Reminder.NEXT_LEVEL)))
    calendar = federal_calendar()
    for step in waiting.select_related("terms__agreement__employee__position"):
        due = reminder_for(step, today, calendar)
        if due is not None and due > _furthest_told(step):
            yield step


def reminder_for(step: ApprovalStep, today: date, calendar: FederalCalendar) -> Reminder | None:
    """The furthest reminder of a waiting step whose day has come."""
    position = step.terms.agreement.employee.position
    washington = position is not None and position.in_washington_area
    if step.due_on is None:
        return None
    return reminder_due(step.due_on, today, calendar, washington=washington)


def pauses_over(today: date) -> AgreementQuerySet:
    """Agreements that management had suspended through a day that is over."""
    over = _pauses().filter(agreement=OuterRef("pk"), until_on__lt=today)
    return Agreement.objects.filter(Exists(over), state=State.SUSPENDED)


def pauses_to_decide(today: date) -> "QuerySet[Suspension]":
    """Management's suspensions of which it is to be decided now what follows, once for each last day."""
    named = Concat(Value("suspension:"), Cast("pk", CharField()), Value(":"), Cast("until_on", CharField()))
    told = AuditEvent.objects.filter(action=PAUSE_DUE, subject=OuterRef("named"))
    due = _pauses().filter(decision_due_on__lte=today, until_on__gte=today, agreement__state=State.SUSPENDED)
    return due.annotate(named=named).filter(~Exists(told)).select_related("agreement")


def trials_to_review(today: date) -> AgreementQuerySet:
    """Trials that end soon and whose review was not opened; a first sieve, the command counts the days."""
    opened = Review.objects.filter(
        agreement=OuterRef("pk"), cause=trial.CAUSE, opened_at__gte=OuterRef("approved_at")
    )
    ending_soon = ApprovalStep.objects.filter(
        taken_back_at__isnull=True,
        trial_until=F("terms__agreement__ends_on"),
        trial_until__range=(today, today + LONGEST_BEFORE),
    )
    return Agreement.objects.filter(
        ~Exists(opened),
        pk__in=ending_soon.order_by().values("terms__agreement"),
        state__in=[State.ACTIVE, State.SUSPENDED],
    )


def yearly_reviews_to_open(today: date) -> AgreementQuerySet:
    """Agreements whose year is over within 60 days, and which go on beyond it."""
    is_open = Review.objects.open().filter(agreement=OuterRef("pk"), cause=yearly.CAUSE)
    ending = Notice.objects.filter(
        agreement=OuterRef("pk"),
        withdrawn_at__isnull=True,
        completed_at__isnull=True,
        last_day__lt=OuterRef("review_on"),
    )
    return Agreement.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=F("review_on")),
        ~Exists(is_open),
        ~Exists(ending),
        state__in=[State.ACTIVE, State.SUSPENDED],
        review_on__lte=today + yearly.OPENS_BEFORE,
    )


def yearly_reviews_to_remind_of(today: date) -> "QuerySet[Review]":
    """Yearly reviews that somebody has still to sign, of which a reminder's day has come since the last."""
    waiting = Review.objects.unfinished().filter(cause=yearly.CAUSE, remind_on__lte=today)
    return waiting.select_related("agreement")


def missed_yearly_reviews(today: date) -> "QuerySet[Review]":
    """Yearly reviews 30 days past their day of which it was not told yet."""
    missed = Review.objects.unfinished().missed(today).filter(missed_told_at__isnull=True)
    return missed.select_related("agreement")


def _waiting(today: date) -> "QuerySet[ApprovalStep]":
    """Steps whose expected day has come, of cases that are decided on."""
    return ApprovalStep.objects.filter(
        opened_at__isnull=False,
        closed_at__isnull=True,
        due_on__lte=today,
        terms__agreement__state__in=DECIDED_ON,
    ).order_by("due_on", "pk")


def _told(reminder: Reminder) -> "QuerySet[AuditEvent]":
    chain = Concat(Value("agreement:"), Cast(OuterRef("terms__agreement_id"), CharField()))
    subject = Concat(Value("step:"), Cast(OuterRef("pk"), CharField()), Value(f":{reminder.name.lower()}"))
    return AuditEvent.objects.filter(chain=chain, subject=subject, action=STEP_REMINDED)


def _furthest_told(step: ApprovalStep) -> int:
    return max((r for r in Reminder if getattr(step, f"told_{r.name.lower()}")), default=0)


def _pauses() -> "QuerySet[Suspension]":
    return Suspension.objects.filter(lifted_at__isnull=True, cause__startswith=pause.CAUSE)
