"""Looks at somebody's address in the history of a case."""

from collections.abc import Callable, Mapping
from typing import Any

LOOKED = "look_at_address"
TITLES = {LOOKED: "Address of the telework site read for cause"}
DETAILS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {LOOKED: lambda payload: str(payload["why"])}
