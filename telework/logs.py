"""Log lines as JSON, one object a line, so that a log store can search them."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

# What every LogRecord carries anyway; whatever else is on a record came from the caller's `extra=`.
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """Write time (UTC), level, logger, message, traceback, and everything the caller gave in `extra=`."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line.update({name: value for name, value in vars(record).items() if name not in _STANDARD})
        line.pop("request", None)  # a request object says nothing as text and may hold personal data
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str, ensure_ascii=False)


def json_lines(*, level: str) -> dict[str, Any]:
    """The logging configuration; refusals (who was told no, and why) go to `etelework.refusals`."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": "telework.logs.JsonLines"},
            "django.server": {
                "()": "django.utils.log.ServerFormatter",
                "format": "{message}",
                "style": "{",
            },
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "etelework": {"level": level},
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "celery": {"level": "WARNING"},
        },
    }
