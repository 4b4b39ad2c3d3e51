"""The demonstration's clock, kept so that a restart does not turn it back."""

from django.db import models
from django.db.models import Q


class DemoClock(models.Model):
    """One row: how far the demonstration's clock is ahead of the machine's."""

    ROW = 1

    offset_seconds = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="one_demo_clock"),
            models.CheckConstraint(condition=Q(offset_seconds__gte=0), name="demo_clock_never_behind"),
        ]

    def __str__(self) -> str:
        return f"{self.offset_seconds} seconds ahead"
