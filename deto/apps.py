"""Domestic employees teleworking overseas: one more kind of agreement."""

from importlib import import_module

from django.apps import AppConfig


class DetoConfig(AppConfig):
    name = "deto"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the kind and its pages."""
        import_module("deto.kind")
        import_module("deto.pages")
