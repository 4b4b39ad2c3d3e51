"""Mail: written down in the transaction that causes it, sent later, once for each key."""

import hashlib
import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
)
from typing import Any, NamedTuple

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.template.loader import render_to_string
from django.utils.html import escape

from telework.ics import mail_part
from telework.models import Document, OutboxMessage
from telework.schedule import OUTBOX_SECONDS

log = logging.getLogger("etelework.outbox")

# A letter waits for its documents this often tried, then goes without and says so.
ATTEMPTS_WAITED_FOR = 3
CLAIM_LASTS = timedelta(minutes=5)
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=4)
MOST_ATTEMPTS = 14
# How many letters are inserted by one statement.
LETTERS_AT_ONCE = 200
# A drain ends well before its task would be cut off; what is left goes with the next.
DRAIN_SECONDS = 120
DELIVER = "telework.tasks.deliver_outbox"
# The server is about to hang up (RFC 5321, 3.8).
CLOSING = 421


@dataclass
class Delivery:
    """What one drain did."""

    sent: int = 0
    deferred: int = 0
    failed: int = 0


class Letter(NamedTuple):
    """One letter to be written: its key, the address, the template's name and what the template shows."""

    key: str
    to: str
    template: str
    context: Mapping[str, Any]


def queue(
    *,
    key: str,
    to: str,
    template: str,
    context: Mapping[str, Any],
    now: datetime,
    documents: Sequence[Document] = (),
    calendar: str = "",
    digest_of: int | None = None,
) -> OutboxMessage | None:
    """Write down a letter; None when the same letter (`key`) was written before, or nobody can be reached.

    The text is rendered here, so it is kept as sent. A letter with documents waits until they are rendered.
    calendar  dates to keep, as an iCalendar file; it is kept as sent, too
    digest_of  whose daily letter tells it; papers and dates do not go into that, so they go at once
    """
    if not to or OutboxMessage.objects.filter(key=key).exists():
        return None
    message = written(Letter(key, to, template, {**context, "has_calendar": bool(calendar)}), now)
    message.calendar = calendar
    if digest_of is not None and not (documents or calendar):
        message.hold_for(digest_of, context["link"])
    message.save(force_insert=True)
    message.documents.set(documents)
    deliver_after_commit()
    return message


def queue_all(letters: Sequence[Letter], now: datetime) -> int:
    """Write down many letters without documents in a few queries; how many there were to write.

    A letter that was written before is left out, as by `queue`; so is one to nobody.
    """
    keys = [letter.key for letter in letters]
    before = set(OutboxMessage.objects.filter(key__in=keys).values_list("key", flat=True))
    fresh = [written(letter, now) for letter in letters if letter.to and letter.key not in before]
    OutboxMessage.objects.bulk_create(fresh, batch_size=LETTERS_AT_ONCE)
    if fresh:
        deliver_after_commit()
    return len(fresh)


def written(letter: Letter, now: datetime) -> OutboxMessage:
    """The letter as it will be sent, not yet saved."""
    full = {**letter.context, "site_url": settings.SITE_URL}
    heading, _, text = render_to_string(f"emails/{letter.template}.txt", full).lstrip().partition("\n")
    return OutboxMessage(
        key=letter.key,
        to=letter.to,
        template=letter.template,
        subject=" ".join(heading.removeprefix("Subject:").split())[:250],
        text=text.strip() + "\n",
        html=render_to_string(f"emails/{letter.template}.html", full),
        queued_at=now,
        next_try_at=now,
    )


def try_again(letters: QuerySet[OutboxMessage], *, now: datetime, **changes: str) -> int:
    """Put those of `letters` that failed back into the queue, with `changes` (another address); how many."""
    put_back = letters.filter(state=OutboxMessage.State.FAILED).update(
        state=OutboxMessage.State.QUEUED, attempts=0, next_try_at=now, claimed_at=None, **changes
    )
    if put_back:
        deliver_after_commit()
    return put_back


def withdraw(letters: QuerySet[OutboxMessage]) -> list[str]:
    """Keep back those of `letters` that have not gone out; their keys. One that is being sent has gone."""
    state = OutboxMessage.State
    back = letters.filter(state__in=[state.QUEUED, state.FAILED, state.IN_DIGEST])
    keys = list(back.select_for_update(skip_locked=True).values_list("key", flat=True))
    OutboxMessage.objects.filter(key__in=keys).update(state=OutboxMessage.State.WITHDRAWN)
    return keys


def deliver_after_commit() -> None:
    """Have a worker deliver as soon as the transaction is committed, asked once a transaction.

    A broker that is away costs the request a moment and nothing else: the schedule finds the letter anyway.
    """
    if not any(entry[1] is _ask_worker for entry in connection.run_on_commit):
        transaction.on_commit(_ask_worker, robust=True)


def _ask_worker() -> None:
    current_app.send_task(DELIVER, expires=OUTBOX_SECONDS)


def deliver_due(now: datetime, *, most: int = 500) -> Delivery:
    """Send what is due, letter by letter over one connection; each is marked before the next is touched.

    When the mail server is not there no letter is touched; when it is lost on the way the drain ends there.
    """
    delivery = Delivery()
    waiting = list(due(now).values_list("pk", flat=True)[:most])
    if not waiting:
        return delivery
    server, end = get_connection(), time.monotonic() + DRAIN_SECONDS
    try:
        server.open()
        for pk in waiting:
            lost = None
            with _held(pk, now) as message:
                if message is not None:
                    lost = _send(server, message, now, delivery)
            # Raised out here, where what was noted about the letter is committed.
            if lost is not None:
                raise lost
            if time.monotonic() > end:
                break
    except OSError as problem:  # SMTPException is one
        log.warning("mail server lost", extra={"failure": _in_words(problem), "waiting": len(waiting)})
    finally:
        _close(server)
    return delivery


def due(now: datetime) -> QuerySet[OutboxMessage]:
    """Letters that may go now: queued or abandoned in sending, and not waiting for a document."""
    waiting = Document.objects.filter(
        outboxmessage=OuterRef("pk"), rendered_at__isnull=True, attempts__lt=ATTEMPTS_WAITED_FOR
    )
    return OutboxMessage.objects.filter(
        Q(state=OutboxMessage.State.QUEUED, next_try_at__lte=now)
        | Q(state=OutboxMessage.State.SENDING, claimed_at__lt=now - CLAIM_LASTS),
        ~Exists(waiting),
    ).order_by("queued_at", "pk")


def message_id(key: str) -> str:
    """The same Message-ID for the same letter, so that a second copy can be recognised."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{settings.MAIL_DOMAIN}>"


def is_permanent(problem: Exception) -> bool:
    """True when the server refused this recipient or this content for good (5xx: RFC 5321, 4.2.1).

    A refused sender or sign-in is our own set-up, wrong for every letter: that is put right, and they go.
    """
    if isinstance(problem, SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in problem.recipients.values())
    return isinstance(problem, SMTPDataError) and problem.smtp_code >= 500


@contextmanager
def _held(pk: int, now: datetime) -> Iterator[OutboxMessage | None]:
    """The letter, held so that no other drain takes it; None when another has it.

    PostgreSQL locks the row, and the lock falls with the process that holds it. SQLite has one lock for
    everything, too much to hold while a mail server thinks: there the letter is marked, and one that a killed
    process left marked is taken up after CLAIM_LASTS.
    """
    if connection.features.has_select_for_update_skip_locked:
        with transaction.atomic():
            yield due(now).select_for_update(skip_locked=True).filter(pk=pk).first()
    elif due(now).filter(pk=pk).update(state=OutboxMessage.State.SENDING, claimed_at=now) == 1:
        yield OutboxMessage.objects.get(pk=pk)
    else:
        yield None


def _send(
    server: BaseEmailBackend, message: OutboxMessage, now: datetime, delivery: Delivery
) -> OSError | None:
    """Send and mark one letter; returns what ended the connection, if it ended."""
    try:
        server.send_messages([_mail(message)])
    except Exception as problem:  # whatever the mail server says, the letter stays
        _put_back(message, now, problem)
        if message.state == OutboxMessage.State.FAILED:
            delivery.failed += 1
        else:
            delivery.deferred += 1
        return problem if isinstance(problem, OSError) and _ends_connection(problem) else None
    OutboxMessage.objects.filter(pk=message.pk).update(
        state=OutboxMessage.State.SENT, sent_at=now, claimed_at=None, attempts=F("attempts") + 1, failure=""
    )
    delivery.sent += 1
    return None


def _mail(message: OutboxMessage) -> EmailMultiAlternatives:
    text, html, missing = message.text, message.html, []
    mail = EmailMultiAlternatives(
        subject=message.subject, to=[message.to], headers={"Message-ID": message_id(message.key)}
    )
    for document in message.documents.order_by("pk"):
        if document.pdf is None:
            missing.append(document.title)
        else:
            mail.attach(document.file_name, bytes(document.pdf), "application/pdf")
    if message.calendar:
        mail.attach(mail_part(message.calendar))
    if missing:
        note = f"Not attached, because the PDF could not be made: {', '.join(missing)}. Read it online."
        text += f"\n{note}\n"
        html = html.replace("</main>", f"<p>{escape(note)}</p></main>")
    mail.body = text
    mail.attach_alternative(html, "text/html")
    return mail


def _put_back(message: OutboxMessage, now: datetime, problem: Exception) -> None:
    message.attempts += 1
    message.failure = _in_words(problem)
    given_up = message.attempts >= MOST_ATTEMPTS or is_permanent(problem)
    message.state = OutboxMessage.State.FAILED if given_up else OutboxMessage.State.QUEUED
    message.next_try_at = now + min(FIRST_PAUSE * 2 ** (message.attempts - 1), LONGEST_PAUSE)
    message.claimed_at = None
    message.save(update_fields=["attempts", "failure", "state", "next_try_at", "claimed_at"])
    log.warning("letter not sent", extra={"key": message.key, "failure": message.failure})


def _ends_connection(problem: OSError) -> bool:
    """A refusal is an answer, and the connection goes on; silence, hanging up or 421 end it."""
    if isinstance(problem, SMTPRecipientsRefused):
        return any(code == CLOSING for code, _ in problem.recipients.values())
    if isinstance(problem, SMTPResponseException):
        return problem.smtp_code == CLOSING
    return isinstance(problem, SMTPServerDisconnected) or not isinstance(problem, SMTPException)


def _in_words(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}"[:2000]


def _close(server: BaseEmailBackend) -> None:
    try:
        server.close()
    except OSError:  # it was lost already
        log.info("mail server hung up")
