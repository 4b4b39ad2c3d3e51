"""Reviews and suspensions of a live agreement (2362.1(e), 2362.2(a))."""

from datetime import date

from django.db import models
from django.db.models import Q

from agreements.models.agreement import Agreement
from agreements.policy import intake, interim, pause, post_status, trial, yearly
from agreements.states import WAITING_TO_END
from eligibility.models import Employee, PersonnelChange

# What the agreement itself asks for, no fact that changed.
OWN_CAUSES = {
    trial.CAUSE: trial.CAUSE_LABEL,
    intake.CAUSE: intake.CAUSE_LABEL,
    yearly.CAUSE: yearly.CAUSE_LABEL,
}


def label_of(cause: str) -> str:
    """What opened a review, in words: a matter of the personnel record, or of the agreement itself."""
    return OWN_CAUSES.get(cause) or str(PersonnelChange.Matter(cause).label)


class ReviewQuerySet(models.QuerySet["Review"]):
    """Reviews by whether they wait for an answer."""

    def open(self) -> "ReviewQuerySet":
        return self.filter(decided_at__isnull=True, lapsed_at__isnull=True)

    def unsigned(self) -> "ReviewQuerySet":
        """Yearly reviews of live agreements that the employee has still to sign."""
        waits = Q(decided_at__isnull=True) | Q(outcome=Review.Outcome.CONTINUES)
        return self.filter(
            waits,
            cause=yearly.CAUSE,
            lapsed_at__isnull=True,
            employee_signed_at__isnull=True,
            agreement__state__in=sorted(WAITING_TO_END),
        )

    def unfinished(self) -> "ReviewQuerySet":
        """What somebody still has to answer or to sign."""
        return self.filter(Q(pk__in=self.open().values("pk")) | Q(pk__in=self.unsigned().values("pk")))

    def missed(self, today: date) -> "ReviewQuerySet":
        """Yearly reviews, of those that are unfinished, 30 days and more past their day."""
        return self.filter(cause=yearly.CAUSE, due_on__lte=today - yearly.MISSED_AFTER)


class Review(models.Model):
    """A look at a live agreement that ends in a decision either way."""

    class Outcome(models.TextChoices):
        CONTINUES = "continues", "The agreement goes on"
        NOTICE = "notice", "Notice of cancellation was given"
        ENDS = "ends", "The trial ends on its day"
        TERMS = "terms", "New terms took effect"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="reviews")
    cause = models.CharField(max_length=20)
    details = models.CharField(max_length=500)
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    statement = models.TextField(blank=True)
    decided_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    # The agreement ended while the review was open: nothing was left to decide.
    lapsed_at = models.DateTimeField(null=True)
    # Of a yearly review: both sides sign, in either order.
    employee_signed_at = models.DateTimeField(null=True)
    # The day of its next reminder, and when it was told that the review is missed.
    remind_on = models.DateField(null=True)
    missed_told_at = models.DateTimeField(null=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["decided_at", "due_on"]),
            models.Index(fields=["remind_on"], condition=Q(remind_on__isnull=False), name="review_remind_on"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "cause"],
                condition=Q(decided_at__isnull=True, lapsed_at__isnull=True),
                name="one_open_review_a_cause",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_by__isnull=True, decided_at__isnull=True)
                | (
                    Q(outcome__in=["continues", "notice", "ends", "terms"], decided_by__isnull=False)
                    & Q(decided_at__isnull=False)
                    & ~Q(statement="")
                ),
                name="review_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cause} review of {self.agreement_id}"

    @property
    def is_open(self) -> bool:
        return self.decided_at is None and self.lapsed_at is None

    @property
    def cause_label(self) -> str:
        return label_of(self.cause)

    @property
    def is_of_agreement(self) -> bool:
        """True where no fact of the personnel record changed."""
        return self.cause in OWN_CAUSES

    @property
    def is_of_trial(self) -> bool:
        return self.cause == trial.CAUSE

    @property
    def is_yearly(self) -> bool:
        return self.cause == yearly.CAUSE

    @property
    def waits_for_employee(self) -> bool:
        """True while the employee's signature is asked for and missing."""
        is_asked = self.is_open or (self.decided_at is not None and self.outcome == self.Outcome.CONTINUES)
        return self.is_yearly and is_asked and self.employee_signed_at is None


class Suspension(models.Model):
    """Why an agreement does not hold for a time: who, why, and what is decided by when."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="suspensions")
    cause = models.CharField(max_length=40)
    citation = models.CharField(max_length=40)
    reason = models.TextField()
    starts_at = models.DateTimeField()
    suspended_by = models.CharField(max_length=200)
    # Management's own suspension: its last day, and by when it is decided what comes after.
    until_on = models.DateField(null=True)
    decision_due_on = models.DateField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_because = models.TextField(blank=True)

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(lifted_at__isnull=True), name="one_suspension_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="suspension_has_reason"),
        ]

    def __str__(self) -> str:
        return f"suspension of {self.agreement_id}"

    @property
    def is_interim(self) -> bool:
        """True where another arrangement stands in (2362.5(2))."""
        return self.cause == interim.CAUSE

    @property
    def is_of_post(self) -> bool:
        """True where the status of the post or country suspends (2368.3(b)(5))."""
        return self.cause == post_status.CAUSE

    @property
    def is_by_management(self) -> bool:
        return self.cause.startswith(pause.CAUSE)
