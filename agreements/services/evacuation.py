"""The post records the days of an evacuation, shortens and extends them (2362.5(2))."""

from datetime import date, datetime
from typing import Any

from agreements import evacuations, letters_evacuation
from agreements.models import Agreement, MedicalEvacuation
from agreements.services.deciding import record
from eligibility.models import Employee
from eligibility.permissions import employee_of
from telework import audit, clock
from telework.commands import command
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import User

BACKWARDS = "The last day lies before the first."
OVERLAPS = "Days of this person are recorded already that fall together with these. Change those instead."
PAST = "Choose today or a later day: telework that was done stays as it was."
SAME = "This is the last day already. Nothing was changed."


@command
def record_evacuation(
    *, actor: User, now: datetime, employee: Employee, starts_on: date, ends_on: date
) -> MedicalEvacuation:
    """Put the first and the last day on record; nothing else is ever recorded of an evacuation.

    Raises NotPermitted for all but the post's management and HR officers, PolicyRefused by field (days).
    """
    employee = (
        Employee.objects.select_for_update(of=("self",)).select_related("position__post").get(pk=employee.pk)
    )
    _permit(actor, employee, now)
    if ends_on < starts_on:
        raise PolicyRefused("Nothing was recorded.", fields={"ends_on": BACKWARDS})
    if employee.evacuations.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise PolicyRefused("Nothing was recorded.", fields={"starts_on": OVERLAPS})
    post = employee.position.post if employee.position is not None else None
    officer = employee_of(actor)
    assert post is not None, "an officer of the post acts"
    assert officer is not None, "an officer of the post acts"
    recorded = MedicalEvacuation.objects.create(
        employee=employee,
        post=post,
        starts_on=starts_on,
        ends_on=ends_on,
        recorded_by=officer,
        recorded_at=now,
    )
    _audit(recorded, "record_evacuation", actor, now, {"starts_on": starts_on.isoformat()})
    letters_evacuation.recorded(recorded, now)
    return recorded


@command
def shorten_evacuation(
    *, actor: User, now: datetime, evacuation: MedicalEvacuation, ends_on: date
) -> MedicalEvacuation:
    """Give it an earlier last day; every arrangement during it ends with it at the latest, and is told so.

    Raises NotPermitted, WrongState (not earlier), PolicyRefused (a day that is over, or before the first).
    """
    evacuation = _locked(actor, now, evacuation)
    if ends_on >= evacuation.ends_on:
        raise WrongState("This is no earlier day. Extend the evacuation instead. Nothing was changed.")
    if ends_on < clock.date_of(now):
        raise PolicyRefused(PAST, fields={"ends_on": PAST})
    if ends_on < evacuation.starts_on:
        raise PolicyRefused(BACKWARDS, fields={"ends_on": BACKWARDS})
    _save(evacuation, "shorten_evacuation", ends_on, actor, now)
    for agreement in evacuations.arrangements_of(evacuation).select_for_update():
        _shorten(agreement, ends_on, actor, now)
    return evacuation


@command
def extend_evacuation(
    *, actor: User, now: datetime, evacuation: MedicalEvacuation, ends_on: date
) -> MedicalEvacuation:
    """Give it a later last day; arrangements stay as they are until new terms are asked for and accepted.

    Raises NotPermitted, WrongState (not later), PolicyRefused (falls together with another one).
    """
    evacuation = _locked(actor, now, evacuation)
    if ends_on <= evacuation.ends_on:
        raise WrongState("This is no later day. Shorten the evacuation instead. Nothing was changed.")
    others = evacuation.employee.evacuations.exclude(pk=evacuation.pk)
    if others.filter(starts_on__lte=ends_on, ends_on__gte=evacuation.starts_on).exists():
        raise PolicyRefused(OVERLAPS, fields={"ends_on": OVERLAPS})
    _save(evacuation, "extend_evacuation", ends_on, actor, now)
    letters_evacuation.extended(evacuation, now)
    return evacuation


def _locked(actor: User, now: datetime, evacuation: MedicalEvacuation) -> MedicalEvacuation:
    """The evacuation under lock, if `actor` records those of its employee."""
    employee = (
        Employee.objects.select_for_update(of=("self",))
        .select_related("position")
        .get(pk=evacuation.employee_id)
    )
    _permit(actor, employee, now)
    locked = MedicalEvacuation.objects.select_for_update().get(pk=evacuation.pk)
    locked.employee = employee
    return locked


def _shorten(agreement: Agreement, ends_on: date, actor: User, now: datetime) -> None:
    before = agreement.ends_on
    if before is not None and before <= ends_on:
        return
    agreement.ends_on = ends_on
    agreement.save(update_fields=["ends_on"])
    days = {"before": before.isoformat() if before else None, "ends_on": ends_on.isoformat()}
    record(agreement, "shorten", actor, now, days)
    letters_evacuation.shortened(agreement, before, now)


def _permit(actor: User, employee: Employee, now: datetime) -> None:
    access = evacuations.may_record(actor, employee, clock.date_of(now))
    if not access:
        raise NotPermitted(access.reason)


def _save(evacuation: MedicalEvacuation, action: str, ends_on: date, actor: User, now: datetime) -> None:
    before, evacuation.ends_on = evacuation.ends_on, ends_on
    evacuation.save(update_fields=["ends_on"])
    _audit(evacuation, action, actor, now, {"before": before.isoformat()})


def _audit(
    evacuation: MedicalEvacuation, action: str, actor: User, now: datetime, more: dict[str, Any]
) -> None:
    """On a chain of its own: the employee's and the agreement's are read by people outside the seal."""
    audit.record(
        chain=f"evacuation:{evacuation.pk}",
        action=action,
        actor=actor,
        now=now,
        subject=f"evacuation:{evacuation.pk}",
        payload={"ends_on": evacuation.ends_on.isoformat(), **more},
    )
