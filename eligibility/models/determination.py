"""What was determined about a person: each rule, its facts and its outcome, as of a day."""

from django.db import models
from django.db.models import Q

from eligibility.models.people import Employee

OUTCOMES = {True: "eligible", False: "not eligible", None: "not known yet"}


class RuleSet(models.Model):
    """The rules of a policy set as they were worded when a determination was made with them."""

    digest = models.CharField(max_length=64, unique=True)
    policy_set = models.CharField(max_length=20)
    # Rule code -> citation, also, sentence, severity, statutory.
    words = models.JSONField()
    first_used_at = models.DateTimeField()

    class Meta:
        ordering = ["-first_used_at"]

    def __str__(self) -> str:
        return f"{self.policy_set} {self.digest[:8]}"


class EligibilityDetermination(models.Model):
    """One determination (2362.2(a)); a later one replaces it as the current one."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="determinations")
    determined_at = models.DateTimeField()
    # Washington's date of `determined_at`.
    determined_on = models.DateField()
    # None: a fact that a rule needs is not known.
    eligible = models.BooleanField(null=True)
    policy_set = models.CharField(max_length=20)
    # None: made before the rules' words were kept; its findings are whole then.
    rules = models.ForeignKey(RuleSet, on_delete=models.PROTECT, null=True, related_name="+")
    # What is passed is kept short (eligibility.kept), everything else in full.
    findings = models.JSONField()
    facts = models.JSONField()
    occasion = models.CharField(max_length=60)
    # A correction: the first day that the changed fact concerns; earlier than the determination before.
    concerns_since = models.DateField(null=True)
    is_current = models.BooleanField(default=True)
    # Digest of facts, findings and policy set, dates of the facts left out (eligibility.kept).
    digest = models.CharField(max_length=64, blank=True)
    # When the person was told of this outcome, by this determination or an earlier one; none: not yet.
    notified_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-determined_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee"], condition=Q(is_current=True), name="one_current_determination"
            ),
            models.CheckConstraint(condition=~Q(policy_set=""), name="determination_names_policy_set"),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.determined_on}"

    @property
    def outcome(self) -> str:
        """The answer in words."""
        return OUTCOMES[self.eligible]
