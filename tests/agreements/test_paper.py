"""The agreement and its DS-1963 on paper: what they say, PDF/UA, the same bytes, and what happens without."""

import re
from io import BytesIO

import page
import pikepdf
import pytest

from agreements.models import Agreement, AgreementDocument, Signature
from agreements.policy import clauses, fam_2018, safety
from telework import audit, documents, rendering
from tests import cast as people
from tests.agreements.paper import REMEDY, approved_in_full, document_of
from tests.cast import NOW, Cast
from tests.changing import LATER, WHY, amended

MEDICAL = re.compile(r"\b(medical|disab\w+|diagnos\w+|accommodation|pregnan\w+|illness)\b", re.IGNORECASE)


def words(html: str) -> str:
    inline = re.sub(r"</?(span|strong)[^>]*>", "", html.partition("<body>")[2])
    text = re.sub(r"<[^>]+>", " ", inline)
    return " ".join(
        text.replace("&#x27;", "'").replace("&amp;", "&").replace("\N{NO-BREAK SPACE}", " ").split()
    )


def paper(agreement: Agreement, kind: str) -> str:
    return words(rendering.as_html(document_of(agreement, kind)))


@pytest.fixture
def agreement(cast: Cast) -> Agreement:
    return approved_in_full(cast)


@pytest.mark.parametrize("kind", ["agreement", "ds1963"])
def test_pdf_passes_every_rule_of_pdf_ua_and_says_title_and_language(agreement: Agreement, kind: str) -> None:
    done = rendering.render_due(NOW)
    document = document_of(agreement, kind)
    pdf = bytes(document.pdf or b"")

    assert (done.rendered, done.failed) == (2, 0)
    assert [f.rule_id for f in page.validate_pdf_bytes(pdf, profile="ua1").failures] == []
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert str(opened.docinfo.Title) == document.title
        assert str(opened.Root.Lang) == "en-US"
        assert bool(opened.Root.ViewerPreferences.DisplayDocTitle) is True
    assert document.pdf_sha256 == audit.sha256(pdf)
    assert document.failure == ""


@pytest.mark.parametrize("kind", ["agreement", "ds1963"])
def test_same_source_gives_the_same_bytes_again(agreement: Agreement, kind: str) -> None:
    rendering.render_due(NOW)
    document = document_of(agreement, kind)
    again = documents.to_pdf(rendering.as_html(document), title=document.title, created=document.requested_at)

    assert again == bytes(document.pdf or b"")


def test_document_is_rendered_once(agreement: Agreement) -> None:
    assert rendering.render_due(NOW).rendered == 2
    assert rendering.render_due(NOW).rendered == 0


@pytest.mark.citation("2361.4 official work site")
def test_agreement_says_number_authority_dates_and_official_work_site(agreement: Agreement) -> None:
    text = paper(agreement, "agreement")

    assert f"{agreement.number}, terms 1" in text
    assert "Made under 3 FAM 2360 and 5 U.S.C. chapter 65 (Telework Enhancement Act of 2010)" in text
    assert "In effect from Monday, 7 December 2026, with no end date" in text
    assert "Your regular work site. You are scheduled at your regular work site on 6 days" in text
    assert "3 FAM 2364.1" in text


@pytest.mark.citation("2364.3")
def test_agreement_draws_the_two_weeks(agreement: Agreement) -> None:
    text = paper(agreement, "agreement")

    assert "Tuesday Telework, 8 hours Telework, 8 hours" in text
    assert "Saturday Day off Day off" in text
    assert "Hours of the week 40 40 Telework days in the pay period: 4." in text


def test_agreement_has_every_section_that_was_answered(agreement: Agreement) -> None:
    text = paper(agreement, "agreement")

    for said in (
        "Emma Employee",
        "Programme analyst (P000003), Civil Service, GS-13",
        "100 Example Street, Arlington, VA 22201, United States",
        "Telephone, mail and chat",
        "Drafts of reports & notes &lt;unclassified&gt;",
        "Encrypted laptop; locked drawer",
        "Global OpenNet (GO)",
        "Laptop The Government's SN-4711",
        *(clause.text for clause in clauses.CLAUSES),
    ):
        assert said in text


def test_agreement_has_every_acknowledgement_with_its_citation(agreement: Agreement) -> None:
    text = paper(agreement, "agreement")

    for statement in clauses.EMPLOYEE_ACKNOWLEDGEMENTS:
        cited = ", ".join(agreement_citation(c) for c in (statement.citation, *statement.also))
        assert f"{statement.text} ({cited})" in text


def agreement_citation(reference: str) -> str:
    return f"3 FAM {reference}" if reference.startswith("23") else reference


@pytest.mark.citation("2362.1(d)")
def test_agreement_has_every_signature_with_capacity_words_time_and_digest(agreement: Agreement) -> None:
    text = paper(agreement, "agreement")
    signatures = list(Signature.objects.filter(terms__agreement=agreement))

    assert [s.capacity for s in signatures] == ["Employee", "Supervisor", "Bureau executive director"]
    for signature in signatures:
        assert f"{signature.signer.full_name}, {signature.capacity}" in text
        assert signature.statement in text
        assert f"SHA-256 of the content signed: {signature.content_sha256}" in text
    assert text.count("Signed on Monday, 23 November 2026, 10:00 a.m., Washington time, by") == 3
    assert "by password on Monday, 23 November 2026, 9:59 a.m." in text


@pytest.mark.citation("2362.1(a)")
def test_agreement_has_decisions_with_their_effect_on_the_office(agreement: Agreement) -> None:
    text = paper(agreement, "agreement")

    assert "Supervisor Sam Supervisor None: the work is portable." in text
    assert "Bureau executive director Edith Execdir None: the work is portable." in text


def test_agreement_names_policy_set_and_readings(agreement: Agreement) -> None:
    text = paper(agreement, "agreement")

    assert "Policy set fam_2018" in text
    for reading in fam_2018.READINGS:
        assert f"{reading.matter} {reading.text}" in text


def test_each_matter_is_read_once() -> None:
    matters = [reading.matter for reading in fam_2018.READINGS]

    assert len(matters) == len(set(matters))


def test_readings_on_paper_are_those_of_the_day_it_was_approved(
    agreement: Agreement, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rendering.as_html(document_of(agreement, "agreement"))
    monkeypatch.setattr(fam_2018, "READINGS", ())

    assert rendering.as_html(document_of(agreement, "agreement")) == before


@pytest.mark.parametrize("kind", ["agreement", "ds1963"])
def test_paper_carries_the_digest_of_what_was_signed_and_of_its_own_source(
    agreement: Agreement, kind: str
) -> None:
    document, terms = document_of(agreement, kind), agreement.latest_terms()
    html = rendering.as_html(document)

    assert terms.content_sha256 == audit.sha256(bytes(terms.content or b""))
    assert f'<span class="signed-digest">{terms.content_sha256}</span>' in html
    assert document.source_sha256 == audit.sha256(bytes(document.source))
    assert document.source_sha256 in html


@pytest.mark.citation("2367(b)")
def test_checklist_says_what_form_it_is_whose_and_where(agreement: Agreement) -> None:
    text = paper(agreement, "ds1963")

    assert "In the manner of Form DS-1963; the Department's own wording was not available." in text
    assert f"{agreement.number}, site 1" in text
    assert "Emma Employee (000003)" in text
    assert "100 Example Street, Arlington, VA 22201, United States" in text
    assert "Study on the second floor" in text


@pytest.mark.citation("2362.1(k)")
def test_checklist_has_every_question_by_section_and_the_remedy_with_its_date(agreement: Agreement) -> None:
    text = paper(agreement, "ds1963")

    for question in safety.QUESTIONS:
        answer = "No" if question.code == "shelves" else "Yes"
        assert f"{question.text} {answer}" in text
    for label in safety.SECTION_LABELS.values():
        assert f"{label} Question Answer" in text
    assert f"{' '.join(REMEDY.split())} Friday, 4 December 2026" in text


def test_checklist_without_open_points_says_so(cast: Cast) -> None:
    assert "nothing has to be put right" in paper(people.approved(cast), "ds1963")


@pytest.mark.citation("2362.1(n)")
def test_changed_terms_say_from_when_they_hold_what_is_different_and_why(cast: Cast) -> None:
    case = amended(cast, people.active(cast))
    for decider in ("supervisor", "director"):
        people.approve_step(cast, case, decider, LATER)
    kept = AgreementDocument.objects.get(terms=case.latest_terms(), kind="agreement")
    text = words(rendering.as_html(kept.document))

    assert "The agreement is in effect from Monday, 7 December 2026" in text
    assert "These terms hold from Monday, 4 January 2027 on" in text
    assert f"The reason given: {WHY}" in text
    assert "First day asked for Monday, 4 January 2027 Last day" in text


def test_country_of_a_site_stands_in_words(agreement: Agreement) -> None:
    for kind in ("agreement", "ds1963"):
        assert "22201, United States" in paper(agreement, kind)


def test_paper_has_no_medical_words(agreement: Agreement) -> None:
    for kind in ("agreement", "ds1963"):
        found = MEDICAL.findall(paper(agreement, kind))
        assert found == []
