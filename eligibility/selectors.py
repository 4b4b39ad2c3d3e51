"""Who holds which role, who may see that, and people found by name."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from eligibility.models import Employee, RoleAssignment
from eligibility.models.organization import RoleAssignmentQuerySet
from eligibility.models.people import EmployeeQuerySet
from eligibility.permissions import bureaus_where, employee_of, has_role
from telework.models import User
from telework.roles import Role

DIRECTOR = frozenset({Role.EXECUTIVE_DIRECTOR})


def roles_visible_to(user: User | AnonymousUser, today: date) -> RoleAssignmentQuerySet:
    """Every role to the administrator, else one's own; to an executive director also those of the bureau."""
    person = employee_of(user)
    if person is None or person.is_separated(today):
        return RoleAssignment.objects.none()
    if has_role(user, Role.ADMINISTRATOR, today):
        return RoleAssignment.objects.all()
    bureaus = bureaus_where(user, DIRECTOR, today)
    return RoleAssignment.objects.filter(
        Q(employee=person) | Q(bureau__in=bureaus) | Q(post__bureau__in=bureaus)
    )


def holders(role: Role, *, today: date, bureau: int | None = None, post: int | None = None) -> list[Employee]:
    """The people who hold a role for a bureau, for a post, or for the Department; not those who have left."""
    rows = (
        RoleAssignment.objects.in_force(today)
        .by_serving(today)
        .filter(role=role, bureau=bureau, post=post)
        .select_related("employee")
        .order_by("starts_on", "pk")
    )
    return [row.employee for row in rows]


def people_matching(words: str, today: date) -> EmployeeQuerySet:
    """People who serve: every word must be in the name, or be the employee number."""
    people = Employee.objects.serving(today).with_bureau()
    for word in words.split():
        people = people.filter(
            Q(given_name__icontains=word) | Q(family_name__icontains=word) | Q(number__iexact=word)
        )
    return people
