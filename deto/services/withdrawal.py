"""The chief of mission withdraws the approval: the stay ends on the day named, without notice (2368.6(d))."""

from datetime import date, datetime

from agreements.models import Agreement
from agreements.services.changing import drop, permit, require
from agreements.services.deciding import record
from agreements.services.lifecycle import end_of
from agreements.services.locking import lock_case
from deto import letters_stay, permissions_stay
from deto.models import Withdrawal
from eligibility.permissions import employee_of
from telework import clock
from telework.commands import command
from telework.errors import PolicyRefused
from telework.models import User


@command
def record_withdrawal(
    *, actor: User, now: datetime, agreement: Agreement, last_day: date | None, reference: str
) -> Withdrawal:
    """Record what the chief of mission said; the sweep ends the agreement after the day, or it ends at once.

    last_day   as the chief of mission names it; a day that is over, from the start of the stay on, is kept
    reference  under which the chief of mission's word is kept
    Changed terms under way are dropped. Raises NotPermitted, WrongState (not approved, or over) or
    PolicyRefused by field.
    """
    agreement = lock_case(agreement)
    today = clock.date_of(now)
    permit(permissions_stay.may_withdraw_approval(actor, agreement, today))
    require(permissions_stay.is_held(agreement))
    fields = _faults(agreement, last_day, reference, today)
    if fields or last_day is None:
        raise PolicyRefused("The withdrawal was not recorded.", fields=fields)
    person = employee_of(actor)
    assert person is not None, "only people record what the chief of mission says"
    withdrawal, _ = Withdrawal.objects.update_or_create(
        agreement=agreement,
        defaults={
            "last_day": last_day,
            "reference": reference.strip(),
            "recorded_by": person,
            "recorded_at": now,
        },
    )
    changed = agreement.changed_terms()
    if changed is not None:
        drop(agreement, changed, now)
    agreement.ends_on = last_day
    agreement.save(update_fields=["ends_on"])
    record(agreement, "record_withdrawal", actor, now, {"last_day": str(last_day)})
    letters_stay.approval_withdrawn(withdrawal, actor, now)
    if last_day < today:
        end_of(agreement, actor, now)
    return withdrawal


def earliest_day(agreement: Agreement, today: date) -> date:
    """The earliest last day that can be recorded: the first of the stay, or today before it began."""
    return min(agreement.starts_on or today, today)


def _faults(agreement: Agreement, day: date | None, reference: str, today: date) -> dict[str, str]:
    fields, earliest = {}, earliest_day(agreement, today)
    if day is None or day < earliest:
        fields["last_day"] = (
            f"Give the last day that the chief of mission named, {earliest:%m/%d/%Y} or later."
        )
    elif agreement.ends_on is not None and day > agreement.ends_on:
        fields["last_day"] = (
            f"The stay ends on {agreement.ends_on:%m/%d/%Y} already. Give that day or an earlier one."
        )
    if not reference.strip():
        fields["reference"] = "Give the reference of what the chief of mission said (3 FAM 2368.6(d))."
    return fields
