"""What only some kinds of arrangement ask: one table a kind, each row beside one version of the terms."""

from django.db import models
from django.db.models import F, Q

from agreements.models.terms import TermsVersion
from eligibility.models import Employee, Post


class AbroadDetails(models.Model):
    """What an employee assigned abroad states about the request (2362.2(b), 2362.3)."""

    terms = models.OneToOneField(TermsVersion, on_delete=models.CASCADE, related_name="abroad")
    special_circumstances = models.TextField(blank=True)
    proximity = models.TextField(blank=True)
    in_third_country = models.BooleanField(null=True)
    third_country = models.CharField(max_length=2, blank=True)

    def __str__(self) -> str:
        return f"abroad, {self.terms}"


class MissionStatement(models.Model):
    """What the mission states before it approves: local factors, notification, NSDD-38 (2362.3)."""

    class Notification(models.TextChoices):
        NOTIFIED = "notified", "The host country was notified"
        NOT_NOTIFIED = "not_notified", "The mission decided not to notify the host country"

    terms = models.OneToOneField(TermsVersion, on_delete=models.CASCADE, related_name="mission")
    security = models.TextField(blank=True)
    inviolability = models.TextField(blank=True)
    labor_law = models.TextField(blank=True)
    notification = models.CharField(max_length=20, choices=Notification, blank=True)
    notification_on = models.DateField(null=True)
    notification_by = models.CharField(max_length=200, blank=True)
    nsdd38_needed = models.BooleanField(null=True)
    nsdd38_reference = models.CharField(max_length=120, blank=True)
    nsdd38_statement = models.TextField(blank=True)
    stated_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")
    stated_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"mission's statement, {self.terms}"


class MedicalEvacuation(models.Model):
    """One evacuation as the mission recorded it: its days, and nothing about why (2362.5)."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="evacuations")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    recorded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="evacuation_ends_last")
        ]

    def __str__(self) -> str:
        return f"evacuation of {self.starts_on}"


class MedevacDetails(models.Model):
    """Telework during an evacuation: which one, and what work is done (2362.5(2), (3))."""

    class Work(models.TextChoices):
        OWN = "own", "Duties of my own position"
        BUREAU = "bureau", "Tasks that the bureau assigns"
        BOTH = "both", "Both"

    terms = models.OneToOneField(TermsVersion, on_delete=models.CASCADE, related_name="medevac")
    evacuation = models.ForeignKey(
        MedicalEvacuation, on_delete=models.PROTECT, null=True, related_name="arrangements"
    )
    work = models.CharField(max_length=10, choices=Work, blank=True)
    tasks = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"evacuation details, {self.terms}"


class AccommodationDetails(models.Model):
    """That DRAD decided, when, and its reference; never why (2361.3(c))."""

    terms = models.OneToOneField(TermsVersion, on_delete=models.CASCADE, related_name="accommodation")
    reference = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"division's decision, {self.terms}"
