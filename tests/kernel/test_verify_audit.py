"""The check of the audit record: what is changed, removed, put in or moved is found, the first is named."""

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from telework import audit, seals
from telework.management.commands import verify_audit
from telework.models import AuditChain, AuditEvent, AuditPayload, AuditSeal, SealedHead, User
from tests.kernel.sealing import (
    NOW,
    events,
    forged,
    moved_by,
    record,
    rewritten,
    seal,
    sealed_chains,
    write_anew,
)

TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def chains(db: None) -> User:
    return sealed_chains(User.objects.system())


FAULTS: dict[str, tuple[Callable[[], object], str]] = {
    "changed": (
        lambda: AuditEvent.objects.filter(chain="case:1", sequence=3).update(actor_name="Nobody"),
        "case:1: event 3 was changed",
    ),
    "details changed": (
        lambda: AuditPayload.objects.filter(event__chain="case:1", event__sequence=3).update(data={}),
        "case:1: the details of event 3 were changed",
    ),
    "removed": (
        lambda: AuditEvent.objects.filter(chain="case:1", sequence=3).delete(),
        "case:1: event 3 is missing",
    ),
    "last removed": (
        lambda: AuditEvent.objects.filter(chain="case:1", sequence=6).delete(),
        "case:1: event 6 is missing",
    ),
    "removed and closed up": (
        lambda: (
            AuditEvent.objects.filter(chain="case:1", sequence=3).delete(),
            moved_by(-1, after=3),
            AuditChain.objects.filter(name="case:1").update(length=5),
        ),
        "case:1: event 3 was changed",
    ),
    "put in between": (
        lambda: (moved_by(1, after=3), forged(4, previous=events()[2].digest)),
        "case:1: event 5 was changed",
    ),
    "head written anew": (
        lambda: AuditChain.objects.filter(name="case:1").update(head="0" * 64),
        "case:1: event 6 was changed",
    ),
    "history written anew": (
        lambda: rewritten("case:1", since=3),
        "case:1: event 5 is not the one that the seal of 2026-11-23 holds",
    ),
    "head removed": (
        lambda: AuditChain.objects.filter(name="case:2").delete(),
        "case:2: event 1 was added past the chain's head",
    ),
    "all events removed": (
        lambda: AuditEvent.objects.filter(chain="case:2").delete(),
        "case:2: event 1 is missing",
    ),
    "cut after the seal": (
        lambda: write_anew("case:1", 4),
        "case:1: event 5 is not the one that the seal of 2026-11-23 holds",
    ),
    "whole chain gone": (
        lambda: (
            AuditEvent.objects.filter(chain="case:2").delete(),
            AuditChain.objects.filter(name="case:2").delete(),
        ),
        "case:2: event 5 is not the one that the seal of 2026-11-23 holds",
    ),
    "seal changed": (
        lambda: SealedHead.objects.filter(chain="case:2").update(length=4, head=events("case:2")[3].digest),
        "seal of 2026-11-23: it was changed",
    ),
    "seal removed": (
        lambda: (
            SealedHead.objects.all().delete(),
            AuditSeal.objects.filter(day=date(2026, 11, 23)).delete(),
        ),
        "seal of 2026-11-24: it does not follow the one before it",
    ),
    "last seal removed": (
        lambda: (
            SealedHead.objects.filter(seal__day=date(2026, 11, 24)).delete(),
            AuditSeal.objects.filter(day=date(2026, 11, 24)).delete(),
        ),
        "seal of 2026-11-24: it was removed, or written anew",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_check_names_what_was_done(chains: User, name: str) -> None:
    seal(chains, TOMORROW)
    damage, expected = FAULTS[name]
    damage()
    assert expected in list(seals.faults())
    with pytest.raises(CommandError, match="does not hold"):
        call_command("verify_audit", stdout=StringIO(), stderr=StringIO())


def test_events_that_changed_places_are_found(chains: User) -> None:
    third, fourth = events()[2:4]
    AuditEvent.objects.filter(pk=third.pk).update(sequence=99)
    AuditEvent.objects.filter(pk=fourth.pk).update(sequence=3)
    AuditEvent.objects.filter(pk=third.pk).update(sequence=4)
    assert next(seals.faults()) == "case:1: event 3 was changed"


def test_event_put_in_between_is_found(chains: User) -> None:
    last = events()[-1]
    AuditEvent.objects.create(
        chain="case:1",
        sequence=7,
        at=NOW,
        actor_id=1,
        actor_name="Nobody",
        action="approve",
        subject="Case",
        payload_digest="",
        previous=last.digest,
        digest="0" * 64,
    )
    assert next(seals.faults()) == "case:1: event 7 was changed"


def test_first_fault_is_named_first_and_the_rest_is_counted(chains: User) -> None:
    AuditEvent.objects.filter(sequence=4).update(actor_name="Nobody")
    AuditEvent.objects.filter(chain="case:1", sequence=2).update(subject="Other")
    said = StringIO()
    with pytest.raises(CommandError, match=r"does not hold: 2 faults in 3 chains, 12 events, 1 seals\."):
        call_command("verify_audit", stdout=StringIO(), stderr=said)
    assert said.getvalue().splitlines()[0] == "case:1: event 2 was changed"


def test_events_added_while_it_reads_are_no_fault(chains: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process records between the reading of the events and of the heads."""
    against = seals._against_heads

    def later(together: dict[str, audit.Read]) -> object:
        record(chains, "case:1", 7)
        return against(together)

    monkeypatch.setattr(seals, "_against_heads", later)
    assert list(seals.faults()) == []


def test_long_reading_says_how_far_it_is(chains: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seals, "TOGETHER", 1)
    monkeypatch.setattr(verify_audit, "TELL_EVERY", 2)
    said = StringIO()
    call_command("verify_audit", stdout=StringIO(), stderr=said)
    assert said.getvalue().splitlines() == ["2 chains read, the last case:1"]


def test_details_that_went_lawfully_are_no_fault(chains: User) -> None:
    AuditPayload.objects.all().delete()
    assert list(seals.faults()) == []


def test_command_says_what_holds_and_prints_the_seals(chains: User) -> None:
    said = StringIO()
    call_command("verify_audit", "--seals", stdout=said)
    assert f"seal of 2026-11-23: {AuditSeal.objects.get().digest}" in said.getvalue()
    assert "The audit record holds: 3 chains, 12 events, 1 seals." in said.getvalue()


def test_check_asks_no_query_for_each_event_or_chain(chains: User) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert list(seals.faults()) == []
        return len(captured)

    few = asked()
    for case in range(10, 60):
        record(chains, f"case:{case}", 1)
    assert asked() == few
