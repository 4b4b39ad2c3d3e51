"""Letters about what is put on the file: an agreement from before, a request written for somebody."""

from collections.abc import Sequence
from datetime import datetime

from agreements.mailing import send
from agreements.models import Agreement
from agreements.policy import intake


def taken_in(agreement: Agreement, missing: Sequence[str], now: datetime) -> None:
    """To the employee and the supervisor: what was put on file, and what its file still lacks."""
    people = [agreement.employee, agreement.employee.supervisor]
    context = {"lacks": [intake.LACKS[code] for code in missing]}
    send("agreement_taken_in", agreement, "intake", people, now, context=context)


def written_for_you(agreement: Agreement, now: datetime) -> None:
    """To the employee: the coordinator wrote a request, which counts only once the employee signs it."""
    context = {"entered_by": agreement.entered_by}
    send("request_written_for_you", agreement, "entered", [agreement.employee], now, context=context)
