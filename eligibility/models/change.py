"""Changes of facts that matter to live agreements, written down when they arrive (2362.1(e))."""

from django.db import models

from eligibility.models.people import Employee


class PersonnelChange(models.Model):
    """One fact of one person that changed: what it was, what it is, and as of which day."""

    class Matter(models.TextChoices):
        RATING = "rating", "Rating of record"
        DISCIPLINE = "discipline", "Official discipline"
        LEAVE_RESTRICTION = "leave_restriction", "Leave restriction"
        CLOSE_SUPERVISION = "close_supervision", "Close supervision"
        POSITION = "position", "Position or its duties"
        PROMOTION = "promotion", "Grade"
        SUPERVISOR = "supervisor", "Supervisor"
        BUREAU = "bureau", "Bureau"
        SEPARATION = "separation", "Separation"
        DESIGNATION = "designation", "Designation by management"
        EXCEPTION = "exception", "Exception by management"
        ABSENCE_BURDEN = "absence_burden", "Absence that burdens the office"

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="changes")
    matter = models.CharField(max_length=20, choices=Matter)
    old = models.CharField(max_length=250, blank=True)
    new = models.CharField(max_length=250, blank=True)
    as_of = models.DateField()
    recorded_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["recorded_at", "pk"]
        indexes = [models.Index(fields=["handled_at"])]

    def __str__(self) -> str:
        return f"{self.matter} of {self.employee_id}"
