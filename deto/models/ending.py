"""What moves or marks the stay: arrival and departure, amended orders, the chief of mission's word."""

from django.db import models
from django.db.models import Q

from agreements.models import Agreement
from eligibility.models import Employee


class Stay(models.Model):
    """When somebody really arrived at post and left it, as the post records it (2368.8(a))."""

    agreement = models.OneToOneField(Agreement, on_delete=models.PROTECT, related_name="deto_stay")
    arrived_on = models.DateField(null=True)
    left_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"stay, {self.agreement_id}"


class OrdersAmendment(models.Model):
    """The sponsor's orders were amended: the assignment ends on another day (2368.6(a))."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="deto_amendments")
    assignment_ends_on = models.DateField()
    orders_reference = models.CharField(max_length=120)
    recorded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-recorded_at", "-pk"]

    def __str__(self) -> str:
        return f"orders until {self.assignment_ends_on}, {self.agreement_id}"


class Withdrawal(models.Model):
    """The chief of mission withdraws the approval: the last day, without notice (2368.6(d))."""

    agreement = models.OneToOneField(Agreement, on_delete=models.PROTECT, related_name="deto_withdrawal")
    last_day = models.DateField()
    reference = models.CharField(max_length=120)
    recorded_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reference=""), name="withdrawal_has_reference")]

    def __str__(self) -> str:
        return f"withdrawn, {self.agreement_id}"
