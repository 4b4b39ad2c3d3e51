"""Documents on paper: asked for with the bytes that were signed, rendered once by a task."""

import json
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError
from django.template.loader import render_to_string

from telework import documents
from telework.audit import sha256
from telework.models import Document

log = logging.getLogger("etelework.documents")

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=4)


@dataclass
class Rendering:
    """What one run did."""

    rendered: int = 0
    failed: int = 0


def request(*, key: str, template: str, title: str, file_name: str, source: bytes, now: datetime) -> Document:
    """Ask for one document; the same `key` is the same document, asked for once."""
    document, _ = Document.objects.get_or_create(
        key=key,
        defaults={
            "template": template,
            "title": title,
            "file_name": file_name,
            "source": source,
            "source_sha256": sha256(source),
            "requested_at": now,
            "next_try_at": now,
        },
    )
    return document


def as_html(document: Document) -> str:
    """The document as a page: the same template and the same bytes that the PDF is made from."""
    return render_to_string(document.template, context_of(document))


def context_of(document: Document) -> dict[str, Any]:
    return {
        "content": json.loads(bytes(document.source)),
        "title": document.title,
        "source_sha256": document.source_sha256,
        "requested_at": document.requested_at,
    }


def render_due(now: datetime, *, most: int = 50) -> Rendering:
    """Render what is asked for and not there yet; each in its own write, a failure stops no other."""
    done = Rendering()
    waiting = Document.objects.filter(rendered_at__isnull=True, next_try_at__lte=now)
    for document in waiting.order_by("next_try_at", "pk")[:most]:
        try:
            done.rendered += _render(document, now)
        except Exception as problem:  # the document waits, says why, and is tried again
            log.warning("document not rendered", extra={"key": document.key, "failure": str(problem)})
            done.failed += 1
            _put_off(document, now, problem)
    return done


def try_again(now: datetime) -> int:
    """Let every document that failed be made with the next run; how many. It keeps count of its attempts."""
    failed = Document.objects.filter(rendered_at__isnull=True, attempts__gt=0)
    return failed.update(next_try_at=now)


def _render(document: Document, now: datetime) -> int:
    """Make the PDF and store it in one write; 0 where another run was first."""
    pdf = documents.to_pdf(as_html(document), title=document.title, created=document.requested_at)
    return Document.objects.filter(pk=document.pk, rendered_at__isnull=True).update(
        pdf=pdf, pdf_sha256=sha256(pdf), rendered_at=now, failure=""
    )


def _put_off(document: Document, now: datetime, problem: Exception) -> None:
    """Say why, and try again later; where the database takes nothing in, the next run tries again."""
    pause = min(FIRST_PAUSE * 2 ** min(document.attempts, 20), LONGEST_PAUSE)
    try:
        Document.objects.filter(pk=document.pk, rendered_at__isnull=True).update(
            attempts=document.attempts + 1,
            next_try_at=now + pause,
            failure=f"{type(problem).__name__}: {problem}"[:2000],
        )
    except DatabaseError:
        log.exception("document not put off", extra={"key": document.key})
