"""Letters about steps that wait too long: to whoever has them, and to the next level and the coordinator.

Outside the seal of a sealed kind the office is not named, because it gives the kind away.
"""

from datetime import datetime

from agreements import selectors
from agreements.links import Page
from agreements.mailing import coordinators, send
from agreements.models import ApprovalStep
from agreements.policy.deadlines import Reminder
from agreements.states import Act
from eligibility.models import Employee
from telework import clock

# What is waited for, as the holder of the step reads it.
ASKED = {
    Act.APPROVE: "your decision",
    Act.CONSULT: "your advice",
    Act.SIGN: "your signature",
    Act.CLEAR: "the answer that you record",
    Act.RECORD: "the submission that you record",
}


def reminded(step: ApprovalStep, reminder: Reminder, now: datetime) -> None:
    """To those who have the step; from the last reminder on to the next level and the coordinator too."""
    agreement, today = step.terms.agreement, clock.date_of(now)
    deciders = selectors.deciders(step, today)
    event = f"terms:{step.terms.number}:step:{step.pk}:reminder:{reminder.name.lower()}"
    context = {
        "step": step,
        "terms": step.terms,
        "deciders": deciders,
        "asked": ASKED[Act(step.act)],
        "is_due_today": step.due_on == today,
        "goes_up": reminder is Reminder.NEXT_LEVEL,
    }
    send("step_reminder", agreement, event, deciders, now, page=Page.DECIDE, context=context)
    if reminder is Reminder.NEXT_LEVEL or not deciders:
        above = next_level(deciders, step, now) if reminder is Reminder.NEXT_LEVEL else []
        keys = {person.pk for person in deciders}
        people = [p for p in (*above, *coordinators(agreement, now)) if p.pk not in keys]
        send("step_overdue", agreement, event, people, now, context={**context, "above": above})


def next_level(deciders: list[Employee], step: ApprovalStep, now: datetime) -> list[Employee]:
    """To whom those who have a step report, less the employee of the case and those who have left."""
    above = {person.supervisor_id for person in deciders if person.supervisor_id is not None}
    above -= {step.terms.agreement.employee_id}
    today = clock.date_of(now)
    return [p for p in Employee.objects.filter(pk__in=above) if not p.is_separated(today)]
