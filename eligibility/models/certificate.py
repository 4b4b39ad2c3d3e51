"""Certificates of the telework course that people upload and the coordinator checks (2362.7)."""

from django.db import models
from django.db.models import Q

from eligibility.models.people import Employee
from eligibility.models.record import TrainingCompletion


class TrainingCertificate(models.Model):
    """One uploaded file, kept as bytes in the database: outside the web root, and never executed."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        REFUSED = "refused", "Refused"

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="certificates")
    course = models.CharField(max_length=10, choices=TrainingCompletion.Course)
    completed_on = models.DateField()
    file_name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=40)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    reason = models.TextField(blank=True)
    checked_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["uploaded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "course"],
                condition=Q(checked_at__isnull=True),
                name="one_certificate_waiting_a_course",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", checked_by__isnull=True, checked_at__isnull=True)
                | Q(outcome__in=["accepted", "refused"], checked_by__isnull=False, checked_at__isnull=False),
                name="certificate_checked_whole",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="refused") | ~Q(reason=""), name="refused_certificate_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course} certificate of {self.employee_id}"

    @property
    def file_kind(self) -> str:
        """PDF, PNG or JPEG."""
        return self.content_type.rpartition("/")[2].upper()
