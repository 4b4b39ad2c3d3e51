"""The shared cast, with an administrator, a second one to be, and a post of the first bureau."""

from dataclasses import dataclass
from typing import Any

from eligibility.models import Employee, Post, RoleAssignment
from eligibility.services.roles import end_role, grant_role
from telework.models import User
from telework.roles import Role
from tests.cast import NOW, TODAY, Cast, grant, make_cast, person
from tests.stories import told_once

REASON = "Changes office."


@dataclass
class Offices:
    """Who deals with roles: Adam administers; Edith directs the bureau OES, Cora coordinates it."""

    cast: Cast
    administrator: Employee
    post: Post

    def user(self, name: str) -> User:
        """The login of somebody of the cast, with nothing remembered from an earlier question."""
        who = self.administrator if name == "administrator" else getattr(self.cast, name)
        return User.objects.get(pk=who.user_id)

    def grant(self, by: str, to: Employee, role: Role, **values: Any) -> RoleAssignment:
        return grant_role(
            actor=self.user(by),
            now=NOW,
            employee=to,
            role=role,
            starts_on=values.pop("starts_on", TODAY),
            **values,
        )

    def end(self, by: str, assignment: RoleAssignment, **values: Any) -> RoleAssignment:
        return end_role(
            actor=self.user(by),
            now=NOW,
            assignment=assignment,
            ends_on=values.pop("ends_on", TODAY),
            reason=values.pop("reason", REASON),
        )

    def held(self, role: Role) -> RoleAssignment:
        return RoleAssignment.objects.filter(role=role).earliest("pk")


@told_once
def make_offices() -> Offices:
    cast = make_cast()
    administrator = person("Adam", "Administrator", cast.other_bureau)
    grant(administrator, Role.ADMINISTRATOR)
    post = Post.objects.create(
        code="OSLO", name="Oslo", country="NO", bureau=cast.bureau, time_zone="Europe/Oslo"
    )
    return Offices(cast, administrator, post)
