"""The mission's statement: local factors, host country, NSDD-38, before its management approves (2362.3)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from agreements import permissions_answers
from agreements.models import Agreement, MissionStatement
from agreements.services.deciding import is_deciding, record
from agreements.services.locking import lock_case
from eligibility.permissions import employee_of
from telework import clock
from telework.commands import command
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import User

FIELDS = (
    "security",
    "inviolability",
    "labor_law",
    "notification",
    "notification_on",
    "notification_by",
    "nsdd38_needed",
    "nsdd38_reference",
    "nsdd38_statement",
)
NOT_YET = "The host country's notification is decided before it is stated here. Give a day that has come."


@command
def save_mission_statement(
    *, actor: User, now: datetime, agreement: Agreement, answers: Mapping[str, Any]
) -> MissionStatement:
    """Write what the mission states, whole or in part; what is missing is asked for at the approval.

    answers  any of FIELDS; another one is refused with a KeyError
    Raises NotPermitted, WrongState (the post has decided, or nothing waits) or PolicyRefused (a day to come).
    """
    agreement = lock_case(agreement)
    terms = agreement.latest_terms()
    access = permissions_answers.may_state_for_mission(actor, terms, clock.date_of(now))
    if not access:
        raise NotPermitted(access.reason)
    step = permissions_answers.management_step(terms)
    if step is None or step.closed_at is not None or not is_deciding(agreement, terms):
        raise WrongState("The post has decided, or nothing is left to decide. What was stated stays.")
    _check_day(answers.get("notification_on"), clock.date_of(now))
    statement = MissionStatement.objects.filter(terms=terms).first() or MissionStatement(terms=terms)
    for name, value in answers.items():
        if name not in FIELDS:
            raise KeyError(f"{name} is no part of the mission's statement")
        setattr(statement, name, value)
    statement.stated_by, statement.stated_at = employee_of(actor), now
    statement.save()
    record(agreement, "save_mission_statement", actor, now, {"terms": terms.number})
    return statement


def _check_day(day: date | None, today: date) -> None:
    if day is not None and day > today:
        raise PolicyRefused(NOT_YET, fields={"notification_on": NOT_YET})
