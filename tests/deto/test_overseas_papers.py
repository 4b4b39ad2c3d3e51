"""The files of a request: put by the employee, replaced by newer ones, signed by their fingerprints."""

from collections.abc import Iterator

import pytest
import time_machine

from agreements.models import Agreement, Attachment
from agreements.services import drafting, submission
from deto.models import Paper
from deto.papers import papers_of
from deto.services.papers import put_paper
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import AuditEvent, OutboxMessage
from tests.abroad import make_post_cast
from tests.browsing import page, signed_in, words
from tests.cast import NOW, proof
from tests.certificates import acting_pdf, pdf_bytes
from tests.overseas import OverseasCast, draft, make_overseas_cast, put_papers, submitted
from tests.overseas_pages import files, part, upload


@pytest.fixture(autouse=True)
def _monday_morning(db: None) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def berlin() -> OverseasCast:
    return make_overseas_cast()


def put(
    cast: OverseasCast,
    agreement: Agreement,
    *,
    by: str = "employee",
    code: str = "orders",
    name: str = "orders.pdf",
    content: bytes | None = None,
) -> Paper:
    return put_paper(
        actor=cast.user(by),
        now=NOW,
        agreement=agreement,
        code=code,
        file_name=name,
        chunks=[pdf_bytes() if content is None else content],
    )


def written() -> tuple[int, int, int]:
    """How many attachments, events and letters there are."""
    return Attachment.objects.count(), AuditEvent.objects.count(), OutboxMessage.objects.count()


def test_employee_puts_a_file_and_it_is_audited_with_its_fingerprint(berlin: OverseasCast) -> None:
    agreement = draft(berlin)
    paper = put(berlin, agreement)
    event = AuditEvent.objects.order_by("pk").last()
    assert event is not None
    assert event.action == "put_paper"
    assert event.payload.data == {
        "paper": "orders",
        "attachment": paper.attachment.pk,
        "sha256": paper.attachment.sha256,
    }
    assert (paper.attachment.title, paper.attachment.audience) == (Paper.Code.ORDERS.label, "case")


@pytest.mark.parametrize("by", ["supervisor", "coordinator", "stranger", "manager"])
def test_nobody_else_puts_a_file(berlin: OverseasCast, by: str) -> None:
    agreement = draft(berlin)
    before = written()
    with pytest.raises(NotPermitted):
        put(berlin, agreement, by=by)
    assert written() == before


def test_nothing_is_put_once_the_request_is_signed(berlin: OverseasCast) -> None:
    agreement = submitted(berlin)
    before = written()
    with pytest.raises(WrongState):
        put(berlin, agreement)
    assert written() == before


@pytest.mark.parametrize(
    ("code", "name", "content", "field"),
    [
        ("diary", "diary.pdf", None, "code"),
        ("orders", "orders.pdf", b"", "file"),
        ("orders", "orders.pdf", b"MZ program", "file"),
        ("orders", "orders.png", None, "file"),
        ("orders", "orders.pdf", acting_pdf(), "file"),
    ],
)
def test_file_that_is_not_what_it_says_is_refused_and_nothing_is_written(
    berlin: OverseasCast, code: str, name: str, content: bytes | None, field: str
) -> None:
    agreement = draft(berlin)
    put(berlin, agreement)
    before = written()
    with pytest.raises(PolicyRefused) as refused:
        put(berlin, agreement, code=code, name=name, content=content)
    assert field in refused.value.fields
    assert written() == before
    assert Paper.objects.filter(agreement=agreement, code="orders", replaced_at=None).count() == 1


def test_other_kinds_take_no_such_file() -> None:
    oslo = make_post_cast()
    agreement = drafting.begin_request(actor=oslo.user("employee"), now=NOW, kind="abroad")
    with pytest.raises(PolicyRefused):
        put_paper(
            actor=oslo.user("employee"),
            now=NOW,
            agreement=agreement,
            code="orders",
            file_name="orders.pdf",
            chunks=[pdf_bytes()],
        )
    page(signed_in(oslo, "employee"), files(agreement), 404)


def test_newer_file_takes_the_place_of_the_older_which_stays_on_the_case(berlin: OverseasCast) -> None:
    agreement = draft(berlin)
    first, second = put(berlin, agreement), put(berlin, agreement, content=pdf_bytes(pages=2))
    first.refresh_from_db()
    assert first.replaced_at == NOW
    current = papers_of(agreement.latest_terms()).filter(code="orders")
    assert [paper.pk for paper in current] == [second.pk]
    assert agreement.attachments.filter(title=Paper.Code.ORDERS.label).count() == 2


@pytest.mark.citation("2368.4(c)")
def test_civil_service_request_is_not_signed_without_the_performance_plan(berlin: OverseasCast) -> None:
    agreement = draft(berlin)
    Paper.objects.filter(agreement=agreement).update(replaced_at=NOW)
    with pytest.raises(PolicyRefused) as refused:
        submission.submit(actor=berlin.user("employee"), now=NOW, agreement=agreement, authentication=proof())
    assert "deto.ds7644" in {finding.code for finding in refused.value.findings}
    put_papers(berlin, agreement)
    signed = submission.submit(
        actor=berlin.user("employee"), now=NOW, agreement=agreement, authentication=proof()
    )
    assert signed.submitted_at == NOW


def test_signed_terms_keep_the_files_with_which_they_were_signed(berlin: OverseasCast) -> None:
    terms = submitted(berlin).latest_terms()
    (before,) = papers_of(terms)
    later = NOW.replace(hour=18)
    before.replaced_at = later
    before.save()
    again = Attachment.objects.get(pk=before.attachment_id)
    again.pk, again.added_at = None, later
    again.save()
    Paper.objects.create(agreement=terms.agreement, code=before.code, attachment=again)
    assert [paper.pk for paper in papers_of(terms)] == [before.pk]


def test_page_takes_a_file_shows_it_and_chooses_what_was_asked_for(berlin: OverseasCast) -> None:
    agreement = draft(berlin)
    emma = signed_in(berlin, "employee")
    assert f"{files(agreement)}?file=insurance" in page(emma, part(agreement, "deto_health"))
    assert 'value="insurance"' in page(emma, f"{files(agreement)}?file=insurance")
    assert upload(emma, agreement, "insurance").status_code == 302
    shown = page(emma, files(agreement))
    paper = Paper.objects.get(agreement=agreement, code="insurance")
    assert paper.attachment.sha256 in shown
    assert "23 November 2026" in shown


def test_refused_upload_is_told_beside_the_field(berlin: OverseasCast) -> None:
    agreement = draft(berlin)
    emma = signed_in(berlin, "employee")
    assert "The file is a program" in words(upload(emma, agreement, "orders", b"MZ program"))
    assert "Choose the file." in words(emma.post(files(agreement), {"code": "orders"}))
    assert not Paper.objects.filter(agreement=agreement, code="orders").exists()
