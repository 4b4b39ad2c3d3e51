"""What was agreed: one version of the terms. Once signed it never changes."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from agreements.models.agreement import IN_FORCE_FIRST, STANDING, Agreement
from agreements.policy.schedule import Pattern, Schedule, WorkSchedule
from agreements.states import YES, Purpose, State

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager

    from agreements.models.approval import ApprovalStep
    from agreements.models.record import AgreementDocument, Signature
    from agreements.models.worksite import EquipmentItem, Worksite


class RemoteAccess(models.TextChoices):
    """Ways into the Department's systems from outside (2361.4 FOB, GO)."""

    GLOBAL_OPENNET = "global_opennet", "Global OpenNet (GO) with a FOB or its successor"
    GOVERNMENT_LAPTOP = "government_laptop", "A Department laptop with built-in access"
    NONE = "none", "No access: the work needs none"


class Coop(models.TextChoices):
    """The person's part in continuity of operations (2365(b))."""

    MISSION_CRITICAL = "mission_critical", "Member of a mission-critical team"
    EMERGENCY = "emergency", "Emergency employee"
    NONE = "none", "No designation"


class SignedTermsError(Exception):
    """Something tried to change terms that were signed; no command does, so it is a mistake in the code."""


# What happens to a version after it was signed; its content never changes.
PROGRESS = frozenset(
    {"accepted_at", "takes_effect_on", "took_effect_at", "superseded_at", "withdrawn_at", "refused_at"}
)


class TermsQuerySet(models.QuerySet["TermsVersion"]):
    """A query set that leaves the content of signed terms alone."""

    def update(self, **kwargs: Any) -> int:
        if not PROGRESS.issuperset(kwargs) and self.filter(signed_at__isnull=False).exists():
            raise SignedTermsError("signed terms never change")
        return super().update(**kwargs)

    def due_to_take_effect(self, today: date) -> "TermsQuerySet":
        """Accepted terms of live agreements whose day has come."""
        return self.filter(
            accepted_at__isnull=False,
            took_effect_at__isnull=True,
            superseded_at__isnull=True,
            withdrawn_at__isnull=True,
            takes_effect_on__lte=today,
            agreement__state__in=[State.ACTIVE, State.SUSPENDED],
        )

    def before_the_end(self) -> "TermsQuerySet":
        """Those whose day came no later than the last day of the agreement, and of a notice that runs."""
        noticed = Agreement.objects.filter(
            pk=OuterRef("agreement"),
            notices__withdrawn_at__isnull=True,
            notices__completed_at__isnull=True,
            notices__last_day__lt=OuterRef("takes_effect_on"),
        )
        return self.filter(~Exists(noticed), takes_effect_on__lte=F("agreement__ends_on"))

    def standing(self) -> "TermsQuerySet":
        """Versions that hold or are agreed to; of each case the one in force comes first."""
        return self.filter(STANDING).order_by(*IN_FORCE_FIRST)

    def being_written(self) -> "TermsQuerySet":
        """Versions that are neither signed nor dropped."""
        return self.filter(
            signed_at__isnull=True,
            superseded_at__isnull=True,
            withdrawn_at__isnull=True,
            refused_at__isnull=True,
        )

    def unsigned_adjustments(self) -> "TermsQuerySet":
        """Management's terms that the employee has not signed yet (2362.1(m))."""
        return self.filter(
            purpose=Purpose.ADJUSTMENT,
            accepted_at__isnull=True,
            withdrawn_at__isnull=True,
            refused_at__isnull=True,
        )


class TermsVersion(models.Model):
    """The terms of one case, from draft to signed bytes."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="terms_versions")
    number = models.PositiveSmallIntegerField()
    policy_set = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    purpose = models.CharField(
        max_length=20, choices=[(p.value, p.value) for p in Purpose], default=Purpose.REQUEST
    )
    # Why the terms should change: asked of whoever asks for it (2362.1(m), (n)).
    justification = models.TextField(blank=True)
    reason_code = models.CharField(max_length=40, blank=True)
    # The decider or supervisor who wrote these terms; none: the employee.
    proposed_by = models.ForeignKey(
        "eligibility.Employee", on_delete=models.PROTECT, null=True, related_name="+"
    )

    self_assessment = models.JSONField(default=dict, blank=True)
    pattern = models.CharField(max_length=20, blank=True, choices=[(p.value, p.label) for p in Pattern])
    situational_allowed = models.BooleanField(default=False)
    requested_start_on = models.DateField(null=True)
    requested_end_on = models.DateField(null=True)
    work_schedule = models.CharField(
        max_length=20, blank=True, choices=[(w.value, w.label) for w in WorkSchedule]
    )
    schedule_data = models.JSONField(default=list, blank=True)
    varies_within_locality = models.BooleanField(default=False)
    temporary_until = models.DateField(null=True)
    official_worksite = models.CharField(max_length=20, blank=True)

    communication_methods = models.TextField(blank=True)
    communication_hours = models.TextField(blank=True)
    telework_phone = models.CharField(max_length=40, blank=True)
    takes_records = models.BooleanField(null=True)
    has_classified_records = models.BooleanField(default=False)
    # Asked where an arrangement belongs to a post (2362.3(4)).
    has_sensitive_records = models.BooleanField(null=True)
    records = models.TextField(blank=True)
    safeguards = models.TextField(blank=True)
    remote_access = models.CharField(max_length=20, blank=True, choices=RemoteAccess)
    equipment_none = models.BooleanField(default=False)

    works_through_closure = models.BooleanField(null=True)
    works_through_liberal_leave = models.BooleanField(null=True)
    works_through_early_dismissal = models.BooleanField(null=True)
    unscheduled_telework = models.BooleanField(null=True)
    coop = models.CharField(max_length=20, blank=True, choices=Coop)
    acknowledged = models.JSONField(default=list, blank=True)

    content = models.BinaryField(null=True)
    content_sha256 = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField(null=True)
    # What the rules of this kind said about the person at signature.
    findings = models.JSONField(default=list, blank=True)

    # The declared emergency without which a rule barred the person at signature (2362.4).
    emergency = models.ForeignKey(
        "eligibility.DeclaredEmergency", on_delete=models.PROTECT, null=True, related_name="+"
    )

    accepted_at = models.DateTimeField(null=True, help_text="Everyone had said yes")
    takes_effect_on = models.DateField(null=True)
    took_effect_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)

    objects = TermsQuerySet.as_manager()

    if TYPE_CHECKING:
        steps: RelatedManager["ApprovalStep"]
        signatures: RelatedManager["Signature"]
        worksites: RelatedManager["Worksite"]
        equipment: RelatedManager["EquipmentItem"]
        documents: RelatedManager["AgreementDocument"]

    class Meta:
        ordering = ["agreement", "number"]
        # The few that a sweep asks for, among the many that hold.
        indexes = [
            models.Index(
                fields=["takes_effect_on"],
                condition=Q(
                    accepted_at__isnull=False,
                    took_effect_at__isnull=True,
                    superseded_at__isnull=True,
                    withdrawn_at__isnull=True,
                ),
                name="terms_to_take_effect",
            ),
            models.Index(
                fields=["takes_effect_on"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True, refused_at__isnull=True),
                name="terms_not_accepted",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="one_terms_version_a_number"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, content__isnull=True, content_sha256="")
                | (Q(signed_at__isnull=False, content__isnull=False) & ~Q(content_sha256="")),
                name="terms_signed_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement} terms {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        fields = kwargs.get("update_fields")
        is_progress = fields is not None and PROGRESS.issuperset(fields)
        if self.pk and not is_progress and self._was_signed():
            raise SignedTermsError("signed terms never change")
        super().save(*args, **kwargs)

    def _was_signed(self) -> bool:
        return type(self).objects.filter(pk=self.pk, signed_at__isnull=False).exists()

    @property
    def is_over(self) -> bool:
        """True when nothing more can come of this version."""
        return any((self.superseded_at, self.withdrawn_at, self.refused_at))

    @property
    def last_day_before(self) -> date:
        """The last day on which the terms before these hold: the employee signs an adjustment by then."""
        assert self.takes_effect_on is not None, "changed terms have their day from the signature on"
        return self.takes_effect_on - timedelta(days=1)

    @property
    def schedule(self) -> Schedule | None:
        return Schedule.from_json(self.schedule_data) if self.schedule_data else None

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None

    def chain_is_complete(self) -> bool:
        """True when every step of the latest round has said yes, each in its own way."""
        decisions = list(self.latest_round().values_list("decision", flat=True))
        return bool(decisions) and YES.issuperset(decisions)

    def latest_round(self) -> "models.QuerySet[ApprovalStep]":
        """The steps of the latest round, less those that were taken back."""
        last = self.steps.aggregate(models.Max("round"))["round__max"]
        return self.steps.filter(round=last or 0, taken_back_at__isnull=True).order_by("stage", "ordinal")

    def yes_steps(self) -> "models.QuerySet[ApprovalStep]":
        """Every step that said yes and stands, also from before a denial that was looked at again."""
        stands = self.steps.filter(decision__in=sorted(YES), taken_back_at__isnull=True)
        return stands.order_by("round", "stage", "ordinal")
