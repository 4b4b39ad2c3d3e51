"""Loans of equipment as lists: those of somebody's bureaus, and those that are overdue."""

from datetime import date

from agreements.models.loan import FIRST_DUE, Loan, LoanQuerySet
from agreements.permissions_loan import KEEPERS
from eligibility.permissions import bureaus_where
from telework.models import User


def kept_by(user: User, today: date) -> LoanQuerySet:
    """Every loan of exactly the bureaus that `user` lends or coordinates for."""
    found: LoanQuerySet = Loan.objects.filter(agreement__bureau__in=bureaus_where(user, KEEPERS, today))
    return found.select_related(
        "agreement__employee", "agreement__bureau", "decided_by", "return_recorded_by"
    )


def open_for(user: User, today: date) -> LoanQuerySet:
    """What is out or to be decided: the longest overdue first, then what is to be decided."""
    return kept_by(user, today).open().order_by(*FIRST_DUE)


def to_tell(today: date) -> LoanQuerySet:
    """Overdue, and nobody has been told yet."""
    return Loan.objects.overdue(today).filter(overdue_told_at__isnull=True).select_related("agreement")
