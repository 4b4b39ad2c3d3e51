"""The sponsor's orders are amended: the stay ends no later than the assignment (2368.6(a))."""

from datetime import date, datetime

from agreements.models import Agreement
from agreements.services.changing import permit, require
from agreements.services.deciding import record
from agreements.services.locking import lock_case
from deto import letters_stay, permissions_stay, stay_end
from deto.models import OrdersAmendment
from eligibility.permissions import employee_of
from telework import clock
from telework.commands import command
from telework.errors import PolicyRefused
from telework.models import User


@command
def amend_orders(
    *, actor: User, now: datetime, agreement: Agreement, assignment_ends_on: date | None, reference: str
) -> OrdersAmendment:
    """Record the new end of the sponsor's assignment; an earlier one moves the end of the agreement at once.

    assignment_ends_on  Washington's date, today or later
    reference           of the amended orders
    Raises NotPermitted, WrongState (not approved, or over) or PolicyRefused by field.
    """
    agreement = lock_case(agreement)
    today = clock.date_of(now)
    permit(permissions_stay.may_amend_orders(actor, agreement, today))
    require(permissions_stay.is_held(agreement))
    fields = _faults(agreement, assignment_ends_on, reference, today)
    if fields or assignment_ends_on is None:
        raise PolicyRefused("The amended orders were not recorded.", fields=fields)
    person = employee_of(actor)
    assert person is not None, "only people record orders"
    amendment = OrdersAmendment.objects.create(
        agreement=agreement,
        assignment_ends_on=assignment_ends_on,
        orders_reference=reference.strip(),
        recorded_by=person,
        recorded_at=now,
    )
    before = agreement.ends_on
    is_shorter = before is None or assignment_ends_on < before
    if is_shorter:
        agreement.ends_on = assignment_ends_on
        agreement.save(update_fields=["ends_on"])
    payload = {"assignment_ends_on": str(assignment_ends_on), "before": str(before), "moved": is_shorter}
    record(agreement, "amend_orders", actor, now, payload)
    letters_stay.orders_amended(amendment, before if is_shorter else None, actor, now)
    return amendment


def _faults(agreement: Agreement, day: date | None, reference: str, today: date) -> dict[str, str]:
    fields = {}
    if day is None or day < today:
        fields["assignment_ends_on"] = (
            f"Give a day from {today:%m/%d/%Y} on: the end is not moved into the past. If the assignment is "
            "over already, give today (3 FAM 2368.6(a))."
        )
    elif day == stay_end.sponsors_end(agreement.terms_in_force()):
        fields["assignment_ends_on"] = "The assignment ends on that day already. Check the orders."
    if not reference.strip():
        fields["reference"] = "Give the reference of the amended orders."
    return fields
