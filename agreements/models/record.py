"""What stays as proof: signatures, notices, documents."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from agreements.models.agreement import Agreement
from agreements.models.approval import ApprovalStep
from agreements.models.terms import TermsVersion
from agreements.models.worksite import Worksite
from agreements.states import Decision, Party
from eligibility.models import Employee
from telework.models import Document


class Signature(models.Model):
    """Who signed which bytes, in which capacity, under which words, and how they proved who they are."""

    terms = models.ForeignKey(TermsVersion, on_delete=models.PROTECT, related_name="signatures")
    step = models.OneToOneField(ApprovalStep, on_delete=models.PROTECT, null=True, related_name="signature")
    signer = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=240)
    statement = models.TextField()
    content_sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    authentication = models.CharField(max_length=60)
    authenticated_at = models.DateTimeField()

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["terms"], condition=Q(step__isnull=True), name="one_employee_signature"
            )
        ]

    def __str__(self) -> str:
        return f"{self.signer} as {self.capacity}"


class Notice(models.Model):
    """A cancellation with notice; one runs of each side, the earlier ends the agreement (2362.1(m), (n))."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="notices")
    party = models.CharField(max_length=20, choices=[(p.value, p.value) for p in Party])
    given_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    given_on = models.DateField()
    earliest_last_day = models.DateField()
    last_day = models.DateField()
    reason_code = models.CharField(max_length=40, blank=True)
    reason_citation = models.CharField(max_length=40, blank=True)
    reason_text = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-given_at", "-pk"]
        indexes = [
            models.Index(
                fields=["last_day"],
                condition=Q(withdrawn_at__isnull=True, completed_at__isnull=True),
                name="notice_running_until",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "party"],
                condition=Q(withdrawn_at__isnull=True, completed_at__isnull=True),
                name="one_notice_running",
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("earliest_last_day")), name="notice_long_enough"
            ),
            models.CheckConstraint(
                condition=Q(party="employee")
                | (Q(party="supervisor") & ~Q(reason_code="") & ~Q(reason_text="")),
                name="management_notice_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"notice of {self.given_on} for {self.agreement}"

    @property
    def is_running(self) -> bool:
        return self.withdrawn_at is None and self.completed_at is None


class AgreementDocumentQuerySet(models.QuerySet["AgreementDocument"]):
    """Documents of cases, with what came after them."""

    def with_void(self) -> "AgreementDocumentQuerySet":
        """With `is_void`: an approval was taken back after the document was made, so it no longer holds."""
        taken_back = ApprovalStep.objects.filter(
            terms=OuterRef("terms"),
            decision=Decision.APPROVED,
            taken_back_at__gt=OuterRef("document__requested_at"),
        )
        return self.annotate(is_void=Exists(taken_back))


class AgreementDocument(models.Model):
    """A document of the case: the agreement itself, the DS-1963 of a site, the request overseas."""

    class Kind(models.TextChoices):
        AGREEMENT = "agreement", "Telework agreement"
        CHECKLIST = "ds1963", "Safety checklist (in the manner of Form DS-1963)"
        PACKET = "packet", "Request to the chief of mission"

    terms = models.ForeignKey(TermsVersion, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20, choices=Kind)
    worksite = models.ForeignKey(Worksite, on_delete=models.PROTECT, null=True, related_name="+")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")

    objects = AgreementDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["terms", "kind", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.terms}"
