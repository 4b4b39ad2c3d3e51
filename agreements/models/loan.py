"""Government equipment that a bureau lends for use at the site, piece by piece (2366.3(a), (b))."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from agreements.models.agreement import Agreement
from agreements.models.worksite import EquipmentItem
from agreements.states import State
from eligibility.models import Employee

LIVE = (State.ACTIVE, State.SUSPENDED)


class LoanQuerySet(models.QuerySet["Loan"]):
    """Loans by what is to be done about them."""

    def standing(self) -> "LoanQuerySet":
        """Asked for or out: neither declined nor back."""
        return self.filter(declined_because="", returned_on__isnull=True)

    def out(self) -> "LoanQuerySet":
        """Confirmed, and not back."""
        return self.standing().filter(decided_by__isnull=False)

    def to_decide(self) -> "LoanQuerySet":
        """Neither confirmed nor declined, of an agreement that stands."""
        return self.filter(decided_by__isnull=True, agreement__state__in=LIVE)

    def open(self) -> "LoanQuerySet":
        """What somebody has still to do something about: what is out, and what is to be decided."""
        undecided = Q(decided_by__isnull=True, agreement__state__in=LIVE)
        return self.standing().filter(Q(decided_by__isnull=False) | undecided)

    def overdue(self, today: date) -> "LoanQuerySet":
        return self.out().filter(due_on__lt=today)


class Loan(models.Model):
    """One piece that the terms list as the Government's: confirmed or declined, due back, back."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="loans")
    listed = models.OneToOneField(EquipmentItem, on_delete=models.PROTECT, related_name="loan")
    item = models.CharField(max_length=120)
    serial_number = models.CharField(max_length=60, blank=True)
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    declined_because = models.TextField(blank=True)
    # Set by the end of the agreement, and by nothing else.
    due_on = models.DateField(null=True)
    overdue_told_at = models.DateTimeField(null=True)
    returned_on = models.DateField(null=True)
    return_recorded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")

    objects = LoanQuerySet.as_manager()

    class Meta:
        ordering = ["agreement", "pk"]
        indexes = [models.Index(fields=["due_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_at__isnull=True, declined_because="")
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="loan_decided_whole",
            ),
            models.CheckConstraint(
                condition=~Q(declined_because="") | Q(decided_by__isnull=True) | ~Q(serial_number=""),
                name="loan_has_serial_number",
            ),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True, return_recorded_by__isnull=True)
                | Q(returned_on__isnull=False, return_recorded_by__isnull=False)
                & Q(decided_by__isnull=False, declined_because=""),
                name="loan_returned_whole",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(decided_by__isnull=False, declined_because=""),
                name="only_what_is_lent_is_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} ({self.serial_number})" if self.serial_number else self.item

    @property
    def is_declined(self) -> bool:
        return bool(self.declined_because)

    @property
    def is_confirmed(self) -> bool:
        return self.decided_by_id is not None and not self.is_declined

    def days_late(self, today: date) -> int:
        """How many days the piece has been due; nothing once it is back."""
        if self.due_on is None or self.returned_on is not None:
            return 0
        return max((today - self.due_on).days, 0)


FIRST_DUE = (F("due_on").asc(nulls_last=True), F("decided_at").asc(nulls_first=True), "pk")
