"""Equipment on loan for the walk for accessibility: out, to be decided, declined, overdue."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from agreements.models import Agreement, Loan
from tests.cast import NOW, TODAY, Cast
from tests.walks.loan_world import piece


def add_loans(cast: Cast, case: Agreement) -> None:
    lent = {"serial_number": "A-1", "decided_by": cast.director, "decided_at": NOW}
    piece(case, "Dock")
    piece(case, "Laptop", **lent)
    piece(case, "Telephone", **lent, declined_because="None is left.")
    piece(case, "Headset", due_on=TODAY - timedelta(days=1), **lent)


FILLINGS: dict[str, Callable[[Mapping[str, Agreement]], list[dict[str, Any]]]] = {
    "loan": lambda cases: [{"pk": loan.pk} for loan in Loan.objects.filter(agreement=cases["active"])],
}
