"""Facts about people that were entered here by whoever keeps them, over what the HR extract says."""

from django.db import models
from django.db.models import F, Q

from eligibility.models.exception import Dated, DatedQuerySet, FactDispute
from eligibility.models.people import Employee, Position
from eligibility.policy import fam_2018
from eligibility.policy.entered import ENTERABLE, shown_value


class EnteredFact(Dated, models.Model):
    """One fact of one person, dated, with who entered it; it counts until it ends (2362.2(c))."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="entered_facts")
    # The field of the facts that the rules look at (eligibility.facts).
    fact = models.CharField(max_length=40)
    value = models.JSONField()
    # What the extract said then: an extract that still says it brings nothing new.
    extract_said = models.JSONField(null=True)
    statement = models.TextField()
    # Of a fact of the position: it holds while the person is in that one.
    position = models.ForeignKey(Position, on_delete=models.PROTECT, null=True, related_name="+")
    # What the person said was wrong, where this corrects it.
    dispute = models.OneToOneField(
        FactDispute, on_delete=models.PROTECT, null=True, related_name="correction"
    )
    entered_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    starts_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True)
    # None where it ended by itself.
    ended_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")
    ended_because = models.TextField(blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["-entered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "fact"],
                condition=Q(ended_at__isnull=True),
                name="one_open_entry_a_fact",
            ),
            models.CheckConstraint(condition=~Q(statement=""), name="entered_fact_has_statement"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("starts_on")),
                name="entered_fact_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_because="")
                | (Q(ended_at__isnull=False) & ~Q(ended_because="")),
                name="entered_fact_ended_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fact} of {self.employee_id}"

    @property
    def label(self) -> str:
        """The fact as pages name it."""
        return ENTERABLE[self.fact].label

    @property
    def shown(self) -> str:
        """The value as pages show it."""
        return shown_value(ENTERABLE[self.fact], self.value, fam_2018.RATINGS)
