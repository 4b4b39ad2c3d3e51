"""Equipment on loan, in the walks: a piece to decide on, one that is out, and one that is overdue."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from agreements.models import Agreement, EquipmentItem, Loan, TermsVersion
from agreements.services import loans
from eligibility.models import Employee
from tests.cast import NOW, TODAY

if TYPE_CHECKING:
    from tests.walks.attempts import Attempt

PAGES = frozenset({"loan"})
STATES = ("active", "suspended", "ended")


def piece(case: Agreement, name: str, **facts: Any) -> Loan:
    """A piece that the terms of `case` list, made where there is none."""
    found = Loan.objects.filter(agreement=case, item=name).first()
    if found is not None:
        return found
    terms = case.terms_in_force()
    # As if it had been signed so: the base manager knows nothing of signed terms.
    TermsVersion._base_manager.filter(pk=terms.pk).update(equipment_none=False)
    listed = EquipmentItem.objects.create(terms=terms, name=name, owner="government")
    return Loan.objects.create(agreement=case, listed=listed, item=name, asked_at=NOW, **facts)


def add_loans(cases: Mapping[str, Agreement], lender: Employee) -> None:
    """For the walk of commands: the three, where one can be lent or has been."""
    lent = {"serial_number": "A-1", "decided_by": lender, "decided_at": NOW}
    for name in STATES:
        piece(cases[name], "Dock")
        piece(cases[name], "Laptop", **lent)
        piece(cases[name], "Headset", due_on=TODAY - timedelta(days=1), **lent)


def address(case: Agreement | None) -> str:
    """The address of a piece of `case`; without a case, of nothing."""
    return reverse("loan", args=[piece(case, "Dock").pk if case is not None else 999999])


def _given(attempt: "Attempt", name: str) -> dict[str, Any]:
    return {"actor": attempt.actor, "now": NOW, "loan": Loan.objects.get(agreement=attempt.case, item=name)}


LOAN_CALLS: Mapping[str, Callable[["Attempt"], object]] = {
    "confirm_loan": lambda a: loans.confirm_loan(**_given(a, "Dock"), serial_number="A-2"),
    "decline_loan": lambda a: loans.decline_loan(**_given(a, "Dock"), reason="None is left."),
    "record_return": lambda a: loans.record_return(**_given(a, "Laptop"), returned_on=TODAY),
    "tell_overdue_loan": lambda a: loans.tell_overdue_loan(**_given(a, "Headset")),
}
