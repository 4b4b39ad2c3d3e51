"""The kernel as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class TeleworkConfig(AppConfig):
    """Registers the system checks, what happens at sign-in, and the book of task runs."""

    name = "telework"

    def ready(self) -> None:
        import_module("telework.checks")
        import_module("telework.security")
        import_module("telework.task_runs")
