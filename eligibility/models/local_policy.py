"""Policies of bureaus and posts, on file with their dates (2362(d), 2362.3(1))."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from eligibility.models.organization import Bureau, Post


class LocalPolicyQuerySet(models.QuerySet[Any]):
    """Policies by the day on which they hold."""

    def in_force(self, today: date) -> "LocalPolicyQuerySet":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), effective_on__lte=today)


class BureauPolicy(models.Model):
    """A bureau's own policy: an overlay, never more restrictive than the Department's (2362(d))."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="policies")
    title = models.CharField(max_length=160)
    text = models.TextField()
    contact = models.CharField(max_length=160)
    effective_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    # Parameter code -> value; which there are, and which way is stricter, says `policy.overlay`.
    parameters = models.JSONField(default=dict, blank=True)
    entered_at = models.DateTimeField()

    objects = LocalPolicyQuerySet.as_manager()

    class Meta:
        ordering = ["bureau", "-effective_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("effective_on")),
                name="bureau_policy_dates_in_order",
            ),
            models.UniqueConstraint(
                fields=["bureau"], condition=Q(ends_on__isnull=True), name="one_open_bureau_policy"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PostPolicy(models.Model):
    """A post's telework policy, established under the chief of mission (2362.3(1))."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="telework_policies")
    text = models.TextField()
    approving_official = models.CharField(max_length=160)
    effective_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    entered_at = models.DateTimeField()

    objects = LocalPolicyQuerySet.as_manager()

    class Meta:
        ordering = ["post", "-effective_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("effective_on")),
                name="post_policy_dates_in_order",
            ),
            models.UniqueConstraint(
                fields=["post"], condition=Q(ends_on__isnull=True), name="one_open_post_policy"
            ),
        ]

    def __str__(self) -> str:
        return f"telework policy of {self.post_id}"
