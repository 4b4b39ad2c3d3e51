"""Who still has to say yes: steps are rows, written down when the request is submitted."""

from django.db import models
from django.db.models import Q

from agreements import chains
from agreements.models.terms import TermsVersion
from agreements.states import Act, Decision
from eligibility.models import Bureau, Employee, Post
from telework.roles import ROLES, Role, Scope


class ApprovalStep(models.Model):
    """One act asked of one office, and the one decision it took."""

    terms = models.ForeignKey(TermsVersion, on_delete=models.PROTECT, related_name="steps")
    round = models.PositiveSmallIntegerField()
    ordinal = models.PositiveSmallIntegerField()
    stage = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=20, choices=[(a.value, a.value) for a in Act])
    # The office that decides; `capacities` adds those in which the same person acts at once.
    role = models.CharField(max_length=40)
    capacities = models.JSONField()
    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    assignee = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="steps")
    moved_up = models.BooleanField(default=False)
    # Why the step is with somebody else than at first, and who passed it on; nobody: it moved by itself.
    passed_on_because = models.TextField(blank=True)
    passed_on_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")
    # A consultation that post management may mark as not needed, with a reason (2362.5(4)).
    is_waivable = models.BooleanField(default=False)
    # A consultation whose answer is concur or not, without words (medical services).
    is_wordless = models.BooleanField(default=False)
    # A further consultation: who asked, and what (2368.4(b)).
    asked_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")
    asked_of = models.CharField(max_length=120, blank=True)
    question = models.TextField(blank=True)
    # The next level looks again at a denial, once.
    looks_again = models.BooleanField(default=False)
    opened_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)

    decision = models.CharField(max_length=20, blank=True, choices=[(d.value, d.value) for d in Decision])
    decided_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")
    capacity = models.CharField(max_length=240, blank=True)
    on_behalf_of = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")
    concurs = models.BooleanField(null=True)
    reference = models.CharField(max_length=120, blank=True)
    trial_until = models.DateField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    effect_on_office = models.TextField(blank=True)
    reason_code = models.CharField(max_length=40, blank=True)
    reason_citation = models.CharField(max_length=40, blank=True)
    reason_text = models.TextField(blank=True)
    returned_sections = models.JSONField(default=list, blank=True)
    funding_confirmed = models.BooleanField(default=False)

    class Meta:
        ordering = ["terms", "round", "ordinal"]
        indexes = [
            models.Index(fields=["assignee", "closed_at"]),
            models.Index(fields=["role", "closed_at"]),
            models.Index(
                fields=["due_on"],
                condition=Q(opened_at__isnull=False, closed_at__isnull=True),
                name="step_waiting",
            ),
            models.Index(
                fields=["trial_until"], condition=Q(trial_until__isnull=False), name="step_with_trial"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["terms", "round", "ordinal"], name="one_step_an_ordinal"),
            models.CheckConstraint(
                condition=Q(decision="", decided_by__isnull=True, capacity="")
                | (
                    Q(decision__in=[d.value for d in Decision])
                    & Q(decided_by__isnull=False, opened_at__isnull=False, closed_at__isnull=False)
                    & ~Q(capacity="")
                ),
                name="decision_whole",
            ),
            models.CheckConstraint(
                condition=~Q(decision="denied") | (~Q(reason_code="") & ~Q(reason_text="")),
                name="denial_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.terms}, round {self.round}, {self.title}"

    @property
    def title(self) -> str:
        if self.looks_again:
            return f"Next level up for the {chains.titles(self.capacities).lower()}"
        return self.asked_of or chains.titles(self.capacities)

    @property
    def office(self) -> str:
        """The office that holds the matter, never a person: for pages that strangers may see."""
        if self.asked_of or self.role == Role.EMPLOYEE:
            return self.title
        if ROLES[Role(self.role)].scope is Scope.DEPARTMENT:
            return self.title
        return f"{self.title}, {self.place}"

    @property
    def place(self) -> str:
        """The post where it is the post's office, else the bureau: one case can ask offices of both."""
        if self.post is not None and ROLES[Role(self.role)].scope is Scope.POST:
            return self.post.name
        return self.bureau.code

    @property
    def is_employees_own(self) -> bool:
        """Whether the employee of the agreement acts, and not somebody who was asked a further question."""
        return self.role == Role.EMPLOYEE and not self.asked_of

    @property
    def is_waiting(self) -> bool:
        return self.opened_at is not None and self.closed_at is None
