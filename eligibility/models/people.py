"""Positions and the people in them, as the HR extract gives them."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from eligibility.models.organization import Bureau, Post


class Position(models.Model):
    """A position of record: what it is, where it sits, and what its duties ask for."""

    class Service(models.TextChoices):
        CIVIL = "civil", "Civil Service"
        FOREIGN = "foreign", "Foreign Service"

    class ClassifiedHandling(models.TextChoices):
        """How often the duties need direct handling of classified material (2362.2(c)(1)(a))."""

        NEVER = "never", "Never"
        OCCASIONAL = "occasional", "Now and then"
        MONTHLY = "monthly", "At least every month"
        DAILY = "daily", "Every work day"

    class OnsiteActivity(models.TextChoices):
        """How often the duties need activity on site (2362.2(c)(1)(b))."""

        NEVER = "never", "Never"
        OCCASIONAL = "occasional", "Now and then"
        DAILY = "daily", "Every work day"

    number = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=120)
    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="positions")
    # A position abroad is at a post; a domestic one has none.
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="positions")
    office_symbol = models.CharField(max_length=30, blank=True)
    service = models.CharField(max_length=8, choices=Service)
    pay_plan = models.CharField(max_length=4, blank=True)
    grade = models.CharField(max_length=4, blank=True)
    occupational_code = models.CharField(max_length=8, blank=True)
    is_supervisory = models.BooleanField(default=False)
    # Code of the bargaining unit; blank where the position is in none.
    bargaining_unit = models.CharField(max_length=20, blank=True)
    # Nine digits, as in block 38 of the SF-50.
    duty_station_code = models.CharField(max_length=9, blank=True)
    duty_station_name = models.CharField(max_length=120, blank=True)
    locality_pay_area = models.CharField(max_length=120, blank=True)
    # Inauguration Day is a holiday only there (5 U.S.C. 6103(c)).
    in_washington_area = models.BooleanField(default=False)
    # Blank: not known.
    classified_handling = models.CharField(max_length=10, choices=ClassifiedHandling, blank=True)
    onsite_activity = models.CharField(max_length=10, choices=OnsiteActivity, blank=True)
    # Can daily on-site activity be handled remotely or at an alternate site? None: not known.
    onsite_activity_portable = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(condition=~Q(number=""), name="position_has_number"),
            models.CheckConstraint(
                condition=Q(service__in=["civil", "foreign"]), name="position_service_known"
            ),
            models.CheckConstraint(
                condition=Q(classified_handling__in=["", "never", "occasional", "monthly", "daily"]),
                name="position_classified_handling_known",
            ),
            models.CheckConstraint(
                condition=Q(onsite_activity__in=["", "never", "occasional", "daily"]),
                name="position_onsite_activity_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class EmployeeQuerySet(models.QuerySet["Employee"]):
    """People, with what the pages about them read."""

    def with_bureau(self) -> "EmployeeQuerySet":
        """Position, bureau, post and supervisor in the same query."""
        return self.select_related("position__bureau", "position__post", "supervisor")

    def serving(self, today: date) -> "EmployeeQuerySet":
        """People who are not separated; `separated_on` is the last day of service."""
        return self.filter(Q(separated_on__isnull=True) | Q(separated_on__gte=today))


class Employee(models.Model):
    """A person in the HR extract; a login comes later, or never."""

    class AppointmentType(models.TextChoices):
        CAREER = "career", "Career"
        CAREER_CONDITIONAL = "career_conditional", "Career-conditional"
        EXCEPTED = "excepted", "Excepted service"
        TERM = "term", "Term"
        LIMITED_NONCAREER = "limited_noncareer", "Limited non-career"
        PERSONAL_SERVICES = "personal_services", "Personal services contractor"
        FAMILY_MEMBER = "family_member", "Family member appointment"
        CONTRACTOR = "contractor", "Contractor"

    number = models.CharField("employee number", max_length=20, unique=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="employee",
    )
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    email = models.EmailField(blank=True)
    work_phone = models.CharField(max_length=30, blank=True)
    position = models.ForeignKey(
        Position, on_delete=models.PROTECT, null=True, blank=True, related_name="employees"
    )
    supervisor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )
    appointment_type = models.CharField(max_length=20, choices=AppointmentType)
    is_part_time = models.BooleanField(default=False)
    # The summary level as HR writes it; blank while there is none yet.
    rating_of_record = models.CharField(max_length=20, blank=True)
    rating_on = models.DateField(null=True, blank=True)
    # None: not known.
    needs_close_supervision = models.BooleanField(null=True, blank=True)
    on_leave_restriction = models.BooleanField(null=True, blank=True)
    leave_restriction_until = models.DateField(null=True, blank=True)
    # The supervisor's finding that absence burdens the office (2362.2(c)(2)(e)), with its statement.
    absence_burden = models.BooleanField(default=False)
    absence_burden_statement = models.TextField(blank=True)
    government_service_since = models.DateField(null=True, blank=True)
    probation_ends_on = models.DateField(null=True, blank=True)
    hired_on = models.DateField()
    # The last day of service.
    separated_on = models.DateField(null=True, blank=True)
    # The date of the extract that these facts came with.
    facts_as_of = models.DateField()

    objects = EmployeeQuerySet.as_manager()

    class Meta:
        ordering = ["family_name", "given_name", "number"]
        indexes = [
            models.Index(fields=["family_name", "given_name", "number"]),
            models.Index(
                fields=["separated_on"], condition=Q(separated_on__isnull=False), name="employee_separated"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(number=""), name="employee_has_number"),
            models.CheckConstraint(
                condition=Q(supervisor__isnull=True) | ~Q(supervisor=F("id")),
                name="employee_not_own_supervisor",
            ),
            models.CheckConstraint(
                condition=Q(
                    appointment_type__in=[
                        "career",
                        "career_conditional",
                        "excepted",
                        "term",
                        "limited_noncareer",
                        "personal_services",
                        "family_member",
                        "contractor",
                    ]
                ),
                name="employee_appointment_type_known",
            ),
            models.CheckConstraint(
                condition=Q(absence_burden=False) | ~Q(absence_burden_statement=""),
                name="absence_burden_has_statement",
            ),
            models.CheckConstraint(
                condition=Q(separated_on__isnull=True) | Q(separated_on__gte=F("hired_on")),
                name="employee_separated_after_hired",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def bureau(self) -> Bureau | None:
        """The bureau of the person's position; None while the person has no position."""
        return self.position.bureau if self.position is not None else None

    @property
    def post(self) -> Post | None:
        """The post that the person's position is at; None for a domestic position."""
        return self.position.post if self.position is not None else None

    def is_separated(self, today: date) -> bool:
        return self.separated_on is not None and self.separated_on < today

    def is_restricted_on_leave(self, today: date) -> bool | None:
        """Whether leave restriction is in force on a day (2362.2(c)(2)(c)); None where HR does not say."""
        if self.on_leave_restriction and self.leave_restriction_until is not None:
            return self.leave_restriction_until >= today
        return self.on_leave_restriction
