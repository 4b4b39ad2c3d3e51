"""What management decides about a person's eligibility: exceptions, designations, declared emergencies."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from eligibility.models.people import Employee
from telework import clock


class DatedQuerySet(models.QuerySet["models.Model"]):
    """Acts that hold from a day until a day, unless ended before."""

    def in_force(self, today: date) -> "DatedQuerySet":
        return self.filter(
            Q(until__isnull=True) | Q(until__gte=today), starts_on__lte=today, ended_at__isnull=True
        )


class Dated:
    """An act with a first day, mostly with a last one, that can be ended before."""

    starts_on: Any
    until: Any
    ended_at: Any

    def is_in_force(self, today: date) -> bool:
        """The same as `DatedQuerySet.in_force`, about one row."""
        begun, over = self.starts_on <= today, self.until is not None and self.until < today
        return begun and not over and self.ended_at is None


class DeclaredEmergency(Dated, models.Model):
    """An emergency that the Secretary has declared; while it is in force 2362.4 can be excepted."""

    name = models.CharField(max_length=120, unique=True)
    authority = models.CharField(max_length=200)
    starts_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    entered_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("starts_on")),
                name="emergency_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def last_day(self) -> date | None:
        """The day on which it was ended, or its last day if that came first; None while neither is set."""
        days = [self.until, clock.date_of(self.ended_at) if self.ended_at is not None else None]
        return min((day for day in days if day is not None), default=None)

    def is_over(self, today: date) -> bool:
        """Whether it was ended, at once, or its last day has passed."""
        return self.ended_at is not None or (self.until is not None and self.until < today)


class EligibilityException(Dated, models.Model):
    """Management excepts one person from one of the Department's own rules, for a time (2362.2)."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="exceptions")
    rule_code = models.CharField(max_length=60)
    reason = models.TextField()
    emergency = models.ForeignKey(DeclaredEmergency, on_delete=models.PROTECT, null=True, related_name="+")
    granted_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    starts_on = models.DateField()
    until = models.DateField()
    review_on = models.DateField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["-granted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("starts_on"), review_on__lte=F("until")),
                name="exception_dates_in_order",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="exception_has_reason"),
            models.UniqueConstraint(
                fields=["employee", "rule_code"],
                condition=Q(ended_at__isnull=True),
                name="one_open_exception_a_rule",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_code} for {self.employee_id}"


class Designation(Dated, models.Model):
    """Management designates a person ineligible though no listed criterion fails (2362.2(a))."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="designations")
    reason_code = models.CharField(max_length=40)
    reason_citation = models.CharField(max_length=40)
    reason_text = models.TextField()
    designated_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    designated_at = models.DateTimeField()
    starts_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["-designated_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=False) | Q(review_on__isnull=False),
                name="designation_has_end_or_review",
            ),
            models.CheckConstraint(
                condition=~Q(reason_text="") & ~Q(reason_code=""), name="designation_has_reason"
            ),
            models.UniqueConstraint(
                fields=["employee"], condition=Q(ended_at__isnull=True), name="one_open_designation"
            ),
        ]

    def __str__(self) -> str:
        return f"designation of {self.employee_id}"


class DisputeQuerySet(models.QuerySet["FactDispute"]):
    """Disputes by what they wait for."""

    def awaited(self) -> "DisputeQuerySet":
        """Corrected where the fact is kept, and not shown here yet."""
        return self.filter(shows_on__isnull=False, settled_at__isnull=True)


class FactDispute(models.Model):
    """A person says that a fact about them is wrong; its owner answers by a day."""

    class Outcome(models.TextChoices):
        CORRECTED = "corrected", "Corrected"
        STANDS = "stands", "The fact stands"

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="disputes")
    fact = models.CharField(max_length=60)
    label = models.CharField(max_length=160)
    shown = models.CharField(max_length=250)
    source = models.CharField(max_length=120, blank=True)
    claim = models.TextField()
    raised_at = models.DateTimeField()
    due_on = models.DateField()
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    # Corrected where it is kept: the day by which that is promised to show here, what the fact was when it
    # was answered, and when it had become another.
    shows_on = models.DateField(null=True)
    value_then = models.JSONField(null=True)
    settled_at = models.DateTimeField(null=True)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "fact"],
                condition=Q(answered_at__isnull=True),
                name="one_open_dispute_a_fact",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (
                    Q(outcome__in=["corrected", "stands"], answered_by__isnull=False)
                    & Q(answered_at__isnull=False)
                    & ~Q(answer="")
                ),
                name="dispute_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(shows_on__isnull=True) | Q(outcome="corrected"),
                name="only_corrections_are_awaited",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fact} of {self.employee_id}"

    @property
    def is_awaited(self) -> bool:
        """Whether a correction was promised that does not show here yet."""
        return self.shows_on is not None and self.settled_at is None

    def is_overdue(self, today: date) -> bool:
        """Whether the day of the answer, or of the promised correction, has passed."""
        if self.answered_at is None:
            return self.due_on < today
        return self.is_awaited and self.shows_on is not None and self.shows_on < today
