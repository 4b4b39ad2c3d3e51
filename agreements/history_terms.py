"""What happened to the terms of a case, in words; the history of a case takes these in."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from agreements.policy import fam_2018

Payload = Mapping[str, Any]

# Told of a sealed kind too: the two sides act here, or nobody.
OPEN_TO_ALL = frozenset(
    {
        "begin_changes",
        "submit_changes",
        "withdraw_changes",
        "take_effect",
        "adjust",
        "move_adjustment",
        "sign_terms",
    }
)
TITLES: Mapping[str, str] = {
    "begin_changes": "Changed terms begun",
    "submit_changes": "Changed terms signed and sent",
    "withdraw_changes": "Changed terms taken back",
    "accept_terms": "Changed terms accepted",
    "take_effect": "Changed terms in effect",
    "adjust": "Terms adjusted by the supervisor",
    "move_adjustment": "Day of the new terms moved by a closure",
    "propose": "Other terms proposed",
    "sign_terms": "New terms signed by the employee",
}


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.day} {day:%B %Y}"


def _from_day(payload: Payload) -> str:
    return f"Terms version {payload['terms']}, from {_day(payload['takes_effect_on'])} on."


def _sent(payload: Payload) -> str:
    return f"Terms version {payload['terms']}, digest {payload['content_sha256'][:12]}…"


def _adjusted(payload: Payload) -> str:
    reason = next((r for r in fam_2018.DECISION_REASONS if r.code == payload["reason"]), None)
    words = f" {reason.text} (3 FAM {reason.citation})" if reason is not None else ""
    return f"{_from_day(payload)}{words}"


def _moved(payload: Payload) -> str:
    return (
        f"Offices are closed on {_day(payload['closed_on'])}, so the new terms hold from "
        f"{_day(payload['takes_effect_on'])} on, not from {_day(payload['before'])}."
    )


def _proposed(payload: Payload) -> str:
    capacity = str(payload["capacity"])
    return f"As {capacity[:1].lower()}{capacity[1:]}. Terms version {payload['proposed']}."


DETAILS: Mapping[str, Callable[[Payload], str]] = {
    "begin_changes": _from_day,
    "submit_changes": _sent,
    "accept_terms": _from_day,
    "take_effect": _from_day,
    "adjust": _adjusted,
    "move_adjustment": _moved,
    "propose": _proposed,
}
