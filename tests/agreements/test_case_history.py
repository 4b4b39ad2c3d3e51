"""What the page of a case tells about its documents and its history."""

from collections.abc import Iterator

import pytest
import time_machine

from agreements.models import Agreement
from agreements.services import drafting
from agreements.services.submission import submit
from agreements.states import State
from telework import rendering
from telework.access import Access
from telework.models import AuditPayload, Document
from tests.agreements.case_page import address, ended
from tests.browsing import counted, page, signed_in
from tests.cast import (
    NOW,
    Cast,
    approved,
    proof,
    submitted,
    waiting_step,
)
from tests.deciding import send_back


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_documents_are_linked_as_page_and_pdf_with_the_hash(cast: Cast) -> None:
    agreement = approved(cast)
    client = signed_in(cast, "employee")
    assert "PDF is being made" in page(client, address(agreement))
    rendering.render_due(NOW)
    text = page(client, address(agreement))
    for document in Document.objects.all():
        assert document.pdf_sha256 in text
        assert f'href="/documents/{document.pk}/"' in text
        assert f'href="/documents/{document.pk}/pdf/"' in text


def test_document_that_failed_says_so_and_keeps_the_page(cast: Cast) -> None:
    agreement = approved(cast)
    Document.objects.update(failure="ValueError: broken", attempts=1)
    text = page(signed_in(cast, "employee"), address(agreement))
    assert "The PDF could not be made yet; it is tried again." in text
    assert "ValueError" not in text


def test_machine_that_makes_no_pdf_says_why(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    agreement = approved(cast)
    Document.objects.update(failure="DocumentsUnavailable: x", attempts=1)
    monkeypatch.setattr("telework.documents.is_available", lambda: Access.no("Pango not found."))
    assert "Pango not found." in page(signed_in(cast, "employee"), address(agreement))


def test_documents_are_not_linked_for_who_may_not_see_the_address_in_them(cast: Cast) -> None:
    text = page(signed_in(cast, "auditor"), address(approved(cast)))
    assert "The documents hold a home address." in text
    assert 'href="/documents/' not in text


def test_history_tells_in_words_who_did_what_newest_first(cast: Cast) -> None:
    text = page(signed_in(cast, "employee"), address(ended(cast)))
    history = text[text.index("What happened") :]
    titles = [
        "Agreement ended",
        "Notice of cancellation given",
        "Agreement complete",
        "Approved",
        "Request signed and submitted",
        "Worked on the request",
        "Request opened",
    ]
    places = [history.index(f">{title}</p>") for title in titles]
    assert places == sorted(places)
    assert "eTelework</p>" in history
    assert "By the employee. Last day: 8 December 2026." in history
    assert "Pattern and schedule, How you are reached, Records taken off site" in history


def test_history_keeps_the_employees_drafting_to_the_employee(cast: Cast) -> None:
    agreement = submitted(cast)
    assert "Worked on the request" in page(signed_in(cast, "employee"), address(agreement))
    assert "Worked on the request" not in page(signed_in(cast, "supervisor"), address(agreement))


def test_event_whose_details_are_gone_is_still_told(cast: Cast) -> None:
    agreement = submitted(cast)
    AuditPayload.objects.all().delete()
    assert "Request signed and submitted" in page(signed_in(cast, "supervisor"), address(agreement))


def test_number_of_queries_does_not_grow_with_the_history(cast: Cast) -> None:
    agreement = submitted(cast)
    client = signed_in(cast, "supervisor")
    client.get(address(agreement))
    with counted() as few:
        client.get(address(agreement))
    for _ in range(3):
        send_back(cast.user("supervisor"), waiting_step(agreement))
        drafting.save_section(
            actor=cast.user("employee"),
            now=NOW,
            agreement=agreement,
            section="acknowledgements",
            answers={"acknowledged": agreement.terms_versions.get(number=1).acknowledged},
        )
        resubmit(cast, agreement)
    with counted() as many:
        client.get(address(agreement))
    assert few == many


def resubmit(cast: Cast, agreement: Agreement) -> None:
    submit(actor=cast.user("employee"), now=NOW, agreement=agreement, authentication=proof())
    assert Agreement.objects.get(pk=agreement.pk).state == State.IN_REVIEW
