"""What is accepted before somebody teleworks overseas: each statement, and that none can be left out."""

from dataclasses import replace

import pytest

from deto.policy import fam_2018
from deto.policy.statements import STATEMENTS
from telework.policy import evaluate
from tests.policy.known_good import COMPLETE

ACCEPTED = COMPLETE.acknowledged | {statement.code for statement in STATEMENTS}
(RULE,) = (rule for rule in fam_2018.TERMS_RULES if rule.code == "acknowledgements.accepted")


def is_passed(accepted: frozenset[str] | set[str]) -> bool:
    (finding,) = evaluate([RULE], replace(COMPLETE, acknowledged=frozenset(accepted)))
    return finding.is_passed


@pytest.mark.citation("2362.1(d)")
def test_everything_is_accepted_or_there_is_no_agreement() -> None:
    assert is_passed(ACCEPTED)
    assert not is_passed(COMPLETE.acknowledged)


@pytest.mark.citation("2368.1")
@pytest.mark.citation("2368.3(a)")
@pytest.mark.citation("2368.7(b)(1)")
@pytest.mark.citation("2368.7(b)(2)")
@pytest.mark.citation("2368.7(b)(3)")
@pytest.mark.citation("2368.7(b)(4)")
@pytest.mark.citation("2368.7(b)(5)")
@pytest.mark.citation("2368.8(c)")
@pytest.mark.citation("2368.13(a)")
@pytest.mark.citation("2368.13(b)")
@pytest.mark.citation("2368.13(c)")
@pytest.mark.citation("2368.13(e)")
@pytest.mark.citation("2368.14")
@pytest.mark.citation("2368.15")
@pytest.mark.citation("2368.16")
@pytest.mark.citation("2368.18")
@pytest.mark.parametrize(
    ("provisions", "words"),
    [
        ("2368.3(a) 2368.1", "I have no right to it"),
        ("2368.7(b)(1) 2368.7(b)(2) 2368.7(b)(3) 2368.7(b)(4)", "never in my own right"),
        ("2368.7(b)(2) 2368.7(b)(1) 2368.7(b)(3)", "reported to the host government as spouse or partner"),
        ("2368.7(b)(3) 2368.7(b)(1) 2368.7(b)(2)", "family member appointments and personal service"),
        ("2368.7(b)(5) 2368.8(c)", "security briefing for new arrivals"),
        ("2368.8(a) 2368.6(d)", "do not arrive before the chief of mission has agreed"),
        ("2368.10(a) 2368.10(b)", "my duty station is the one overseas, as my SF-50 will say"),
        ("2368.13(a) 2368.13(b)", "no locality pay"),
        ("2368.13(b) 2368.13(a)", "virtual locality pay (FS-01 and below) for retirement only"),
        ("2368.13(c) 2368.13(d) 2368.13(e)", "no premium pay or compensatory time for work on a local one"),
        ("2368.13(e)", "domestic rules of time, attendance and leave"),
        ("2368.14", "no overseas allowances in my own right"),
        ("2368.15 2368.14", "training is distance learning first"),
        ("2368.16 2368.14", "workers' compensation may cover me"),
        ("2368.18", "annual leave or leave without pay"),
    ],
)
def test_statement_says_it_under_its_provisions_and_cannot_be_left_out(provisions: str, words: str) -> None:
    (statement,) = (one for one in STATEMENTS if words in one.text)
    assert set(provisions.split()) <= {statement.citation, *statement.also}
    assert not is_passed(ACCEPTED - {statement.code})


def test_statements_are_a_handful_and_named_apart() -> None:
    assert len({statement.code for statement in STATEMENTS}) == len(STATEMENTS) <= 9
