"""What is incomplete about a case, as a database expression: the coordinator's list begins with it."""

from datetime import date

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from agreements.models import AgreementDocument, ApprovalStep, Notice, TermsVersion
from agreements.models.agreement import AgreementQuerySet
from agreements.selectors import DECIDED_ON
from agreements.states import State
from eligibility.models import RoleAssignment, TrainingCompletion
from telework.roles import BUREAU_DECIDERS, Role


class Gap(TextChoices):
    """What is missing, in words; the first that applies is named. Nothing missing: empty."""

    VACANT = "1_vacant", "Nobody can decide: the office is vacant"
    COURSE = "2_course", "The supervisor lacks the course for managers"
    OVERDUE = "2_overdue", "Decision overdue"
    DOCUMENT = "3_document", "A document could not be made"
    HELD = "4_held", "Start held by a rule of eligibility"
    RETURNED = "5_returned", "Waits for the employee's changes"
    SUPERVISOR = "6_supervisor", "No supervisor on record"


OPEN = (State.IN_REVIEW, State.RETURNED, State.APPROVED, State.ACTIVE, State.SUSPENDED)


def with_gap(agreements: AgreementQuerySet, today: date) -> AgreementQuerySet:
    """`agreements` with `gap`, and those with one first."""
    conditions = {
        Gap.VACANT: _nobody_decides(today),
        Gap.COURSE: Q(Exists(_without_course(today)), state__in=DECIDED_ON),
        Gap.OVERDUE: Q(Exists(_waiting().filter(due_on__lt=today)), state__in=DECIDED_ON),
        Gap.DOCUMENT: Q(Exists(_failed_documents())),
        Gap.HELD: Q(state=State.APPROVED, starts_on__lt=today),
        Gap.RETURNED: Q(state=State.RETURNED),
        Gap.SUPERVISOR: Q(state__in=OPEN, employee__supervisor__isnull=True),
    }
    gap: Combinable = Case(
        *(When(condition, then=Value(code.value)) for code, condition in conditions.items()),
        default=None,
        output_field=CharField(null=True),
    )
    return agreements.annotate(gap=gap).order_by(
        F("gap").asc(nulls_last=True), "employee__family_name", "employee__given_name", "pk"
    )


def with_pattern(agreements: AgreementQuerySet) -> AgreementQuerySet:
    """`agreements` with `pattern`, that of the terms that hold, or else of the latest signed."""
    return agreements.annotate(pattern=Subquery(_terms_shown().values("pattern")[:1]))


def with_dates(agreements: AgreementQuerySet) -> AgreementQuerySet:
    """`agreements` with `asked_start` and `asked_end` of the same terms, and `noticed_last_day`."""
    signed = _terms_shown()
    running = Notice.objects.filter(
        agreement=OuterRef("pk"), withdrawn_at__isnull=True, completed_at__isnull=True
    ).order_by("last_day")
    return agreements.annotate(
        asked_start=Subquery(signed.values("requested_start_on")[:1]),
        asked_end=Subquery(signed.values("requested_end_on")[:1]),
        noticed_last_day=Subquery(running.values("last_day")[:1]),
    )


def _terms_shown() -> "QuerySet[TermsVersion]":
    """The signed terms of a case, first those that hold, then those that will, then the latest."""
    signed = TermsVersion.objects.filter(agreement=OuterRef("pk"), signed_at__isnull=False)
    holding = F("took_effect_at").desc(nulls_last=True)
    return signed.filter(superseded_at__isnull=True).order_by(
        holding, F("accepted_at").asc(nulls_last=True), "-number"
    )


def _waiting() -> "QuerySet[ApprovalStep]":
    """Steps of the case that wait for a decision."""
    return ApprovalStep.objects.filter(
        terms__agreement=OuterRef("pk"), opened_at__isnull=False, closed_at__isnull=True
    )


def _without_course(today: date) -> "QuerySet[ApprovalStep]":
    """Waiting steps of a supervisor who cannot approve: the course for managers is not recorded (2362.7)."""
    completed = TrainingCompletion.objects.filter(
        employee=OuterRef("assignee"), course=TrainingCompletion.Course.MANAGER, completed_on__lte=today
    )
    asked = _waiting().annotate(as_text=Cast("capacities", TextField()))
    return asked.filter(
        ~Exists(completed), assignee__isnull=False, as_text__contains=f'"{Role.SUPERVISOR.value}"'
    )


def _nobody_decides(today: date) -> Q:
    """A waiting step whose one person has left, or whose office nobody else than the employee holds."""
    holders = (
        RoleAssignment.objects.in_force(today)
        .filter(role__in=sorted(BUREAU_DECIDERS), bureau=OuterRef("bureau"))
        .filter(Q(employee__separated_on__isnull=True) | Q(employee__separated_on__gte=today))
        .exclude(employee=OuterRef("terms__agreement__employee"))
    )
    gone = Q(assignee__separated_on__lt=today)
    vacant = Q(assignee__isnull=True) & ~Q(Exists(holders))
    return Q(Exists(_waiting().filter(gone | vacant)), state=State.IN_REVIEW)


def _failed_documents() -> "QuerySet[AgreementDocument]":
    return AgreementDocument.objects.filter(
        terms__agreement=OuterRef("pk"), document__rendered_at__isnull=True
    ).exclude(document__failure="")
