"""What came after a decision, as the history says it: taken back, looked at again, suspended, reminded."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from agreements import history_address, history_injury, history_loan
from agreements.standing import day_in_words
from agreements.states import Decision

Payload = Mapping[str, Any]

_TAKEN_BACK = {
    Decision.APPROVED: "The approval",
    Decision.RETURNED: "The return",
    Decision.DENIED: "The denial",
}
_REMINDED = {
    "due": "On the last of the days in which it was expected.",
    "second": "It is late.",
    "next_level": "It is late, and the next level and the coordinator were told.",
}


def _day(text: str) -> str:
    return day_in_words(date.fromisoformat(text))


def _taken_back(payload: Payload) -> str:
    told = f"{_TAKEN_BACK[Decision(payload['decision'])]} stays on the record; the step waits anew."
    kept_back = len(payload.get("letters_not_sent", []))  # events kept before letters were kept back
    letters = "1 letter about it was" if kept_back == 1 else f"{kept_back} letters about it were"
    return f"{told} {letters} not sent any more." if kept_back else told


def _paused(payload: Payload) -> str:
    return f"Through {_day(payload['until_on'])}; then it is in effect again by itself."


def _extended(payload: Payload) -> str:
    return f"Through {_day(payload['until_on'])}, not {_day(payload['before'])}."


TITLES = {
    "take_back": "Decision taken back",
    "ask_to_look_again": "The next level was asked to look again",
    "remind_of_step": "Reminder sent to whoever has the step",
    "suspend_by_management": "Agreement suspended by management",
    "extend_pause": "Suspension extended",
    "pause_due": "Management reminded to decide what follows the suspension",
    "decline_trial": "Trial declined by the employee",
    "lengthen_trial": "The trial is over; the agreement goes on",
    **history_injury.TITLES,
    **history_loan.TITLES,
    **history_address.TITLES,
}
DETAILS: Mapping[str, Callable[[Payload], str]] = {
    "take_back": _taken_back,
    "remind_of_step": lambda payload: _REMINDED[payload["reminder"]],
    "suspend_by_management": _paused,
    "extend_pause": _extended,
    **history_loan.DETAILS,
    **history_address.DETAILS,
}
# Read by everybody who sees the case: they say nothing of its kind.
OPEN_TO_ALL = frozenset(
    {
        "suspend_by_management",
        "extend_pause",
        "pause_due",
        "decline_trial",
        "lengthen_trial",
        *history_injury.ACTIONS,
        *history_loan.ACTIONS,
    }
)
# Without the person and the details outside the seal.
DECIDED = frozenset({"take_back", "ask_to_look_again", "remind_of_step", history_address.LOOKED})
