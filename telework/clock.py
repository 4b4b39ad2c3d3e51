"""The clock: read at the edges only (views, tasks, management commands) and passed down.

The demo shifts it; nothing else can, because only the demo app installs an offset.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.utils import timezone


def _no_offset() -> timedelta:
    return timedelta()


_offset: Callable[[], timedelta] = _no_offset


def install_offset(provider: Callable[[], timedelta]) -> None:
    """Let `provider` shift the clock. Called once, by the demo app, in demo mode."""
    global _offset
    _offset = provider


def now() -> datetime:
    """The present instant, aware."""
    return timezone.now() + _offset()


def today() -> date:
    """Today's date in Washington."""
    return date_of(now())


def date_of(moment: datetime) -> date:
    """The date in Washington at an instant; the regulation's dates are Washington's."""
    return timezone.localdate(moment, timezone=timezone.get_default_timezone())
