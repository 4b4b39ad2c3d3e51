"""Documents: tagged PDF that passes every PDF/UA-1 rule, the same bytes every time, static files only."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest
import weasyprint

from telework import documents
from telework.access import Access

CREATED = datetime(2026, 12, 1, 14, 30, tzinfo=UTC)
SAMPLE = """
<html lang="en"><head><meta charset="utf-8"><title>Telework agreement</title></head><body>
<h1>Telework agreement</h1>
<p>Between an employee and <a href="https://example.gov/">the Department</a>, “two days” a week.</p>
<h2>Schedule</h2>
<table><caption>Week one</caption>
<thead><tr><th scope="col">Day</th><th scope="col">Place</th></tr></thead>
<tbody><tr><th scope="row">Monday</th><td>Office</td></tr>
<tr><th scope="row">Tuesday</th><td>Home</td></tr></tbody>
</table>
<h2>Safeguards</h2>
<ul><li>Records stay locked away.</li><li>The <em>screen</em> faces the wall.</li></ul>
<p><input type="checkbox" checked disabled title="Smoke alarm tested"> Smoke alarm tested</p>
<img src="/static/uswds/img/us_flag_small.png" alt="Flag of the United States">
</body></html>
"""


def failed_rules(pdf: bytes) -> list[str]:
    report = page.validate_pdf_bytes(pdf, profile="ua1")
    return [failure.rule_id for failure in report.failures]


def test_document_passes_every_rule_of_pdf_ua() -> None:
    pdf = documents.to_pdf(SAMPLE, title="Telework agreement", created=CREATED)

    assert failed_rules(pdf) == []
    assert page.is_pdf_compliant_bytes(pdf, profile="ua1")


def test_untagged_document_fails_the_check() -> None:
    untagged = weasyprint.HTML(string="<html lang=en><title>T</title><h1>Agreement</h1>").write_pdf()

    assert not page.is_pdf_compliant_bytes(untagged, profile="ua1")


def test_same_source_gives_the_same_bytes() -> None:
    first = documents.to_pdf(SAMPLE, title="Telework agreement", created=CREATED)
    second = documents.to_pdf(SAMPLE, title="Telework agreement", created=CREATED)

    assert first == second


def test_document_carries_its_title_date_and_typeface() -> None:
    pdf = documents.to_pdf(SAMPLE, title="Agreement TW-2026-000001", created=CREATED)

    with pikepdf.open(BytesIO(pdf)) as opened:
        fonts = {str(font.BaseFont) for font in opened.pages[0].Resources.Font.values()}
        assert str(opened.docinfo.Title) == "Agreement TW-2026-000001"
        assert str(opened.docinfo.CreationDate).startswith("D:20261201143000")
    assert len(fonts) == 3
    assert all("Public-Sans" in font for font in fonts), fonts


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/picture.png",
        "file:///etc/hostname",
        "/etc/hostname",
        "/static/../manage.py",
        "/static/%2e%2e/manage.py",
        "/static/uswds/img/not-there.png",
    ],
)
def test_document_refuses_everything_but_static_files(address: str) -> None:
    html = f'<html lang="en"><title>T</title><h1>T</h1><img src="{address}" alt="x"></html>'

    with pytest.raises(documents.ResourceRefused):
        documents.to_pdf(html, title="T", created=CREATED)


def test_document_after_a_refused_one_is_made() -> None:
    with pytest.raises(documents.ResourceRefused):
        documents.to_pdf('<h1>T</h1><img src="https://example.com/a.png" alt="">', title="T", created=CREATED)

    assert documents.to_pdf(SAMPLE, title="T", created=CREATED).startswith(b"%PDF-")


def test_missing_library_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(documents._LIBRARIES, "Pango", ("libpango-that-nobody-has.so.0",))
    answer = documents.is_available.__wrapped__()

    assert not answer
    assert "Pango" in answer.reason
    assert "apt-get install --yes libpango-1.0-0" in answer.reason


def test_without_the_library_the_document_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "is_available", lambda: Access.no("no Pango here"))

    with pytest.raises(documents.DocumentsUnavailable, match="no Pango here"):
        documents._press.__wrapped__()


def test_only_documents_imports_weasyprint() -> None:
    root = Path(documents.__file__).parent.parent
    importers = {
        path.relative_to(root).as_posix()
        for app in ("telework", "eligibility", "agreements", "demo")
        for path in (root / app).rglob("*.py")
        if "import weasyprint" in path.read_text(encoding="utf-8")
    }

    assert importers == {"telework/documents.py"}
