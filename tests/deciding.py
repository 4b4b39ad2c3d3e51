"""Decisions as tests take them: complete unless a test leaves something out."""

from datetime import datetime, timedelta
from typing import Any

from agreements.models import Agreement, ApprovalStep
from agreements.services import review
from telework.models import User
from telework.roles import Role
from tests.cast import (
    NOW,
    Cast,
    grant,
    person,
    proof,
)

LATER = NOW + timedelta(hours=1)


def approve(actor: User, step: ApprovalStep, now: datetime = NOW, **changes: Any) -> Agreement:
    given: dict[str, Any] = {
        "authentication": proof(now),
        "effect_on_office": "None: the work is portable.",
        "equal_treatment": True,
    }
    return review.approve(actor=actor, now=now, step=step, **{**given, **changes})


def send_back(actor: User, step: ApprovalStep, now: datetime = NOW, **changes: Any) -> Agreement:
    given: dict[str, Any] = {"sections": ["schedule"], "text": "Come in on Tuesdays."}
    return review.return_for_changes(actor=actor, now=now, step=step, **{**given, **changes})


def deny(actor: User, step: ApprovalStep, now: datetime = NOW, **changes: Any) -> Agreement:
    given: dict[str, Any] = {"reason_code": "programme_needs", "text": "The desk must be staffed."}
    return review.deny(actor=actor, now=now, step=step, **{**given, **changes})


def designee(cast: Cast) -> User:
    holder = person("Dora", "Designee", cast.bureau)
    grant(holder, Role.EXECUTIVE_DIRECTOR_DESIGNEE, cast.bureau)
    assert holder.user is not None
    return holder.user
