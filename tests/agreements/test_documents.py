"""Documents in the browser: the page and the PDF of the same bytes, for who may see them."""

import json
import re
from collections.abc import Iterable, Iterator

import pytest
import time_machine
from django.urls import URLPattern, URLResolver, get_resolver

from agreements.views.documents import body_of
from telework import rendering
from telework.access import Access
from telework.audit import sha256
from telework.models import Document
from tests.browsing import page, signed_in
from tests.cast import NOW, Cast, approved

READERS = ("employee", "supervisor", "director", "coordinator")


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def made(cast: Cast) -> list[Document]:
    """The agreement and its checklist, not rendered yet."""
    approved(cast)
    return list(Document.objects.order_by("pk"))


def test_agreement_and_checklist_open_for_those_who_may_see_the_address(cast: Cast) -> None:
    for document in made(cast):
        for name in READERS:
            text = page(signed_in(cast, name), f"/documents/{document.pk}/")
            assert "100 Example Street" in text
            assert document.source_sha256 in text
            assert text.count("<h1>") == 1
            assert text.count("<main") == 1


@pytest.mark.parametrize("kind", ["", "pdf/"])
def test_who_may_see_the_case_but_no_home_address_is_refused_with_the_reason(cast: Cast, kind: str) -> None:
    for document in made(cast):
        for name in ("managing_officer", "auditor"):
            text = page(signed_in(cast, name), f"/documents/{document.pk}/{kind}", 403)
            assert "This document holds a home address." in text
            assert "100 Example Street" not in text


@pytest.mark.parametrize("kind", ["", "pdf/"])
def test_strangers_find_nothing(cast: Cast, kind: str) -> None:
    for document in made(cast):
        for name in ("stranger", "other_coordinator"):
            page(signed_in(cast, name), f"/documents/{document.pk}/{kind}", 404)


def test_document_of_no_agreement_is_not_there(cast: Cast) -> None:
    other = rendering.request(
        key="other", template="pdf/agreement.html", title="x", file_name="x.pdf", source=b"{}", now=NOW
    )
    page(signed_in(cast, "employee"), f"/documents/{other.pk}/", 404)


def test_pdf_comes_with_its_name_and_the_page_shows_its_hash(cast: Cast) -> None:
    documents = made(cast)
    rendering.render_due(NOW)
    client = signed_in(cast, "employee")
    for document in documents:
        answer = client.get(f"/documents/{document.pk}/pdf/")
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"] == f'inline; filename="{document.file_name}"'
        assert answer.content.startswith(b"%PDF")
        assert sha256(answer.content) in page(client, f"/documents/{document.pk}/")


@pytest.mark.parametrize("kind", ["", "pdf/"])
def test_before_it_is_rendered_the_page_says_that_it_is_being_made(cast: Cast, kind: str) -> None:
    for document in made(cast):
        text = page(signed_in(cast, "employee"), f"/documents/{document.pk}/{kind}")
        assert "The PDF is being made" in text
        assert "100 Example Street" in text


def test_failure_is_told_without_its_technical_words(cast: Cast) -> None:
    document = made(cast)[0]
    Document.objects.update(failure="OSError: disk full", attempts=3)
    text = page(signed_in(cast, "employee"), f"/documents/{document.pk}/pdf/")
    assert "is tried again by itself" in text
    assert "disk full" not in text


def test_machine_without_pango_says_what_is_missing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    document = made(cast)[0]
    monkeypatch.setattr("telework.documents.is_available", lambda: Access.no("Pango not found. Install it."))
    text = page(signed_in(cast, "employee"), f"/documents/{document.pk}/pdf/")
    assert "Pango not found. Install it." in text


def test_page_is_made_from_the_bytes_that_were_signed_and_escapes_them(cast: Cast) -> None:
    document = made(cast)[0]
    content = json.loads(bytes(document.source))
    content["terms"]["employee"]["name"] = "<script>alert(1)</script>"
    Document.objects.filter(pk=document.pk).update(source=json.dumps(content).encode())
    text = page(signed_in(cast, "employee"), f"/documents/{document.pk}/")
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_body_of_a_document_fits_into_the_main_part_of_a_page() -> None:
    html = "<html><head><title>x</title></head><body><header>a</header><main><p>b</p></main></body></html>"
    assert body_of(html) == "<header>a</header><div><p>b</p></div>"


def numbered_addresses() -> list[str]:
    """Every address of the application with a whole number in it, with one that no database can hold."""
    found: list[str] = []

    def walk(patterns: Iterable[URLPattern | URLResolver], before: str) -> None:
        for one in patterns:
            route = before + str(one.pattern)
            if isinstance(one, URLResolver):
                walk(one.url_patterns, route)
            elif "<int:" in route:
                found.append(route)

    walk(get_resolver().url_patterns, "/")
    return found


def test_number_that_no_database_can_hold_names_nothing(cast: Cast) -> None:
    agreement = approved(cast)
    addresses = numbered_addresses()
    assert "/documents/<int:pk>/" in addresses
    for name in ("employee", "supervisor", "director", "coordinator"):
        client = signed_in(cast, name)
        for address in addresses:
            url = re.sub(r"<int:\w+>", "9" * 23, address)
            url = re.sub(r"<str:\w+>", str(agreement.number), url)
            status = client.get(url).status_code
            assert status in {302, 403, 404, 405, 409}, (name, url, status)
            assert status == 404 or "/documents/" not in url, (name, url, status)
