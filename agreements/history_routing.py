"""Who decides, as the history of a case tells it: steps passed on, and offices that nobody held."""

from collections.abc import Callable, Mapping
from typing import Any

Payload = Mapping[str, Any]

TITLES = {
    "pass_on_step": "Step passed on by itself",
    "reassign": "Step passed on",
    "nobody_decides": "Nobody can decide",
    "office_filled": "Somebody can decide again",
}


def _passed_on(payload: Payload) -> str:
    start = f"From {payload['from']} to" if payload["from"] else "To"
    return f"{payload['office']}. {start} {payload['to']}. {payload['because']}"


def _office(payload: Payload) -> str:
    return f"{payload['office']}."


DETAILS: Mapping[str, Callable[[Payload], str]] = {
    "pass_on_step": _passed_on,
    "reassign": _passed_on,
    "nobody_decides": _office,
    "office_filled": _office,
}
