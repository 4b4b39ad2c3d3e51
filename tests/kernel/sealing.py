"""Chains that are recorded and sealed, and what somebody could do to them past the commands."""

from datetime import UTC, datetime

from telework import audit, seals
from telework.models import AuditChain, AuditEvent, AuditSeal, User

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


def record(actor: User, chain: str, number: int) -> AuditEvent:
    payload = {"number": number}
    return audit.record(
        chain=chain, action=f"act{number}", actor=actor, now=NOW, subject="Case", payload=payload
    )


def seal(system: User, now: datetime = NOW) -> AuditSeal:
    return seals.seal_audit(actor=system, now=now)


def events(chain: str = "case:1") -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(chain=chain).order_by("sequence"))


def sealed_chains(system: User) -> User:
    """Two cases of five events each, sealed, and an event more of the first."""
    for number in range(1, 6):
        for case in ("case:1", "case:2"):
            record(system, case, number)
    seal(system)
    record(system, "case:1", 6)
    assert list(seals.faults()) == []
    return system


def write_anew(chain: str, kept: int) -> None:
    """As somebody would who knows the code: the chain ends after `kept` events, and its head says so."""
    AuditEvent.objects.filter(chain=chain, sequence__gt=kept).delete()
    last = events(chain)[-1]
    AuditChain.objects.filter(name=chain).update(length=last.sequence, head=last.digest)


def moved_by(places: int, *, after: int) -> None:
    """Renumber the later events of the first case; one at a time, because no two may have one number."""
    later = [event for event in events() if event.sequence > after]
    for event in sorted(later, key=lambda one: one.sequence, reverse=places > 0):
        AuditEvent.objects.filter(pk=event.pk).update(sequence=event.sequence + places)


def forged(sequence: int, *, previous: str, chain: str = "case:1") -> None:
    """An event that is right by itself, written past the commands."""
    event = AuditEvent(
        chain=chain,
        sequence=sequence,
        at=NOW,
        actor_id=1,
        actor_name="Nobody",
        action="approve",
        subject="Case",
        payload_digest=audit.sha256(audit.canonical({})),
        previous=previous,
    )
    event.digest = audit.digest_of(event)
    event.save()


def rewritten(chain: str, *, since: int) -> None:
    """Another history that holds by itself: every link computed anew, the head, too."""
    kept = [event for event in events(chain) if event.sequence >= since]
    for event in kept:
        event.actor_name = "Nobody"
        event.previous = events(chain)[event.sequence - 2].digest
        event.digest = audit.digest_of(event)
        event.save()
    AuditChain.objects.filter(name=chain).update(head=kept[-1].digest)
    assert audit.first_fault(chain) is None
