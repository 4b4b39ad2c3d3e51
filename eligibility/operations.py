"""How the machine is doing, for the administrator: no names, no texts, no cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Max, Min, Q

from telework.models import AuditChain, AuditSeal, Document, OutboxMessage, TaskRun
from telework.schedule import BEAT_SCHEDULE

# A seal a day: after two days one is missing.
SEALED_WITHIN = timedelta(days=2)
# Whoever is due so long should have been taken up.
WAITS_AT_MOST = timedelta(minutes=10)
LATE_AFTER_PERIODS = 3
GRACE = timedelta(minutes=1)
_State = OutboxMessage.State


@dataclass(frozen=True)
class Queue:
    """What waits to be done. `oldest` since when; `due` since when it could have been done."""

    waiting: int
    oldest: datetime | None
    due: datetime | None
    failed: int
    # What failed and how many of it, and how often one was tried.
    failures: Sequence[tuple[str, int]] = ()
    attempts: int = 0

    def is_late(self, now: datetime) -> bool:
        return self.due is not None and now - self.due > WAITS_AT_MOST


@dataclass(frozen=True)
class Scheduled:
    """One task of the schedule and its last run; None where it has never come to its end."""

    name: str
    seconds: float
    run: TaskRun | None
    now: datetime

    @property
    def period(self) -> str:
        minutes = self.seconds / 60
        if minutes < 1:
            return f"{self.seconds:.0f} seconds"
        return "minute" if minutes == 1 else f"{minutes:.0f} minutes"

    @property
    def counts(self) -> list[tuple[str, int]]:
        return [
            (name.replace("_", " "), count) for name, count in (self.run.counts if self.run else {}).items()
        ]

    @property
    def is_late(self) -> bool:
        if self.run is None or self.run.ended_at is None:
            return True
        return self.now - self.run.ended_at > LATE_AFTER_PERIODS * timedelta(seconds=self.seconds) + GRACE


@dataclass(frozen=True)
class Seal:
    """The last seal over the audit record, its letter, and how many chains have grown since."""

    last: AuditSeal | None
    letter: OutboxMessage | None
    grown: int
    is_late: bool


def letters() -> Queue:
    waiting = Q(state__in=[_State.QUEUED, _State.SENDING])
    found = OutboxMessage.objects.filter(state__in=[_State.QUEUED, _State.SENDING, _State.FAILED]).aggregate(
        waiting=Count("pk", filter=waiting),
        oldest=Min("queued_at", filter=waiting),
        due=Min("next_try_at", filter=waiting),
        failed=Count("pk", filter=Q(state=_State.FAILED)),
    )
    by_template = OutboxMessage.objects.filter(state=_State.FAILED).order_by("template").values("template")
    failures = by_template.annotate(count=Count("pk")).values_list("template", "count")
    return Queue(**found, failures=[(name.replace("_", " "), count) for name, count in failures])


def documents() -> Queue:
    found = Document.objects.filter(rendered_at__isnull=True).aggregate(
        waiting=Count("pk"),
        oldest=Min("requested_at"),
        due=Min("next_try_at"),
        failed=Count("pk", filter=Q(attempts__gt=0)),
        attempts=Max("attempts", default=0),
    )
    return Queue(**found)


def schedule(now: datetime) -> list[Scheduled]:
    runs = {run.task: run for run in TaskRun.objects.all()}
    return [
        Scheduled(name, entry["schedule"], runs.get(entry["task"]), now)
        for name, entry in BEAT_SCHEDULE.items()
    ]


def seal(now: datetime) -> Seal:
    last = AuditSeal.objects.order_by("-day").first()
    letter = None
    if last is not None:
        letter = OutboxMessage.objects.defer("text", "html").filter(key=last.letter_key).first()
    grown = AuditChain.objects.filter(length__gt=F("sealed_length")).count()
    is_late = grown > 0 and (last is None or now - last.at > SEALED_WITHIN)
    return Seal(last, letter, grown, is_late)
