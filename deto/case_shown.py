"""What the page of a case shows of a stay overseas: where it is, what is to do, where copies went."""

from datetime import date
from typing import Any

from agreements.models import Agreement
from deto import stages, tasks_shown
from telework.models import User


def case_part(user: User, agreement: Agreement, today: date) -> dict[str, Any]:
    """The stages while it is decided, and what follows an approval."""
    found = stages.stages_of(agreement, today)
    coming = [stage for stage in found if not stage.is_done and not stage.is_current]
    part: dict[str, Any] = {"stages": found, "next_stage": coming[0].label if coming else ""}
    if agreement.approved_at is not None:
        part |= tasks_shown.case_part(user, agreement, today)
    return part
