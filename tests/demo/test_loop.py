"""The demo's embedded loop: it runs what the schedule names, in this process, and ends when told to."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
# In a process of its own: a Celery worker changes the process it runs in.
SCRIPT = """
import threading
import django
django.setup()
import telework.celery
from celery import shared_task
from django.conf import settings
from demo.loop import EmbeddedLoop

ran = threading.Event()

@shared_task(name="tests.tick")
def tick():
    ran.set()

telework.celery.app.conf.beat_schedule = {"tick": {"task": "tests.tick", "schedule": 0.2}}
loop = EmbeddedLoop()
loop.start()
print("ran" if ran.wait(20) else "nothing ran")
loop.stop()
names = [thread.name for thread in threading.enumerate()]
print("stopped" if "demo worker" not in names else names)
"""


def test_loop_runs_scheduled_tasks_in_the_background_and_stops(tmp_path: Path) -> None:
    unwanted = ("SECRET_KEY", "DATABASE_URL", "CELERY_BROKER_URL")
    environment = {name: value for name, value in os.environ.items() if name not in unwanted}
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=ROOT,
        env=environment | {"ETELEWORK_MODE": "demo", "ETELEWORK_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert result.stdout.split("\n")[:2] == ["ran", "stopped"], result.stderr
    assert result.returncode == 0
