"""What every command shares: one transaction, undone by a refusal that is logged all the same."""

import logging
from datetime import UTC, datetime

import pytest
from django.db import connection

from telework.commands import command
from telework.errors import CommandRefused, NotPermitted, NotReauthenticated, PolicyRefused, WrongState
from telework.models import Closure, User
from telework.policy import Finding, Outcome, Severity

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
FINDING = Finding("a.rule", "2362.2", Outcome.FAILED, "No.", "", "", (), Severity.BAR, False)


class InTransaction(logging.Handler):
    """Notes for each record whether a transaction (or savepoint) was open when it was logged."""

    def __init__(self) -> None:
        super().__init__()
        self.depths: list[int] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.depths.append(len(connection.savepoint_ids))


@command
def close_day(*, actor: User, now: datetime, refusal: Exception | None = None) -> str:
    """Write a row, then say no or not."""
    Closure.objects.create(day=now.date(), authority="Test", reason="Test")
    if refusal is not None:
        raise refusal
    return "closed"


@pytest.fixture
def actor(db: None) -> User:
    return User.objects.create_user(username="emma")


def test_a_command_writes_and_returns(actor: User) -> None:
    assert close_day(actor=actor, now=NOW) == "closed"
    assert Closure.objects.filter(day=NOW.date()).exists()


@pytest.mark.parametrize("kind", [NotPermitted, WrongState, PolicyRefused, NotReauthenticated])
def test_a_refusal_undoes_everything_and_is_logged(
    actor: User, kind: type[CommandRefused], caplog: pytest.LogCaptureFixture
) -> None:
    refusal = kind("The office is open.", findings=[FINDING], fields={"day": "Choose another."})
    with (
        caplog.at_level(logging.INFO, logger="etelework.refusals"),
        pytest.raises(kind) as raised,
    ):
        close_day(actor=actor, now=NOW, refusal=refusal)
    assert raised.value is refusal
    assert not Closure.objects.filter(day=NOW.date()).exists()
    (line,) = caplog.records
    said = vars(line)
    assert (said["command"], said["actor"], said["kind"], said["reason"], said["rules"]) == (
        "close_day",
        actor.pk,
        kind.__name__,
        "The office is open.",
        ["a.rule"],
    )


def test_a_refusal_is_logged_after_the_transaction_has_been_undone(actor: User) -> None:
    log, watch = logging.getLogger("etelework.refusals"), InTransaction()
    outside = len(connection.savepoint_ids)
    log.addHandler(watch)
    try:
        with pytest.raises(WrongState):
            close_day(actor=actor, now=NOW, refusal=WrongState("No."))
    finally:
        log.removeHandler(watch)
    assert watch.depths == [outside]


def test_a_mistake_undoes_everything_too_and_is_no_refusal(
    actor: User, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="etelework.refusals"), pytest.raises(ZeroDivisionError):
        close_day(actor=actor, now=NOW, refusal=ZeroDivisionError())
    assert not Closure.objects.filter(day=NOW.date()).exists()
    assert caplog.records == []


def test_a_refusal_carries_what_the_page_needs() -> None:
    refusal = PolicyRefused("No.", findings=[FINDING], fields={"day": "Choose another."})
    assert str(refusal) == refusal.reason == "No."
    assert (refusal.findings, refusal.fields) == ((FINDING,), {"day": "Choose another."})
    assert (WrongState("No.").findings, WrongState("No.").fields) == ((), {})
