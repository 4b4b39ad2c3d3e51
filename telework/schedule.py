"""What runs by itself and how often, and how patiently a broker is asked: constants of the settings.

The tables (outbox, documents, dates) are the truth; the schedule looks at them again and again, so a lost
message costs seconds and nothing else. Every task may run late, twice or beside itself.
Figures: docs/adr/0001.
"""

from typing import Any

# Seconds between two looks into the outbox; a letter whose commit reached the broker goes at once.
OUTBOX_SECONDS = 10.0

BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    name: {"task": task, "schedule": seconds, "options": {"expires": seconds}}
    for name, task, seconds in (
        ("deliver the outbox", "telework.tasks.deliver_outbox", OUTBOX_SECONDS),
        ("render documents", "telework.tasks.render_documents", 10.0),
        ("sweep agreements", "agreements.tasks.sweep", 60.0),
        ("sweep overseas", "deto.tasks.sweep", 60.0),
        ("determine whoever changed, once a day", "eligibility.tasks.determine_changed", 300.0),
        ("end decisions about eligibility that are due", "eligibility.tasks.end_due_exceptions", 300.0),
        ("tell people their outcome", "eligibility.tasks.tell_outcomes", 60.0),
        ("send the daily letters", "eligibility.tasks.send_daily_letters", 900.0),
        ("seal the audit record, once a day", "telework.tasks.seal_audit", 3600.0),
        ("clear sessions", "telework.tasks.clear_sessions", 3600.0),
    )
}

# Seconds between two runs of each task, by its name.
PERIODS: dict[str, float] = {entry["task"]: entry["schedule"] for entry in BEAT_SCHEDULE.values()}

IN_MEMORY: dict[str, Any] = {"polling_interval": 0.1}
ON_REDIS: dict[str, Any] = {
    # A request that pokes a dead broker waits at most about a second.
    "socket_timeout": 1,
    "socket_connect_timeout": 0.5,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.05,
    "interval_max": 0.1,
    # A killed worker's task is seen again after ten minutes, looked for every ten seconds.
    "visibility_timeout": 600,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
}
