"""The daily seal: once a day, chained, mailed."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from pytest_django import Settings

from telework import seals, tasks
from telework.errors import NotPermitted, WrongState
from telework.models import AuditSeal, OutboxMessage, User
from tests.kernel.sealing import NOW, seal, sealed_chains
from tests.traces import nothing_written, refused

TOMORROW = NOW + timedelta(days=1)
ADDRESS = "records@example.gov"


@pytest.fixture
def system(db: None) -> User:
    return User.objects.system()


@pytest.fixture(autouse=True)
def mailbox(settings: Settings) -> None:
    settings.AUDIT_SEAL_MAILBOX = ADDRESS


@pytest.fixture
def chains(system: User) -> User:
    return sealed_chains(system)


def test_seal_goes_over_what_has_grown_and_over_the_seal_before(chains: User) -> None:
    first = AuditSeal.objects.get()
    assert (first.day, first.chains, first.previous) == (date(2026, 11, 23), 2, "")
    second = seal(chains, TOMORROW)
    # The first seal is an event of its own.
    assert [head.chain for head in second.heads.all()] == ["audit", "case:1"]
    assert second.previous == first.digest
    assert list(seals.faults()) == []


def test_digest_is_mailed_to_the_records_officer(chains: User) -> None:
    letter = OutboxMessage.objects.get()
    assert letter.to == ADDRESS
    assert AuditSeal.objects.get().digest in letter.text


def test_without_an_address_it_is_sealed_all_the_same(system: User, settings: Settings) -> None:
    settings.AUDIT_SEAL_MAILBOX = ""
    seal(system)
    assert not OutboxMessage.objects.exists()


def test_day_is_sealed_once_and_by_the_system_alone(chains: User) -> None:
    with refused(WrongState):
        seal(chains)
    somebody = User.objects.create_user("emma")
    with refused(NotPermitted):
        seal(somebody, TOMORROW)


def test_task_seals_once_a_washington_day(chains: User) -> None:
    with time_machine.travel(TOMORROW, tick=False) as clock:
        tasks.seal_audit()
        with nothing_written():
            tasks.seal_audit()
        clock.move_to(datetime(2026, 11, 25, 4, 59, tzinfo=UTC))  # still the 24th in Washington
        with nothing_written():
            tasks.seal_audit()
        clock.move_to(datetime(2026, 11, 28, 5, tzinfo=UTC))  # days without a worker
        tasks.seal_audit()
    assert [one.day.day for one in AuditSeal.objects.all()] == [23, 24, 28]
