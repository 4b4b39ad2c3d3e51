"""What every page shows: the site's name and whether this is the demonstration."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from telework import sessions


def site(request: HttpRequest) -> dict[str, Any]:
    """`product_name`; `demo`: True where settings.DEMO is; `sign_in_time`: what is left of the sign-in."""
    # A page of an error may be shown before anybody is known.
    user = getattr(request, "user", None)
    known = user is not None and user.is_authenticated
    left = sessions.time_left(request.session) if known else None
    return {
        "product_name": "eTelework",
        "demo": settings.DEMO,
        "sign_in_time": left,
        "sign_in_hours": settings.SESSION_HOURS,
        "sign_in_warning": settings.SESSION_WARNING_MINUTES * 60,
    }
