"""The book of task runs: what is written when a scheduled task ends, and what is not."""

import pytest

from telework import outbox
from telework.celery import app
from telework.models import TaskRun
from telework.outbox import Delivery
from telework.tasks import deliver_outbox

pytestmark = pytest.mark.django_db
DELIVER = "telework.tasks.deliver_outbox"


def drain(monkeypatch: pytest.MonkeyPatch, done: Delivery | Exception) -> TaskRun:
    """The outbox's task runs once and does so much, or fails so."""

    def deliver(now: object) -> Delivery:
        if isinstance(done, Exception):
            raise done
        return done

    monkeypatch.setattr(outbox, "deliver_due", deliver)
    deliver_outbox.apply()
    return TaskRun.objects.get(task=DELIVER)


def test_a_run_is_kept_with_its_time_and_what_it_did(monkeypatch: pytest.MonkeyPatch) -> None:
    run = drain(monkeypatch, Delivery(sent=3))
    assert run.ended_at is not None
    assert run.seconds >= 0
    assert (run.counts, run.failed_at, run.failure) == ({"sent": 3}, None, "")


def test_the_next_run_takes_the_place_of_the_one_before(monkeypatch: pytest.MonkeyPatch) -> None:
    first = drain(monkeypatch, Delivery(sent=3))
    second = drain(monkeypatch, Delivery())
    assert (second.pk, second.counts) == (first.pk, {})
    assert first.ended_at is not None
    assert second.ended_at is not None
    assert second.ended_at > first.ended_at


def test_a_failure_is_kept_by_its_kind_alone_and_the_last_end_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    before = drain(monkeypatch, Delivery(sent=3))
    run = drain(monkeypatch, ValueError("emma@example.gov is not known"))
    assert (run.ended_at, run.counts) == (before.ended_at, {"sent": 3})
    assert run.failed_at is not None
    assert run.failure == "ValueError"


def test_a_failure_stays_until_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    failed = drain(monkeypatch, ValueError())
    run = drain(monkeypatch, Delivery())
    assert (run.failed_at, run.failure) == (failed.failed_at, "ValueError")
    assert run.ended_at is not None


def test_rows_that_failed_inside_a_run_are_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    run = drain(monkeypatch, Delivery(sent=1, failed=2))
    assert run.ended_at is not None
    assert run.failure == "rows that failed: 2"


def test_a_task_that_is_not_scheduled_is_not_kept() -> None:
    @app.task(name="tests.not_scheduled")
    def work() -> dict[str, int]:
        return {"done": 1}

    try:
        assert work.apply().get() == {"done": 1}
    finally:
        app.tasks.unregister("tests.not_scheduled")
    assert not TaskRun.objects.exists()


def test_a_book_that_cannot_be_written_lets_the_task_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(outbox, "deliver_due", lambda now: Delivery(sent=1))
    monkeypatch.setattr(type(TaskRun.objects), "update_or_create", full)
    assert deliver_outbox.apply().get() == {"sent": 1, "deferred": 0, "failed": 0}
