"""Where telework is done: sites, their safety checklists, and what is used there."""

from typing import Any

from django.db import models

from agreements.models.terms import TermsVersion


class Worksite(models.Model):
    """One alternate work site of a terms version; telework counts only at these."""

    class Kind(models.TextChoices):
        HOME = "home", "My home"
        TELECENTER = "telecenter", "A telecenter"
        OTHER = "other", "Another place"

    terms = models.ForeignKey(TermsVersion, on_delete=models.CASCADE, related_name="worksites")
    ordinal = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=120, blank=True)
    street = models.CharField(max_length=200)
    city = models.CharField(max_length=100)
    region = models.CharField(max_length=60)
    postal_code = models.CharField(max_length=20)
    country = models.CharField(max_length=2, default="US")
    work_area = models.TextField()

    class Meta:
        ordering = ["terms", "ordinal"]
        constraints = [models.UniqueConstraint(fields=["terms", "ordinal"], name="one_site_an_ordinal")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.city}"

    @property
    def address(self) -> str:
        parts = (self.street, self.city, f"{self.region} {self.postal_code}".strip(), self.country)
        return ", ".join(part for part in parts if part)

    @property
    def has_checklist(self) -> bool:
        return hasattr(self, "checklist")


class SafetyChecklist(models.Model):
    """The employee's own certification of one address, in the manner of DS-1963 (2362.1(k), 2367(b))."""

    worksite = models.OneToOneField(Worksite, on_delete=models.CASCADE, related_name="checklist")
    # By question code: {"answer": "yes", "no" or "not_applicable", "remedy": str, "remedy_on": ISO date}
    answers: "models.JSONField[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]" = models.JSONField(
        default=dict
    )
    address = models.CharField(max_length=500)
    certified_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"DS-1963 for {self.address}"

    @property
    def is_stale(self) -> bool:
        """True when the site's address is no longer the one that was certified."""
        return self.address != self.worksite.address


class EquipmentItem(models.Model):
    """One thing used at the site, and whose it is (2366.3)."""

    class Owner(models.TextChoices):
        GOVERNMENT = "government", "The Government's"
        EMPLOYEE = "employee", "My own"

    terms = models.ForeignKey(TermsVersion, on_delete=models.CASCADE, related_name="equipment")
    name = models.CharField(max_length=120)
    owner = models.CharField(max_length=20, choices=Owner)
    serial_number = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["terms", "pk"]

    def __str__(self) -> str:
        return self.name
