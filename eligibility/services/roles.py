"""The commands that grant and end roles: dated, scoped, by the grantor that the role table names."""

from datetime import date, datetime, timedelta
from typing import NoReturn

from django.db.models import Q
from django.utils import dateformat

from eligibility import letters
from eligibility.models import Bureau, Employee, Post, RoleAssignment
from eligibility.permissions import may_end, may_grant, may_grant_to
from telework import audit, clock
from telework.access import Access
from telework.commands import command
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import User
from telework.roles import ROLES, Role, Scope

CHAIN = "roles"
LONGEST_REASON = 1000
LAST_ADMINISTRATOR = (
    "After that day nobody would be left to grant roles. First grant the role of system administrator to "
    "somebody else who can sign in, without a last day."
)


@command
def grant_role(
    *,
    actor: User,
    now: datetime,
    employee: Employee,
    role: Role,
    starts_on: date,
    ends_on: date | None = None,
    bureau: Bureau | None = None,
    post: Post | None = None,
) -> RoleAssignment:
    """Give `employee` a role from `starts_on` through `ends_on`, or until further notice.

    Raises NotPermitted; PolicyRefused, by field, for a scope that is not the role's, a day that has passed,
    a person who has left, or a role that the person holds in that time already.
    """
    today = clock.date_of(now)
    person = Employee.objects.select_for_update().get(pk=employee.pk)
    _require(may_grant(actor, role, bureau.pk if bureau is not None else None, today))
    _require(may_grant_to(actor, person))
    assignment = RoleAssignment(
        employee=person,
        role=role.value,
        bureau=bureau,
        post=post,
        starts_on=starts_on,
        ends_on=ends_on,
        granted_by=_name(actor)[:120],
    )
    _check_scope(role, bureau, post)
    _check_dates(starts_on, ends_on, today)
    _check_serving(person, starts_on)
    _check_not_held(assignment)
    assignment.save(force_insert=True)
    _record("grant_role", assignment, assignment.pk, actor, now)
    letters.role_granted(assignment, actor, now)
    return assignment


@command
def end_role(
    *, actor: User, now: datetime, assignment: RoleAssignment, ends_on: date, reason: str
) -> RoleAssignment:
    """Let a role end with `ends_on`, its last day; a role that begins only after that day is taken back.

    What is taken back was never held, so its row goes and the audit chain keeps it.
    Raises NotPermitted; WrongState where the role is over already; PolicyRefused, by field, without a reason,
    for a day that has passed or is no earlier than the one set, and for the last administrator.
    """
    today = clock.date_of(now)
    Employee.objects.select_for_update().get(pk=assignment.employee_id)
    held = _locked(assignment)
    _require(may_end(actor, held, today))
    if held.ends_on is not None and held.ends_on < today:
        raise WrongState(f"This role ended on {_in_words(held.ends_on)}.")
    _check_end(held, ends_on, reason, today)
    pk, taken_back = held.pk, ends_on < held.starts_on
    if taken_back:
        held.delete()
    else:
        held.ends_on, held.ended_by = ends_on, _name(actor)
        held.save(update_fields=["ends_on", "ended_by"])
    action = "take_back_role" if taken_back else "end_role"
    _record(action, held, pk, actor, now, reason=reason.strip())
    letters.role_ended(held, pk=pk, reason=reason.strip(), taken_back=taken_back, actor=actor, now=now)
    return held


def _require(access: Access) -> None:
    if not access:
        raise NotPermitted(access.reason)


def _refuse(field: str, reason: str) -> NoReturn:
    raise PolicyRefused(reason, fields={field: reason})


def _check_scope(role: Role, bureau: Bureau | None, post: Post | None) -> None:
    scope, title = ROLES[role].scope, ROLES[role].title
    for field, wanted, given in (("bureau", Scope.BUREAU, bureau), ("post", Scope.POST, post)):
        if scope == wanted and given is None:
            _refuse(field, f"Choose the {field}: the role “{title}” is held for one {field}.")
        if scope != wanted and given is not None:
            _refuse(field, f"Choose no {field}: the role “{title}” is not held for one {field}.")


def _check_dates(starts_on: date, ends_on: date | None, today: date) -> None:
    if starts_on < today:
        _refuse("starts_on", f"A role is never backdated: the first day can be {_in_words(today)} or later.")
    if ends_on is not None and ends_on < starts_on:
        _refuse("ends_on", "The last day cannot come before the first day.")


def _check_serving(person: Employee, starts_on: date) -> None:
    if person.separated_on is not None and person.is_separated(starts_on):
        _refuse(
            "employee",
            f"{person.full_name} cannot hold a role from that day: the last day of service is "
            f"{_in_words(person.separated_on)}.",
        )


def _check_not_held(wanted: RoleAssignment) -> None:
    """No two assignments of the same role, in the same place, to the same person at one time."""
    before_its_end = Q(starts_on__lte=wanted.ends_on) if wanted.ends_on is not None else Q()
    held = (
        RoleAssignment.objects.filter(
            before_its_end, employee=wanted.employee, role=wanted.role, bureau=wanted.bureau, post=wanted.post
        )
        .not_ended(wanted.starts_on)
        .order_by("starts_on")
        .first()
    )
    if held is None:
        return
    until = f"through {_in_words(held.ends_on)}" if held.ends_on is not None else "until further notice"
    _refuse(
        "employee",
        f"{wanted.employee.full_name} holds this role already, from {_in_words(held.starts_on)} {until}.",
    )


def _locked(assignment: RoleAssignment) -> RoleAssignment:
    """`assignment`, read again under lock; of administrators all are locked, so that two cannot both go."""
    rows = RoleAssignment.objects.select_for_update().order_by("pk")
    same = Q(role=Role.ADMINISTRATOR) if assignment.role == Role.ADMINISTRATOR else Q(pk=assignment.pk)
    found = {row.pk: row for row in rows.filter(same)}.get(assignment.pk)
    if found is None:
        raise WrongState("This role was taken back before it began.")
    return found


def _check_end(held: RoleAssignment, ends_on: date, reason: str, today: date) -> None:
    if not reason.strip():
        _refuse("reason", "Say why the role ends; the person reads it.")
    if len(reason) > LONGEST_REASON:
        _refuse("reason", f"The reason can have at most {LONGEST_REASON} characters.")
    if ends_on < today:
        _refuse("ends_on", f"A role never ends in the past: the last day can be {_in_words(today)} or later.")
    if held.ends_on is not None and ends_on >= held.ends_on:
        _refuse(
            "ends_on",
            f"This role already ends on {_in_words(held.ends_on)}. Choose an earlier last day; to let it go "
            "on longer, have it granted again from the day after.",
        )
    if held.role == Role.ADMINISTRATOR and not _is_administered_without(held, ends_on):
        raise PolicyRefused(LAST_ADMINISTRATOR)


def _is_administered_without(held: RoleAssignment, last_day: date) -> bool:
    """Whether somebody else who can sign in stays administrator, without a last day and without a gap."""
    return (
        RoleAssignment.objects.filter(
            role=Role.ADMINISTRATOR,
            starts_on__lte=last_day + timedelta(days=1),
            ends_on__isnull=True,
            employee__separated_on__isnull=True,
            employee__user__is_active=True,
        )
        .exclude(employee=held.employee_id)
        .exists()
    )


def _record(
    action: str, assignment: RoleAssignment, pk: int, actor: User, now: datetime, **more: str
) -> None:
    audit.record(
        chain=CHAIN,
        action=action,
        actor=actor,
        now=now,
        subject=f"role:{pk}",
        payload={
            "employee": assignment.employee.number,
            "role": assignment.role,
            "bureau": assignment.bureau.code if assignment.bureau is not None else None,
            "post": assignment.post.code if assignment.post is not None else None,
            "starts_on": assignment.starts_on.isoformat(),
            "ends_on": assignment.ends_on.isoformat() if assignment.ends_on is not None else None,
            **more,
        },
    )


def _name(actor: User) -> str:
    return actor.get_full_name() or actor.get_username()


def _in_words(day: date) -> str:
    return dateformat.format(day, "l, j F Y")
