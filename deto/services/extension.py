"""Asking for more time: changed terms with a later last day, through the whole chain (2368.6(a))."""

from datetime import date, datetime

from agreements.models import Agreement, TermsVersion
from agreements.policy.tour import START_AHEAD
from agreements.services.changing import begin_changes_of, permit, require
from agreements.services.deciding import record
from agreements.services.locking import lock_case
from deto import permissions_stay, stay_end
from deto.policy.extension import HOLD_BEFORE_END, latest_last_day
from telework import clock
from telework.commands import command
from telework.errors import PolicyRefused, WrongState
from telework.models import User


@command
def begin_extension(
    *, actor: User, now: datetime, agreement: Agreement, last_day: date | None, justification: str
) -> TermsVersion:
    """Begin changed terms with a later last day; the employee completes, signs and sends them.

    last_day  the new one, Washington's date
    Raises NotPermitted, WrongState (not approved, a change is under way, approval withdrawn) or PolicyRefused
    by field.
    """
    agreement = lock_case(agreement)
    today = clock.date_of(now)
    permit(permissions_stay.may_extend(actor, agreement, today))
    require(permissions_stay.is_open_to_extension(agreement))
    if stay_end.withdrawn_through(agreement) is not None:
        raise WrongState("The chief of mission has withdrawn the approval: no extension (3 FAM 2368.6(d)).")
    assert agreement.ends_on is not None, "what is open to an extension has its last day"
    latest = latest_allowed(agreement)
    fields = _faults(agreement.ends_on, latest, last_day)
    if not justification.strip():
        fields["justification"] = "Say why you ask for more time (3 FAM 2368.6(c))."
    if fields:
        raise PolicyRefused("The extension was not begun.", fields=fields)
    first = holds_from(agreement.ends_on, today)
    terms = begin_changes_of(agreement, actor, now, justification, first, last_day=last_day)
    payload = {"terms": terms.number, "before": str(agreement.ends_on), "last_day": str(last_day)}
    record(agreement, "begin_extension", actor, now, payload)
    return terms


def latest_allowed(agreement: Agreement) -> date:
    """The latest last day that an extension can have now."""
    assert agreement.ends_on is not None, "what is open to an extension has its last day"
    return latest_last_day(agreement.ends_on, stay_end.sponsors_end(agreement.terms_in_force()))


def holds_from(agreed: date, today: date) -> date:
    """The first day of the extended terms: shortly before the agreed end, today at the earliest."""
    return max(today, min(agreed - HOLD_BEFORE_END, today + START_AHEAD))


def _faults(agreed: date, latest: date, last_day: date | None) -> dict[str, str]:
    if latest <= agreed:
        why = (
            f"The assignment of your spouse or partner ends on {latest:%m/%d/%Y}, so there is no more time "
            "(3 FAM 2368.6(a)). If the orders were amended, record that first."
        )
        return {"last_day": why}
    if last_day is None or not agreed < last_day <= latest:
        why = (
            f"Choose a day after {agreed:%m/%d/%Y}, through {latest:%m/%d/%Y}: at most two years at once, "
            "and not beyond the orders of your spouse or partner (3 FAM 2368.6(a))."
        )
        return {"last_day": why}
    return {}
