"""What stands in a person's record: discipline and training."""

from django.db import models
from django.db.models import Q

from eligibility.models.people import Employee


class DisciplineAction(models.Model):
    """An official disciplinary action (2362.2(c)(2)(b) and (d))."""

    class Kind(models.TextChoices):
        ABSENCE = "absence", "Absence without permission"
        PORNOGRAPHY = "pornography", "Pornography on a Government computer or on duty"
        OTHER_MISCONDUCT = "other_misconduct", "Other misconduct named in 2362.2(c)(2)(d)"

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="discipline")
    reference = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    action_on = models.DateField()
    # Absence only: the year the days fell in, and how many, hours as parts of a day. None: not said.
    calendar_year = models.PositiveSmallIntegerField(null=True, blank=True)
    days = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["action_on", "reference"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind="absence") & (Q(days__isnull=True) | Q(days__gt=0)))
                | Q(
                    kind__in=["pornography", "other_misconduct"],
                    calendar_year__isnull=True,
                    days__isnull=True,
                ),
                name="discipline_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class TrainingCompletion(models.Model):
    """A telework course completed, or the evidence that exempts from it (2362.7)."""

    class Course(models.TextChoices):
        EMPLOYEE = "employee", "Telework course for employees"
        MANAGER = "manager", "Telework course for managers"

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="training")
    # The training system's number; none where a person entered the completion.
    reference = models.CharField(max_length=40, unique=True, null=True, blank=True)
    course = models.CharField(max_length=10, choices=Course)
    completed_on = models.DateField(null=True, blank=True)
    # Date of the evidence of an arrangement in effect before 9 December 2010.
    exempt_evidence_on = models.DateField(null=True, blank=True)
    evidence = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["employee_id", "course", "completed_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(course__in=["employee", "manager"]), name="training_course_known"
            ),
            models.CheckConstraint(
                condition=Q(completed_on__isnull=False, exempt_evidence_on__isnull=True)
                | Q(completed_on__isnull=True, exempt_evidence_on__isnull=False),
                name="training_completed_or_exempt",
            ),
            models.UniqueConstraint(
                fields=["employee", "course", "completed_on"],
                condition=Q(reference__isnull=True),
                name="one_entered_completion_per_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course} {self.employee_id}"
