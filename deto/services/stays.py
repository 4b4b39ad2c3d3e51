"""Arrivals at post and departures from it, as the post records them (2368.8(a))."""

from datetime import date, datetime

from agreements.models import Agreement
from agreements.services.changing import permit
from agreements.services.deciding import record
from agreements.services.locking import lock_case
from deto import permissions_post
from deto.models import ClearanceRequest, Stay
from eligibility.permissions import employee_of
from telework import clock
from telework.commands import command
from telework.errors import PolicyRefused
from telework.models import User

NOT_APPROVED = (
    "The chief of mission has not approved this stay, and agrees before anybody arrives (3 FAM 2368.8(a)). "
    "Record no arrival. Ask the management officer, and tell the employee that no telework counts there."
)


@command
def record_arrival(*, actor: User, now: datetime, agreement: Agreement, day: date | None) -> Stay:
    """Record the day on which somebody arrived at post; a day that was wrong is recorded anew.

    day  from the chief of mission's approval through today
    Raises NotPermitted or PolicyRefused (no approval, a day before it, a day to come, after the departure).
    """
    agreement = lock_case(agreement)
    today = clock.date_of(now)
    permit(permissions_post.may_record_stay(actor, agreement, today))
    approved = approved_on(agreement)
    if approved is None:
        raise PolicyRefused(NOT_APPROVED)
    stay = stay_of(agreement)
    if day is None or not approved <= day <= (stay.left_on or today if stay else today):
        why = (
            f"Give a day from {approved:%m/%d/%Y}, on which the chief of mission approved, through today, "
            "and not after the departure (3 FAM 2368.8(a))."
        )
        raise PolicyRefused("The arrival was not recorded.", fields={"day": why})
    return _keep(agreement, actor, now, "record_arrival", arrived_on=day)


@command
def record_departure(*, actor: User, now: datetime, agreement: Agreement, day: date | None) -> Stay:
    """Record the day on which somebody left the post; it ends nothing by itself.

    day  from the arrival through today
    Raises NotPermitted or PolicyRefused (no arrival on record, or another day).
    """
    agreement = lock_case(agreement)
    today = clock.date_of(now)
    permit(permissions_post.may_record_stay(actor, agreement, today))
    stay = stay_of(agreement)
    if stay is None or stay.arrived_on is None:
        raise PolicyRefused("No arrival is on record. Record it first.")
    if day is None or not stay.arrived_on <= day <= today:
        why = f"Give a day from the arrival, {stay.arrived_on:%m/%d/%Y}, through today."
        raise PolicyRefused("The departure was not recorded.", fields={"day": why})
    return _keep(agreement, actor, now, "record_departure", left_on=day)


def approved_on(agreement: Agreement) -> date | None:
    """The day on which the chief of mission first approved the stay; None where that has not happened."""
    answers = ClearanceRequest.objects.filter(
        terms__agreement=agreement, answer=ClearanceRequest.Answer.APPROVED
    )
    return answers.order_by("answered_on").values_list("answered_on", flat=True).first()


def stay_of(agreement: Agreement) -> Stay | None:
    return Stay.objects.filter(agreement=agreement).first()


def _keep(agreement: Agreement, actor: User, now: datetime, action: str, **days: date) -> Stay:
    person = employee_of(actor)
    assert person is not None, "only people record what happens at post"
    stay, _ = Stay.objects.update_or_create(
        agreement=agreement, defaults={**days, "recorded_by": person, "recorded_at": now}
    )
    record(agreement, action, actor, now, {name: day.isoformat() for name, day in days.items()})
    return stay
