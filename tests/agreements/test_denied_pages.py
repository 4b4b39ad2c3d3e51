"""A denied request says in one voice what can be done next, on its page and on the employee's first page."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.agreements.test_looking_again import LAST_DAY, SOON, above, denied
from tests.browsing import page, signed_in
from tests.cast import Cast

__all__ = ["above"]

NEXT = (
    "Through Tuesday, 8 December 2026 the employee can ask that the next level looks at it again, once. "
    "A new request can be made at any time."
)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(SOON, tick=False) as traveller:
        yield traveller


@pytest.mark.parametrize("who", ["employee", "supervisor"])
def test_next_names_the_last_day_to_have_a_denial_looked_at_again(cast: Cast, who: str) -> None:
    agreement = denied(cast)
    text = page(signed_in(cast, who), f"/agreements/{agreement.number}/")
    assert NEXT in text
    assert "no longer holds" not in text


def test_first_page_of_the_employee_names_it_too(cast: Cast) -> None:
    agreement = denied(cast)
    text = page(signed_in(cast, "employee"), "/")
    assert NEXT in text
    assert f'href="/agreements/{agreement.number}/look-again/"' in text


def test_after_the_last_day_only_the_new_request_is_left(cast: Cast, clock: time_machine.Traveller) -> None:
    agreement = denied(cast)
    clock.move_to(LAST_DAY.replace(day=9))
    emma = signed_in(cast, "employee")
    assert "Nothing. A new request can be made at any time." in page(emma, f"/agreements/{agreement.number}/")
    assert "looked at again" not in page(emma, "/")
