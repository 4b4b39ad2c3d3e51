"""Letters about waivers of a post's status: to employee, supervisor, coordinator, bureau and post."""

from datetime import datetime

from agreements.mailing import coordinators, send, without
from agreements.models import Agreement
from agreements.selectors import office_holders
from deto import stay_end
from deto.models import Waiver
from eligibility.models import Employee
from telework import clock
from telework.models import User
from telework.roles import Role


def granted(waiver: Waiver, actor: User, now: datetime) -> None:
    people = _concerned(waiver.agreement, actor, now)
    send("waiver_granted", waiver.agreement, f"waiver:{waiver.pk}", people, now, context={"waiver": waiver})


def withdrawn(waiver: Waiver, actor: User, now: datetime) -> None:
    event = f"waiver:{waiver.pk}:withdrawn"
    people = _concerned(waiver.agreement, actor, now)
    send("waiver_withdrawn", waiver.agreement, event, people, now, context={"waiver": waiver})


def _concerned(agreement: Agreement, actor: User, now: datetime) -> list[Employee | None]:
    today, employee = clock.date_of(now), agreement.employee
    directors = office_holders(
        Role.EXECUTIVE_DIRECTOR, bureau=agreement.bureau_id, post=agreement.post_id, today=today
    )
    people = [employee, employee.supervisor, *coordinators(agreement, now), *directors]
    return without(actor, [*people, *stay_end.offices(agreement, today)])
