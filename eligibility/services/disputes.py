"""The commands by which a person says that a fact about them is wrong, and whoever keeps it answers."""

from datetime import datetime

from eligibility import decision_letters as letters
from eligibility.disputes import FACTS, fact_of, keepers, may_answer
from eligibility.models import Employee, FactDispute
from eligibility.permissions import NO_EMPLOYEE_RECORD, employee_of
from eligibility.policy import fam_2018
from eligibility.policy.disputes import shown_as
from eligibility.services.corrections import NOTHING, Correction, correct, value_now
from eligibility.services.deciding import (
    checked_words,
    decider,
    in_words,
    locked_person,
    only_system,
    record,
    refuse,
    require,
)
from eligibility.services.determination import assess
from telework import clock
from telework.commands import command
from telework.errors import NotPermitted, WrongState
from telework.models import User
from telework.workdays import federal_calendar

LONGEST_SHOWN = 250


@command
def raise_dispute(*, actor: User, now: datetime, fact: str, claim: str) -> FactDispute:
    """Say that `fact` about oneself is wrong; whoever keeps it answers within the workdays of the policy.

    Raises NotPermitted without an employee record; PolicyRefused, by field, for a fact that no rule looks at,
    without words, and while the same fact waits for an answer already.
    """
    today = clock.date_of(now)
    person = _person(actor, now)
    known = FACTS.get(fact)
    if known is None:
        refuse("", "There is no such fact on your eligibility page.")
    words = checked_words("claim", claim, "Say what is wrong, and what is right.")
    _check_not_waiting(person, fact)
    washington = person.position is not None and person.position.in_washington_area
    due = federal_calendar().count_workdays(today, fam_2018.DISPUTE_WORKDAYS, washington=washington)
    findings = assess(person, today)
    sources = sorted({one.source for found in findings for one in found.facts if one.name == fact})
    dispute = FactDispute.objects.create(
        employee=person,
        fact=fact,
        label="; ".join(known.labels)[:160],
        shown=_short(shown_as(known, findings)),
        source=", ".join(sources)[:120],
        claim=words,
        raised_at=now,
        due_on=due.last_day,
    )
    record(
        "raise_dispute",
        person,
        f"dispute:{dispute.pk}",
        actor,
        now,
        fact=fact,
        shown=dispute.shown,
        claim=words,
        due_on=dispute.due_on,
    )
    letters.dispute_raised(dispute, keepers(person, known, today), actor, now)
    return dispute


@command
def answer_dispute(
    *,
    actor: User,
    now: datetime,
    dispute: FactDispute,
    outcome: str,
    answer: str,
    correction: Correction = NOTHING,
) -> FactDispute:
    """Answer, as whoever keeps the fact: it is corrected, or it stands; with words either way.

    correction  what is right instead, where the fact is corrected
    Raises NotPermitted; WrongState where it is answered already; PolicyRefused, by field.
    """
    today = clock.date_of(now)
    person = locked_person(dispute.employee)
    held = FactDispute.objects.select_for_update().get(pk=dispute.pk)
    held.employee = person
    require(may_answer(actor, held, today))
    if held.answered_at is not None:
        raise WrongState(f"This was answered on {in_words(clock.date_of(held.answered_at))}.")
    if outcome not in FactDispute.Outcome.values:
        refuse("outcome", "Say whether the fact is corrected or stands.")
    words = checked_words("answer", answer, "Say what you found; the person reads it.")
    if outcome == FactDispute.Outcome.CORRECTED:
        correct(held, correction, words, actor, now)
    held.outcome, held.answer, held.answered_by, held.answered_at = outcome, words, decider(actor), now
    held.save()
    said = {"fact": held.fact, "outcome": outcome, "answer": words, "shows_on": held.shows_on}
    record("answer_dispute", person, f"dispute:{held.pk}", actor, now, **said)
    letters.dispute_answered(held, actor, now)
    return held


@command
def settle_dispute(*, actor: User, now: datetime, dispute: FactDispute) -> FactDispute:
    """Close a correction that was waited for, once the fact has become another here; the person is told.

    Raises WrongState where nothing is waited for, or the fact is still the same.
    """
    require(only_system(actor))
    person = locked_person(dispute.employee)
    held = FactDispute.objects.select_for_update().get(pk=dispute.pk)
    held.employee = person
    if not held.is_awaited or value_now(person, held.fact, clock.date_of(now)) == held.value_then:
        raise WrongState("The correction does not show here yet.")
    held.settled_at = now
    held.save(update_fields=["settled_at"])
    record("settle_dispute", person, f"dispute:{held.pk}", actor, now, fact=held.fact)
    letters.correction_arrived(held, now)
    return held


@command
def remind_of_dispute(*, actor: User, now: datetime, dispute: FactDispute) -> FactDispute:
    """Remind whoever keeps the fact, and the coordinator, that the answer, or the correction that it
    promised, is overdue; each letter goes once.

    Raises WrongState where neither is.
    """
    require(only_system(actor))
    today = clock.date_of(now)
    if not dispute.is_overdue(today):
        raise WrongState("Nothing is overdue here.")
    tell = letters.dispute_overdue if dispute.answered_at is None else letters.correction_missing
    tell(dispute, keepers(dispute.employee, fact_of(dispute), today), now)
    return dispute


def _person(actor: User, now: datetime) -> Employee:
    person = employee_of(actor)
    if person is None or person.is_separated(clock.date_of(now)):
        raise NotPermitted(NO_EMPLOYEE_RECORD)
    return locked_person(person)


def _check_not_waiting(person: Employee, fact: str) -> None:
    waiting = person.disputes.filter(fact=fact, answered_at__isnull=True).first()
    awaited = FactDispute.objects.awaited().filter(employee=person, fact=fact).first()
    if awaited is not None and awaited.shows_on is not None:
        day = in_words(awaited.shows_on)
        refuse("", f"It has been corrected where it is kept, and is to show here by {day}.")
    if waiting is not None:
        refuse(
            "",
            f"You said so on {in_words(clock.date_of(waiting.raised_at))}, and an answer is due by "
            f"{in_words(waiting.due_on)}.",
        )


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_SHOWN else f"{words[: LONGEST_SHOWN - 1]}…"
