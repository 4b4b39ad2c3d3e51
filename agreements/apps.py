"""What was agreed, and who approved it."""

from importlib import import_module

from django.apps import AppConfig

# In the order in which they are offered: the first that fits somebody is their likely one.
ARRANGEMENTS = ("domestic", "abroad", "medevac", "accommodation")


class AgreementsConfig(AppConfig):
    name = "agreements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the kinds of this app."""
        for name in ARRANGEMENTS:
            import_module(f"agreements.arrangements.{name}")
