"""The demonstration's mail: what is listed, and how a letter is read."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from telework import documents, outbox, rendering
from telework.models import OutboxMessage
from tests import cast as people
from tests.cast import NOW, Cast
from tests.demo.with_demo import WITH_DEMO


@WITH_DEMO
def test_mail_lists_letters_newest_first_with_reader_subject_and_state(
    named_cast: Cast, demo: None, client: Client
) -> None:
    agreement = people.submitted(named_cast)
    people.approve_step(named_cast, agreement, "supervisor", NOW + timedelta(hours=1))
    html = client.get(reverse("demo_mail")).content.decode()

    assert html.index("edith@example.gov") < html.index("sam@example.gov")
    assert f"{agreement.number}: a telework request waits for your decision" in html
    assert "Queued" in html
    outbox.deliver_due(NOW + timedelta(hours=2))
    assert "Sent" in client.get(reverse("demo_mail")).content.decode()


@WITH_DEMO
def test_mail_without_letters_says_when_they_are_written(db: None, demo: None, client: Client) -> None:
    assert "No letters yet" in client.get(reverse("demo_mail")).content.decode()


@WITH_DEMO
def test_letter_is_read_with_its_links_and_the_way_into_its_reader(
    named_cast: Cast, demo: None, client: Client
) -> None:
    people.submitted(named_cast)
    letter = OutboxMessage.objects.get(template="decision_needed")
    html = client.get(reverse("demo_letter", args=[letter.pk])).content.decode()

    assert "Dear Sam," in html
    assert "/go/" in html
    assert 'rel="nofollow"' in html
    assert f'name="person" value="{named_cast.supervisor.number}"' in html


@WITH_DEMO
def test_letter_escapes_what_people_wrote(named_cast: Cast, demo: None, client: Client) -> None:
    people.submitted(named_cast)
    OutboxMessage.objects.update(text="<script>alert(1)</script>", subject="<b>x</b>")
    letter = OutboxMessage.objects.first()
    assert letter is not None
    html = client.get(reverse("demo_letter", args=[letter.pk])).content.decode()

    assert "<script>alert" not in html
    assert "<b>x</b>" not in html


@WITH_DEMO
def test_letter_with_documents_says_whether_they_are_made(
    named_cast: Cast, demo: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement = people.approved(named_cast)
    letter = OutboxMessage.objects.filter(template="agreement_approved").first()
    assert letter is not None
    address = reverse("demo_letter", args=[letter.pk])

    assert f"{agreement.number}-terms-1.pdf (being made" in client.get(address).content.decode()
    monkeypatch.setattr(documents, "to_pdf", lambda *a, **k: 1 / 0)
    rendering.render_due(NOW)
    assert "could not be made: ZeroDivisionError" in client.get(address).content.decode()


@WITH_DEMO
def test_letter_to_an_address_of_nobody_is_shown_without_a_way_in(
    named_cast: Cast, demo: None, client: Client
) -> None:
    people.submitted(named_cast)
    OutboxMessage.objects.update(to="mailbox@example.gov")
    letter = OutboxMessage.objects.first()
    assert letter is not None
    html = client.get(reverse("demo_letter", args=[letter.pk])).content.decode()

    assert "mailbox@example.gov" in html
    assert "Step into that person" not in html


@WITH_DEMO
def test_letter_that_is_not_there_is_not_found(db: None, demo: None, client: Client) -> None:
    assert client.get(reverse("demo_letter", args=[4711])).status_code == 404
