"""What guards the way in: lock-out after repeated failures, the asker's address, headers of every page."""

import ipaddress
import logging
from collections.abc import Callable
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.backends import AxesStandaloneBackend
from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_username, get_credentials
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.signals import user_logged_in
from django.db.models import Sum
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase

from telework import sessions
from telework.models import User

sign_ins = logging.getLogger("etelework.sign_in")

# The product uses none of these; a page that was tampered with shall not either.
PERMISSIONS_POLICY = (
    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), serial=(), usb=()"
)
IPV6_NETWORK = 64


def client_address(request: HttpRequest) -> str | None:
    """The address that asks, as the outermost of TRUSTED_PROXIES proxies saw it; None where there is none.

    Counted from the right: whatever stands further left in the header, the client may have written itself.
    An IPv6 address stands for its /64 network, which one client can wander through at will.
    """
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    proxies = settings.TRUSTED_PROXIES
    seen = hops[-proxies] if 0 < proxies <= len(hops) else request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(seen)
    except ValueError:
        return None
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, IPV6_NETWORK), strict=False).network_address)


class SignInGuard(AxesDatabaseHandler):
    """Locks a user name at an address after a few failures; a name or an address alone after many.

    Few would be too few for either alone: one office may share one address, and a stranger could lock
    anybody out by name (NIST SP 800-63B, 5.2.2, allows at most 100 failures for one account).
    """

    def is_locked(self, request: Any, credentials: dict[str, Any] | None = None) -> bool:
        if super().is_locked(request, credentials):
            return True
        wider = {
            "ip_address": (request.axes_ip_address, settings.SIGN_IN_FAILURES_PER_ADDRESS),
            "username": (get_client_username(request, credentials), settings.SIGN_IN_FAILURES_PER_NAME),
        }
        recent = AccessAttempt.objects.filter(attempt_time__gte=get_cool_off_threshold(request))
        return any(
            (recent.filter(**{field: value}).aggregate(n=Sum("failures_since_start"))["n"] or 0) >= limit
            for field, (value, limit) in wider.items()
            if value
        )


class GuardedPasswords(AxesStandaloneBackend, ModelBackend):
    """Django's own password check, behind the lock.

    One backend and not two, so that `login()` need not be told which of them it was.
    """

    def authenticate(self, request: Any, username: Any = None, password: Any = None, **kwargs: Any) -> Any:
        super().authenticate(request, username, password, **kwargs)  # raises where the lock is shut
        return ModelBackend.authenticate(self, request, username, password, **kwargs)


@receiver(user_logged_in)
def begin_sign_in(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Start counting the time of the sign-in, and log whose it is."""
    sessions.begin(request.session)
    sign_ins.info("signed in", extra={"user": user.pk, "address": client_address(request)})


def is_own_password(request: HttpRequest, user: User, password: str) -> bool:
    """Whether `password` is that of `user`, who is signed in; failures count towards the lock."""
    name = user.get_username()
    if authenticate(request, username=name, password=password) != user:
        return False
    AxesProxyHandler.get_implementation().reset_user_attempts(request, get_credentials(name))
    return True


class HeadersMiddleware:
    """Headers that Django has no setting for: what the browser may not do, and that nothing is kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response["Permissions-Policy"] = PERMISSIONS_POLICY
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            response["Cache-Control"] = "private, no-store"
        return response
