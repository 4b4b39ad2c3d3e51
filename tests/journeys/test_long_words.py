"""Words longer than a phone is wide: they break, and the page never scrolls sideways."""

from agreements.services import drafting, submission
from tests.cast import NOW, Cast, draft, proof, waiting_step
from tests.deciding import approve
from tests.journeys.conftest import Arrive

NARROWEST = 320
LONG_WORD = "W" * 400


def test_case_and_decision_with_long_words_fit_the_narrowest_screen(cast: Cast, arrive: Arrive) -> None:
    actor, agreement = cast.user("employee"), draft(cast)
    answers = {"takes_records": True, "records": LONG_WORD, "safeguards": LONG_WORD}
    drafting.save_section(actor=actor, now=NOW, agreement=agreement, section="records", answers=answers)
    submission.submit(actor=actor, now=NOW, agreement=agreement, authentication=proof())
    approve(cast.user("supervisor"), waiting_step(agreement), effect_on_office=LONG_WORD)
    director = arrive("director")
    director.page.set_viewport_size({"width": NARROWEST, "height": 800})
    for address in ("", f"decide/{waiting_step(agreement).pk}/"):
        director.open(f"/agreements/{agreement.number}/{address}")
        assert LONG_WORD in director.page.content()
        assert director.page.evaluate("document.documentElement.scrollWidth") <= NARROWEST, address
