"""Which letter goes to whom when a role is granted or ended. Never to the actor."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from eligibility.contact import contact_at
from eligibility.models import Employee, RoleAssignment
from eligibility.selectors import holders
from telework import clock, outbox
from telework.models import User
from telework.roles import ROLES, Role


def role_granted(assignment: RoleAssignment, actor: User, now: datetime) -> None:
    """To the person, and to the executive director of the bureau in which the role works."""
    context = {"definition": ROLES[Role(assignment.role)]}
    _send("role_granted", assignment, f"role:{assignment.pk}:granted", actor, now, context)


def role_ended(
    assignment: RoleAssignment, *, pk: int, reason: str, taken_back: bool, actor: User, now: datetime
) -> None:
    """To the same people; `pk` is the assignment's, which is gone where the role was taken back."""
    event = f"role:{pk}:taken-back" if taken_back else f"role:{pk}:ended:{assignment.ends_on}"
    _send("role_ended", assignment, event, actor, now, {"reason": reason, "taken_back": taken_back})


def _send(
    letter: str,
    assignment: RoleAssignment,
    event: str,
    actor: User,
    now: datetime,
    context: Mapping[str, Any],
) -> None:
    own_end = reverse("role_end", args=[assignment.pk]) if assignment.pk is not None else ""
    for person in _readers(assignment, actor, now):
        is_holder = person.pk == assignment.employee_id
        outbox.queue(
            key=f"{event}:{person.pk}",
            to=person.email,
            template=letter,
            context={
                "reader": person,
                "is_holder": is_holder,
                "assignment": assignment,
                "actor_name": actor.get_full_name() or actor.get_username(),
                "actor_mail": actor.email,
                "end_link": settings.SITE_URL + own_end,
                "coordinator_contact": contact_at(person.bureau, clock.date_of(now)),
                "list_link": settings.SITE_URL + reverse("roles"),
                **context,
            },
            now=now,
        )


def _readers(assignment: RoleAssignment, actor: User, now: datetime) -> Iterable[Employee]:
    bureau = assignment.own_bureau
    people = [assignment.employee]
    if bureau is not None:
        people += holders(Role.EXECUTIVE_DIRECTOR, bureau=bureau.pk, today=clock.date_of(now))
    told = [person.pk for person in people if person.user_id != actor.pk]
    return Employee.objects.with_bureau().filter(pk__in=told)
