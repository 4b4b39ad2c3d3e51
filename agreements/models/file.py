"""What people put on the file beside the terms: comments, attachments, and that someone takes no part."""

from django.db import models
from django.db.models import Q

from agreements.models.agreement import Agreement
from agreements.models.terms import TermsVersion
from eligibility.models import Employee


class Audience(models.TextChoices):
    """Who can read a comment or an attachment; said beside each."""

    CASE = "case", "Everyone who can see the case"
    DECIDERS = "deciders", "The people who decide, and the coordinator; not the employee"


class Comment(models.Model):
    """Words about a case; never changed, never removed."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="comments")
    author = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=10, choices=Audience)
    text = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="comment_says_something")]

    def __str__(self) -> str:
        return f"comment of {self.written_at:%Y-%m-%d} on {self.agreement_id}"


class Attachment(models.Model):
    """A file beside a case, verified by content, kept as bytes; `terms` where it is a scan of the signed."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="attachments")
    terms = models.ForeignKey(TermsVersion, on_delete=models.PROTECT, null=True, related_name="scans")
    added_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=10, choices=Audience)
    title = models.CharField(max_length=200)
    file_name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=40)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.title


class NonParticipation(models.Model):
    """Somebody chose not to take part in telework (2362.1(b), (c)); taken back at any time."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="non_participations")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee"], condition=Q(withdrawn_at__isnull=True), name="one_non_participation"
            )
        ]

    def __str__(self) -> str:
        return f"no part, {self.employee_id}"
