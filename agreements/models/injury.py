"""A report that something happened at the alternate work site (2367(a), (c)); nothing of health is kept."""

from django.db import models
from django.db.models import F, Q

from agreements.models.agreement import Agreement
from agreements.models.worksite import Worksite
from eligibility.models import Employee


class InjuryReport(models.Model):
    """What the employee reported, and that the supervisor has read it; the report never changes."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="injuries")
    # None where the agreement is from before, and its sites were not taken over.
    worksite = models.ForeignKey(Worksite, on_delete=models.PROTECT, null=True, related_name="+")
    happened_at = models.DateTimeField()
    on_duty = models.BooleanField()
    account = models.TextField()
    reported_at = models.DateTimeField()
    acknowledged_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-happened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "happened_at"], name="one_injury_report_a_moment"),
            models.CheckConstraint(condition=~Q(account=""), name="injury_report_says_something"),
            models.CheckConstraint(
                condition=Q(happened_at__lte=F("reported_at")), name="injury_happened_before_report"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_by__isnull=True, acknowledged_at__isnull=True)
                | Q(acknowledged_by__isnull=False, acknowledged_at__isnull=False),
                name="injury_acknowledged_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.pk} on {self.agreement_id}"

    @property
    def place(self) -> str:
        """The site without its street: home addresses are shown elsewhere, and each look is decided there."""
        return str(self.worksite) if self.worksite is not None else "The site of the agreement from before"
