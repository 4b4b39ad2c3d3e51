"""Telework is voluntary: somebody may say that they take no part, and take part again (2362.1(b), (c))."""

from datetime import datetime

from agreements import permissions
from agreements.models import Agreement, NonParticipation
from agreements.states import State
from eligibility.models import Employee
from eligibility.permissions import employee_of
from telework import audit, clock
from telework.commands import command
from telework.errors import NotPermitted, WrongState
from telework.models import User

OPEN = (State.IN_REVIEW, State.APPROVED, State.ACTIVE, State.SUSPENDED)


@command
def record_no_part(*, actor: User, now: datetime) -> NonParticipation:
    """The person at the screen takes no part in telework; nobody says so for somebody else.

    Raises NotPermitted, or WrongState when it is on record already, or an agreement of theirs is open.
    """
    person = _myself(actor, now)
    if standing_of(person) is not None:
        raise WrongState("It is on record already that you take no part.")
    if Agreement.objects.filter(employee=person, state__in=OPEN).exists():
        raise WrongState(
            "You have a request or an agreement. Withdraw the request, or give notice, before you say that "
            "you take no part (3 FAM 2362.1(n))."
        )
    row = NonParticipation.objects.create(employee=person, recorded_at=now)
    _audit(person, "record_no_part", actor, now)
    return row


@command
def take_part_again(*, actor: User, now: datetime) -> NonParticipation:
    """Take that back; a request can be made at any time.

    Raises NotPermitted, or WrongState when nothing is on record.
    """
    person = _myself(actor, now)
    row = standing_of(person)
    if row is None:
        raise WrongState("It is not on record that you take no part, so there is nothing to take back.")
    row.withdrawn_at = now
    row.save(update_fields=["withdrawn_at"])
    _audit(person, "take_part_again", actor, now)
    return row


def standing_of(person: Employee) -> NonParticipation | None:
    """What is on record now; none: the person takes part, or has not said."""
    return person.non_participations.filter(withdrawn_at__isnull=True).first()


def _myself(actor: User, now: datetime) -> Employee:
    access = permissions.may_act(actor, clock.date_of(now))
    person = employee_of(actor)
    if person is None or not access:
        raise NotPermitted(access.reason)
    return Employee.objects.select_for_update().get(pk=person.pk)


def _audit(person: Employee, action: str, actor: User, now: datetime) -> None:
    audit.record(
        chain=f"employee:{person.pk}",
        action=action,
        actor=actor,
        now=now,
        subject=f"employee:{person.number}",
        payload={},
    )
