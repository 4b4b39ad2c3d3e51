"""Government equipment is lent by the piece, due back when the agreement ends, and returned (2366.3)."""

from datetime import date, datetime

from agreements import history_loan, letters_loan
from agreements import permissions_loan as permissions
from agreements.case_days import in_washington
from agreements.models import Agreement, EquipmentItem, Loan, TermsVersion
from agreements.models.loan import LIVE
from agreements.permissions import may_sweep
from agreements.policy import loan as policy
from agreements.services.deciding import record
from agreements.services.locking import lock_case
from agreements.standing import day_in_words
from eligibility.permissions import employee_of
from telework import clock
from telework.access import Access
from telework.commands import command
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import User
from telework.workdays import federal_calendar


def ask_for_loans(agreement: Agreement, terms: TermsVersion, actor: User, now: datetime) -> None:
    """Inside the command that brings `terms` into effect: what is new among the Government's pieces."""
    listed = list(terms.equipment.filter(owner=EquipmentItem.Owner.GOVERNMENT).order_by("pk"))
    if not listed:
        return
    standing = Loan.objects.standing().filter(agreement=agreement)
    lent = [policy.Piece(one.item, one.serial_number) for one in standing]
    new = policy.new_among([(one.pk, policy.Piece(one.name, one.serial_number)) for one in listed], lent)
    loans = [
        Loan.objects.create(
            agreement=agreement, listed=one, item=one.name, serial_number=one.serial_number, asked_at=now
        )
        for one in listed
        if one.pk in new
    ]
    if loans:
        record(agreement, history_loan.ASKED, actor, now, {"items": [str(loan) for loan in loans]})
        letters_loan.asked(agreement, loans, now)


def make_due(agreement: Agreement, actor: User, now: datetime) -> None:
    """Inside the command that ends the agreement: what is out is due back."""
    out = list(Loan.objects.out().filter(agreement=agreement))
    if not out:
        return
    assert agreement.ended_on is not None, "what has ended has its last day"
    due_on = policy.due_back_on(agreement.ended_on, federal_calendar(), washington=in_washington(agreement))
    Loan.objects.filter(pk__in=[loan.pk for loan in out]).update(due_on=due_on)
    payload = {"items": [str(loan) for loan in out], "due_on": due_on.isoformat()}
    record(agreement, history_loan.DUE, actor, now, payload)


@command
def confirm_loan(*, actor: User, now: datetime, loan: Loan, serial_number: str) -> Loan:
    """The bureau lends this piece.

    Raises NotPermitted, WrongState (decided already, agreement not in effect) or PolicyRefused (no number).
    """
    loan = _to_decide(actor, now, loan)
    number = serial_number.strip()
    if not number or len(number) > policy.LONGEST_SERIAL:
        why = f"Give the serial number, in at most {policy.LONGEST_SERIAL} characters."
        raise PolicyRefused("The loan was not confirmed.", fields={"serial_number": why})
    loan.serial_number = number
    return _decide(loan, history_loan.CONFIRMED, actor, now)


@command
def decline_loan(*, actor: User, now: datetime, loan: Loan, reason: str) -> Loan:
    """The bureau does not lend this piece; the employee reads why.

    Raises NotPermitted, WrongState (decided already, agreement not in effect) or PolicyRefused (no reason).
    """
    loan = _to_decide(actor, now, loan)
    words = reason.strip()
    if not words or len(words) > policy.LONGEST_REASON:
        why = f"Say why, in at most {policy.LONGEST_REASON:,} characters; the employee reads it."
        raise PolicyRefused("The loan was not declined.", fields={"reason": why})
    loan.declined_because = words
    return _decide(loan, history_loan.DECLINED, actor, now)


@command
def record_return(*, actor: User, now: datetime, loan: Loan, returned_on: date) -> Loan:
    """Record that the piece is back, and since when.

    Raises NotPermitted, WrongState (not out) or PolicyRefused (a day before the loan, or in the future).
    """
    loan, today = _locked(loan), clock.date_of(now)
    _permit(permissions.may_record_return(actor, loan.agreement, today))
    if not loan.is_confirmed or loan.returned_on is not None or loan.decided_at is None:
        raise WrongState("This piece is not out on loan. Nothing was changed.")
    first = clock.date_of(loan.decided_at)
    if not first <= returned_on <= today:
        why = f"Give a day from {day_in_words(first)}, when it was lent, through today."
        raise PolicyRefused("The return was not recorded.", fields={"returned_on": why})
    loan.returned_on, loan.return_recorded_by = returned_on, employee_of(actor)
    loan.save(update_fields=["returned_on", "return_recorded_by"])
    payload = {"loan": loan.pk, "items": [str(loan)], "returned_on": returned_on.isoformat()}
    record(loan.agreement, history_loan.RETURNED, actor, now, payload)
    return loan


@command
def tell_overdue_loan(*, actor: User, now: datetime, loan: Loan) -> Loan:
    """Tell once that a piece has not come back in time.

    Raises NotPermitted for people, WrongState before the day is over, or when it was told.
    """
    loan = _locked(loan)
    _permit(may_sweep(actor))
    if loan.overdue_told_at is not None or not loan.days_late(clock.date_of(now)):
        raise WrongState("This piece is not overdue, or it was told already.")
    loan.overdue_told_at = now
    loan.save(update_fields=["overdue_told_at"])
    record(loan.agreement, history_loan.OVERDUE, actor, now, {"loan": loan.pk, "items": [str(loan)]})
    letters_loan.overdue(loan, now)
    return loan


def _locked(loan: Loan) -> Loan:
    agreement = lock_case(loan.agreement)
    locked: Loan = Loan.objects.select_for_update().get(pk=loan.pk)
    locked.agreement = agreement
    return locked


def _to_decide(actor: User, now: datetime, loan: Loan) -> Loan:
    loan = _locked(loan)
    _permit(permissions.may_lend(actor, loan.agreement, clock.date_of(now)))
    if loan.decided_by_id is not None:
        raise WrongState("This loan was confirmed or declined already. Nothing was changed.")
    if loan.agreement.state not in LIVE:
        raise WrongState("This agreement is not in effect any more, so nothing is lent for it.")
    return loan


def _decide(loan: Loan, action: str, actor: User, now: datetime) -> Loan:
    loan.decided_by, loan.decided_at = employee_of(actor), now
    loan.save(update_fields=["serial_number", "declined_because", "decided_by", "decided_at"])
    record(loan.agreement, action, actor, now, {"loan": loan.pk, "items": [str(loan)]})
    letters_loan.decided(loan, actor, now)
    return loan


def _permit(access: Access) -> None:
    if not access:
        raise NotPermitted(access.reason)
