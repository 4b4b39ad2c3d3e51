"""The daily seal over every audit chain, and the check of all chains and seals."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef

from telework import audit, clock, outbox
from telework.commands import command
from telework.errors import NotPermitted, WrongState
from telework.models import AuditChain, AuditEvent, AuditSeal, SealedHead, User

log = logging.getLogger("etelework.audit")

CHUNK = 2_000
# How many chains are compared with their heads by one query.
TOGETHER = 500
CHAIN, SEAL = "audit", "seal_audit"


@command
def seal_audit(*, actor: User, now: datetime) -> AuditSeal:
    """Seal what every chain has grown by, once a Washington day; the digest leaves the database by mail.

    The digest goes over the seal before, so one that the records officer holds proves all before it.
    Raises NotPermitted for people, WrongState where the day is sealed.
    """
    if not actor.is_system:
        raise NotPermitted("The audit record is sealed once a day by itself; nobody does it by hand.")
    day = clock.date_of(now)
    before = AuditSeal.objects.select_for_update().order_by("-day").first()
    if before is not None and before.day >= day:
        raise WrongState("This day is sealed already.")
    seal = AuditSeal(day=day, at=now, previous=before.digest if before is not None else "", chains=0)
    seal.save()
    grown = list(
        AuditChain.objects.select_for_update().filter(length__gt=F("sealed_length")).order_by("name")
    )
    heads = [SealedHead(seal=seal, chain=one.name, length=one.length, head=one.head) for one in grown]
    SealedHead.objects.bulk_create(heads, batch_size=CHUNK)
    seal.chains, seal.digest = len(heads), digest_of(seal, heads)
    seal.save(update_fields=["chains", "digest"])
    # These alone: another chain may have grown since they were read.
    for one in grown:
        one.sealed_length = one.length
    AuditChain.objects.bulk_update(grown, ["sealed_length"], batch_size=TOGETHER)
    payload = _payload(seal)
    audit.record(chain=CHAIN, action=SEAL, actor=actor, now=now, subject=str(seal), payload=payload)
    log.info("audit sealed", extra=payload)
    to = settings.AUDIT_SEAL_MAILBOX
    outbox.queue(key=seal.letter_key, to=to, template="audit_sealed", context={"seal": seal}, now=now)
    return seal


def digest_of(seal: AuditSeal, heads: list[SealedHead]) -> str:
    """The digest that `seal` must carry over `heads`, in the order in which they were written."""
    listed = [[head.chain, head.length, head.head] for head in heads]
    return audit.sha256(audit.canonical([seal.day.isoformat(), seal.previous, listed]))


def faults(tell: Callable[[int, str], None] = lambda chains, name: None) -> Iterator[str]:
    """Whatever is wrong with any chain or seal, the chains by name; in a flat memory.

    tell  is told now and then how many chains have been read, and the name of the last
    """
    yield from _faults_of_chains(tell)
    yield from _chains_without_events()
    yield from _faults_of_seals()
    yield from _seals_removed()


def _faults_of_chains(tell: Callable[[int, str], None]) -> Iterator[str]:
    events = AuditEvent.objects.order_by("chain", "sequence").select_related("payload")
    together: dict[str, audit.Read] = {}
    read = 0
    for name, of_chain in groupby(events.iterator(chunk_size=CHUNK), key=lambda event: event.chain):
        together[name] = audit.read_chain(of_chain)
        if len(together) == TOGETHER:
            yield from _against_heads(together)
            read, together = read + TOGETHER, {}
            tell(read, name)
    yield from _against_heads(together)


def _against_heads(together: dict[str, audit.Read]) -> Iterator[str]:
    heads = {head.name: head for head in AuditChain.objects.filter(name__in=list(together))}
    for name, found in together.items():
        if found.fault or audit.fault_at_head(found, heads.get(name)):
            # It may have grown between its events and its head: nobody adds to it while it is held.
            with transaction.atomic():
                AuditChain.objects.select_for_update().filter(name=name).first()
                fault = audit.first_fault(name)
            if fault is not None:
                yield f"{name}: {fault}"


def _chains_without_events() -> Iterator[str]:
    events = AuditEvent.objects.filter(chain=OuterRef("name"))
    for head in AuditChain.objects.filter(~Exists(events), length__gt=0).order_by("name"):
        yield f"{head.name}: event 1 is missing"


def _faults_of_seals() -> Iterator[str]:
    """A chain that was cut or written anew after a seal holds by itself; the seal tells."""
    previous = ""
    for seal in AuditSeal.objects.order_by("day"):
        heads = list(seal.heads.order_by("pk"))
        if seal.previous != previous:
            yield f"{seal}: it does not follow the one before it"
        if seal.digest != digest_of(seal, heads):
            yield f"{seal}: it was changed"
        previous = seal.digest
    matching = AuditEvent.objects.filter(
        chain=OuterRef("chain"), sequence=OuterRef("length"), digest=OuterRef("head")
    )
    lost = SealedHead.objects.filter(~Exists(matching)).select_related("seal").order_by("seal__day", "chain")
    for head in lost.iterator(chunk_size=CHUNK):
        yield f"{head.chain}: event {head.length} is not the one that the {head.seal} holds"


def _seals_removed() -> Iterator[str]:
    """Each seal is an event, too; without this, nothing would follow a last seal that was removed."""
    made = AuditEvent.objects.filter(chain=CHAIN, action=SEAL).order_by("sequence")
    written = list(made.values_list("subject", "payload_digest"))
    there = {audit.sha256(audit.canonical(_payload(seal))) for seal in AuditSeal.objects.all()}
    for subject, digest in written:
        if digest not in there:
            yield f"{subject}: it was removed, or written anew"


def _payload(seal: AuditSeal) -> dict[str, Any]:
    return {"day": seal.day.isoformat(), "chains": seal.chains, "digest": seal.digest}
