"""Loans of equipment in the history of a case (2366.3(a), (b))."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from agreements.standing import day_in_words

ASKED, CONFIRMED, DECLINED = "ask_for_loans", "confirm_loan", "decline_loan"
DUE, OVERDUE, RETURNED = "loans_due", "loan_overdue", "return_loan"
TITLES = {
    ASKED: "Equipment to be lent",
    CONFIRMED: "Loan of equipment confirmed",
    DECLINED: "Loan of equipment declined",
    DUE: "Equipment on loan is due back",
    OVERDUE: "Equipment on loan is overdue",
    RETURNED: "Equipment on loan is back",
}
ACTIONS = frozenset(TITLES)


def _pieces(payload: Mapping[str, Any]) -> str:
    return f"{', '.join(payload['items'])}."


DETAILS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    ASKED: _pieces,
    CONFIRMED: _pieces,
    DECLINED: _pieces,
    DUE: lambda p: f"{_pieces(p)} By {day_in_words(date.fromisoformat(p['due_on']))}.",
    OVERDUE: _pieces,
    RETURNED: _pieces,
}
