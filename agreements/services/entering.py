"""The coordinator writes a request for somebody, who completes and signs it themselves (2362.1(b))."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from agreements import kinds, letters_file
from agreements import permissions_file as permissions
from agreements.models import Agreement
from agreements.services.deciding import record
from agreements.services.drafting import SECTION_FIELDS, open_request_of
from eligibility.models import Employee
from eligibility.permissions import employee_of
from telework import clock
from telework.commands import command
from telework.errors import NotPermitted
from telework.models import User


@command
def enter_request(*, actor: User, now: datetime, employee: Employee, answers: Mapping[str, Any]) -> Agreement:
    """Open a domestic request with its pattern and schedule filled in; everything else is the employee's.

    answers  of the section `schedule`; others raise KeyError
    Raises NotPermitted, WrongState (a request or an agreement is open) or PolicyRefused (no position).
    """
    employee = Employee.objects.with_bureau().get(pk=employee.pk)
    access = permissions.may_keep_intake(actor, employee, clock.date_of(now))
    if not access:
        raise NotPermitted(access.reason)
    if foreign := set(answers) - set(SECTION_FIELDS["schedule"]):
        raise KeyError(f"{sorted(foreign)} is the employee's own to state")
    agreement, terms = open_request_of(employee, kinds.DOMESTIC, now, entered_by=employee_of(actor))
    for name, value in answers.items():
        setattr(terms, name, value)
    terms.save(update_fields=list(answers))
    record(agreement, "enter_request", actor, now, {"kind": kinds.DOMESTIC})
    letters_file.written_for_you(agreement, now)
    return agreement
