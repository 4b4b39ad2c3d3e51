"""The kernel as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class TeleworkConfig(AppConfig):
    """Registers the system checks, and what happens at sign-in, once the models are loaded."""

    name = "telework"

    def ready(self) -> None:
        import_module("telework.checks")
        import_module("telework.security")
