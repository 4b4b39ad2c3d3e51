"""The outbox against a real mail server: deferred, refused, hung up on, silent."""

import hashlib
import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.test import override_settings

from telework import outbox
from telework.models import Document, OutboxMessage
from telework.outbox import FIRST_PAUSE, MOST_ATTEMPTS, Delivery
from tests.cast import NOW
from tests.services.mail_server import MailServer

EMMA, SAM, CORA = "emma@example.gov", "sam@example.gov", "cora@example.gov"
# A port of the loopback address that nothing listens on: the discard service of another age.
NOBODY_THERE = 9


def letter(to: str, *documents: Document) -> OutboxMessage:
    message = OutboxMessage.objects.create(
        key=f"letter:{to}",
        to=to,
        template="request_received",
        subject=f"To {to}",
        text="Dear reader,\n",
        html="<main><p>Dear reader,</p></main>",
        queued_at=NOW,
        next_try_at=NOW,
    )
    message.documents.set(documents)
    return message


def state(message: OutboxMessage) -> tuple[str, int]:
    message.refresh_from_db()
    return message.state, message.attempts


def test_deferred_letter_goes_on_the_third_try_under_one_message_id(db: None, post: MailServer) -> None:
    message = letter(EMMA)
    post.data[EMMA] = ["451 Busy", "451 Still busy"]

    assert outbox.deliver_due(NOW) == Delivery(deferred=1)
    assert outbox.deliver_due(NOW + FIRST_PAUSE - timedelta(seconds=1)) == Delivery()
    assert outbox.deliver_due(NOW + FIRST_PAUSE) == Delivery(deferred=1)
    message.refresh_from_db()
    assert "451" in message.failure
    assert message.next_try_at == NOW + FIRST_PAUSE + 2 * FIRST_PAUSE
    assert outbox.deliver_due(message.next_try_at) == Delivery(sent=1)

    assert state(message) == ("sent", 3)
    assert message.failure == ""
    assert [attempt["Message-ID"] for attempt in post.attempts] == [outbox.message_id(message.key)] * 3
    assert len(post.letters) == 1


def test_refused_recipient_is_a_failure_at_once_and_is_not_tried_again(db: None, post: MailServer) -> None:
    gone, other = letter(EMMA), letter(SAM)
    post.rcpt[EMMA] = ["550 No such user"] * MOST_ATTEMPTS

    assert outbox.deliver_due(NOW) == Delivery(sent=1, failed=1)
    assert outbox.deliver_due(NOW + timedelta(days=30)) == Delivery()
    assert state(gone) == ("failed", 1)
    assert "550" in gone.failure
    assert "No such user" in gone.failure
    assert state(other) == ("sent", 1)
    assert post.connections == 1


def test_greylisted_recipient_is_tried_again(db: None, post: MailServer) -> None:
    message = letter(EMMA)
    post.rcpt[EMMA] = ["450 Come back later"]

    assert outbox.deliver_due(NOW) == Delivery(deferred=1)
    assert outbox.deliver_due(NOW + FIRST_PAUSE) == Delivery(sent=1)
    assert state(message) == ("sent", 2)


def test_refused_content_is_a_failure_at_once(db: None, post: MailServer) -> None:
    message = letter(EMMA)
    post.data[EMMA] = ["552 Too large"]

    assert outbox.deliver_due(NOW) == Delivery(failed=1)
    assert state(message) == ("failed", 1)


def test_dropped_connection_puts_one_letter_back_and_the_next_drain_sends_the_rest(
    db: None, post: MailServer
) -> None:
    first, second = letter(EMMA), letter(SAM)
    post.hang_up_on = {EMMA}

    assert outbox.deliver_due(NOW) == Delivery(deferred=1)
    assert (state(first), state(second)) == (("queued", 1), ("queued", 0))
    assert first.next_try_at == NOW + FIRST_PAUSE
    assert outbox.deliver_due(NOW) == Delivery(sent=1)
    assert outbox.deliver_due(NOW + FIRST_PAUSE) == Delivery(sent=1)
    assert [received["To"] for received in post.letters] == [SAM, EMMA]


def test_letters_that_are_due_together_share_one_connection(db: None, post: MailServer) -> None:
    for number in range(12):
        letter(f"reader{number}@example.gov")
    post.data["reader3@example.gov"] = ["451 Busy"]
    post.rcpt["reader5@example.gov"] = ["550 No such user"]

    assert outbox.deliver_due(NOW) == Delivery(sent=10, deferred=1, failed=1)
    assert post.connections == 1


def test_nothing_due_opens_no_connection(db: None, post: MailServer) -> None:
    letter(EMMA)

    assert outbox.deliver_due(NOW - timedelta(seconds=1)) == Delivery()
    assert post.connections == 0


def test_attachment_arrives_whole(db: None, post: MailServer) -> None:
    pdf = b"%PDF-1.7\r\n.\n..\r\n" + bytes(range(256)) * 4000
    document = Document.objects.create(
        key="paper",
        template="pdf/agreement.html",
        title="Agreement",
        file_name="TW-2026-000001.pdf",
        source=b"{}",
        source_sha256="0" * 64,
        requested_at=NOW,
        next_try_at=NOW,
        pdf=pdf,
        pdf_sha256=hashlib.sha256(pdf).hexdigest(),
        rendered_at=NOW,
    )
    letter(EMMA, document)
    outbox.deliver_due(NOW)

    (attached,) = post.letters[0].iter_attachments()
    received: Any = attached.get_content()
    assert attached.get_filename() == "TW-2026-000001.pdf"
    assert attached.get_content_type() == "application/pdf"
    assert hashlib.sha256(received).hexdigest() == document.pdf_sha256


def test_letter_at_hand_in_one_drain_is_left_alone_by_another(
    transactional_db: None, post: MailServer
) -> None:
    letter(EMMA)
    letter(SAM)
    at_server, go_on = threading.Event(), threading.Event()

    def wait(received: Any) -> None:
        if received["To"] == EMMA:
            at_server.set()
            assert go_on.wait(20)

    # A second server, because the first one waits.
    with MailServer(before_accepting=wait) as slow:
        done: list[Delivery] = []

        def drain() -> None:
            done.append(outbox.deliver_due(NOW, most=1))
            connections.close_all()

        with override_settings(EMAIL_PORT=slow.port):
            one = threading.Thread(target=drain)
            one.start()
            assert at_server.wait(20)
        assert outbox.deliver_due(NOW) == Delivery(sent=1)
        go_on.set()
        one.join(20)

    assert done == [Delivery(sent=1)]
    assert [received["To"] for received in slow.letters + post.letters] == [EMMA, SAM]


@pytest.fixture
def silent() -> Iterator[socket.socket]:
    """A server that lets people connect and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def test_silent_mail_server_costs_one_time_out_and_touches_no_letter(
    db: None, post: MailServer, silent: socket.socket, settings: Any
) -> None:
    letters = [letter(EMMA), letter(SAM)]
    settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = silent.getsockname()[1], 1
    assert outbox.deliver_due(NOW) == Delivery()

    silent.accept()[0].close()
    with pytest.raises(BlockingIOError):
        silent.accept()
    assert [state(message) for message in letters] == [("queued", 0)] * 2
    settings.EMAIL_PORT = post.port
    assert outbox.deliver_due(NOW) == Delivery(sent=2)


def test_absent_mail_server_touches_no_letter(db: None, post: MailServer, settings: Any) -> None:
    message = letter(EMMA)
    settings.EMAIL_PORT = NOBODY_THERE

    assert outbox.deliver_due(NOW) == Delivery()
    assert state(message) == ("queued", 0)


def test_refused_sender_is_our_own_mistake_and_no_letter_is_given_up(
    db: None, post: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*arguments: Any) -> str:
        return "550 Relaying denied"

    monkeypatch.setattr(MailServer, "handle_MAIL", refuse, raising=False)
    with MailServer() as strict, override_settings(EMAIL_PORT=strict.port):
        message = letter(EMMA)
        assert outbox.deliver_due(NOW) == Delivery(deferred=1)
    assert state(message) == ("queued", 1)


def test_letter_that_failed_goes_to_the_new_address_when_tried_again(db: None, post: MailServer) -> None:
    message = letter(EMMA)
    post.rcpt[EMMA] = ["550 No such user"]
    outbox.deliver_due(NOW)

    failed = OutboxMessage.objects.filter(pk=message.pk)
    assert outbox.try_again(failed, now=NOW, to=CORA) == 1
    assert outbox.try_again(failed, now=NOW, to=CORA) == 0
    assert outbox.deliver_due(NOW) == Delivery(sent=1)
    assert [received["To"] for received in post.letters] == [CORA]


def test_letter_and_its_request_to_a_worker_belong_to_one_commit(
    db: None, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(outbox.current_app, "send_task", lambda name, **options: asked.append(name))
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        for number in range(3):
            outbox.queue(
                key=f"k{number}", to=EMMA, template="request_withdrawn", context={"reader": None}, now=NOW
            )
        assert connection.in_atomic_block
        assert asked == []

    assert asked == [outbox.DELIVER]
    assert len(callbacks) == 1
