"""A trial: approved to an earlier day, reviewed before it, declined by the employee until it starts."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from agreements.models import Agreement, Review
from agreements.services import lifecycle, reviews, trials
from agreements.states import EndReason, State
from agreements.tasks import Swept, sweep_due
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import User
from tests.agreements.letter_events import only
from tests.agreements.paper import document_of
from tests.cast import NOW, START, Cast, approve_step, submitted, waiting_step
from tests.deciding import approve
from tests.traces import actions, letters, nothing_written, refused

UNTIL = date(2027, 3, 31)  # Wednesday
# Fifteen workdays before: no holiday lies between.
OPENS = datetime(2027, 3, 10, 15, 0, tzinfo=UTC)
ON_START = datetime(2026, 12, 7, 17, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def system(cast: Cast) -> User:
    """The account of what happens by itself, there before anything is tried."""
    return User.objects.system()


def on_trial(cast: Cast, until: date = UNTIL) -> Agreement:
    """Approved by the bureau as a trial."""
    agreement = approve_step(cast, submitted(cast), "supervisor")
    approve(cast.user("director"), waiting_step(agreement), trial_until=until)
    return Agreement.objects.get(pk=agreement.pk)


def started(cast: Cast) -> Agreement:
    return lifecycle.start(actor=User.objects.system(), now=ON_START, agreement=on_trial(cast))


def reviewed(cast: Cast) -> Review:
    agreement = started(cast)
    sweep_due(OPENS)
    return agreement.reviews.get()


def answer(cast: Cast, review: Review, outcome: str, **changes: Any) -> Agreement:
    given: dict[str, Any] = {"statement": "The work was done on time.", "now": OPENS}
    reviews.decide_review(
        actor=cast.user("supervisor"), review=review, outcome=outcome, **{**given, **changes}
    )
    return Agreement.objects.get(pk=review.agreement_id)


def test_trial_ends_on_its_day_and_everybody_is_told(cast: Cast) -> None:
    agreement = on_trial(cast)
    assert (agreement.state, agreement.ends_on) == (State.APPROVED, UNTIL)
    text = only("agreement_approved", "emma").text
    assert "Wednesday, 31 March 2027. It is approved as a trial" in text
    assert "you can decline the trial on its page" in text
    assert "decline" not in only("agreement_approved", "sam").text


def test_document_says_that_it_is_a_trial(cast: Cast) -> None:
    assert b'"is_trial":true' in bytes(document_of(on_trial(cast), "agreement").source)


def test_earlier_of_two_trials_counts(cast: Cast) -> None:
    agreement = submitted(cast)
    approve(cast.user("supervisor"), waiting_step(agreement), trial_until=date(2027, 2, 26))
    approve(cast.user("director"), waiting_step(agreement), trial_until=UNTIL)
    assert Agreement.objects.get(pk=agreement.pk).ends_on == date(2027, 2, 26)


@pytest.mark.parametrize("until", [START, START + timedelta(days=29), date(2027, 12, 8)])
def test_day_that_makes_no_trial_is_refused(cast: Cast, until: date) -> None:
    step = waiting_step(submitted(cast))
    with refused(PolicyRefused) as refusal:
        approve(cast.user("supervisor"), step, trial_until=until)
    assert list(refusal.value.fields) == ["trial_until"]


@pytest.mark.citation("2362.1(e)")
def test_review_opens_by_itself_before_the_last_day_and_once(cast: Cast) -> None:
    agreement = started(cast)
    assert sweep_due(OPENS - timedelta(days=1)) == Swept()
    assert sweep_due(OPENS) == Swept(reviewed=1)
    review = agreement.reviews.get()
    assert (review.cause, review.cause_label) == ("trial", "End of the trial")
    assert review.due_on == date(2027, 3, 24)
    assert letters(agreement)["review_opened"] == ["emma", "sam"]
    assert "was approved as a trial, and the trial ends soon" in only("review_opened", "sam").text
    with nothing_written():
        assert sweep_due(OPENS) == Swept()


def test_trial_goes_on_to_the_end_that_was_asked_for(cast: Cast) -> None:
    agreement = answer(cast, reviewed(cast), "continues")
    assert (agreement.state, agreement.ends_on) == (State.ACTIVE, None)
    assert letters(agreement)["trial_decided"] == ["edith", "emma"]
    assert "without an end date, as asked for" in only("trial_decided", "emma").text
    assert "lengthen_trial" in actions(agreement)
    after = datetime(2027, 4, 5, 15, 0, tzinfo=UTC)
    assert sweep_due(after) == Swept()


def test_trial_is_let_end_on_its_day(cast: Cast) -> None:
    agreement = answer(cast, reviewed(cast), "ends")
    assert (agreement.state, agreement.ends_on) == (State.ACTIVE, UNTIL)
    assert "It ends on its day, Wednesday, 31 March 2027" in only("trial_decided", "emma").text
    sweep_due(datetime(2027, 4, 1, 15, 0, tzinfo=UTC))
    agreement = Agreement.objects.get(pk=agreement.pk)
    assert (agreement.state, agreement.ended_on) == (State.ENDED, UNTIL)
    assert agreement.end_reason == EndReason.EXPIRED


def test_trial_without_an_answer_is_told_when_late_and_ends_as_approved(cast: Cast) -> None:
    agreement = reviewed(cast).agreement
    assert sweep_due(datetime(2027, 3, 25, 15, 0, tzinfo=UTC)) == Swept(reminded=1)
    assert "Without an answer it ends on its day" in only("review_late", "edith").text
    assert sweep_due(datetime(2027, 4, 1, 15, 0, tzinfo=UTC)) == Swept(ended=1)
    assert agreement.reviews.get().lapsed_at is not None


@pytest.mark.parametrize("outcome", ["continues", "ends"])
def test_answer_has_words(cast: Cast, outcome: str) -> None:
    review = reviewed(cast)
    with refused(PolicyRefused):
        answer(cast, review, outcome, statement=" ")


def test_other_reviews_do_not_end_a_trial(cast: Cast) -> None:
    review = reviews.open_review(
        actor=User.objects.system(), now=ON_START, agreement=started(cast), cause="rating", details="New"
    )
    with refused(PolicyRefused):
        answer(cast, review, "ends")


@pytest.mark.citation("2362.1(c)")
def test_employee_declines_a_trial_before_it_starts(cast: Cast) -> None:
    agreement = on_trial(cast)
    trials.decline_trial(actor=cast.user("employee"), now=NOW, agreement=agreement)
    agreement = Agreement.objects.get(pk=agreement.pk)
    assert (agreement.state, agreement.end_reason) == (State.ENDED, EndReason.BY_EMPLOYEE)
    assert agreement.starts_on is None
    assert letters(agreement)["trial_declined"] == ["cora", "edith", "sam"]
    assert not Agreement.objects.in_effect_on(START).exists()


def test_started_trial_is_not_declined(cast: Cast) -> None:
    agreement = started(cast)
    with refused(WrongState):
        trials.decline_trial(actor=cast.user("employee"), now=ON_START, agreement=agreement)


def test_agreement_that_is_no_trial_is_not_declined(cast: Cast) -> None:
    agreement = submitted(cast)
    approve_step(cast, agreement, "supervisor")
    approve_step(cast, agreement, "director")
    with refused(WrongState):
        trials.decline_trial(actor=cast.user("employee"), now=NOW, agreement=agreement)


@pytest.mark.parametrize("by", ["supervisor", "director", "coordinator", "stranger"])
def test_nobody_declines_for_the_employee(cast: Cast, by: str) -> None:
    agreement = on_trial(cast)
    with refused(NotPermitted):
        trials.decline_trial(actor=cast.user(by), now=NOW, agreement=agreement)


def test_people_open_no_review_of_a_trial(cast: Cast) -> None:
    agreement = started(cast)
    with refused(NotPermitted):
        trials.open_trial_review(actor=cast.user("supervisor"), now=OPENS, agreement=agreement)
