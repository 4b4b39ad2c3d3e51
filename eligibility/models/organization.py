"""Where people work, and who holds which role there."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from telework.roles import ROLES, Role, Scope


class Bureau(models.Model):
    """A bureau or office of the Department with its own executive director and coordinator."""

    class Kind(models.TextChoices):
        REGIONAL = "regional", "Regional bureau"
        FUNCTIONAL = "functional", "Functional bureau"
        OFFICE = "office", "Office"

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=Kind)
    telework_mailbox = models.EmailField(blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["regional", "functional", "office"]), name="bureau_kind_known"
            ),
            models.CheckConstraint(condition=~Q(code=""), name="bureau_has_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code}, {self.name}"


class Post(models.Model):
    """An embassy, consulate or mission abroad."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    # ISO 3166-1 alpha-2.
    country = models.CharField(max_length=2)
    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="posts")
    # A name of the IANA time zone database.
    time_zone = models.CharField(max_length=40)

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(code=""), name="post_has_code")]

    def __str__(self) -> str:
        return self.name


GRANTED_ROLES = tuple(role for role in Role if role not in {Role.EMPLOYEE, Role.SUPERVISOR})
GRANTED_ROLE_CHOICES = [(role.value, ROLES[role].title) for role in GRANTED_ROLES]


def _roles_of(scope: Scope) -> list[str]:
    return [role.value for role in GRANTED_ROLES if ROLES[role].scope == scope]


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    """Who holds which role on a day."""

    def in_force(self, today: date) -> "RoleAssignmentQuerySet":
        """Assignments that have begun and not ended; `ends_on` is the last day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), starts_on__lte=today)

    def ended(self, today: date) -> "RoleAssignmentQuerySet":
        return self.filter(ends_on__lt=today)

    def not_ended(self, today: date) -> "RoleAssignmentQuerySet":
        """In force, or still to begin."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))

    def by_serving(self, today: date) -> "RoleAssignmentQuerySet":
        """Held by people who have not left: whoever has left holds no role."""
        return self.filter(Q(employee__separated_on__isnull=True) | Q(employee__separated_on__gte=today))


class RoleAssignment(models.Model):
    """One role of `telework.roles`, held by one person for a time, within its scope."""

    employee = models.ForeignKey("eligibility.Employee", on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(
        max_length=40, choices=[(role.value, ROLES[role].title) for role in GRANTED_ROLES]
    )
    bureau = models.ForeignKey(
        Bureau, on_delete=models.PROTECT, null=True, blank=True, related_name="role_assignments"
    )
    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="role_assignments"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    granted_by = models.CharField(max_length=120)
    # Who ended it in the application; an extract that still lists it does not open it again.
    ended_by = models.CharField(max_length=200, blank=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["role", "employee_id", "starts_on"]
        indexes = [models.Index(fields=["role", "bureau"]), models.Index(fields=["role", "post"])]
        constraints = [
            models.UniqueConstraint(
                "employee",
                "role",
                Coalesce("bureau", 0),
                Coalesce("post", 0),
                "starts_on",
                name="one_assignment_per_start",
            ),
            models.CheckConstraint(
                condition=Q(role__in=_roles_of(Scope.BUREAU), bureau__isnull=False, post__isnull=True)
                | Q(role__in=_roles_of(Scope.POST), bureau__isnull=True, post__isnull=False)
                | Q(role__in=_roles_of(Scope.DEPARTMENT), bureau__isnull=True, post__isnull=True),
                name="role_known_and_within_its_scope",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="role_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.employee_id}"

    @property
    def title(self) -> str:
        return ROLES[Role(self.role)].title

    @property
    def place(self) -> str:
        """How far the role reaches, in words: a bureau, a post, or the whole Department."""
        if self.bureau is not None:
            return self.bureau.name
        return self.post.name if self.post is not None else "the whole Department"

    @property
    def own_bureau(self) -> Bureau | None:
        """The bureau in which the role works; None for a role for the whole Department."""
        return self.post.bureau if self.post is not None else self.bureau
