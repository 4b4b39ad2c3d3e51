"""On the way to the chief of mission: what is settled before, the request, the answer (2368.4(e), 2368.7)."""

from django.db import models
from django.db.models import Q

from agreements.models import Agreement, TermsVersion
from deto.policy.clearance import ROUTE_LABELS, Route
from eligibility.models import Employee


class Determinations(models.Model):
    """What is settled before the chief of mission approves: privileges, local law, work (2368.7(a))."""

    agreement = models.OneToOneField(Agreement, on_delete=models.PROTECT, related_name="deto_determinations")
    immunities = models.TextField(blank=True)
    immunities_on = models.DateField(null=True)
    work_authorization = models.TextField(blank=True)
    work_authorization_on = models.DateField(null=True)
    stated_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"determinations, {self.agreement_id}"

    @property
    def are_settled(self) -> bool:
        return bool(self.immunities and self.immunities_on) and bool(
            self.work_authorization and self.work_authorization_on
        )


class ClearanceRequest(models.Model):
    """One request to the chief of mission, and its answer: who submitted, who recorded, references, dates."""

    class Answer(models.TextChoices):
        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Not approved"

    terms = models.ForeignKey(TermsVersion, on_delete=models.PROTECT, related_name="clearances")
    round = models.PositiveSmallIntegerField()
    route = models.CharField(max_length=20, choices=[(r.value, label) for r, label in ROUTE_LABELS.items()])
    days = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    citation = models.CharField(max_length=40)
    reference = models.CharField(max_length=120)
    submitted_on = models.DateField()
    submitted_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answer_reference = models.CharField(max_length=120, blank=True)
    answered_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["terms", "round"]
        constraints = [
            models.UniqueConstraint(fields=["terms", "round"], name="one_clearance_a_round"),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True, recorded_by__isnull=True)
                | (~Q(answer="") & Q(answered_on__isnull=False, recorded_by__isnull=False)),
                name="clearance_answered_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_route_display()} for {self.terms}"

    @property
    def route_code(self) -> Route:
        return Route(self.route)
