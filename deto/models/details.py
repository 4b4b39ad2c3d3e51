"""What only a request to telework overseas asks: one row beside one version of the terms."""

from django.db import models
from django.db.models import Q

from agreements.models import Agreement, Attachment, TermsVersion
from eligibility.models import Post


class DetoDetails(models.Model):
    """Sponsor, duties, work, station, costs and coverage, as the employee states them (2368.2 to 2368.12).

    None and "" mean: not answered yet. Nothing medical is here beyond cleared or not, its date and reference.
    """

    class Relation(models.TextChoices):
        SPOUSE = "spouse", "My spouse"
        PARTNER = "partner", "My domestic partner"

    class Classified(models.TextChoices):
        """How often the duties need access to classified material (2368.3(b)(3))."""

        NONE = "none", "Never, not even rarely"
        RARELY = "rarely", "Less than every month"
        MONTHLY = "monthly", "Every month or more often"

    class Station(models.TextChoices):
        """Where the work is done (2368.11)."""

        HOME = "home", "At home"
        MISSION = "mission", "In office space of the mission"

    terms = models.OneToOneField(TermsVersion, on_delete=models.CASCADE, related_name="deto")
    # Sponsor and post.
    is_sponsored = models.BooleanField(null=True)
    relation = models.CharField(max_length=10, choices=Relation, blank=True)
    sponsor_agency = models.CharField(max_length=120, blank=True)
    orders_reference = models.CharField(max_length=120, blank=True)
    assignment_ends_on = models.DateField(null=True)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    arrives_on = models.DateField(null=True)
    # A limited noncareer or hard-to-fill arrangement, or a detail (2368.2).
    is_excluded_arrangement = models.BooleanField(null=True)
    # Duties.
    has_country_duties = models.BooleanField(null=True)
    country_duties = models.TextField(blank=True)
    classified = models.CharField(max_length=10, choices=Classified, blank=True)
    security_reference = models.CharField(max_length=120, blank=True)
    security_funding = models.TextField(blank=True)
    # Section 4: work requirements.
    work_requirements = models.TextField(blank=True)
    midyear_on = models.DateField(null=True)
    appraisal_on = models.DateField(null=True)
    # Section 8: work station.
    station = models.CharField(max_length=10, choices=Station, blank=True)
    station_equipment = models.TextField(blank=True)
    station_funding = models.TextField(blank=True)
    station_phone = models.CharField(max_length=200, blank=True)
    station_fax = models.CharField(max_length=200, blank=True)
    station_copier = models.CharField(max_length=200, blank=True)
    host_agreement = models.TextField(blank=True)
    closure_site = models.TextField(blank=True)
    # Costs.
    has_icass_costs = models.BooleanField(null=True)
    icass_costs = models.CharField(max_length=200, blank=True)
    icass_source = models.CharField(max_length=200, blank=True)
    # Health coverage.
    in_medical_program = models.BooleanField(null=True)
    is_medically_cleared = models.BooleanField(null=True)
    medically_cleared_on = models.DateField(null=True)
    medical_reference = models.CharField(max_length=120, blank=True)
    agency_funds_evacuation = models.BooleanField(null=True)
    insurance_reference = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return f"overseas, {self.terms}"


class Paper(models.Model):
    """A file that the regulation names, among the case's attachments; a newer one replaces it."""

    class Code(models.TextChoices):
        WORK_REQUIREMENTS = "work_requirements", "Work requirements (Section 4)"
        DS7644 = "ds7644", "Form DS-7644, completed"
        ORDERS = "orders", "Government orders of the spouse or partner"
        STATION = "station", "Addendum on office space (Section 8)"
        INSURANCE = "insurance", "Proof of evacuation insurance"
        SECURITY = "security", "Confirmation of the regional security officer"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="deto_papers")
    code = models.CharField(max_length=20, choices=Code)
    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "code"],
                condition=Q(replaced_at__isnull=True),
                name="one_paper_of_a_code",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()}, {self.agreement_id}"
