"""Copies of the agreement go to Human Resources and to pay, once, and each delivery is kept (2368.4(f))."""

import pytest
from django.core import mail

from deto.models import Distribution
from deto.services import distributing
from deto.tasks import sweep_due
from telework import outbox
from telework.errors import NotPermitted, WrongState
from telework.models import AuditEvent, Document, OutboxMessage, User
from telework.roles import Role
from tests.cast import NOW, grant, person
from tests.overseas import approved, make_overseas_cast, requested

pytestmark = pytest.mark.django_db
HR, PAY = "telework@example.gov", "payintake@example.gov"


@pytest.fixture
def mailboxes(settings: object) -> None:
    settings.TELEWORK_MAILBOX, settings.PAY_INTAKE_MAILBOX = HR, PAY  # type: ignore[attr-defined]


def copies() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(template="deto_copy").order_by("to"))


@pytest.mark.citation("2368.4(f)")
@pytest.mark.usefixtures("mailboxes")
def test_copies_go_once_to_human_resources_and_to_pay_with_the_agreement() -> None:
    cast = make_overseas_cast()
    agreement = approved(cast)
    assert sweep_due(NOW)["copied"] == 1
    assert sweep_due(NOW)["copied"] == 0
    assert [copy.to for copy in copies()] == [PAY, HR]
    for copy in copies():
        assert [doc.title for doc in copy.documents.all()] == [f"Telework agreement {agreement.number}"]
        assert cast.coordinator.email in copy.text
    assert Distribution.objects.get().terms == agreement.terms_in_force()
    assert AuditEvent.objects.filter(chain=agreement.chain, action="send_copies").count() == 1
    with pytest.raises(WrongState):
        distributing.send_copies(actor=User.objects.system(), now=NOW, terms=agreement.terms_in_force())


@pytest.mark.usefixtures("mailboxes")
def test_parties_and_coordinator_have_their_copy_with_the_approval_and_no_second() -> None:
    cast = make_overseas_cast()
    approved(cast)
    sweep_due(NOW)
    for reader in (cast.employee, cast.supervisor, cast.coordinator):
        letters = OutboxMessage.objects.filter(to=reader.email, documents__isnull=False).distinct()
        assert [letter.template for letter in letters] == ["agreement_approved"]


@pytest.mark.usefixtures("mailboxes")
def test_nothing_is_copied_before_the_approval() -> None:
    requested(make_overseas_cast())
    assert sweep_due(NOW)["copied"] == 0


def test_missing_address_is_told_once_and_the_copy_goes_when_it_is_set(settings: object) -> None:
    cast = make_overseas_cast()
    grant(person("Ada", "Admin", cast.other_bureau), Role.ADMINISTRATOR)
    settings.TELEWORK_MAILBOX = HR  # type: ignore[attr-defined]
    settings.PAY_INTAKE_MAILBOX = ""  # type: ignore[attr-defined]
    approved(cast)
    assert sweep_due(NOW)["copied"] == 1
    assert sweep_due(NOW)["copied"] == 0
    assert [copy.to for copy in copies()] == [HR]
    told = OutboxMessage.objects.filter(template="deto_copy_missing")
    assert set(told.values_list("to", flat=True)) == {cast.managing_officer.email, "ada@example.gov"}
    assert "PAY_INTAKE_MAILBOX" in told[0].text
    assert not Distribution.objects.exists()
    settings.PAY_INTAKE_MAILBOX = PAY  # type: ignore[attr-defined]
    assert sweep_due(NOW)["copied"] == 1
    assert [copy.to for copy in copies()] == [PAY, HR]
    assert Distribution.objects.exists()


@pytest.mark.usefixtures("mailboxes")
def test_people_send_no_copies() -> None:
    cast = make_overseas_cast()
    agreement = approved(cast)
    with pytest.raises(NotPermitted):
        distributing.send_copies(actor=cast.user("coordinator"), now=NOW, terms=agreement.terms_in_force())
    assert not copies()


@pytest.mark.usefixtures("mailboxes")
def test_delivery_is_recorded_when_it_has_gone() -> None:
    approved(make_overseas_cast())
    sweep_due(NOW)
    Document.objects.update(rendered_at=NOW, pdf=b"%PDF", pdf_sha256="0" * 64)
    outbox.deliver_due(NOW)
    assert {copy.state for copy in copies()} == {"sent"}
    assert {HR, PAY} <= {letter.to[0] for letter in mail.outbox}
