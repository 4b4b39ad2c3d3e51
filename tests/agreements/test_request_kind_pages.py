"""The sections that only one kind has: what is said before anything is answered there."""

from collections.abc import Iterator

import pytest
import time_machine

from agreements.services import drafting
from tests import sealed
from tests.abroad import PostCast, make_post_cast, put_on_file
from tests.browsing import page, signed_in
from tests.cast import NOW, START, section_answers

NO_POLICY = "Your post has no telework policy on file"


@pytest.fixture
def oslo(db: None) -> Iterator[PostCast]:
    with time_machine.travel(NOW, tick=False):
        yield make_post_cast(with_policy=False)


def begun(oslo: PostCast, kind: str) -> str:
    """A fresh request with the self-assessment done; the address of its answers."""
    given = {"actor": oslo.user("employee"), "now": NOW}
    agreement = drafting.begin_request(**given, kind=kind)
    said = section_answers(START)["self_assessment"]
    drafting.save_section(**given, agreement=agreement, section="self_assessment", answers=said)
    return f"/agreements/{agreement.number}/request/"


@pytest.mark.citation("2362.3(1)")
def test_that_the_post_has_no_policy_is_said_on_opening_and_nothing_else_is(oslo: PostCast) -> None:
    address = begun(oslo, "abroad") + "more/abroad/"
    text = page(signed_in(oslo, "employee"), address)
    assert NO_POLICY in text
    assert "the management officer at your post" in text
    assert "Say how near your site is to the mission" not in text
    put_on_file(oslo)
    assert "What is left here" not in page(signed_in(oslo, "employee"), address)


@pytest.mark.citation("2362.3(1)")
def test_an_evacuation_says_it_on_opening_too(oslo: PostCast) -> None:
    sealed.evacuated(oslo)
    text = page(signed_in(oslo, "employee"), begun(oslo, "medevac") + "more/medevac/")
    assert NO_POLICY in text
    assert "Say in your own words what the work is." not in text
