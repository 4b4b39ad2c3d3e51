"""The audit chain: whatever is changed, removed, added or moved shows, and the first fault is named."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import IntegrityError, transaction

from telework import audit
from telework.models import AuditChain, AuditEvent, AuditPayload, User

NOW = datetime(2026, 11, 23, 15, 0, 0, 123456, tzinfo=UTC)
CHAIN = "case:1"


@pytest.fixture
def actor(db: None) -> User:
    return User.objects.create_user(username="emma", first_name="Emma", last_name="Employee")


@pytest.fixture
def chain(actor: User) -> str:
    """Five events of one chain, and one of another beside them."""
    for number in range(1, 6):
        record(actor, f"act{number}", number=number)
    record(actor, "other", chain="case:2")
    return CHAIN


def record(actor: User, action: str, *, chain: str = CHAIN, **payload: object) -> AuditEvent:
    return audit.record(chain=chain, action=action, actor=actor, now=NOW, subject="Case 1", payload=payload)


def event(sequence: int) -> AuditEvent:
    return AuditEvent.objects.get(chain=CHAIN, sequence=sequence)


def test_events_are_numbered_and_each_holds_the_digest_of_the_one_before(chain: str) -> None:
    events = list(AuditEvent.objects.filter(chain=chain))
    assert [link.sequence for link in events] == [1, 2, 3, 4, 5]
    assert [link.previous for link in events] == ["", *[link.digest for link in events[:-1]]]
    head = AuditChain.objects.get(name=chain)
    assert (head.length, head.head) == (5, events[-1].digest)
    assert audit.first_fault(chain) is None


def test_an_event_says_who_did_what_when_and_to_what(actor: User) -> None:
    made = record(actor, "approve", step=7)
    assert (made.actor_id, made.actor_name, made.action, made.subject) == (
        actor.pk,
        "Emma Employee",
        "approve",
        "Case 1",
    )
    assert (made.at, made.payload.data) == (NOW, {"step": 7})


def test_a_chain_without_events_has_no_fault(db: None) -> None:
    assert audit.first_fault("case:0") is None


def change(**values: object) -> Callable[[], object]:
    return lambda: AuditEvent.objects.filter(chain=CHAIN, sequence=3).update(**values)


@pytest.mark.parametrize(
    "tamper",
    [
        change(action="deny"),
        change(actor_id=999),
        change(actor_name="Somebody else"),
        change(subject="Case 2"),
        change(at=NOW + timedelta(microseconds=1)),
        change(payload_digest="0" * 64),
        change(previous="0" * 64),
        change(digest="0" * 64),
    ],
    ids=["action", "actor", "name", "subject", "time", "payload digest", "previous", "digest"],
)
def test_a_changed_event_is_found(chain: str, tamper: Callable[[], object]) -> None:
    tamper()
    assert audit.first_fault(chain) == "event 3 was changed"


def test_an_event_changed_together_with_its_digest_breaks_the_next_link(chain: str) -> None:
    forged = event(3)
    forged.action = "deny"
    forged.digest = audit.digest_of(forged)
    forged.save()
    assert audit.first_fault(chain) == "event 4 does not follow the one before it"


def test_the_last_event_changed_together_with_its_digest_does_not_fit_the_head(chain: str) -> None:
    forged = event(5)
    forged.action = "deny"
    forged.digest = audit.digest_of(forged)
    forged.save()
    assert audit.first_fault(chain) == "event 5 was changed"


@pytest.mark.parametrize("sequence", [1, 2, 3, 4, 5])
def test_a_removed_event_is_found(chain: str, sequence: int) -> None:
    event(sequence).delete()
    assert audit.first_fault(chain) == f"event {sequence} is missing"


def test_all_events_removed_are_found(chain: str) -> None:
    AuditEvent.objects.filter(chain=chain).delete()
    assert audit.first_fault(chain) == "event 1 is missing"


def forge_after(sequence: int) -> AuditEvent:
    """An event that follows `sequence` without a flaw of its own, past the chain's head."""
    before = event(sequence)
    forged = AuditEvent.objects.get(pk=before.pk)
    forged.pk = None
    forged.sequence, forged.previous, forged.action = sequence + 1, before.digest, "forged"
    forged.digest = audit.digest_of(forged)
    return forged


def test_an_event_added_at_the_end_is_found(chain: str) -> None:
    forge_after(5).save(force_insert=True)
    assert audit.first_fault(chain) == "event 6 was added past the chain's head"


def test_an_event_inserted_in_the_middle_is_found(chain: str) -> None:
    for sequence in (5, 4, 3):
        AuditEvent.objects.filter(chain=CHAIN, sequence=sequence).update(sequence=sequence + 1)
    forge_after(2).save(force_insert=True)
    assert audit.first_fault(chain) == "event 4 was changed"


def test_two_events_that_changed_places_are_found(chain: str) -> None:
    for sequence, new in ((2, 99), (3, 2), (99, 3)):
        AuditEvent.objects.filter(chain=CHAIN, sequence=sequence).update(sequence=new)
    assert audit.first_fault(chain) == "event 2 was changed"


def test_the_first_of_several_faults_is_named(chain: str) -> None:
    event(4).delete()
    AuditEvent.objects.filter(chain=CHAIN, sequence=2).update(action="deny")
    assert audit.first_fault(chain) == "event 2 was changed"


def test_changed_details_are_found(chain: str) -> None:
    AuditPayload.objects.filter(event=event(2)).update(data={"number": 22})
    assert audit.first_fault(chain) == "the details of event 2 were changed"


def test_details_that_were_lawfully_disposed_of_break_nothing(chain: str) -> None:
    AuditPayload.objects.filter(event__chain=chain).delete()
    assert audit.first_fault(chain) is None


def test_a_removed_head_is_found(chain: str) -> None:
    AuditChain.objects.filter(name=chain).delete()
    assert audit.first_fault(chain) == "event 1 was added past the chain's head"


def test_another_chain_is_not_touched(chain: str) -> None:
    event(1).delete()
    assert audit.first_fault("case:2") is None


def test_the_database_refuses_two_events_in_one_place(chain: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        forge_after(4).save(force_insert=True)


def test_an_undone_transaction_leaves_no_event(actor: User) -> None:
    with transaction.atomic():
        record(actor, "approve")
        transaction.set_rollback(True)
    assert record(actor, "deny").sequence == 1
    assert audit.first_fault(CHAIN) is None


def test_the_digest_knows_no_time_zone(actor: User) -> None:
    made = record(actor, "approve")
    made.at = NOW.astimezone(timezone(timedelta(hours=-5)))
    assert audit.digest_of(made) == made.digest


def test_canonical_bytes_depend_on_the_content_alone() -> None:
    assert audit.canonical({"b": 1, "a": [True, None, "é"]}) == '{"a":[true,null,"é"],"b":1}'.encode()
    assert audit.canonical({"a": 1, "b": 2}) == audit.canonical({"b": 2, "a": 1})
    assert audit.sha256(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_recorded_event_is_found_by_name_and_by_details(chain: str) -> None:
    assert audit.is_recorded(chain, "act2")
    assert audit.is_recorded(chain, "act2", {"number": 2})
    assert not audit.is_recorded(chain, "act2", {"number": 3})
    assert not audit.is_recorded(chain, "other")
