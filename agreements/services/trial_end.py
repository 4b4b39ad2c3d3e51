"""A trial that goes on: its end becomes the one that was asked for."""

from datetime import datetime

from agreements.models import Agreement
from agreements.services.deciding import record
from agreements.trial_of import trial_step
from telework.errors import WrongState
from telework.models import User


def lengthen_trial(agreement: Agreement, actor: User, now: datetime) -> None:
    """Let the agreement go on to the end that was asked for, inside a command that has locked the case.

    Raises WrongState where it is no trial any more, for example because its terms were changed.
    """
    if trial_step(agreement) is None or agreement.ends_on is None:
        raise WrongState("This agreement is no trial any more, so its end stays as it is.")
    before = agreement.ends_on
    agreement.ends_on = agreement.terms_in_force().requested_end_on
    agreement.save(update_fields=["ends_on"])
    payload = {
        "before": before.isoformat(),
        "ends_on": agreement.ends_on.isoformat() if agreement.ends_on is not None else "",
    }
    record(agreement, "lengthen_trial", actor, now, payload)
