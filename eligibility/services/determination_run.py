"""Determinations for everybody, chunk by chunk, and for one person on demand (5 U.S.C. 6502(a), 2362.2(a)).

The one exception to "one row, one event": a chunk writes one event, with a digest of the rows it wrote.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from eligibility.answering import Answer, answer_of, rules_in_use
from eligibility.collect_bulk import facts_in_bulk
from eligibility.models import EligibilityDetermination, Employee, RuleSet
from eligibility.policy import fam_2018
from eligibility.reach import may_determine_now
from eligibility.services.determination import CORRECTION, corrected_since
from telework import audit, clock
from telework.commands import command
from telework.errors import NotPermitted
from telework.models import AuditEvent, User

CHUNK = 2_000
ROWS_AT_ONCE = 500
CHAIN = "determinations"
BEFORE_EVERYBODY = 0

Progress = Callable[["Run"], None]


@dataclass
class Run:
    """How far a run has come: people looked at, determinations written, and the outcomes of these."""

    looked_at: int = 0
    written: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    # Primary key of the last person looked at.
    last: int = BEFORE_EVERYBODY

    def add(self, chunk: "Run") -> None:
        self.looked_at += chunk.looked_at
        self.written += chunk.written
        self.last = chunk.last
        for outcome, number in chunk.outcomes.items():
            self.outcomes[outcome] = self.outcomes.get(outcome, 0) + number

    def in_words(self) -> str:
        words = {"eligible": "eligible", "not_eligible": "not eligible", "unknown": "waiting for a fact"}
        parts = [f"{self.outcomes[name]:,} {word}" for name, word in words.items() if name in self.outcomes]
        detail = f": {', '.join(parts)}" if parts else ""
        return f"{self.looked_at:,} people looked at, {self.written:,} determinations written{detail}."


@dataclass(frozen=True)
class Before:
    """What is needed of the determination that is current now."""

    pk: int
    digest: str
    rules: int | None
    determined_on: date


def determine_all(
    *,
    actor: User,
    now: datetime,
    occasion: str,
    only_changed: bool = False,
    progress: Progress = lambda run: None,
    chunk: int = CHUNK,
) -> Run:
    """Determine everybody who serves, each chunk in a transaction of its own; memory does not grow.

    An answer that is the one already kept is not written again. `only_changed` passes over answers that
    differ in nothing but the wording of the rules. Raises NotPermitted.
    """
    run = Run()
    while True:
        done = determine_chunk(
            actor=actor, now=now, occasion=occasion, only_changed=only_changed, after=run.last, most=chunk
        )
        if not done.looked_at:
            return run
        run.add(done)
        progress(run)


@command
def determine_chunk(
    *, actor: User, now: datetime, occasion: str, only_changed: bool, after: int, most: int = CHUNK
) -> Run:
    """Determine the next `most` people after the primary key `after`. Raises NotPermitted."""
    if not actor.is_system:
        raise NotPermitted("Only a task or a management command of the server determines everybody.")
    people = list(
        Employee.objects.serving(clock.date_of(now))
        .filter(pk__gt=after)
        .select_for_update(of=("self",), no_key=True)
        .select_related("position")
        .order_by("pk")[:most]
    )
    return _determine(actor, now, people, occasion, only_changed)


@command
def determine_person(*, actor: User, now: datetime, employee: Employee) -> EligibilityDetermination:
    """Determine one person on demand; returns the current determination, the old one where nothing changed.

    Raises NotPermitted for anybody but coordinator and HR specialist of the person's bureau, and the system.
    """
    today = clock.date_of(now)
    people = list(
        Employee.objects.serving(today)
        .select_for_update(of=("self",), no_key=True)
        .select_related("position__bureau")
        .filter(pk=employee.pk)
    )
    access = may_determine_now(actor, people[0] if people else employee, today)
    if not access:
        raise NotPermitted(access.reason)
    _determine(actor, now, people, "on demand", only_changed=True)
    return EligibilityDetermination.objects.get(employee=employee, is_current=True)


def was_determined(today: date) -> bool:
    """Whether the nightly run of that day has come to its end."""
    return AuditEvent.objects.filter(chain=CHAIN, action="determined_day", subject=f"day:{today}").exists()


@command
def close_day(*, actor: User, now: datetime, run: Run) -> None:
    """Write down that the nightly run of the day came to its end. Raises NotPermitted."""
    if not actor.is_system:
        raise NotPermitted("Only a task of the server closes the day of the determinations.")
    payload = {"looked_at": run.looked_at, "written": run.written, "outcomes": run.outcomes}
    subject = f"day:{clock.date_of(now)}"
    audit.record(chain=CHAIN, action="determined_day", actor=actor, now=now, subject=subject, payload=payload)


def digest_of_rows(rows: Iterable[EligibilityDetermination]) -> str:
    """What a chunk's event says about its rows: person and digest of each, in order of the people."""
    lines = "".join(f"{row.employee_id} {row.digest}\n" for row in rows)
    return hashlib.sha256(lines.encode()).hexdigest()


def _determine(
    actor: User, now: datetime, people: Sequence[Employee], occasion: str, only_changed: bool
) -> Run:
    if not people:
        return Run()
    today = clock.date_of(now)
    rules = rules_in_use(now)
    before = _current(people)
    answers = [
        (person, answer, before.get(person.pk))
        for person, facts in zip(people, facts_in_bulk(people, today), strict=True)
        if _is_new(answer := answer_of(facts), before.get(person.pk), rules, only_changed)
    ]
    since = _corrections(answers, today)
    rows = [
        EligibilityDetermination(
            employee=person,
            determined_at=now,
            determined_on=today,
            eligible=answer.eligible,
            policy_set=fam_2018.NAME,
            rules=rules,
            findings=answer.findings,
            facts=answer.facts,
            occasion=CORRECTION if person.pk in since else occasion,
            concerns_since=since.get(person.pk),
            digest=answer.digest,
        )
        for person, answer, _ in answers
    ]
    _write(rows, [old.pk for _, _, old in answers if old is not None])
    run = Run(len(people), len(rows), _outcomes(rows), people[-1].pk)
    if rows:
        _record(actor, now, rows, run, occasion)
    return run


def _current(people: Sequence[Employee]) -> dict[int, Before]:
    keys = [person.pk for person in people]
    found = EligibilityDetermination.objects.filter(
        is_current=True, employee_id__gte=min(keys), employee_id__lte=max(keys)
    )
    columns = found.order_by().values_list("employee_id", "pk", "digest", "rules_id", "determined_on")
    return {row[0]: Before(row[1], row[2], row[3], row[4]) for row in columns}


def _is_new(answer: Answer, before: Before | None, rules: RuleSet, only_changed: bool) -> bool:
    if before is None or before.digest != answer.digest:
        return True
    return not only_changed and before.rules != rules.pk


def _corrections(answers: Sequence[tuple[Employee, Answer, Before | None]], today: date) -> dict[int, date]:
    """Person -> first day concerned, where a fact that is new concerns a day that was determined already."""
    old = [before.pk for _, _, before in answers if before is not None]
    facts: dict[int, Any] = dict(
        EligibilityDetermination.objects.filter(pk__in=old).order_by().values_list("pk", "facts")
    )
    found = {}
    for person, answer, before in answers:
        if before is not None:
            day = corrected_since(person, facts[before.pk], before.determined_on, answer.facts, today)
            found.update({person.pk: day} if day is not None else {})
    return found


def _write(rows: Sequence[EligibilityDetermination], replaced: Sequence[int]) -> None:
    if replaced:
        EligibilityDetermination.objects.filter(pk__in=replaced).update(is_current=False)
    EligibilityDetermination.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)


def _outcomes(rows: Iterable[EligibilityDetermination]) -> dict[str, int]:
    names = {True: "eligible", False: "not_eligible", None: "unknown"}
    counts: dict[str, int] = {}
    for row in rows:
        counts[names[row.eligible]] = counts.get(names[row.eligible], 0) + 1
    return counts


def _record(
    actor: User, now: datetime, rows: Sequence[EligibilityDetermination], run: Run, occasion: str
) -> None:
    audit.record(
        chain=CHAIN,
        action="determine",
        actor=actor,
        now=now,
        subject=f"employees:{rows[0].employee_id}-{rows[-1].employee_id}",
        payload={
            "looked_at": run.looked_at,
            "written": run.written,
            "outcomes": run.outcomes,
            "policy_set": fam_2018.NAME,
            "occasion": occasion,
            "digest": digest_of_rows(rows),
        },
    )
