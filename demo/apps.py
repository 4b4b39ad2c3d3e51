"""The demonstration: named people to step into, a clock that moves, everything in one process."""

from importlib import import_module

from django.apps import AppConfig
from django.conf import settings

from telework import clock


class DemoConfig(AppConfig):
    """Installed in demo and test mode only; its pages and its clock exist in demo mode only."""

    name = "demo"
    verbose_name = "Demonstration"

    def ready(self) -> None:
        if settings.DEMO:
            # The provider reads a model, so it can be imported only now.
            clock.install_offset(import_module("demo.clock").offset)
