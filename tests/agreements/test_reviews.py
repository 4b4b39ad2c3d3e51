"""Reviews: due in ten workdays, decided by the supervisor of the day either way, told when late, once."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from agreements.models import Agreement, Notice, Review
from agreements.policy.changes import answer_due_on
from agreements.services import lifecycle, reviews
from agreements.states import State
from agreements.tasks import Swept, sweep_due
from eligibility.models import Employee, Position, RoleAssignment
from telework.calendar import FederalCalendar
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import OutboxMessage, User
from tests.agreements.reviewing import DAY_AFTER_DUE, DETAILS, DUE, OPENED, also_opened, opened
from tests.cast import Cast, active, approved, person
from tests.traces import actions, letters, payload, refused

GOES_ON = {"outcome": "continues", "statement": "Her work is complete and on time."}
NOTICE = {"outcome": "notice", "statement": "The desk must be staffed.", "reason_code": "programme_needs"}

pytestmark = pytest.mark.citation("2362.1(e)")


def decide(actor: User, review: Review, **answer: Any) -> Review:
    return reviews.decide_review(actor=actor, now=OPENED, review=review, **answer)


@pytest.mark.parametrize(
    ("opened_on", "washington", "due_on"),
    [
        (date(2026, 12, 8), True, date(2026, 12, 22)),
        (date(2026, 12, 18), True, date(2027, 1, 5)),  # over Christmas and New Year
        (date(2033, 1, 10), True, date(2033, 1, 26)),  # over two holidays around Washington
        (date(2033, 1, 10), False, date(2033, 1, 25)),
    ],
)
def test_answer_is_due_after_ten_workdays(opened_on: date, due_on: date, *, washington: bool) -> None:
    assert answer_due_on(opened_on, FederalCalendar({}), washington=washington) == due_on


def test_review_is_open_and_told_to_employee_and_supervisor_with_its_day(cast: Cast) -> None:
    review = opened(cast)
    assert (review.due_on, review.is_open) == (DUE, True)
    assert letters(review.agreement)["review_opened"] == ["emma", "sam"]
    for message in OutboxMessage.objects.filter(template="review_opened"):
        assert DETAILS in message.text
        assert "Tuesday, 22 December 2026" in message.text
    told = payload(review.agreement, "open_review")
    assert told == {"review": review.pk, "cause": "rating", "due_on": "2026-12-22"}


def test_duty_station_elsewhere_has_its_own_holidays(cast: Cast) -> None:
    Position.objects.update(in_washington_area=False)
    agreement = active(cast)
    review = reviews.open_review(
        actor=User.objects.system(),
        now=datetime(2033, 1, 10, 17, tzinfo=UTC),
        agreement=agreement,
        cause="rating",
        details=DETAILS,
    )
    assert review.due_on == date(2033, 1, 25)


def test_without_a_serving_supervisor_the_coordinator_is_asked_and_reads_no_fact(cast: Cast) -> None:
    agreement = active(cast)
    Employee.objects.filter(pk=cast.supervisor.pk).update(separated_on=date(2026, 12, 1))
    also_opened(agreement, "rating")
    assert letters(agreement)["review_opened"] == ["cora", "emma"]
    text = OutboxMessage.objects.get(template="review_opened", to__startswith="cora").text
    assert "Exceeds" not in text
    assert "Have HR record one." in text


def test_supervisor_lets_it_go_on_with_a_statement_that_the_employee_gets(cast: Cast) -> None:
    review = decide(cast.user("supervisor"), opened(cast), **GOES_ON)
    assert (review.outcome, review.decided_at, review.is_open) == ("continues", OPENED, False)
    assert review.decided_by == cast.supervisor
    assert Agreement.objects.get(pk=review.agreement_id).state == State.ACTIVE
    assert letters(review.agreement)["review_continues"] == ["emma"]
    assert GOES_ON["statement"] in OutboxMessage.objects.get(template="review_continues").text
    assert actions(review.agreement)[-1] == "decide_review"


@pytest.mark.parametrize("statement", ["", "  \n"])
def test_going_on_needs_a_statement(cast: Cast, statement: str) -> None:
    review = opened(cast)
    with refused(PolicyRefused) as refusal:
        decide(cast.user("supervisor"), review, outcome="continues", statement=statement)
    assert "statement" in refusal.value.fields


@pytest.mark.citation("2362.2(c)(2)(a)")
def test_agreement_cannot_simply_go_on_while_a_rule_is_not_met(cast: Cast) -> None:
    review = opened(cast)
    Employee.objects.filter(pk=cast.employee.pk).update(rating_of_record="unacceptable")
    with refused(PolicyRefused) as refusal:
        decide(cast.user("supervisor"), review, **GOES_ON)
    assert [finding.citation for finding in refusal.value.findings] == ["2362.2(c)(2)(a)"]
    decide(cast.user("supervisor"), review, **NOTICE)
    assert Notice.objects.get().is_running


@pytest.mark.citation("2362.1(m)")
def test_supervisor_gives_notice_in_the_same_stroke(cast: Cast) -> None:
    review = decide(cast.user("supervisor"), opened(cast), **NOTICE)
    notice = Notice.objects.get()
    assert (notice.party, notice.reason_code, notice.last_day) == ("supervisor", "programme_needs", DUE)
    assert notice.reason_text == review.statement == NOTICE["statement"]
    assert review.outcome == "notice"
    assert letters(review.agreement)["notice_given"] == ["cora", "emma"]
    assert "review_continues" not in letters(review.agreement)


@pytest.mark.citation("2362.1(m)")
@pytest.mark.parametrize("missing", ["statement", "reason_code"])
def test_notice_that_is_refused_leaves_the_review_open(cast: Cast, missing: str) -> None:
    review = opened(cast)
    with refused(PolicyRefused):
        decide(cast.user("supervisor"), review, **{**NOTICE, missing: ""})
    assert Review.objects.get().is_open


def test_notice_before_the_tenth_workday_is_refused(cast: Cast) -> None:
    review = opened(cast)
    with refused(PolicyRefused) as refusal:
        decide(cast.user("supervisor"), review, **NOTICE, last_day=DUE - timedelta(days=1))
    assert "last_day" in refusal.value.fields


def test_some_other_answer_is_refused(cast: Cast) -> None:
    review = opened(cast)
    with refused(PolicyRefused):
        decide(cast.user("supervisor"), review, outcome="perhaps", statement="We shall see.")


def test_notice_answers_every_open_review_of_the_agreement(cast: Cast) -> None:
    review = opened(cast)
    other = also_opened(review.agreement, "supervisor")
    decide(cast.user("supervisor"), review, **NOTICE)
    other.refresh_from_db()
    assert (other.outcome, other.decided_by) == ("notice", cast.supervisor)


def test_going_on_answers_its_own_review_alone(cast: Cast) -> None:
    review = opened(cast)
    other = also_opened(review.agreement, "supervisor")
    decide(cast.user("supervisor"), review, **GOES_ON)
    other.refresh_from_db()
    assert other.is_open


def test_second_notice_is_refused_while_one_runs(cast: Cast) -> None:
    review = opened(cast)
    lifecycle.give_notice(
        actor=cast.user("supervisor"),
        now=OPENED,
        agreement=review.agreement,
        reason_code="programme_needs",
        reason_text="The desk must be staffed.",
    )
    with refused(WrongState):
        decide(cast.user("supervisor"), review, **NOTICE)
    decide(cast.user("supervisor"), review, **GOES_ON)


def test_decided_review_cannot_be_decided_again(cast: Cast) -> None:
    review = decide(cast.user("supervisor"), opened(cast), **GOES_ON)
    with refused(WrongState) as refusal:
        decide(cast.user("supervisor"), review, **NOTICE)
    assert "Sam Supervisor has already decided" in refusal.value.reason


@pytest.mark.parametrize("name", ["employee", "director", "coordinator", "managing_officer", "stranger"])
def test_only_the_supervisor_decides(cast: Cast, name: str) -> None:
    review = opened(cast)
    with refused(NotPermitted):
        decide(cast.user(name), review, **GOES_ON)


def test_new_supervisor_inherits_the_review_and_the_old_one_has_it_no_more(cast: Cast) -> None:
    review = opened(cast)
    nina = person("Nina", "New", cast.bureau, supervisor=cast.director)
    Employee.objects.filter(pk=cast.employee.pk).update(supervisor=nina)
    with refused(NotPermitted):
        decide(cast.user("supervisor"), Review.objects.get(), **GOES_ON)
    assert nina.user is not None
    assert decide(nina.user, review, **GOES_ON).decided_by == nina


def test_supervisor_who_has_left_decides_nothing(cast: Cast) -> None:
    review = opened(cast)
    Employee.objects.filter(pk=cast.supervisor.pk).update(separated_on=date(2026, 12, 1))
    with refused(NotPermitted):
        decide(User.objects.get(employee=cast.supervisor), review, **GOES_ON)


def test_open_review_lapses_with_the_agreement(cast: Cast) -> None:
    review = opened(cast)
    Employee.objects.filter(pk=cast.employee.pk).update(separated_on=date(2026, 12, 15))
    after = datetime(2026, 12, 16, 17, 0, tzinfo=UTC)
    assert sweep_due(after) == Swept(ended=1)
    review.refresh_from_db()
    assert (review.lapsed_at, review.is_open, review.outcome) == (after, False, "")
    with refused(WrongState) as refusal:
        decide(cast.user("supervisor"), review, **GOES_ON)
    assert "has ended" in refusal.value.reason
    assert sweep_due(DAY_AFTER_DUE) == Swept()


def test_decided_review_does_not_lapse(cast: Cast) -> None:
    review = decide(cast.user("supervisor"), opened(cast), **NOTICE)
    sweep_due(datetime(2026, 12, 23, 17, 0, tzinfo=UTC))
    review.refresh_from_db()
    assert Agreement.objects.get(pk=review.agreement_id).state == State.ENDED
    assert review.lapsed_at is None


def test_approved_agreement_is_reviewed_before_it_starts(cast: Cast) -> None:
    agreement = approved(cast)
    review = also_opened(agreement, "position")
    decide(cast.user("supervisor"), review, **GOES_ON)
    assert Agreement.objects.get(pk=agreement.pk).state == State.APPROVED


def test_review_without_a_coordinator_is_told_to_those_there_are(cast: Cast) -> None:
    RoleAssignment.objects.filter(role="coordinator").delete()
    review = opened(cast)
    sweep_due(DAY_AFTER_DUE)
    assert letters(review.agreement)["review_late"] == ["edith", "sam"]
