"""Two people at the page on which management suspends: whoever comes second loses no words."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from agreements.models import Agreement, Suspension
from agreements.services import pausing
from agreements.states import State
from tests.agreements.test_pausing import LATEST, TUESDAY, UNTIL, extend, suspend
from tests.browsing import page, signed_in, words
from tests.cast import Cast, active

WORDS = "Two of the counter are ill, and the season begins."


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(TUESDAY, tick=False) as traveller:
        yield traveller


def sent(answer: str, text: str = WORDS) -> dict[str, str]:
    return {
        "answer": answer,
        f"{answer}-reason_code": "programme_needs",
        f"{answer}-reason_text": text,
        f"{answer}-until_on": "2026-12-17",
    }


def at(agreement: Agreement) -> str:
    return f"/agreements/{agreement.number}/suspension/"


def test_whoever_suspends_second_reads_who_was_first_and_their_own_words(cast: Cast) -> None:
    agreement = active(cast)
    suspend(cast, agreement)
    text = words(signed_in(cast, "director").post(at(agreement), sent("suspend")), 409)
    assert "Sam Supervisor has suspended this agreement already, since Tuesday, 8 December 2026, 10" in text
    assert "through Tuesday, 15 December 2026" in text
    assert "Nothing you sent was saved" in text
    assert WORDS in text
    assert "2026-12-17" in text
    only = Suspension.objects.get(agreement=agreement)
    assert (only.until_on, WORDS in only.reason) == (UNTIL, False)


def test_same_words_sent_twice_lead_to_the_case(cast: Cast) -> None:
    agreement, sam = active(cast), signed_in(cast, "supervisor")
    for _ in range(2):
        assert sam.post(at(agreement), sent("suspend"))["Location"] == f"/agreements/{agreement.number}/"
    assert Suspension.objects.filter(agreement=agreement).count() == 1


def test_whoever_extends_what_is_over_keeps_the_words(cast: Cast) -> None:
    agreement = active(cast)
    suspend(cast, agreement)
    pausing.lift_pause(actor=cast.user("director"), now=TUESDAY, agreement=agreement)
    text = words(signed_in(cast, "supervisor").post(at(agreement), sent("extend")), 409)
    assert "The suspension is over, and the agreement is in effect again. Edith Execdir has ended" in text
    assert WORDS in text
    assert Agreement.objects.get(pk=agreement.pk).state == State.ACTIVE


def test_whoever_extends_second_keeps_the_words(cast: Cast) -> None:
    agreement = active(cast)
    suspend(cast, agreement)
    extend(cast, agreement, LATEST, "director")
    text = words(signed_in(cast, "supervisor").post(at(agreement), sent("extend")), 409)
    assert "extended once already" in text
    assert WORDS in text


def case_page(cast: Cast, name: str, agreement: Agreement) -> str:
    return page(signed_in(cast, name), f"/agreements/{agreement.number}/")


def test_case_that_management_suspended_says_who_decides_by_when_and_its_last_day(cast: Cast) -> None:
    agreement = active(cast)
    suspend(cast, agreement)
    said = (
        "Management decides by Monday, 14 December 2026 what follows. No telework through Tuesday, "
        "15 December 2026; on the next day it is in effect again by itself."
    )
    text = case_page(cast, "supervisor", agreement)
    assert said in text
    assert "until what suspended it is gone" not in text
    assert "is extended once, or notice is given" in text
    assert "Extend or end the suspension" in text
    assert said in page(signed_in(cast, "employee"), "/")


def test_case_whose_suspension_was_extended_offers_no_second_extension(cast: Cast) -> None:
    agreement = active(cast)
    suspend(cast, agreement)
    extend(cast, agreement, LATEST)
    text = case_page(cast, "supervisor", agreement)
    assert "it was extended once already, so it ends as said, or notice is given" in text
    assert "End the suspension</a>" in text
    assert "Extend or end" not in text
    assert "Management decides by Monday, 21 December 2026 what follows" in text


def test_once_the_day_to_decide_is_over_the_case_names_the_last_day_alone(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    agreement = active(cast)
    suspend(cast, agreement)
    clock.move_to(TUESDAY + timedelta(days=7))
    text = case_page(cast, "employee", agreement)
    assert "Management decides by" not in text
    assert "in effect again by itself. Silence prolongs nothing." in text
