"""System checks: what the machine lacks, with the command that brings it."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Info, Warning, register

from telework import documents


@register
def libraries_for_documents(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """Say which system library the PDFs miss."""
    available = documents.is_available()
    if available:
        return []
    return [Info(available.reason, hint=f"As root: {documents.INSTALL}", id="telework.I001")]


@register
def uswds_is_there(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """Say that the design system's files were not copied yet."""
    if (settings.USWDS_DIR / "css" / "uswds.min.css").exists():
        return []
    return [
        Warning(
            "The pages' style sheet and fonts are missing.",
            hint="npm ci --ignore-scripts && manage.py uswds_assets (./bin/etelework does both)",
            id="telework.W002",
        )
    ]
