"""Letters about what comes after a decision: taken back, looked at again, a trial declined or decided."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q

from agreements import selectors
from agreements.links import Page
from agreements.mailing import coordinators, send, without
from agreements.models import Agreement, ApprovalStep, Review
from agreements.states import Decision
from agreements.undelivered import KEY
from eligibility.models import Employee
from telework import clock, outbox
from telework.models import OutboxMessage, User

People = list[Employee | None]
# What says how a step was decided; the approval as a whole has a letter of its own.
SAY_DECISION = ("decision_made", "request_returned", "request_denied")


def call_back(agreement: Agreement, step: ApprovalStep, now: datetime) -> tuple[People, list[str]]:
    """Keep back what has not gone out about a decision; who is to hear that it no longer holds, and the keys.

    That is whoever a letter about it has reached, and the employee, whose pages have shown it.
    """
    after = step.terms.steps.filter(
        round=step.round, stage__gt=step.stage, opened_at__isnull=False, closed_at__isnull=True
    )
    asked = list(after.select_related("terms__agreement", "assignee"))
    about = OutboxMessage.objects.filter(_about(agreement, step, asked))
    kept_back = outbox.withdraw(about)
    gone = about.exclude(state=OutboxMessage.State.WITHDRAWN).values_list("key", flat=True)
    reached = {int(found["reader"]) for key in gone if (found := KEY.fullmatch(key))}
    people = _concerned(agreement, step, asked, now)
    return [p for p in people if p == agreement.employee or (p and p.pk in reached)], kept_back


def _about(agreement: Agreement, step: ApprovalStep, asked: Sequence[ApprovalStep]) -> Q:
    """The letters that say the decision of `step`, or ask for what follows from it."""
    root = f"agreement:{agreement.pk}:terms:{step.terms.number}"
    found = Q(key__startswith=f"{root}:step:{step.pk}:", template__in=SAY_DECISION)
    if agreement.approved_at is not None:
        whole = f"{root}:{agreement.approved_at:%Y%m%d%H%M%S%f}:"
        found |= Q(key__startswith=whole, template="agreement_approved")
    for each in asked:
        found |= Q(key__startswith=f"{root}:step:{each.pk}:")
    return found


def _concerned(
    agreement: Agreement, step: ApprovalStep, asked: Sequence[ApprovalStep], now: datetime
) -> People:
    """Whom a decision is told: the employee, whoever was asked next, and of the end everybody."""
    employee = agreement.employee
    people: People = [employee]
    if step.decision == Decision.APPROVED:
        for each in asked:
            people += selectors.deciders(each, clock.date_of(now))
    if step.decision == Decision.DENIED or step.terms.accepted_at is not None:
        people.append(employee.supervisor)
    if step.terms.accepted_at is not None:
        people += coordinators(agreement, now)
    return people


def taken_back(
    step: ApprovalStep, again: ApprovalStep, told: Iterable[Employee | None], actor: User, now: datetime
) -> None:
    """To those whom the decision had reached, and to the others who hold its office: they decide now."""
    agreement = again.terms.agreement
    holders = selectors.deciders(again, clock.date_of(now))
    people = without(actor, [*told, *holders])
    context = {"step": step, "again": again, "terms": again.terms, "holders": [p.pk for p in holders]}
    event = f"terms:{again.terms.number}:step:{step.pk}"
    send("decision_taken_back", agreement, event, people, now, page=Page.DECIDE, context=context)


def look_again_asked(step: ApprovalStep, denied: ApprovalStep, now: datetime) -> None:
    """To the next level, who decides, and to whoever denied."""
    agreement = step.terms.agreement
    context = {"step": step, "denied": denied, "terms": step.terms}
    event = f"terms:{step.terms.number}:step:{step.pk}"
    people = [step.assignee, denied.decided_by]
    send("look_again_asked", agreement, event, people, now, page=Page.DECIDE, context=context)


def trial_declined(agreement: Agreement, step: ApprovalStep, actor: User, now: datetime) -> None:
    """To whoever set the trial, the supervisor and the coordinator."""
    people = [step.decided_by, agreement.employee.supervisor, *coordinators(agreement, now)]
    event = f"end:{agreement.ended_on}"
    send("trial_declined", agreement, event, without(actor, people), now, context={"step": step})


def trial_decided(review: Review, actor: User, now: datetime) -> None:
    """To the employee and to whoever set the trial: it goes on, or ends on its day."""
    agreement = review.agreement
    set_by = agreement.terms_in_force().yes_steps().filter(trial_until__isnull=False)
    people = [agreement.employee, *(step.decided_by for step in set_by.select_related("decided_by"))]
    event = f"review:{review.pk}"
    send("trial_decided", agreement, event, without(actor, people), now, context={"review": review})
