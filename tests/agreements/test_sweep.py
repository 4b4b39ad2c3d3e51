"""The sweep: chooses by set, acts one by one, does nothing twice, and no failing row stops the rest."""

import logging
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements import tasks
from agreements.models import Agreement
from agreements.services import lifecycle
from agreements.states import State
from agreements.tasks import Swept, sweep_due
from telework.errors import WrongState
from telework.models import SYSTEM_USERNAME, AuditEvent, User
from tests.cast import Cast, approved, person, train
from tests.traces import nothing_written

START_DAY = datetime(2026, 12, 7, 17, 0, tzinfo=UTC)
DAY_AFTER_NOTICE = datetime(2026, 12, 22, 17, 0, tzinfo=UTC)


def several_approved(cast: Cast, number: int) -> list[Agreement]:
    """Approved agreements of that many colleagues."""
    made = []
    for name in ("Ann", "Ben", "Cal", "Dee", "Eve")[:number]:
        colleague = person(name, "Colleague", cast.bureau, supervisor=cast.supervisor)
        train(colleague)
        made.append(approved(replace(cast, employee=colleague)))
    return made


def test_a_second_sweep_does_nothing(cast: Cast) -> None:
    several_approved(cast, 2)
    assert sweep_due(START_DAY) == Swept(started=2)
    with nothing_written():
        assert sweep_due(START_DAY) == Swept()


def test_ends_and_starts_are_swept_together_as_the_system(cast: Cast) -> None:
    first, second = several_approved(cast, 2)
    lifecycle.start(actor=User.objects.system(), now=START_DAY, agreement=first)
    assert first.employee.user is not None
    lifecycle.give_notice(actor=first.employee.user, now=START_DAY, agreement=first)
    assert sweep_due(DAY_AFTER_NOTICE) == Swept(ended=1, started=1)
    swept = AuditEvent.objects.filter(action__in=["end", "start"], at=DAY_AFTER_NOTICE)
    assert {event.actor_name for event in swept} == {SYSTEM_USERNAME}
    assert Agreement.objects.get(pk=second.pk).state == State.ACTIVE


def test_a_failing_row_is_logged_and_counted_and_the_rest_go_on(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    agreements = several_approved(cast, 3)
    broken = agreements[1]
    real = lifecycle.start

    def start(**given: Any) -> Agreement:
        after = real(**given)
        if given["agreement"].pk == broken.pk:
            raise RuntimeError("the disk is full")
        return after

    monkeypatch.setattr(lifecycle, "start", start)
    with caplog.at_level(logging.ERROR, logger="etelework.sweep"):
        assert sweep_due(START_DAY) == Swept(started=2, failed=1)
    (line,) = caplog.records
    assert line.exc_info is not None
    assert vars(line)["agreement"] == broken.number


def test_a_row_that_somebody_else_was_first_on_is_not_counted(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    several_approved(cast, 1)

    def start(**given: Any) -> Agreement:
        raise WrongState("Somebody was first.")

    monkeypatch.setattr(lifecycle, "start", start)
    assert sweep_due(START_DAY) == Swept()


def test_choosing_takes_the_same_queries_however_many_are_due(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen: list[Agreement] = []

    def act(*, agreement: Agreement, **given: Any) -> Agreement:
        chosen.append(agreement)
        return agreement

    monkeypatch.setattr(lifecycle, "start", act)
    monkeypatch.setattr(lifecycle, "end_if_due", act)
    sweep_due(START_DAY)
    with CaptureQueriesContext(connection) as without:
        sweep_due(START_DAY)
    several_approved(cast, 5)
    with CaptureQueriesContext(connection) as with_five:
        sweep_due(START_DAY)
    assert len(chosen) == 5
    assert len(with_five) == len(without)


def test_the_task_reads_the_clock_and_tells_what_it_did(cast: Cast) -> None:
    several_approved(cast, 1)
    with time_machine.travel(START_DAY - timedelta(days=1), tick=False):
        assert tasks.sweep() == asdict(Swept())
    with time_machine.travel(START_DAY, tick=False):
        assert tasks.sweep() == asdict(Swept(started=1))
