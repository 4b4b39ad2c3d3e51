"""The frames of documents and of mail."""

from datetime import UTC, datetime

import page
from django.template import engines

from telework import documents
from tests.frontend.gallery import schedule

DOCUMENT = """{% extends "pdf/base.html" %}{% load components %}
{% block number %}TW-2026-000123{% endblock %}
{% block content %}<section><h2>Schedule</h2>{% schedule_table schedule caption="Two weeks" %}</section>
<section class="signature"><h2>Signed</h2><dl><dt>By</dt><dd>{{ name }}</dd></dl></section>{% endblock %}"""
LETTER = (
    """{% extends "emails/base.html" %}{% block content %}<h1>Approved</h1><p>{{ name }}</p>{% endblock %}"""
)
LETTER_TEXT = """{% extends "emails/base.txt" %}{% block subject %}Approved for {{ name }}{% endblock %}
{% block content %}Hello {{ name }}{% endblock %}"""
CONTACT = {"name": "Kim O'Neil", "mail": "kim@state.example.gov"}


def render(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


def test_document_on_the_base_passes_every_rule_of_pdf_ua() -> None:
    html = render(DOCUMENT, title="Agreement", schedule=schedule(), name="Ana Ruiz", source_sha256="ab" * 32)
    pdf = documents.to_pdf(html, title="Agreement", created=datetime(2026, 12, 7, tzinfo=UTC))
    assert [failure.rule_id for failure in page.validate_pdf_bytes(pdf, profile="ua1").failures] == []


def test_document_shows_the_digest_of_what_was_signed() -> None:
    assert "ab" * 32 in render(DOCUMENT, title="Agreement", schedule=schedule(), source_sha256="ab" * 32)


def test_mail_text_begins_with_its_subject_and_is_not_escaped() -> None:
    text = render(LETTER_TEXT, name="Ana O'Hara & Co", coordinator_contact=CONTACT)
    assert text.startswith("Subject: Approved for Ana O'Hara & Co\n\nHello Ana O'Hara & Co\n")
    assert "Kim O'Neil, kim@state.example.gov" in text


def test_mail_page_escapes_and_names_whom_to_ask() -> None:
    html = render(LETTER, name="<b>Ana</b>", coordinator_contact=CONTACT)
    assert "&lt;b&gt;Ana" in html
    assert "Kim O&#x27;Neil, kim@state.example.gov" in html
