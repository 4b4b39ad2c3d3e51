"""What happens by itself to decisions about eligibility: they end, or are reminded of."""

import logging
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from eligibility import decision_letters as letters
from eligibility.models import (
    DeclaredEmergency,
    Designation,
    EligibilityException,
    Employee,
    EnteredFact,
    FactDispute,
)
from eligibility.services.designation import end_lapsed_designation
from eligibility.services.disputes import remind_of_dispute, settle_dispute
from eligibility.services.emergency import end_lapsed_emergency
from eligibility.services.entered_facts import end_lapsed_fact
from eligibility.services.exceptions import end_lapsed_exception
from telework import clock
from telework.errors import WrongState
from telework.models import User

log = logging.getLogger("etelework.sweep")
PERSON = "employee__position__bureau"


def end_due(now: datetime) -> dict[str, int]:
    """End what has run out, then remind; twice, late or beside itself changes nothing more.

    Each by itself: one that fails is logged and counted, the rest go on.
    """
    today = clock.date_of(now)
    done = {"ended": 0, "reminded": 0, "failed": 0}
    for command, name, rows in _to_end(today):
        _each(command, name, rows, now, done, "ended")
    _each(settle_dispute, "dispute", _awaited(), now, done, "ended")
    _each(remind_of_dispute, "dispute", _overdue(today), now, done, "reminded")
    for what, act, by in _to_look_at_again(today):
        letters.look_again(act, by, what, now)
    return done


def _to_end(today: date) -> Iterable[tuple[Callable[..., Any], str, Iterable[Any]]]:
    """Emergencies first: what is tied to them ends with them."""
    open_ = Q(ended_at__isnull=True)
    yield end_lapsed_emergency, "emergency", DeclaredEmergency.objects.filter(open_, until__lt=today)
    yield (
        end_lapsed_exception,
        "exception",
        EligibilityException.objects.filter(open_, until__lt=today).select_related("employee"),
    )
    yield (
        end_lapsed_designation,
        "designation",
        Designation.objects.filter(open_, until__lt=today).select_related("employee"),
    )
    yield (
        end_lapsed_fact,
        "entry",
        EnteredFact.objects.filter(open_, until__lt=today).select_related("employee"),
    )


def _awaited() -> Iterable[FactDispute]:
    return FactDispute.objects.awaited().select_related(PERSON, "employee__supervisor")


def _overdue(today: date) -> Iterable[FactDispute]:
    unanswered = Q(answered_at__isnull=True, due_on__lt=today)
    missing = Q(answered_at__isnull=False, settled_at__isnull=True, shows_on__lt=today)
    return FactDispute.objects.filter(unanswered | missing).select_related(PERSON, "employee__supervisor")


def _to_look_at_again(today: date) -> Iterable[tuple[str, EligibilityException | Designation, Employee]]:
    """What is in force and was to be looked at again by today."""
    due = Q(ended_at__isnull=True, review_on__lte=today)
    for exception in EligibilityException.objects.filter(due).select_related(PERSON, "granted_by"):
        if exception.is_in_force(today):
            yield "exception", exception, exception.granted_by
    for designation in Designation.objects.filter(due).select_related(PERSON, "designated_by"):
        if designation.is_in_force(today):
            yield "designation", designation, designation.designated_by


def _each(
    command: Callable[..., Any],
    name: str,
    rows: Iterable[Any],
    now: datetime,
    done: dict[str, int],
    counted: str,
) -> None:
    system = User.objects.system()
    for row in list(rows):
        try:
            command(actor=system, now=now, **{name: row})
        except WrongState:
            continue  # somebody, or another sweep, was first
        except Exception:
            log.exception("sweep failed", extra={"what": name, "row": row.pk})
            done["failed"] += 1
        else:
            done[counted] += 1
