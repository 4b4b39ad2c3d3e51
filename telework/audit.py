"""The audit chain: each event holds the digest of the one before it, per case."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from telework.models import AuditChain, AuditEvent, AuditPayload, User


def canonical(data: Any) -> bytes:
    """`data` as JSON bytes that are the same for the same content: sorted keys, no spaces, UTF-8."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def record(
    *, chain: str, action: str, actor: User, now: datetime, subject: str, payload: dict[str, Any]
) -> AuditEvent:
    """Add one event to `chain`, inside the caller's transaction.

    The head's row is locked, so events of one case queue and events of different cases do not.
    """
    head, _ = AuditChain.objects.get_or_create(name=chain)
    head = AuditChain.objects.select_for_update().get(pk=head.pk)
    event = AuditEvent(
        chain=chain,
        sequence=head.length + 1,
        at=now,
        actor_id=actor.pk,
        actor_name=actor.get_full_name() or actor.get_username(),
        action=action,
        subject=subject,
        payload_digest=sha256(canonical(payload)),
        previous=head.head,
    )
    event.digest = digest_of(event)
    event.save(force_insert=True)
    AuditPayload.objects.create(event=event, data=payload)
    head.length, head.head = event.sequence, event.digest
    head.save(update_fields=["length", "head"])
    return event


def digest_of(event: AuditEvent) -> str:
    """The digest that `event` must carry; anything changed in it changes this."""
    return sha256(
        canonical(
            [
                event.chain,
                event.sequence,
                event.at.astimezone(UTC).isoformat(),
                event.actor_id,
                event.actor_name,
                event.action,
                event.subject,
                event.payload_digest,
                event.previous,
            ]
        )
    )


def is_recorded(chain: str, action: str, payload: dict[str, Any] | None = None) -> bool:
    """True when `chain` has an event of that name; with `payload`, one with exactly these details."""
    events = AuditEvent.objects.filter(chain=chain, action=action)
    if payload is not None:
        events = events.filter(payload_digest=sha256(canonical(payload)))
    return events.exists()


@dataclass(frozen=True)
class Read:
    """What reading one chain came to: the first fault in words or None, and its last event that was found."""

    fault: str | None
    last: int
    digest: str


def read_chain(events: Iterable[AuditEvent]) -> Read:
    """Check that each of `events`, in their order, follows the one before it and is as it was written."""
    previous, last = "", 0
    for event in events:
        fault = _fault_of(event, previous, last)
        if fault is not None:
            return Read(fault, last, previous)
        previous, last = event.digest, event.sequence
    return Read(None, last, previous)


def _fault_of(event: AuditEvent, previous: str, last: int) -> str | None:
    if event.sequence != last + 1:
        return f"event {last + 1} is missing"
    if event.digest != digest_of(event):
        return f"event {event.sequence} was changed"
    if event.previous != previous:
        return f"event {event.sequence} does not follow the one before it"
    payload = getattr(event, "payload", None)
    if payload is not None and sha256(canonical(payload.data)) != event.payload_digest:
        return f"the details of event {event.sequence} were changed"
    return None


def first_fault(chain: str) -> str | None:
    """What is wrong with `chain`, in words, or None when every link holds."""
    events = AuditEvent.objects.filter(chain=chain).order_by("sequence").select_related("payload")
    found = read_chain(events)
    if found.fault is not None:
        return found.fault
    return fault_at_head(found, AuditChain.objects.filter(name=chain).first())


def fault_at_head(found: Read, head: AuditChain | None) -> str | None:
    """Compare the last event found with the one that the chain's head names."""
    length, named = (head.length, head.head) if head is not None else (0, "")
    if length > found.last:
        return f"event {found.last + 1} is missing"
    if length < found.last:
        return f"event {length + 1} was added past the chain's head"
    return None if named == found.digest else f"event {found.last} was changed"
