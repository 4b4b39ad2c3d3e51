"""Somebody decides in somebody else's place for a time: dated, within a scope, ending by itself."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from eligibility.models import Bureau, Employee, Post


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Delegations by the days on which they hold."""

    def in_force(self, today: date) -> "DelegationQuerySet":
        return self.filter(starts_on__lte=today, ends_on__gte=today, withdrawn_at__isnull=True)


class Delegation(models.Model):
    """`giver` lets `holder` decide in their place; empty scope fields mean everything that is the giver's."""

    giver = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="delegations_given")
    holder = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="delegations_held")
    # Codes of kinds; empty: every kind.
    kinds = models.JSONField(default=list, blank=True)
    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="Last day")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="delegation_ends_last"),
            models.CheckConstraint(condition=~Q(giver=F("holder")), name="delegation_to_somebody_else"),
        ]

    def __str__(self) -> str:
        return f"delegation of {self.giver_id} to {self.holder_id}"
