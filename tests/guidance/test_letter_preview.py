"""Every letter can be looked at before anybody gets it, with a case that is invented."""

import re
from collections.abc import Iterator

import pytest
from django.template import engines
from django.test import Client

from eligibility.letter_kinds import Reader
from eligibility.letter_table import LETTERS
from guidance.letter_preview import cited_in, preview
from guidance.letter_samples import SAMPLES
from telework.models import OutboxMessage
from tests.browsing import counted, page, signed_in
from tests.cast import Cast, make_cast

MISSING = "MISSING"
SHOWN = [(letter, reader) for letter, kind in LETTERS.items() for reader in kind.readers]
INFORMING = [(letter, reader) for letter, kind in LETTERS.items() for reader in kind.informs]
# What stands there where a fact is missing, or was no word.
NO_WORDS = re.compile(r"\bNone\b|\bnamespace\(|Invented\(|<[\w.]+ object|\(\)|“”| ,| \.(?!\d)|: \.|  (?=\S)")


@pytest.fixture
def strict() -> Iterator[None]:
    """A fact that a letter shows and nobody gave reads as MISSING."""
    engine = engines["django"].engine  # type: ignore[attr-defined]
    before, engine.string_if_invalid = engine.string_if_invalid, MISSING
    yield
    engine.string_if_invalid = before


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def test_every_letter_has_its_invented_facts_and_no_facts_are_left_over() -> None:
    assert set(SAMPLES) == set(LETTERS)


@pytest.mark.usefixtures("strict")
@pytest.mark.parametrize(("letter", "reader"), SHOWN)
def test_letter_reads_whole_to_each_of_its_readers(letter: str, reader: Reader) -> None:
    found = preview(letter, reader)
    for said in (found.subject, found.text, found.html):
        assert said.strip()
        assert MISSING not in said
    lines = [line.strip() for line in found.text.splitlines()]
    assert not [line for line in lines if NO_WORDS.search(line)]
    assert not NO_WORDS.search(found.subject)


@pytest.mark.parametrize(("letter", "reader"), INFORMING)
def test_letter_that_only_informs_says_itself_that_nothing_is_to_be_done(letter: str, reader: Reader) -> None:
    _, _, next_step = preview(letter, reader).text.partition("What you do next: ")
    assert next_step.startswith("nothing"), next_step


def test_letter_cites_what_the_register_knows() -> None:
    assert cited_in("agreement_started")[0] == "2361.4"
    assert cited_in("audit_sealed") == ()


def test_managing_officer_goes_from_the_list_to_a_letter_as_each_reader_gets_it(cast: Cast) -> None:
    tara = signed_in(cast, "managing_officer")
    assert 'href="/guidance/letters/"' in page(tara, "/")
    with counted() as queries:
        text = page(tara, "/guidance/letters/")
    assert all(f'href="/guidance/letters/{letter}/"' in text for letter in LETTERS)
    assert not [query for query in queries if query > 30]

    text = page(tara, "/guidance/letters/agreement_started/")
    assert "Your telework agreement took effect on Monday, 4 January 2027" in text
    assert "It is always sent at once to this reader." in text
    text = page(tara, "/guidance/letters/agreement_started/?reader=supervisor")
    assert "The telework agreement of Erin Example took effect" in text
    assert "in the daily letter, as they choose" in text
    assert not OutboxMessage.objects.exists()


def test_letter_that_there_is_not_is_not_found_and_an_unknown_reader_is_the_first(cast: Cast) -> None:
    tara = signed_in(cast, "managing_officer")
    page(tara, "/guidance/letters/nothing_such/", 404)
    assert "looks to <strong>the employee</strong>" in page(
        tara, "/guidance/letters/agreement_started/?reader=office"
    )


def test_nobody_else_reads_the_list(cast: Cast) -> None:
    assert "/guidance/letters/" not in page(signed_in(cast, "coordinator"), "/")
    page(signed_in(cast, "coordinator"), "/guidance/letters/", 403)
    assert Client().get("/guidance/letters/").status_code == 302
