"""One schedule for production and the demonstration, and one scheduler."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from telework.celery import app

ROOT = Path(__file__).parents[2]
# What works in the background; a task that is missing here is found by the last test.
TASKS = {"telework.tasks.deliver_outbox", "telework.tasks.render_documents", "agreements.tasks.sweep"}
# In a process of its own: a Celery worker changes the process it is made in.
LOOP = """
import django
django.setup()
import telework.celery
from celery import current_app
from celery.beat import Scheduler
from django.conf import settings
from demo.loop import EmbeddedLoop

loop = EmbeddedLoop()
scheduler = loop._beat.service.scheduler
assert telework.celery.app is loop._app is current_app._get_current_object()
assert scheduler.app.conf.beat_schedule == settings.CELERY_BEAT_SCHEDULE
assert type(scheduler) is Scheduler
assert settings.CELERY_BEAT_SCHEDULER == "celery.beat:Scheduler"
print(len(scheduler.app.conf.beat_schedule))
"""


def test_scheduled_tasks_exist() -> None:
    app.loader.import_default_modules()
    app.autodiscover_tasks(force=True)
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert scheduled >= TASKS
    assert scheduled <= set(app.tasks)


def test_every_task_of_ours_is_scheduled() -> None:
    app.autodiscover_tasks(force=True)
    ours = {name for name in app.tasks if not name.startswith(("celery.", "tests."))}
    assert ours == {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}


def test_demonstration_runs_the_schedule_of_production() -> None:
    done = subprocess.run([sys.executable, "-c", LOOP], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == str(len(settings.CELERY_BEAT_SCHEDULE)), done.stderr


def test_what_waits_for_a_worker_is_dropped_when_its_successor_is_due() -> None:
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert entry["options"]["expires"] == entry["schedule"]


@pytest.mark.parametrize("name", ["docker-compose.yml", "README.md"])
def test_exactly_one_scheduler_is_started(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    started = re.findall(r"telework\.celery,? beat", text)
    assert len(started) == 1
    assert not re.search(r"telework\.celery,? worker.*( -B\b|--beat)", text)


def test_killed_worker_loses_no_task_and_a_dead_broker_holds_up_nobody_for_long() -> None:
    assert app.conf.task_acks_late
    assert app.conf.task_publish_retry_policy == {"max_retries": 0}
    assert app.conf.task_time_limit < 600  # the visibility time-out must outlast the longest task
