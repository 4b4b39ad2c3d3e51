"""How a document is made, what happens when it cannot be, and how it lies on the paper."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailAttachment, EmailMessage

from agreements.models import Agreement
from agreements.services import drafting
from agreements.templatetags import agreement_content
from telework import audit, documents, outbox, rendering
from telework.models import OutboxMessage
from tests import cast as people
from tests.agreements.paper import approved_in_full, document_of
from tests.cast import NOW, Cast

LONG_WORD = "W" * 400


@pytest.fixture
def agreement(cast: Cast) -> Agreement:
    return approved_in_full(cast)


def pdfs(message: EmailMessage) -> list[tuple[str, bytes]]:
    """The PDFs of a letter, by name; the dates that it brings for the calendar are another part."""
    files = [one for one in message.attachments if isinstance(one, EmailAttachment)]
    return [(one.filename, bytes(one.content)) for one in files]


def test_document_that_cannot_be_made_says_why_and_mail_goes_without_it(
    agreement: Agreement, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: Any, **named: Any) -> bytes:
        raise documents.DocumentsUnavailable("Pango is missing")

    monkeypatch.setattr(documents, "to_pdf", fail)
    later = NOW
    for _ in range(outbox.ATTEMPTS_WAITED_FOR):
        outbox.deliver_due(later)
        assert [message for message in mail.outbox if "is approved" in message.subject] == []
        assert rendering.render_due(later).failed == 2
        later += timedelta(minutes=5)
    assert document_of(agreement, "agreement").failure == "DocumentsUnavailable: Pango is missing"

    outbox.deliver_due(later)
    copies = [message for message in mail.outbox if "is approved" in message.subject]
    assert len(copies) == 3
    for message in copies:
        note = f"Not attached, because the PDF could not be made: Telework agreement {agreement.number}"
        assert pdfs(message) == []
        assert note in str(message.body)
        assert note in str(message.alternatives[0][0])


def test_document_that_failed_is_tried_again(agreement: Agreement, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(documents, "to_pdf", lambda *a, **k: 1 / 0)
        rendering.render_due(NOW)
    assert rendering.render_due(NOW).rendered == 0  # the pause before the next try
    assert rendering.render_due(NOW + rendering.FIRST_PAUSE).rendered == 2
    assert document_of(agreement, "agreement").failure == ""


def test_agreement_waits_for_its_documents_and_carries_them(agreement: Agreement) -> None:
    outbox.deliver_due(NOW)
    assert [m for m in mail.outbox if "is approved" in m.subject] == []

    rendering.render_due(NOW)
    outbox.deliver_due(NOW)
    copies = [m for m in mail.outbox if "is approved" in m.subject]
    assert len(copies) == OutboxMessage.objects.filter(template="agreement_approved").count() == 3
    for message in copies:
        assert [name for name, _ in pdfs(message)] == [
            f"{agreement.number}-terms-1.pdf",
            f"{agreement.number}-terms-1-DS-1963-site-1.pdf",
        ]
        assert all(content.startswith(b"%PDF-") for _, content in pdfs(message))


def test_source_of_the_agreement_holds_the_signed_content_unchanged(agreement: Agreement) -> None:
    source = json.loads(bytes(document_of(agreement, "agreement").source))
    terms = agreement.latest_terms()

    assert audit.canonical(source["terms"]) == bytes(terms.content or b"")


@pytest.mark.parametrize(
    ("value", "words_of_it"),
    [
        ("2026-07-01T02:30:00+00:00", "Tuesday, 30 June 2026, 10:30 p.m."),
        ("2026-12-01T02:30:00+00:00", "Monday, 30 November 2026, 9:30 p.m."),
    ],
)
def test_instants_are_told_in_washington_time(value: str, words_of_it: str) -> None:
    assert agreement_content.moment(value) == words_of_it


def right_edges(html: str) -> Iterator[tuple[float, float, str]]:
    """Where each piece of text ends, where the paper's own margin begins, and the text."""
    press = documents._press()
    source = press.weasyprint.HTML(string=html, base_url=documents.BASE_URL, url_fetcher=press.fetcher)
    for sheet in source.render(font_config=press.fonts, stylesheets=[press.style]).pages:
        box = sheet._page_box
        edge = box.content_box_x() + box.width
        for piece in box.descendants():
            if isinstance(text := getattr(piece, "text", None), str):
                yield piece.position_x + piece.width, edge, text


def test_word_longer_than_the_line_breaks_and_stays_on_the_paper(cast: Cast) -> None:
    actor, case = cast.user("employee"), people.draft(cast)
    answers = {"takes_records": True, "records": LONG_WORD, "safeguards": LONG_WORD}
    drafting.save_section(actor=actor, now=NOW, agreement=case, section="records", answers=answers)
    items = [{"name": LONG_WORD[:100], "owner": "government", "serial_number": LONG_WORD[:60]}]
    drafting.save_equipment(actor=actor, now=NOW, agreement=case, remote_access="global_opennet", items=items)
    checklist = people.safe_answers()
    checklist["shelves"] = {"answer": "no", "remedy": LONG_WORD, "remedy_on": "2026-12-04"}
    site = case.latest_terms().worksites.get()
    drafting.certify_site(actor=actor, now=NOW, agreement=case, worksite=site, answers=checklist)
    people.submission.submit(actor=actor, now=NOW, agreement=case, authentication=people.proof())
    people.approve_step(cast, case, "supervisor")
    people.approve_step(cast, case, "director")
    for kind in ("agreement", "ds1963"):
        edges = list(right_edges(rendering.as_html(document_of(case, kind))))
        assert any("WWWW" in text for _, _, text in edges), kind
        assert [(round(end), text) for end, edge, text in edges if end > edge + 1] == [], kind
