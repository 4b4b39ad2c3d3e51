"""Which role is the office of which step, at whose bureau or post."""

from collections.abc import Iterable

from django.db.models import Q

from agreements.models import ApprovalStep
from eligibility.permissions import Held
from telework.roles import BUREAU_DECIDERS, ROLES, Role, Scope


def steps_of(held: Iterable[Held]) -> Q:
    """The steps of these offices; nobody holds an office without a role for its place."""
    found = Q(pk__in=[])
    for one in held:
        roles = BUREAU_DECIDERS if one.role in BUREAU_DECIDERS else {one.role}
        place = {"bureau": one.bureau} if one.bureau is not None else {}
        place |= {"post": one.post} if one.post is not None else {}
        found |= Q(role__in=roles, **place)
    return found


def is_office_of(step: ApprovalStep, held: Held) -> bool:
    """Whether a role that somebody holds is the step's office, at the step's bureau or post."""
    role = Role(step.role)
    roles = BUREAU_DECIDERS if role in BUREAU_DECIDERS else {role}
    place = {Scope.BUREAU: held.bureau == step.bureau_id, Scope.POST: held.post == step.post_id}
    return held.role in roles and place.get(ROLES[role].scope, True)
