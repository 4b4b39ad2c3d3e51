"""Reading somebody else's address for cause: who, when and why stay on the record of the case."""

from datetime import datetime

from agreements.history_address import LOOKED
from agreements.models import Agreement
from agreements.permissions_address import may_look_at_address
from agreements.services.deciding import record
from agreements.services.locking import lock_case
from telework import clock
from telework.commands import command
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import User

LONGEST_WORDS = 500
NOTHING_SIGNED = "No terms of this case are signed, so there is no address on record."


@command
def look_at_address(*, actor: User, now: datetime, agreement: Agreement, why: str) -> Agreement:
    """Keep that `actor` reads the addresses of the case, and why; each look anew.

    Raises NotPermitted, WrongState (nothing signed), PolicyRefused without words.
    """
    agreement = lock_case(agreement)
    access = may_look_at_address(actor, agreement, clock.date_of(now))
    if not access:
        raise NotPermitted(access.reason)
    if not agreement.terms_versions.filter(signed_at__isnull=False).exists():
        raise WrongState(NOTHING_SIGNED)
    why = why.strip()
    if not 0 < len(why) <= LONGEST_WORDS:
        message = f"Say why you read the address, in at most {LONGEST_WORDS} characters."
        raise PolicyRefused(message, fields={"why": message})
    record(agreement, LOOKED, actor, now, {"why": why})
    return agreement
