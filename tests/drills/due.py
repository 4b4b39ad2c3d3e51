"""Agreements that are due, and sweeps and drains that are killed: `python -m tests.drills.due VERB ...`.

build NUMBER              agreements due to start, and half as many due to end; how many of each
kill WINDOW NUMBER SEED   fork from this warm process and be killed in one window, that often; how often
full DAYS                 PDFs while the database is full, and after; what came of them
finish                    what is left, undisturbed, twice; what the second time did
work DAYS                 beside others, so many days late, until there is nothing left; how often the
                          database was away
report                    what stands in the tables, counted
"""

import json
import os
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import DatabaseError, connection, models  # noqa: E402

from agreements.models import Agreement  # noqa: E402
from agreements.states import EndReason, State  # noqa: E402
from agreements.tasks import Swept, sweep_due  # noqa: E402
from eligibility.models import Employee  # noqa: E402
from telework import audit, outbox, rendering  # noqa: E402
from telework.models import AuditChain, AuditEvent, Document, OutboxMessage  # noqa: E402
from tests.cast import NOW, START, Cast, approved, make_cast, train  # noqa: E402
from tests.drills.inside import MortalMail  # noqa: E402

FIRST_DAY = NOW + (START - NOW.date())
# A child does at most so much before it is killed.
MOST_BEFORE_KILL = 12
M = TypeVar("M", bound=models.Model)


def build(number: str) -> dict[str, int]:
    cast = make_cast()
    first = approved(cast)
    OutboxMessage.objects.all().delete()
    due = int(number)
    for one in range(1, due):
        _copy(first, _colleague(cast, one))
    yesterday = FIRST_DAY.date() - timedelta(days=1)
    over = {"state": State.ACTIVE, "starts_on": yesterday - timedelta(days=90), "ends_on": yesterday}
    ending = [_copy(first, _colleague(cast, due + one), **over) for one in range(due // 2)]
    return {"start": due, "end": len(ending)}


def _again(row: M, **changes: Any) -> M:
    """Another row like `row`."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    del values[row._meta.pk.attname]
    return type(row)._default_manager.create(**values | changes)


def _colleague(cast: Cast, number: int) -> Employee:
    """Somebody like the employee, without a login: letters need none."""
    assert cast.employee.position is not None
    position = _again(cast.employee.position, number=f"D{number:06d}")
    somebody = _again(
        cast.employee,
        number=f"D{number:06d}",
        user_id=None,
        position_id=position.pk,
        email=f"due{number}@example.gov",
    )
    train(somebody)
    return somebody


def _copy(first: Agreement, somebody: Employee, **changes: Any) -> Agreement:
    """An approved agreement like `first`, with its signed terms."""
    agreement = _again(first, number=f"TW-DUE-{somebody.number}", employee_id=somebody.pk, **changes)
    _again(first.terms_in_force(), agreement_id=agreement.pk)
    return agreement


def kill(window: str, number: str, seed: str) -> int:
    """Until as many children as wanted have died; a child that finds nothing left to do is an error."""
    chance = random.Random(int(seed))
    killed = 0
    while killed < int(number):
        after = chance.randint(1, MOST_BEFORE_KILL)
        connection.close()
        child = os.fork()
        if child == 0:
            _die(WINDOWS[window], after)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), f"a child ended by itself after {killed} kills"
        assert os.WTERMSIG(status) == signal.SIGKILL
        killed += 1
    return killed


def _die(work: Callable[[int], None], after: int) -> None:
    """The child: works until it is killed, and never returns into the parent's code."""
    try:
        work(after)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def _sweep_until(events: int) -> None:
    """Killed at that many events of the audit chain: inside a transaction, with letters still to write."""
    seen = Counter[str]()

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        if sql.startswith('INSERT INTO "telework_auditevent"'):
            seen["events"] += 1
            if seen["events"] == events:
                os.kill(os.getpid(), signal.SIGKILL)
        return result

    with connection.execute_wrapper(watch):
        sweep_due(FIRST_DAY)


def _drain_until(when: str) -> Callable[[int], None]:
    def drain(letter: int) -> None:
        MortalMail.when, MortalMail.letter, MortalMail.sent = when, letter, 0
        outbox.deliver_due(FIRST_DAY)

    return drain


WINDOWS = {
    "transaction": _sweep_until,
    "claimed": _drain_until("before"),
    "unmarked": _drain_until("after"),
}


def finish() -> dict[str, int]:
    MortalMail.when = ""
    for _ in range(2):
        swept, sent = sweep_due(FIRST_DAY), 0
        while delivered := outbox.deliver_due(FIRST_DAY).sent:
            sent += delivered
    return {"started": swept.started, "ended": swept.ended, "failed": swept.failed, "sent": sent}


def work(days: str) -> int:
    now, away, rounds = FIRST_DAY + timedelta(days=int(days)), 0, 0
    while rounds < 2:
        try:
            swept, sent = sweep_due(now), outbox.deliver_due(now).sent
        except DatabaseError:
            swept, sent = Swept(failed=1), 0
        away += bool(swept.failed)
        rounds = 0 if sent or swept != Swept() else rounds + 1
        if swept.failed:
            connection.close()
            time.sleep(0.2)
    return away


def full(days: str) -> dict[str, int]:
    """On SQLite, which can be told how large it may become: PDFs are made while nothing more fits in."""
    now = NOW + timedelta(days=int(days))
    case = approved(make_cast())
    asked = Document.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        refused = rendering.render_due(now)
        kept = Document.objects.filter(pdf__isnull=True, rendered_at__isnull=True).count()
        cursor.execute("PRAGMA max_page_count = 1000000")
    made = rendering.render_due(now + timedelta(hours=1))
    waiting = OutboxMessage.objects.filter(state="queued").count()
    sent = outbox.deliver_due(now + timedelta(hours=1)).sent
    assert audit.first_fault(case.chain) is None
    return {
        "asked": asked,
        "failed": refused.failed,
        "kept": kept,
        "made": made.rendered,
        "waiting": waiting,
        "sent": sent,
    }


def report() -> dict[str, Any]:
    events = AuditEvent.objects.filter(actor_name="system", action__in=["start", "end"])
    twice = events.values("chain", "action").annotate(times=models.Count("pk")).filter(times__gt=1)
    expired = Agreement.objects.filter(state=State.ENDED, end_reason=EndReason.EXPIRED)
    return {
        "active": Agreement.objects.filter(state=State.ACTIVE, starts_on=FIRST_DAY.date()).count(),
        "ended": expired.filter(ended_on=FIRST_DAY.date() - timedelta(days=1)).count(),
        "other": Agreement.objects.exclude(state__in=[State.ACTIVE, State.ENDED]).count(),
        "events": dict(Counter(events.values_list("action", flat=True))),
        "twice": twice.count(),
        "faults": [
            name for name in AuditChain.objects.values_list("name", flat=True) if audit.first_fault(name)
        ],
        "letters": dict(Counter(OutboxMessage.objects.values_list("template", flat=True))),
        "states": dict(Counter(OutboxMessage.objects.values_list("state", flat=True))),
    }


VERBS: dict[str, Callable[..., Any]] = {
    "build": build,
    "kill": kill,
    "finish": finish,
    "work": work,
    "full": full,
    "report": report,
}

if __name__ == "__main__":
    settings.EMAIL_BACKEND = f"{MortalMail.__module__}.{MortalMail.__name__}"
    verb, *arguments = sys.argv[1:]
    print(json.dumps(VERBS[verb](*arguments)))  # noqa: T201
