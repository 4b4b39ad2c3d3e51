"""Every letter has a row that says whether it is sent at once or only informs."""

from pathlib import Path

import pytest

from agreements.dated_letters import DATED
from eligibility.letter_kinds import SIDES, LetterKind, Reader
from eligibility.letter_table import GROUPS, LETTERS
from eligibility.models import Employee

MAIL = Path(__file__).parents[2] / "templates" / "emails"
TEMPLATES = sorted({template.stem for template in MAIL.glob("*.txt")} - {"base"})
# One's own start, end, suspension, resumption, denial and approval: the employee never waits for these.
OWN = (
    "agreement_approved",
    "agreement_started",
    "agreement_ended",
    "agreement_suspended",
    "agreement_set_aside",
    "suspended_by_management",
    "post_status_suspended",
    "agreement_resumed",
    "request_denied",
    "changes_refused",
    "terms_in_effect",
    "eligibility_outcome",
)


def test_every_template_has_one_row_and_every_row_a_template() -> None:
    assert sorted(LETTERS) == TEMPLATES
    assert sum(map(len, GROUPS.values())) == len(LETTERS)


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_has_readers_each_named_once(letter: str) -> None:
    kind = LETTERS[letter]
    assert kind.readers
    assert len(set(kind.readers)) == len(kind.readers)
    others = [{*readers} - {*SIDES} for readers in (kind.at_once, kind.informs)]
    assert not all(others), "it speaks to everybody but the two sides alike"


@pytest.mark.parametrize("letter", OWN)
def test_the_employee_hears_at_once_what_becomes_of_their_own_telework(letter: str) -> None:
    assert Reader.EMPLOYEE in LETTERS[letter].at_once


def test_a_letter_that_asks_for_an_answer_by_a_day_is_never_one_that_only_informs() -> None:
    asking = {letter for letter, dating in DATED.items() if "step" in dating.__name__}
    assert {"decision_needed", "terms_proposed"} <= asking
    for letter in asking - {"sent_back", "adjustment_given", "adjustment_moved"}:
        assert not LETTERS[letter].informs
    for letter in ("adjustment_given", "adjustment_moved"):
        assert Reader.EMPLOYEE in LETTERS[letter].at_once


def test_who_is_only_informed_follows_from_the_part_of_the_reader() -> None:
    emma, sam, cora = (Employee(pk=pk) for pk in (1, 2, 3))
    emma.supervisor = sam
    kind = LetterKind("", at_once=(Reader.EMPLOYEE, Reader.SUPERVISOR), informs=(Reader.COORDINATOR,))
    assert [kind.only_informs(reader, emma) for reader in (emma, sam, cora)] == [False, False, True]
    kind = LetterKind("", at_once=(Reader.DECIDER,), informs=SIDES)
    assert [kind.only_informs(reader, emma) for reader in (emma, sam, cora)] == [True, True, False]
