"""What is settled before the chief of mission approves: privileges, local law, work (2368.7(a))."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from agreements.models import Agreement
from agreements.services.changing import permit, require
from agreements.services.deciding import record
from agreements.services.locking import lock_case
from deto import permissions_clearance as permissions
from deto.models import Determinations
from eligibility.permissions import employee_of
from telework import clock
from telework.commands import command
from telework.errors import PolicyRefused
from telework.models import User

WORDS = {
    "immunities": "Say what was determined about privileges and immunities (3 FAM 2368.7(a)).",
    "work_authorization": "Say what was determined about local law and work authorization.",
}
NOT_YET = "Give the day on which it was settled, today or before."
DAYS = ("immunities_on", "work_authorization_on")


@command
def state_determinations(
    *, actor: User, now: datetime, agreement: Agreement, answers: Mapping[str, Any]
) -> Determinations:
    """Keep both determinations, each with its day; stated anew, the later words count.

    answers  immunities, immunities_on, work_authorization, work_authorization_on; all are asked for
    Raises NotPermitted, WrongState (the answer is recorded, or none is awaited) or PolicyRefused by field.
    """
    agreement = lock_case(agreement)
    today = clock.date_of(now)
    permit(permissions.may_determine(actor, agreement, today))
    require(permissions.is_open_to_determinations(agreement))
    faults = {name: why for name, why in WORDS.items() if not str(answers[name]).strip()}
    faults |= {name: NOT_YET for name in DAYS if not _has_come(answers[name], today)}
    if faults:
        raise PolicyRefused("The determinations were not kept.", fields=faults)
    person = employee_of(actor)
    assert person is not None, "only people state what was determined"
    kept = {name: answers[name] for name in (*WORDS, *DAYS)}
    stated, _ = Determinations.objects.update_or_create(
        agreement=agreement, defaults={**kept, "stated_by": person, "stated_at": now}
    )
    record(agreement, "state_determinations", actor, now, {name: str(answers[name]) for name in DAYS})
    return stated


def _has_come(day: date | None, today: date) -> bool:
    return day is not None and day <= today
