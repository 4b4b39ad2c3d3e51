#!/usr/bin/env python
"""Run a management command: `./bin/etelework COMMAND`, or `.venv/bin/python manage.py COMMAND`."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "telework.settings")
# A calculation needs no secrets: without an environment it runs as the demo does.
if sys.argv[1:2] == ["calc"] and not {"ETELEWORK_MODE", "SECRET_KEY", "DATABASE_URL"} & os.environ.keys():
    os.environ["ETELEWORK_MODE"] = "demo"

if __name__ == "__main__":
    # The application that tasks are sent through must exist before a command queues one.
    import telework.celery  # noqa: F401

    execute_from_command_line(sys.argv)
