"""The yearly review: opens by itself, is signed by both sides, reminded of, and told of when missed."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from agreements.models import Agreement, Review
from agreements.services import lifecycle, renewal, reviews, yearly
from agreements.states import State
from agreements.tasks import Swept, sweep_due
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import OutboxMessage, User
from tests.agreements.reviewing import opened as changed_fact
from tests.cast import Cast, active, approve_step, approved, proof
from tests.stories import told_once
from tests.traces import actions, letters, nothing_written, payload, refused

DUE = date(2027, 12, 7)  # a year after the first day
OPENS = datetime(2027, 10, 8, 17, tzinfo=UTC)
IN_TIME = datetime(2027, 11, 1, 17, tzinfo=UTC)
MISSED = datetime(2028, 1, 6, 17, tzinfo=UTC)

pytestmark = pytest.mark.citation("2362.1(e)")


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 17, tzinfo=UTC)


@told_once
def asked(cast: Cast) -> Review:
    """The yearly review of the employee's agreement, on the day it opens."""
    return yearly.open_yearly_review(actor=User.objects.system(), now=OPENS, agreement=active(cast))


def say_yes(cast: Cast, review: Review, now: datetime = IN_TIME, *, complies: bool = True) -> Review:
    return reviews.decide_review(
        actor=cast.user("supervisor"),
        now=now,
        review=review,
        outcome="continues",
        statement="Her work is complete and on time.",
        complies=complies,
    )


def sign(cast: Cast, review: Review, by: str = "employee", now: datetime = IN_TIME) -> Review:
    return yearly.sign_review(actor=cast.user(by), now=now, review=review)


def test_year_counts_from_the_first_day_and_the_review_opens_60_days_before(cast: Cast) -> None:
    agreement = active(cast)
    assert agreement.review_on == DUE
    assert sweep_due(OPENS - timedelta(days=1)) == Swept()
    assert sweep_due(OPENS) == Swept(reviewed=1)
    review = Review.objects.get()
    assert (review.cause, review.due_on, review.is_open, review.waits_for_employee) == (
        "yearly",
        DUE,
        True,
        True,
    )
    told = payload(agreement, "open_review")
    assert told == {"review": review.pk, "cause": "yearly", "due_on": "2027-12-07"}
    assert letters(agreement)["yearly_opened"] == ["emma", "sam"]
    with nothing_written():
        assert sweep_due(OPENS) == Swept()


def test_agreement_of_29_february_is_due_on_the_28th(cast: Cast) -> None:
    agreement = active(cast)
    yearly.count_anew(agreement, date(2028, 2, 29))
    assert agreement.review_on == date(2029, 2, 28)


def test_sweep_that_comes_late_leaves_ten_workdays_to_answer(cast: Cast) -> None:
    active(cast)
    assert sweep_due(at(DUE - timedelta(days=1))) == Swept(reviewed=1)
    assert Review.objects.get().due_on == date(2027, 12, 20)


def test_no_review_opens_where_the_agreement_ends_before(cast: Cast) -> None:
    agreement = active(cast)
    Agreement.objects.update(ends_on=DUE - timedelta(days=1))
    assert sweep_due(OPENS) == Swept()
    Agreement.objects.update(ends_on=DUE)
    lifecycle.give_notice(
        actor=cast.user("employee"), now=OPENS, agreement=agreement, last_day=DUE - timedelta(days=1)
    )
    assert sweep_due(OPENS) == Swept()
    with refused(WrongState):
        yearly.open_yearly_review(actor=User.objects.system(), now=OPENS, agreement=agreement)


def test_opening_is_the_systems_once_and_not_before_its_day(cast: Cast) -> None:
    agreement, system = active(cast), User.objects.system()
    with refused(NotPermitted):
        yearly.open_yearly_review(actor=cast.user("supervisor"), now=OPENS, agreement=agreement)
    with refused(WrongState):
        yearly.open_yearly_review(actor=system, now=OPENS - timedelta(days=1), agreement=agreement)
    yearly.open_yearly_review(actor=system, now=OPENS, agreement=agreement)
    with refused(WrongState):
        yearly.open_yearly_review(actor=system, now=OPENS, agreement=agreement)


def test_agreement_that_has_not_started_has_no_year(cast: Cast) -> None:
    agreement = approved(cast)
    assert agreement.review_on is None
    with refused(WrongState):
        yearly.open_yearly_review(actor=User.objects.system(), now=OPENS, agreement=agreement)


def test_both_sides_sign_in_either_order_and_the_year_counts_anew(cast: Cast) -> None:
    first = sign(cast, asked(cast))
    assert (first.is_open, first.waits_for_employee) == (True, False)
    say_yes(cast, first)
    agreement = Agreement.objects.get()
    assert agreement.review_on == date(2028, 11, 1)
    assert not Review.objects.unfinished().exists()
    assert actions(agreement)[-2:] == ["sign_review", "decide_review"]
    assert letters(agreement)["review_continues"] == ["emma"]


def test_after_the_supervisors_yes_the_employee_has_still_to_sign(cast: Cast) -> None:
    review = say_yes(cast, asked(cast))
    assert list(Review.objects.unsigned()) == [review]
    assert "sign the review too" in OutboxMessage.objects.get(template="review_continues").text
    assert sign(cast, review).employee_signed_at == IN_TIME
    assert not Review.objects.unfinished().exists()


@pytest.mark.parametrize("name", ["supervisor", "coordinator"])
def test_nobody_signs_for_the_employee(cast: Cast, name: str) -> None:
    review = asked(cast)
    with refused(NotPermitted):
        sign(cast, review, by=name)


def test_what_is_signed_answered_otherwise_or_no_yearly_review_is_not_signed(cast: Cast) -> None:
    other = changed_fact(cast)
    with refused(WrongState):
        sign(cast, other)
    review = yearly.open_yearly_review(
        actor=User.objects.system(), now=OPENS, agreement=Agreement.objects.get()
    )
    sign(cast, review)
    with refused(WrongState) as told:
        sign(cast, review)
    assert "signed this review already" in str(told.value)


def test_after_a_notice_nothing_is_left_to_sign(cast: Cast) -> None:
    review = asked(cast)
    reviews.decide_review(
        actor=cast.user("supervisor"),
        now=IN_TIME,
        review=review,
        outcome="notice",
        statement="The desk must be staffed.",
        reason_code="programme_needs",
    )
    with refused(WrongState):
        sign(cast, review)


def test_yes_attests_that_performance_complies(cast: Cast) -> None:
    review = asked(cast)
    with refused(PolicyRefused) as why:
        say_yes(cast, review, complies=False)
    assert "complies" in why.value.fields


def test_new_terms_that_take_effect_answer_it(cast: Cast) -> None:
    review = asked(cast)
    agreement = renewal.renew(
        actor=cast.user("employee"),
        now=IN_TIME,
        agreement=review.agreement,
        last_day=None,
        authentication=proof(IN_TIME),
    )
    approve_step(cast, agreement, "supervisor", IN_TIME)
    sweep_due(IN_TIME)
    review.refresh_from_db()
    assert (review.outcome, review.decided_by, review.waits_for_employee) == ("terms", cast.supervisor, False)
    assert Agreement.objects.get().review_on == date(2028, 11, 1)
    assert not Review.objects.unfinished().exists()


def test_whoever_has_not_signed_is_reminded_30_and_14_days_before_and_on_the_day(cast: Cast) -> None:
    review = asked(cast)
    for before, readers in ((30, ["emma", "sam"]), (14, ["sam"]), (0, [])):
        day = at(DUE - timedelta(days=before))
        assert sweep_due(day - timedelta(days=1)) == Swept()
        assert sweep_due(day) == Swept(reminded=1 if readers else 0)
        with nothing_written():
            assert sweep_due(day) == Swept()
        sent = OutboxMessage.objects.filter(template="yearly_reminder", key__contains=f"{day:%Y-%m-%d}")
        assert sorted(message.to.split("@")[0].split(".")[0] for message in sent) == readers
        if before == 30:
            sign(cast, review, now=day)
        elif before == 14:
            say_yes(cast, review, day)


def test_reminders_that_a_late_sweep_has_missed_are_one(cast: Cast) -> None:
    asked(cast)
    assert sweep_due(at(DUE)) == Swept(reminded=1)
    assert OutboxMessage.objects.filter(template="yearly_reminder").count() == 2


def test_missed_review_is_told_once_and_stays_the_supervisors(cast: Cast) -> None:
    review = asked(cast)
    # Late, and missed: the next level and the coordinator hear of both.
    assert sweep_due(MISSED - timedelta(days=1)).reminded == 2
    assert sweep_due(MISSED) == Swept(reminded=1)
    assert letters(review.agreement)["yearly_missed"] == ["cora", "edith", "emma", "sam"]
    assert Review.objects.unfinished().missed(MISSED.date()).count() == 1
    with nothing_written():
        assert sweep_due(MISSED + timedelta(days=30)) == Swept()
    say_yes(cast, review, MISSED + timedelta(days=30))


def test_missing_signature_of_the_employee_is_missed_too(cast: Cast) -> None:
    review = say_yes(cast, asked(cast))
    assert sweep_due(MISSED).reminded == 2
    text = OutboxMessage.objects.filter(template="yearly_missed").first()
    assert text is not None
    assert "the employee has not signed it" in text.text
    sign(cast, review, now=MISSED)


@pytest.mark.parametrize("command", [yearly.remind_of_yearly_review, yearly.tell_missed_review])
def test_reminding_is_the_systems_and_only_when_it_is_due(cast: Cast, command: Callable[..., Review]) -> None:
    review = asked(cast)
    other = changed_fact(cast, lambda _: review.agreement)
    with refused(NotPermitted):
        command(actor=cast.user("supervisor"), now=MISSED, review=review)
    with refused(WrongState):
        command(actor=User.objects.system(), now=OPENS, review=review)
    with refused(WrongState):
        command(actor=User.objects.system(), now=MISSED, review=other)


def test_end_of_the_agreement_closes_it(cast: Cast) -> None:
    review = asked(cast)
    Agreement.objects.update(ends_on=IN_TIME.date())
    sweep_due(IN_TIME + timedelta(days=1))
    assert Agreement.objects.get().state == State.ENDED
    with refused(WrongState):
        sign(cast, review)
