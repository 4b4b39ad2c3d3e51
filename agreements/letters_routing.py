"""Letters about who decides: a step passed on, an office filled again, a delegation given or taken back."""

from datetime import datetime

from agreements import kinds, letters, letters_answers
from agreements.mailing import coordinators, send
from agreements.models import ApprovalStep, Delegation
from eligibility.models import Employee
from telework import clock, outbox
from telework.models import User


def passed_on(step: ApprovalStep, before: Employee | None, now: datetime) -> None:
    """To who decides now; to who had it, where they serve, and to the employee: who has it and why.

    Of a further question whoever asked it is told in place of the employee, who does not read it.
    """
    agreement = step.terms.agreement
    letters.decision_needed(step, now)
    event = f"terms:{step.terms.number}:step:{step.pk}:{now:%Y%m%d%H%M%S%f}"
    people = [step.asked_by or agreement.employee]
    if before is not None and before != step.assignee:
        people.append(before)
    people = [person for person in people if not person.is_separated(clock.date_of(now))]
    send("step_passed_on", agreement, event, people, now, context={"step": step, "before": before})


def nobody_decides(step: ApprovalStep, now: datetime) -> None:
    """To the coordinator, once a day on which it becomes so: nobody can decide, and nobody is above."""
    agreement = step.terms.agreement
    event = f"terms:{step.terms.number}:step:{step.pk}"
    if step.asked_of:
        letters_answers.adviser_left(step, event, coordinators(agreement, now), now)
        return
    send("office_vacant", agreement, event, coordinators(agreement, now), now, context={"step": step})


def delegation_given(delegation: Delegation, now: datetime) -> None:
    """To who decides in somebody's place from now on."""
    _send("delegation_given", delegation, now)


def delegation_withdrawn(delegation: Delegation, actor: User, now: datetime) -> None:
    """To the other side of the delegation."""
    _send("delegation_withdrawn", delegation, now, actor)


def _send(letter: str, delegation: Delegation, now: datetime, actor: User | None = None) -> None:
    is_holder = actor is not None and actor.pk == delegation.holder.user_id
    reader = delegation.giver if is_holder else delegation.holder
    outbox.queue(
        key=f"delegation:{delegation.pk}:{letter}:{reader.pk}",
        to=reader.email,
        template=letter,
        context={
            "reader": reader,
            "delegation": delegation,
            "kinds": [kinds.get(code).label for code in delegation.kinds],
        },
        now=now,
    )
