"""The secret address of somebody's own calendar: only the digest of it is kept."""

from django.db import models
from django.db.models import Q

from eligibility.models import Employee


class CalendarFeed(models.Model):
    """One address; a person has one at a time, and a revoked one never opens again."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="calendar_feeds")
    token_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee"], condition=Q(revoked_at__isnull=True), name="one_calendar_address"
            )
        ]

    def __str__(self) -> str:
        return f"calendar of {self.employee_id}"
