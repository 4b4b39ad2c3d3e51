"""The one door: what every command shares, whoever calls it."""

import functools
import logging
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from django.db import transaction

from telework.errors import CommandRefused

refusals = logging.getLogger("etelework.refusals")

P = ParamSpec("P")
R = TypeVar("R")


def command(function: Callable[P, R]) -> Callable[P, R]:
    """Run `function` in one transaction; log a refusal after the transaction has been undone.

    Commands take keyword arguments only, `actor` and `now` among them.
    """

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with transaction.atomic():
                return function(*args, **kwargs)
        except CommandRefused as refusal:
            refusals.info("refused", extra=_described(function, kwargs, refusal))
            raise

    return run


def _described(function: Callable[..., Any], kwargs: Any, refusal: CommandRefused) -> dict[str, Any]:
    actor = kwargs.get("actor")
    return {
        "command": function.__name__,
        "actor": actor.pk if actor is not None else None,
        "kind": type(refusal).__name__,
        "reason": refusal.reason,
        "rules": [finding.code for finding in refusal.findings],
    }
