"""How long a sign-in lasts: half an hour without activity, eight hours in all.

Counted by the machine's clock, not by `telework.clock`: the demo's clock leaps and would sign people out.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponseBase
from django_htmx.http import HttpResponseClientRefresh

STARTED, SEEN = "sign_in_started_at", "sign_in_seen_at"
# One write a minute and person; a sign-in may so end up to a minute early, never late.
NOTED_EVERY_SECONDS = 60

KEPT = (
    "Sign in again and you are back where you were. "
    "What you had saved is kept; what you had only typed is not."
)

ENDED = "Your sign-in has ended, as every one does after a long pause or a change of password."

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class TimeLeft:
    """Seconds until a sign-in ends: `idle` without activity, `whole` in any case."""

    idle: int
    whole: int


def begin(session: SessionBase) -> None:
    """Start both counts, when somebody has signed in."""
    session[STARTED] = session[SEEN] = int(time.time())


def time_left(session: SessionBase) -> TimeLeft:
    """What is left of a sign-in; nothing or less when it has run out."""
    now = time.time()
    return TimeLeft(
        idle=int(session[SEEN] + settings.SESSION_IDLE_MINUTES * 60 - now),
        whole=int(session[STARTED] + settings.SESSION_HOURS * 3600 - now),
    )


def note_activity(session: SessionBase, *, at_once: bool = False) -> None:
    """Count the idle time anew; written at most once a minute, unless `at_once`."""
    now = int(time.time())
    if at_once or abs(now - session[SEEN]) >= NOTED_EVERY_SECONDS:
        session[SEEN] = now


def not_activity(view: View) -> View:
    """Mark a view that a page asks by itself: asking it keeps nobody signed in."""
    view.is_not_activity = True  # type: ignore[attr-defined]
    return view


class SessionLimitMiddleware:
    """Signs out whose time is over and says why; the access rule then leads to the sign-in page and back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        reason = _end_of(request)
        if reason:
            messages.warning(request, f"{reason} {KEPT}")
            if "HX-Request" in request.headers:
                # A fragment has no room for the sign-in page: let the browser load the whole page anew.
                return HttpResponseClientRefresh()
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if request.user.is_authenticated and not getattr(view, "is_not_activity", False):
            note_activity(request.session)


def _end_of(request: HttpRequest) -> str:
    """Sign out a person whose time is over, and say why in a sentence; blank for everybody else."""
    if not request.user.is_authenticated:
        # A cookie whose session is gone: it ran out while nobody asked, or the password was changed.
        was_signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.is_empty()
        return ENDED if was_signed_in else ""
    if STARTED not in request.session:
        begin(request.session)
    left = time_left(request.session)
    if left.whole <= 0:
        reason = f"You were signed out because a sign-in lasts {settings.SESSION_HOURS} hours at most."
    elif left.idle <= 0:
        reason = f"You were signed out because nothing happened for {settings.SESSION_IDLE_MINUTES} minutes."
    else:
        return ""
    logout(request)
    return reason
