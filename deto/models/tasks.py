"""What follows an approval: tasks with owner and due date, and where the agreement was sent."""

from datetime import date

from django.db import models
from django.db.models import Q

from agreements.models import Agreement, TermsVersion
from eligibility.models import Employee


class TaskQuerySet(models.QuerySet["Task"]):
    """Tasks by what is left to do."""

    def open(self) -> "TaskQuerySet":
        return self.filter(done_at__isnull=True, dropped_at__isnull=True)

    def late(self, today: date) -> "TaskQuerySet":
        return self.open().filter(due_on__lt=today)


class Task(models.Model):
    """One thing to do by a day: the office that owns it, and who did it (2368.4(g), 2368.5, 2368.10)."""

    class Code(models.TextChoices):
        SF50_IN = "sf50_in", "SF-50: duty station overseas"
        SF50_OUT = "sf50_out", "SF-50: duty station back"
        DS1963 = "ds1963", "Safety checklist (Form DS-1963)"
        BRIEFING = "briefing", "Briefing on arrival"
        MIDYEAR = "midyear", "Mid-year review"
        APPRAISAL = "appraisal", "Annual appraisal"
        REVIEW = "review", "Semiannual review"
        EQUIPMENT = "equipment", "Return of Government equipment"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="deto_tasks")
    code = models.CharField(max_length=12, choices=Code)
    # A role of `telework.roles`.
    owner = models.CharField(max_length=40)
    due_on = models.DateField()
    opened_at = models.DateTimeField()
    reminded_on = models.DateField(null=True)
    escalated_at = models.DateTimeField(null=True)
    done_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")
    reference = models.CharField(max_length=120, blank=True)
    statement = models.TextField(blank=True)
    # Nothing is left to do: the arrangement ended, or its dates moved.
    dropped_at = models.DateTimeField(null=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "code", "pk"]
        indexes = [models.Index(fields=["done_at", "due_on"])]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "code", "due_on"], name="one_task_of_a_day"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True, done_on__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False, done_on__isnull=False),
                name="task_done_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()}, {self.agreement_id}"


class Distribution(models.Model):
    """The copies of one version of the terms have gone to the outbox (2368.4(f))."""

    terms = models.OneToOneField(TermsVersion, on_delete=models.PROTECT, related_name="deto_distribution")
    queued_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"copies of {self.terms_id}"
