"""The commands that enter a fact here over what the HR extract says, and end what was entered (2362.2(c))."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from eligibility import decision_letters as letters
from eligibility.authority import may_state
from eligibility.collect import facts_of, facts_of_extract
from eligibility.disputes import FACTS
from eligibility.models import Employee, EnteredFact, FactDispute
from eligibility.policy.disputes import shown_as
from eligibility.policy.entered import ENTERABLE, NO, SUPERVISORS, YES, EnterableFact, value_of
from eligibility.services.deciding import (
    check_day,
    check_serving,
    checked_words,
    decider,
    have_reviewed,
    in_words,
    locked_person,
    only_system,
    record,
    redetermine,
    refuse,
    require,
)
from eligibility.services.determination import assess
from telework import clock
from telework.commands import command
from telework.errors import WrongState
from telework.models import User

FURTHEST_BACK = timedelta(days=365)


@dataclass(frozen=True)
class Given:
    """What is entered: a code of `policy.entered`, the words for it, since when and until when it is so."""

    code: str
    statement: str
    since: date
    until: date | None = None


@command
def state_fact(
    *,
    actor: User,
    now: datetime,
    employee: Employee,
    fact: str,
    holds: bool,
    statement: str,
    starts_on: date,
    until: date | None = None,
) -> EnteredFact:
    """State, as the supervisor, that a report needs close supervision or that absence burdens the office.

    fact       a key of `policy.entered.SUPERVISORS`
    holds      False: it is no longer so, over an extract that still says it
    statement  the reason, which lies in the work; the employee reads it
    until      last day, at most a year ahead; asked for where it holds
    Raises NotPermitted; PolicyRefused, by field, for another fact, words and days that do not do, and where
    it is so already.
    """
    today = clock.date_of(now)
    person = locked_person(employee)
    require(may_state(actor, person, today))
    check_serving(person, today)
    if fact not in SUPERVISORS:
        refuse("", "This is not a fact that a supervisor states.")
    _check_is_other(person, fact, holds, today)
    words = checked_words("statement", statement, "Say what in the work makes it so; the person reads it.")
    check_since("starts_on", starts_on, max(person.hired_on, today - FURTHEST_BACK), today)
    _check_until(holds, until, starts_on, today)
    given = Given(YES if holds else NO, words, starts_on, until)
    made = lay_down(person, ENTERABLE[fact], given, actor, now)
    letters.fact_stated(made, actor, now)
    return made


@command
def withdraw_fact(*, actor: User, now: datetime, entry: EnteredFact, reason: str) -> EnteredFact:
    """Take back, as the supervisor, what was stated: what the HR extract says counts again.

    Raises NotPermitted; WrongState where it has ended; PolicyRefused for another fact, or without a reason.
    """
    person = locked_person(entry.employee)
    require(may_state(actor, person, clock.date_of(now)))
    if entry.fact not in SUPERVISORS:
        refuse("", "This was not stated by a supervisor. Whoever keeps the fact answers for it.")
    words = checked_words("reason", reason, "Say why you take it back; the person reads it.")
    return end_entry(entry, person, actor, now, words)


@command
def end_lapsed_fact(*, actor: User, now: datetime, entry: EnteredFact) -> EnteredFact:
    """End what was entered for a time that is over. Raises WrongState where it is not."""
    require(only_system(actor))
    person = locked_person(entry.employee)
    held = EnteredFact.objects.get(pk=entry.pk)
    if held.until is None or held.until >= clock.date_of(now):
        raise WrongState("This still counts.")
    return end_entry(held, person, actor, now, f"Its last day was {in_words(held.until)}.")


def lay_down(
    person: Employee,
    fact: EnterableFact,
    given: Given,
    actor: User,
    now: datetime,
    dispute: FactDispute | None = None,
) -> EnteredFact:
    """Enter a fact, whoever may, and do what follows; what was entered before about the same fact ends."""
    today = clock.date_of(now)
    before = _shown(person, fact, today)
    _make_room(person, fact, actor, now)
    made = EnteredFact.objects.create(
        employee=person,
        fact=fact.name,
        value=value_of(given.code),
        extract_said=facts_of_extract(person, today)[fact.name].value,
        statement=given.statement,
        position=person.position if fact.is_positions else None,
        dispute=dispute,
        entered_by=decider(actor),
        entered_at=now,
        starts_on=given.since,
        until=given.until,
    )
    said = {"value": made.value, "statement": made.statement, "starts_on": made.starts_on}
    _record("enter_fact", made, actor, now, **said, until=made.until)
    _what_follows(made, person, before, made.starts_on, now)
    return made


def end_entry(
    entry: EnteredFact, person: Employee, actor: User, now: datetime, because: str, *, is_told: bool = True
) -> EnteredFact:
    """End what was entered, and do what follows; `is_told` False where nothing changes for anybody."""
    today = clock.date_of(now)
    held = EnteredFact.objects.select_for_update().get(pk=entry.pk)
    if held.ended_at is not None:
        raise WrongState(f"This ended on {in_words(clock.date_of(held.ended_at))}.")
    held.employee = person
    before = _shown(person, ENTERABLE[held.fact], today)
    _close(held, actor, now, because)
    _what_follows(held, person, before, today, now)
    if is_told:
        letters.entry_ended(held, actor, now)
    return held


def check_since(field: str, since: date, earliest: date, today: date) -> None:
    """The day since when a fact is so: not to come, and not before the earliest that can be."""
    if not earliest <= since <= today:
        refuse(field, f"Give a day from {in_words(earliest)} through {in_words(today)}.")


def _check_is_other(person: Employee, fact: str, holds: bool, today: date) -> None:
    counts = getattr(facts_of(person, today), fact).value is True
    if counts is holds:
        said = "is recorded already" if holds else "is not recorded, so there is nothing to state"
        refuse("", f"This {said}. Look at the person's page again.")


def _check_until(holds: bool, until: date | None, starts_on: date, today: date) -> None:
    if not holds:
        return
    if until is None:
        refuse("until", "Give the last day. You can state it again, or take it back before.")
    check_day("until", until, today, "The last day")


def _make_room(person: Employee, fact: EnterableFact, actor: User, now: datetime) -> None:
    for held in person.entered_facts.select_for_update().filter(fact=fact.name, ended_at__isnull=True):
        held.employee = person
        _close(held, actor, now, "Something newer was entered.")


def _close(entry: EnteredFact, actor: User, now: datetime, because: str) -> None:
    entry.ended_at, entry.ended_because = now, because
    entry.ended_by = None if actor.is_system else decider(actor)
    entry.save(update_fields=["ended_at", "ended_by", "ended_because"])
    _record("end_entered_fact", entry, actor, now, reason=because)


def _what_follows(entry: EnteredFact, person: Employee, before: str, as_of: date, now: datetime) -> None:
    """The rules are asked anew; a live agreement is reviewed where the fact became another (2362.1(e))."""
    redetermine(person, now, "fact entered")
    fact = ENTERABLE[entry.fact]
    after = _shown(person, fact, clock.date_of(now))
    if after != before:
        have_reviewed(person, fact.matter, before, after, now, as_of)


def _shown(person: Employee, fact: EnterableFact, today: date) -> str:
    """The fact as pages show it today; one of several about a position with its label."""
    shown = shown_as(FACTS[fact.name], assess(person, today))
    return f"{fact.label}: {shown}" if fact.is_positions else shown


def _record(action: str, entry: EnteredFact, actor: User, now: datetime, **payload: object) -> None:
    record(action, entry.employee, f"fact:{entry.pk}", actor, now, fact=entry.fact, **payload)
