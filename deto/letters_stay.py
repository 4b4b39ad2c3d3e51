"""Letters when the end of a stay overseas moves: to both sides, the bureau's offices and the post."""

from datetime import date, datetime

from agreements.mailing import coordinators, send, without
from agreements.models import Agreement
from deto import stay_end
from deto.models import OrdersAmendment, Withdrawal
from eligibility.models import Employee
from telework import clock
from telework.models import User


def orders_amended(amendment: OrdersAmendment, before: date | None, actor: User, now: datetime) -> None:
    """The sponsor's assignment ends on another day; `before`: the last day that the agreement had."""
    agreement = amendment.agreement
    context = {"amendment": amendment, "before": before}
    event = f"orders:{amendment.pk}"
    send("orders_amended", agreement, event, _concerned(agreement, actor, now), now, context=context)


def approval_withdrawn(withdrawal: Withdrawal, actor: User, now: datetime) -> None:
    """The chief of mission has withdrawn the approval: the last day, and that no notice runs."""
    agreement = withdrawal.agreement
    event = f"withdrawal:{withdrawal.last_day}"
    people = _concerned(agreement, actor, now)
    send("approval_withdrawn", agreement, event, people, now, context={"withdrawal": withdrawal})


def _concerned(agreement: Agreement, actor: User, now: datetime) -> list[Employee | None]:
    employee = agreement.employee
    offices = stay_end.offices(agreement, clock.date_of(now))
    return without(actor, [employee, employee.supervisor, *coordinators(agreement, now), *offices])
