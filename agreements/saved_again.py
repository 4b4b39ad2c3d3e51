"""Which parts of a request its writer has saved since it was sent back."""

from datetime import datetime

from agreements.models import Agreement
from telework.models import AuditEvent

# Commands that write one part each; `save_section` says which in its event.
PARTS = {
    "save_section": "",
    "save_worksite": "sites",
    "remove_worksite": "sites",
    "certify_site": "safety",
    "save_equipment": "equipment",
}


def sections_saved_since(agreement: Agreement, at: datetime) -> frozenset[str]:
    """Codes of the parts saved after `at`, by the case's audit chain."""
    events = AuditEvent.objects.filter(chain=agreement.chain, action__in=PARTS, at__gt=at)
    return frozenset(_part(event) for event in events.select_related("payload"))


def _part(event: AuditEvent) -> str:
    """The part that an event wrote; its payload may lawfully be gone."""
    kept = getattr(event, "payload", None)
    return PARTS[event.action] or (str(kept.data.get("section", "")) if kept is not None else "")
