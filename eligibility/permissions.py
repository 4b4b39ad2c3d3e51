"""Who somebody is, and which roles they hold: the ground of every permission."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from eligibility.models import Employee, RoleAssignment
from telework import clock
from telework.access import SIGN_IN_FIRST, Access, AccessRule
from telework.models import User
from telework.roles import ROLES, Role

NO_EMPLOYEE_RECORD = (
    "Your sign-in is not connected to an employee record. Ask your bureau telework coordinator to have HR "
    "connect it."
)


@dataclass(frozen=True)
class Held:
    """One role that somebody holds on a day, and how far it reaches."""

    role: Role
    bureau: int | None
    post: int | None


def employee_of(user: User | AnonymousUser) -> Employee | None:
    """The employee record behind a sign-in, with bureau and supervisor; None for accounts without one."""
    if not isinstance(user, User):
        return None
    if not hasattr(user, "_employee_record"):
        record = Employee.objects.with_bureau().filter(user=user).first()
        user._employee_record = record  # type: ignore[attr-defined]
    return user._employee_record  # type: ignore[attr-defined]


def roles_of(user: User | AnonymousUser, today: date) -> frozenset[Held]:
    """Every role that `user` holds on `today`; a person who has left holds none."""
    employee = employee_of(user)
    if employee is None or employee.is_separated(today):
        return frozenset()
    cache: dict[date, frozenset[Held]] = cached_for(user, "_held_roles")
    if today not in cache:
        rows = RoleAssignment.objects.in_force(today).filter(employee=employee)
        cache[today] = frozenset(Held(Role(r.role), r.bureau_id, r.post_id) for r in rows)
    return cache[today]


def cached_for(user: User | AnonymousUser, name: str) -> dict[date, Any]:
    """What was read about `user` by day, kept as long as this object: for one page."""
    if not hasattr(user, name):
        setattr(user, name, {})
    kept: dict[date, Any] = getattr(user, name)
    return kept


def bureaus_where(user: User | AnonymousUser, roles: frozenset[Role], today: date) -> frozenset[int]:
    """The bureaus for which `user` holds one of `roles`."""
    return frozenset(
        held.bureau for held in roles_of(user, today) if held.role in roles and held.bureau is not None
    )


def has_role(user: User | AnonymousUser, role: Role, today: date) -> bool:
    return any(held.role == role for held in roles_of(user, today))


def grantable_roles(user: User | AnonymousUser, today: date) -> tuple[Role, ...]:
    """The roles that `user` may grant: those that name one of their roles in `granted_by`."""
    held = {held.role for held in roles_of(user, today)}
    return tuple(role for role, definition in ROLES.items() if definition.granted_by in held)


def may_grant(user: User | AnonymousUser, role: Role, bureau: int | None, today: date) -> Access:
    """Whoever the role table names; an executive director in their own bureau only.

    Without `bureau` the answer is whether they may grant the role somewhere.
    """
    grantor = ROLES[role].granted_by
    title = ROLES[role].title
    if grantor is None:
        return Access.no(f"Nobody grants the role “{title}”: it follows from HR data.")
    reach = {held.bureau for held in roles_of(user, today) if held.role == grantor}
    if not reach:
        return Access.no(f"The role “{title}” is granted and ended by the {ROLES[grantor].title.lower()}.")
    if bureau is None or None in reach or bureau in reach:
        return Access.yes()
    return Access.no(f"The role “{title}” is granted and ended by the executive director of that bureau.")


def may_grant_to(user: User | AnonymousUser, person: Employee) -> Access:
    """Nobody grants themselves a role (separation of duties)."""
    actor = employee_of(user)
    if actor is None:
        return Access.no(NO_EMPLOYEE_RECORD)
    if actor.pk == person.pk:
        return Access.no("Nobody grants themselves a role. Ask somebody else who may grant it.")
    return Access.yes()


def may_end(user: User | AnonymousUser, assignment: RoleAssignment, today: date) -> Access:
    """Whoever holds the role, and whoever may grant it."""
    actor = employee_of(user)
    if actor is None or actor.is_separated(today):
        return Access.no(NO_EMPLOYEE_RECORD)
    if actor.pk == assignment.employee_id:
        return Access.yes()
    return may_grant(user, Role(assignment.role), assignment.bureau_id, today)


def may_determine(user: User, person: Employee, today: date) -> Access:
    """People about themselves, when they ask for telework; the system about everybody."""
    actor = employee_of(user)
    is_own = actor is not None and actor.pk == person.pk and not actor.is_separated(today)
    if user.is_system or is_own:
        return Access.yes()
    return Access.no("An eligibility determination is made when a person asks for telework, by the system.")


def employee_only(request: HttpRequest) -> Access:
    """Open to whoever has an employee record and has not left."""
    if not request.user.is_authenticated:
        return Access.no(SIGN_IN_FIRST)
    employee = employee_of(request.user)
    if employee is None or employee.is_separated(clock.today()):
        return Access.no(NO_EMPLOYEE_RECORD)
    return Access.yes()


def holds(*roles: Role) -> AccessRule:
    """Open to whoever holds one of `roles` today."""
    titles = " or ".join(ROLES[role].title.lower() for role in roles)

    def check(request: HttpRequest) -> Access:
        if not request.user.is_authenticated:
            return Access.no(SIGN_IN_FIRST)
        if any(has_role(request.user, role, clock.today()) for role in roles):
            return Access.yes()
        return Access.no(
            f"This page is for the {titles}. If that is you, ask your administrator for the role."
        )

    return check
