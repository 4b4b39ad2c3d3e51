"""How giving and ending roles is tried, in the bureau of the cases, at its post, or for the Department."""

from collections.abc import Callable

from eligibility.models import Employee, RoleAssignment
from eligibility.permissions import employee_of
from eligibility.services.roles import end_role, grant_role
from telework.models import User
from telework.roles import Role
from tests.cast import NOW, TODAY
from tests.walks.command_world import NO_LOGIN, World

Call = Callable[[World, User, Role], object]


def grant(world: World, actor: User, role: Role) -> RoleAssignment:
    """To somebody who holds nothing."""
    return grant_to(Employee.objects.get(number=NO_LOGIN), world, actor, role)


def grant_to_themselves(world: World, actor: User, role: Role) -> RoleAssignment:
    """To the actor; to somebody else where the actor is no employee."""
    return grant_to(employee_of(actor) or Employee.objects.get(number=NO_LOGIN), world, actor, role)


def grant_to(person: Employee, world: World, actor: User, role: Role) -> RoleAssignment:
    return grant_role(actor=actor, now=NOW, employee=person, role=role, starts_on=TODAY, **world.place(role))


def end(time: str) -> Call:
    def call(world: World, actor: User, role: Role) -> RoleAssignment:
        assignment = RoleAssignment.objects.get(pk=world.held[role.value, time].pk)
        return end_role(actor=actor, now=NOW, assignment=assignment, ends_on=TODAY, reason="Moves on.")

    return call


# The column of the table, the name of the command, and how it is called.
ROLE_CALLS: dict[str, tuple[str, Call]] = {
    "grant": ("grant_role", grant),
    "themselves": ("grant_role", grant_to_themselves),
    "in force": ("end_role", end("in force")),
    "to come": ("end_role", end("to come")),
    "over": ("end_role", end("over")),
}
