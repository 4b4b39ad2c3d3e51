"""The outbox: written with its cause, sent once, whatever breaks between."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction
from django.test import override_settings

from agreements.models import Agreement
from telework import outbox, rendering
from telework.models import Document, OutboxMessage
from telework.outbox import CLAIM_LASTS, FIRST_PAUSE, LONGEST_PAUSE, MOST_ATTEMPTS
from tests import cast as people
from tests.cast import NOW, Cast, make_cast

BREAKS = override_settings(EMAIL_BACKEND="tests.kernel.test_outbox.BreaksBeforeSending")
DIES_BEFORE = override_settings(EMAIL_BACKEND="tests.kernel.test_outbox.DiesBeforeSending")
DIES_AFTER = override_settings(EMAIL_BACKEND="tests.kernel.test_outbox.DiesAfterSending")


class Killed(BaseException):
    """What a killed process looks like from inside: no handler of errors sees it."""


class BreaksBeforeSending(EmailBackend):
    """A mail server that answers every letter with a refusal for now."""

    def send_messages(self, messages: Sequence[Any]) -> int:
        raise ConnectionError("no mail server")


class DiesBeforeSending(EmailBackend):
    """The process ends after the claim, before the letter is out."""

    def send_messages(self, messages: Sequence[Any]) -> int:
        raise Killed


class DiesAfterSending(EmailBackend):
    """The process ends when the letter is out and not yet marked."""

    def send_messages(self, messages: Sequence[Any]) -> int:
        super().send_messages(messages)
        raise Killed


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def letters(**facts: Any) -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(**facts))


def test_letters_are_written_with_their_cause_and_sent_afterwards(cast: Cast) -> None:
    people.submitted(cast)

    assert mail.outbox == []
    assert outbox.deliver_due(NOW).sent == len(mail.outbox) == len(letters()) == 2
    assert {letter.state for letter in letters()} == {"sent"}
    assert all(letter.sent_at == NOW for letter in letters())


def test_letter_of_a_transaction_that_was_undone_is_never_sent(cast: Cast) -> None:
    with transaction.atomic():
        people.submitted(cast)
        transaction.set_rollback(True)

    assert outbox.deliver_due(NOW).sent == 0
    assert mail.outbox == []


def test_delivering_twice_sends_once(cast: Cast) -> None:
    people.submitted(cast)
    outbox.deliver_due(NOW)

    assert outbox.deliver_due(NOW).sent == 0
    assert outbox.deliver_due(NOW + timedelta(days=1)).sent == 0
    assert len(mail.outbox) == 2


def test_sent_letter_has_both_parts_subject_reader_and_message_id(cast: Cast) -> None:
    people.submitted(cast)
    outbox.deliver_due(NOW)

    for letter, message in zip(letters(), mail.outbox, strict=True):
        assert (message.subject, message.to, message.body) == (letter.subject, [letter.to], letter.text)
        assert [tuple(part) for part in message.alternatives] == [(letter.html, "text/html")]
        assert message.extra_headers["Message-ID"] == outbox.message_id(letter.key)


def test_message_id_is_the_same_for_the_same_letter_and_no_other() -> None:
    ours = outbox.message_id("agreement:1:terms:1:request_received:7")

    assert ours == outbox.message_id("agreement:1:terms:1:request_received:7")
    assert ours != outbox.message_id("agreement:1:terms:1:request_received:8")
    assert ours.startswith("<")
    assert ours.endswith("@etelework.example.gov>")


def test_same_key_twice_is_one_letter_and_keeps_its_first_words(cast: Cast) -> None:
    agreement = people.submitted(cast)
    letter = letters(template="request_received")[0]
    again = outbox.queue(key=letter.key, to=letter.to, template="request_received", context={}, now=NOW)

    assert again is None
    assert letters(template="request_received")[0].text == letter.text
    assert agreement.number in letter.text or agreement.number in letter.subject


def test_crash_between_commit_and_send_leaves_the_state_right_and_sends_once(cast: Cast) -> None:
    agreement = people.submitted(cast)
    with DIES_BEFORE, pytest.raises(Killed):
        outbox.deliver_due(NOW)

    assert Agreement.objects.get(pk=agreement.pk).state == "in_review"
    assert mail.outbox == []
    claimed = letters(state="sending")
    # PostgreSQL lets go of the letter with the process; elsewhere its claim must first expire.
    assert len(claimed) == (0 if connection.vendor == "postgresql" else 1)
    assert outbox.deliver_due(NOW + CLAIM_LASTS).sent == 2 - len(claimed)
    assert not {letter.to for letter in claimed} & {message.to[0] for message in mail.outbox}

    assert outbox.deliver_due(NOW + CLAIM_LASTS + timedelta(seconds=1)).sent == len(claimed)
    assert outbox.deliver_due(NOW + timedelta(days=1)).sent == 0
    assert sorted(message.to[0] for message in mail.outbox) == ["emma@example.gov", "sam@example.gov"]


def test_crash_after_sending_repeats_the_letter_under_the_same_message_id(cast: Cast) -> None:
    people.submitted(cast)
    with DIES_AFTER, pytest.raises(Killed):
        outbox.deliver_due(NOW)
    outbox.deliver_due(NOW + CLAIM_LASTS + timedelta(seconds=1))

    ids = [message.extra_headers["Message-ID"] for message in mail.outbox]
    assert len(ids) == 3
    assert len(set(ids)) == 2


def test_lost_mail_server_puts_the_letter_at_hand_back_and_touches_no_other(cast: Cast) -> None:
    people.submitted(cast)
    with BREAKS:
        done = outbox.deliver_due(NOW)
    assert (done.sent, done.deferred, done.failed) == (0, 1, 0)
    tried, untouched = letters()
    assert (tried.state, tried.attempts) == ("queued", 1)
    assert tried.failure == "ConnectionError: no mail server"
    assert tried.next_try_at == NOW + FIRST_PAUSE
    assert (untouched.state, untouched.attempts, untouched.next_try_at) == ("queued", 0, NOW)

    assert outbox.deliver_due(NOW + FIRST_PAUSE - timedelta(seconds=1)).sent == 1
    assert outbox.deliver_due(NOW + FIRST_PAUSE).sent == 1
    assert {letter.failure for letter in letters()} == {""}


def test_pauses_grow_and_are_four_hours_at_most(cast: Cast) -> None:
    people.submitted(cast)
    OutboxMessage.objects.exclude(template="decision_needed").delete()
    moment, pauses = NOW, []
    with BREAKS:
        for _ in range(MOST_ATTEMPTS - 1):
            outbox.deliver_due(moment)
            pauses.append(letters()[0].next_try_at - moment)
            moment = letters()[0].next_try_at

    assert pauses[:4] == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE, 8 * FIRST_PAUSE]
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE


def test_letter_that_never_goes_out_is_given_up_and_stays_readable(cast: Cast) -> None:
    people.submitted(cast)
    OutboxMessage.objects.exclude(template="decision_needed").delete()
    moment = NOW
    with BREAKS:
        for attempt in range(1, MOST_ATTEMPTS + 1):
            outbox.deliver_due(moment)
            assert letters()[0].attempts == attempt
            pause = letters()[0].next_try_at - moment
            assert pause <= LONGEST_PAUSE
            moment += LONGEST_PAUSE
    letter = letters()[0]

    assert letter.state == "failed"
    assert "no mail server" in letter.failure
    assert letter.text.startswith("Dear Sam,")
    assert outbox.deliver_due(moment + timedelta(days=30)).sent == 0


def test_one_letter_that_fails_holds_up_no_other(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    people.submitted(cast)
    make = outbox._mail

    def fails_for_sam(message: OutboxMessage) -> Any:
        if message.to == "sam@example.gov":
            raise ValueError("broken letter")
        return make(message)

    monkeypatch.setattr(outbox, "_mail", fails_for_sam)
    done = outbox.deliver_due(NOW)
    assert (done.sent, done.deferred) == (1, 1)
    assert [message.to for message in mail.outbox] == [["emma@example.gov"]]


def test_letter_waits_for_the_last_of_its_documents(cast: Cast) -> None:
    people.approved(cast)
    OutboxMessage.objects.exclude(template="agreement_approved").delete()
    assert outbox.deliver_due(NOW).sent == 0

    rendering.render_due(NOW, most=1)
    assert Document.objects.filter(rendered_at__isnull=True).count() == 1
    assert outbox.deliver_due(NOW).sent == 0

    rendering.render_due(NOW)
    assert outbox.deliver_due(NOW).sent == 3


@pytest.mark.parametrize(
    ("state", "after"),
    [("queued", "withdrawn"), ("failed", "withdrawn"), ("sending", "sending"), ("sent", "sent")],
)
def test_letter_that_has_become_untrue_is_kept_back_unless_it_has_gone(
    cast: Cast, state: str, after: str
) -> None:
    people.submitted(cast)
    one = letters()[0]
    OutboxMessage.objects.filter(pk=one.pk).update(state=state, sent_at=NOW if state == "sent" else None)

    kept_back = outbox.withdraw(OutboxMessage.objects.filter(pk=one.pk))

    one.refresh_from_db()
    assert (one.state, kept_back) == (after, [one.key] if after == "withdrawn" else [])
    if after == "withdrawn":
        assert outbox.deliver_due(NOW).sent == 1, "the other one"
        assert outbox.try_again(OutboxMessage.objects.all(), now=NOW) == 0


def test_nobody_to_write_to_is_no_letter(db: None) -> None:
    assert outbox.queue(key="k", to="", template="request_received", context={}, now=NOW) is None
    assert letters() == []


def test_most_letters_of_one_run_is_kept(cast: Cast) -> None:
    people.submitted(cast)

    assert outbox.deliver_due(NOW, most=1).sent == 1
    assert outbox.deliver_due(NOW).sent == 1
