"""The cases that the page of a case is looked at with."""

from datetime import timedelta

from agreements.models import Agreement
from agreements.services import lifecycle
from telework.models import User
from tests.cast import (
    NOW,
    Cast,
    approved,
)
from tests.stories import told_once


def address(agreement: Agreement) -> str:
    return f"/agreements/{agreement.number}/"


@told_once
def noticed(cast: Cast, by: str = "employee") -> Agreement:
    agreement = approved(cast)
    reason = {"reason_code": "programme_needs", "reason_text": "The desk must be staffed."}
    lifecycle.give_notice(
        actor=cast.user(by), now=NOW, agreement=agreement, **(reason if by == "supervisor" else {})
    )
    return agreement


@told_once
def ended(cast: Cast) -> Agreement:
    agreement = noticed(cast)
    return lifecycle.end_if_due(
        actor=User.objects.system(), now=NOW + timedelta(days=40), agreement=agreement
    )
