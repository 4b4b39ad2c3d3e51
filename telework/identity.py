"""Fresh proof of identity: a signature needs one that is at most ten minutes old."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest

from telework.errors import NotReauthenticated

SESSION_KEY = "reauthenticated_at"
METHOD = "password"


@dataclass(frozen=True)
class Authentication:
    """How and when the person at the screen proved who they are."""

    method: str
    at: datetime


def remember(request: HttpRequest, now: datetime) -> None:
    """Note in the session that the person has just proved who they are."""
    request.session[SESSION_KEY] = now.isoformat()


def proof_of(request: HttpRequest) -> Authentication | None:
    """The proof in the session, however old."""
    at = request.session.get(SESSION_KEY)
    return Authentication(METHOD, datetime.fromisoformat(at)) if at else None


def is_fresh(proof: Authentication | None, now: datetime) -> bool:
    """True for ten minutes after the proof, so that several signatures in a row ask once."""
    lasts = timedelta(minutes=settings.REAUTHENTICATION_MINUTES)
    return proof is not None and timedelta() <= now - proof.at <= lasts


def require_fresh(proof: Authentication | None, now: datetime) -> Authentication:
    """`proof` if it is fresh; raises NotReauthenticated otherwise."""
    if proof is None or not is_fresh(proof, now):
        raise NotReauthenticated("Confirm that it is you: enter your password again, then sign.")
    return proof
