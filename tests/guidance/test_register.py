"""The register: every provision once, in words that lead somewhere, and citations that find their row."""

from pathlib import Path

import pytest
from django.urls import reverse

from guidance.cases import CASES
from guidance.citing import is_under, paragraphs_of
from guidance.places import code_named, place, sentence_of
from guidance.register import BY_SLUG, PROVISIONS, Provision, anchor_of, resolve
from guidance.rules import ALL_RULES, READINGS, RULES, STATEMENTS
from guidance.topics import TOPICS

CITATIONS = (Path(__file__).parent / "citations.txt").read_text(encoding="utf-8").splitlines()
every_provision = pytest.mark.parametrize("provision", PROVISIONS, ids=lambda row: row.slug)


def test_the_register_holds_exactly_the_provisions() -> None:
    assert len(CITATIONS) == 109
    assert sorted(provision.citation for provision in PROVISIONS) == sorted(CITATIONS)
    assert len(BY_SLUG) == len(PROVISIONS)


@every_provision
def test_a_row_says_what_is_asked_and_done_and_leads_only_to_what_exists(provision: Provision) -> None:
    assert provision.how
    for sentence in (provision.asks, provision.does, provision.missing or "."):
        assert sentence.endswith(".")
    assert set(provision.rules) <= RULES.keys()
    assert set(provision.readings) <= READINGS.keys()
    assert all(place(name).title for name in provision.pages)
    assert all(callable(code_named(name)) and len(sentence_of(name)) > 20 for name in provision.code)
    assert provision.cases in CASES or not provision.cases
    assert provision.is_built or provision.missing, "whatever is not built says what is to come"


@pytest.mark.parametrize(
    ("citation", "paragraphs"),
    [
        ("2362.1(b), (c)", ("2362.1(b)", "2362.1(c)")),
        ("2361.3(a)(2), 2361.3(b)", ("2361.3(a)(2)", "2361.3(b)")),
        ("2363.4(a) to (c)", ("2363.4(a)", "2363.4(b)", "2363.4(c)")),
        ("2368.7(b)(1) to (4)", ("2368.7(b)(1)", "2368.7(b)(2)", "2368.7(b)(3)", "2368.7(b)(4)")),
        ("2368.14 to 2368.16, 2368.18", ("2368.14", "2368.15", "2368.16", "2368.18")),
        ("2361.4 telework, alternate work site", ("2361.4 telework, alternate work site",)),
        ("2364.4(b), (c), (d)", ("2364.4(b)", "2364.4(c)", "2364.4(d)")),
    ],
)
def test_a_row_names_its_paragraphs(citation: str, paragraphs: tuple[str, ...]) -> None:
    assert paragraphs_of(citation) == paragraphs


@pytest.mark.parametrize(
    ("reference", "rows"),
    [
        ("2362.1(m)", ["2362.1(m)"]),
        ("2362.2(c)(1)(a)", ["2362.2(c)(1)(a)"]),
        ("2367(b)(4)", ["2367(b)"]),
        ("2368.15", ["2368.14 to 2368.16, 2368.18"]),
        ("2366.3(b)", ["2366.3(a), (b)", "2366.3(b), (c), (d)"]),
        ("2361.4", []),
        ("2362.2(c)", []),
        ("5 U.S.C. 6502(a)(2)", []),
        ("", []),
    ],
)
def test_a_citation_finds_the_row_with_the_longest_paragraph(reference: str, rows: list[str]) -> None:
    assert [provision.citation for provision in resolve(reference)] == rows


def test_a_citation_above_several_rows_finds_their_place_in_the_list() -> None:
    assert anchor_of("2361.4") == "section-2361-4"
    assert anchor_of("2368") == "chapter-2368"
    assert anchor_of("5 U.S.C. 6502(a)(2)") is None


def test_one_section_is_not_under_another_whose_number_it_begins_with() -> None:
    assert not is_under("2368.10(a)", "2368.1")
    assert is_under("2368.10(a)", "2368.10")


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_every_rule_belongs_to_a_provision(rule: object) -> None:
    code = getattr(rule, "code")  # noqa: B009 - rules of several kinds of facts
    citation = getattr(rule, "citation")  # noqa: B009
    assert resolve(citation) or any(code in provision.rules for provision in PROVISIONS)


def test_every_statement_of_the_agreement_belongs_to_a_place_in_the_register() -> None:
    cited = [s.citation for s in STATEMENTS if s.citation.startswith("236")]

    assert [citation for citation in cited if not (resolve(citation) or anchor_of(citation))] == []
    assert len(cited) > 30


def test_topics_are_of_the_length_that_somebody_reads() -> None:
    lengths = {topic.slug: len(topic.text.split()) for topic in TOPICS}

    assert {slug: words for slug, words in lengths.items() if not 80 <= words <= 150} == {}
    assert len({topic.slug for topic in TOPICS}) == len(TOPICS) == 25


def test_every_topic_leads_to_provisions_and_every_told_row_without_page_to_a_topic() -> None:
    assert all(topic.provisions for topic in TOPICS)
    assert all(reverse(topic.calculator) for topic in TOPICS if topic.calculator)
