"""Statuses of posts and countries under which nobody teleworks there, and waivers of them (2368.3(b)(5))."""

from datetime import date

from django.db import models
from django.db.models import Q

from agreements.models import Agreement
from eligibility.models import Employee, Post


class PostStatusQuerySet(models.QuerySet["PostStatus"]):
    """Statuses by day and place."""

    def in_force(self, today: date) -> "PostStatusQuerySet":
        return self.filter(Q(lifted_on__isnull=True) | Q(lifted_on__gt=today), starts_on__lte=today)

    def not_over(self, today: date) -> "PostStatusQuerySet":
        """In force, or still to come."""
        return self.filter(Q(lifted_on__isnull=True) | Q(lifted_on__gt=today))

    def at(self, post: Post) -> "PostStatusQuerySet":
        """Of this post, or of its whole country."""
        return self.filter(Q(post=post) | Q(country=post.country))


class PostStatus(models.Model):
    """One status of one post, or of a whole country; `lifted_on` is the first day without it."""

    class Status(models.TextChoices):
        UNACCOMPANIED = "unaccompanied", "Unaccompanied post"
        PARTIAL = "partially_unaccompanied", "Partially unaccompanied post"
        AUTHORIZED = "authorized_departure", "Authorized departure"
        ORDERED = "ordered_departure", "Ordered departure"

    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="statuses")
    # ISO 3166-1 alpha-2; blank where it is one post's.
    country = models.CharField(max_length=2, blank=True)
    status = models.CharField(max_length=30, choices=Status)
    starts_on = models.DateField()
    source = models.CharField(max_length=200)
    entered_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    lifted_on = models.DateField(null=True)
    lifted_source = models.CharField(max_length=200, blank=True)
    lifted_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    objects = PostStatusQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(post__isnull=False, country="") | (Q(post__isnull=True) & ~Q(country="")),
                name="status_of_a_post_or_a_country",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="status_has_source"),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} from {self.starts_on}"

    @property
    def is_unaccompanied(self) -> bool:
        return self.status in (self.Status.UNACCOMPANIED, self.Status.PARTIAL)


class Waiver(models.Model):
    """M waives one status for one person (2368.3(b)(5); 3 FAM 3776)."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="deto_waivers")
    status = models.ForeignKey(PostStatus, on_delete=models.PROTECT, related_name="waivers")
    # At unaccompanied posts only unusual or compelling circumstances, stated.
    circumstances = models.TextField()
    granted_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        ordering = ["-granted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "status"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_waiver_of_a_status",
            ),
            models.CheckConstraint(condition=~Q(circumstances=""), name="waiver_has_circumstances"),
        ]

    def __str__(self) -> str:
        return f"waiver for {self.agreement_id}"
