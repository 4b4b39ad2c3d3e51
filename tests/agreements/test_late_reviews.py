"""A review that is late: told once to the next level and the coordinator; when nobody is pressed."""

from datetime import date, timedelta

import pytest

from agreements.models import Review
from agreements.services import lifecycle, reviews
from agreements.standing import standing_of
from agreements.tasks import Swept, sweep_due
from telework.errors import NotPermitted, WrongState
from telework.models import OutboxMessage, User
from tests.agreements.reviewing import DAY_AFTER_DUE, DUE, OPENED, also_opened, opened
from tests.cast import Cast
from tests.traces import letters, nothing_written, refused

pytestmark = pytest.mark.citation("2362.1(e)")


def test_late_review_is_told_once_to_the_next_level_and_the_coordinator(cast: Cast) -> None:
    review = opened(cast)
    assert sweep_due(DAY_AFTER_DUE - timedelta(days=1)) == Swept()
    assert sweep_due(DAY_AFTER_DUE) == Swept(reminded=1)
    assert letters(review.agreement)["review_late"] == ["cora", "edith", "sam"]
    with nothing_written():
        assert sweep_due(DAY_AFTER_DUE + timedelta(days=30)) == Swept()
    assert Review.objects.get().is_open
    for message in OutboxMessage.objects.filter(template="review_late"):
        assert "Exceeds" not in message.text


def test_each_late_review_is_told_of_its_own(cast: Cast) -> None:
    review = opened(cast)
    sweep_due(DAY_AFTER_DUE)
    also_opened(review.agreement, "supervisor")
    assert sweep_due(DAY_AFTER_DUE) == Swept(reminded=1)


@pytest.mark.parametrize(
    ("last_day", "pressed"),
    [
        (date(2027, 1, 15), 0),
        (DUE + timedelta(days=30), 0),
        (DUE + timedelta(days=31), 1),
        (date(2027, 12, 7), 1),
    ],
)
def test_nobody_is_pressed_while_a_notice_runs_that_ends_the_agreement_soon(
    cast: Cast, last_day: date, pressed: int
) -> None:
    review = opened(cast)
    notice = lifecycle.give_notice(
        actor=cast.user("employee"), now=OPENED, agreement=review.agreement, last_day=last_day
    )
    assert sweep_due(DAY_AFTER_DUE) == Swept(reminded=pressed)
    shown = standing_of(review.agreement, DAY_AFTER_DUE, notice=notice, review=review).next_step
    assert ("The answer to a review" in shown) is bool(pressed)
    assert "Notice is running" in shown


@pytest.mark.parametrize("name", ["supervisor", "coordinator"])
def test_reminding_is_the_systems(cast: Cast, name: str) -> None:
    review = opened(cast)
    with refused(NotPermitted):
        reviews.remind_of_review(actor=cast.user(name), now=DAY_AFTER_DUE, review=review)


def test_review_that_is_not_late_or_was_told_is_refused(cast: Cast) -> None:
    review, system = opened(cast), User.objects.system()
    with refused(WrongState):
        reviews.remind_of_review(actor=system, now=OPENED, review=review)
    reviews.remind_of_review(actor=system, now=DAY_AFTER_DUE, review=review)
    with refused(WrongState):
        reviews.remind_of_review(actor=system, now=DAY_AFTER_DUE, review=review)
