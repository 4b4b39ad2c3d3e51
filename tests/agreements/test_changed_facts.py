"""Changed facts against live agreements: which open a review, which are put aside, and never twice."""

import logging
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement, Review
from agreements.services import lifecycle, reviews
from agreements.tasks import Swept, sweep_due
from eligibility.models import PersonnelChange
from telework.errors import NotPermitted, WrongState
from telework.models import User
from tests.cast import NOW, START, Cast, active, approved, draft, person, submitted
from tests.traces import actions, nothing_written, refused

LATER = datetime(2026, 12, 8, 17, 0, tzinfo=UTC)
MATTERS = [matter for matter in PersonnelChange.Matter if matter != PersonnelChange.Matter.SEPARATION]

pytestmark = pytest.mark.citation("2362.1(e)")


def changed(cast: Cast, matter: str = "rating", **facts: Any) -> PersonnelChange:
    """A change of the employee's facts as an import writes it down."""
    told = {"old": "Fully successful", "new": "Exceeds fully successful", "as_of": date(2026, 12, 1), **facts}
    return PersonnelChange.objects.create(employee=cast.employee, matter=matter, recorded_at=LATER, **told)


def suspended(cast: Cast) -> Agreement:
    agreement = active(cast)
    cast.employee.discipline.create(reference="D1", kind="pornography", action_on=date(2026, 12, 1))
    sweep_due(LATER)
    return Agreement.objects.get(pk=agreement.pk)


@pytest.mark.parametrize("matter", MATTERS)
def test_each_kind_of_change_opens_a_review_of_a_live_agreement(cast: Cast, matter: str) -> None:
    agreement = active(cast)
    change = changed(cast, matter, old="before", new="after")
    assert sweep_due(LATER) == Swept(reviewed=1)
    review = Review.objects.get()
    assert (review.agreement_id, review.cause) == (agreement.pk, matter)
    assert review.details == f"{change.get_matter_display()}: before → after (as of 1 December 2026)"
    assert PersonnelChange.objects.get().handled_at == LATER
    assert actions(agreement)[-1] == "open_review"


@pytest.mark.parametrize(
    ("build", "is_reviewed"),
    [(approved, True), (active, True), (suspended, True), (draft, False), (submitted, False)],
)
def test_only_a_live_agreement_is_reviewed(cast: Cast, build: Any, *, is_reviewed: bool) -> None:
    build(cast)
    changed(cast)
    reviews.put_aside_changes(actor=User.objects.system(), now=LATER)
    for change in PersonnelChange.objects.filter(handled_at__isnull=True):
        reviews.handle_change(actor=User.objects.system(), now=LATER, change=change)
    assert Review.objects.exists() == is_reviewed
    assert PersonnelChange.objects.get().handled_at == LATER


def test_separation_is_no_question_for_a_review(cast: Cast) -> None:
    active(cast)
    changed(cast, "separation", new="last day 31 December 2026")
    assert sweep_due(LATER) == Swept()
    assert not Review.objects.exists()
    assert PersonnelChange.objects.get().handled_at == LATER


def test_second_sweep_does_nothing(cast: Cast) -> None:
    active(cast)
    changed(cast)
    sweep_due(LATER)
    with nothing_written():
        assert sweep_due(LATER) == Swept()


def test_handled_change_is_refused(cast: Cast) -> None:
    active(cast)
    change = changed(cast)
    reviews.handle_change(actor=User.objects.system(), now=LATER, change=change)
    with refused(WrongState):
        reviews.handle_change(actor=User.objects.system(), now=LATER, change=change)


@pytest.mark.parametrize("name", ["employee", "supervisor", "coordinator", "director"])
def test_nobody_handles_changes_or_opens_reviews_by_hand(cast: Cast, name: str) -> None:
    agreement, change = active(cast), changed(cast)
    given: dict[str, Any] = {"actor": cast.user(name), "now": LATER}
    with refused(NotPermitted):
        reviews.handle_change(**given, change=change)
    with refused(NotPermitted):
        reviews.put_aside_changes(**given)
    with refused(NotPermitted):
        reviews.open_review(**given, agreement=agreement, cause="rating", details="…")


def test_agreement_that_is_over_is_not_reviewed(cast: Cast) -> None:
    agreement = active(cast)
    lifecycle.give_notice(actor=cast.user("employee"), now=LATER, agreement=agreement)
    after = datetime(2027, 1, 20, 17, 0, tzinfo=UTC)
    lifecycle.end_if_due(actor=User.objects.system(), now=after, agreement=agreement)
    with refused(WrongState):
        reviews.open_review(
            actor=User.objects.system(), now=after, agreement=agreement, cause="rating", details="…"
        )


def test_two_kinds_of_change_are_two_reviews_and_two_of_one_kind_are_one(cast: Cast) -> None:
    active(cast)
    changed(cast, "rating", new="Unacceptable")
    changed(cast, "supervisor", old="Sam", new="Nina")
    changed(cast, "rating", old="Unacceptable", new="Outstanding")
    assert sweep_due(LATER) == Swept(reviewed=3)
    found = {review.cause: review.details for review in Review.objects.all()}
    assert set(found) == {"rating", "supervisor"}
    newest, oldest = found["rating"].splitlines()
    assert "→ Outstanding" in newest
    assert "→ Unacceptable" in oldest


def test_change_beside_an_open_review_moves_no_date(cast: Cast) -> None:
    active(cast)
    changed(cast)
    sweep_due(LATER)
    due_on = Review.objects.get().due_on
    changed(cast, old="Exceeds fully successful", new="Outstanding")
    sweep_due(datetime(2026, 12, 15, 17, 0, tzinfo=UTC))
    assert Review.objects.get().due_on == due_on


def test_failing_change_is_logged_and_stays_and_the_rest_go_on(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    active(cast)
    broken, _ = changed(cast), changed(cast, "supervisor")
    real = reviews.handle_change

    def handle(**given: Any) -> list[Review]:
        if given["change"].pk == broken.pk:
            raise RuntimeError("the disk is full")
        return real(**given)

    monkeypatch.setattr(reviews, "handle_change", handle)
    with caplog.at_level(logging.ERROR, logger="etelework.sweep"):
        assert sweep_due(LATER) == Swept(reviewed=1, failed=1)
    assert [r.cause for r in Review.objects.all()] == ["supervisor"]
    assert PersonnelChange.objects.get(handled_at__isnull=True).pk == broken.pk


def test_changes_of_people_without_a_live_agreement_are_put_aside_in_the_same_queries(cast: Cast) -> None:
    def sweep() -> int:
        with CaptureQueriesContext(connection) as queries:
            sweep_due(LATER)
        return len(queries)

    sweep()
    without = sweep()
    colleagues = [person(f"C{number}", "Colleague", cast.bureau) for number in range(20)]
    PersonnelChange.objects.bulk_create(
        PersonnelChange(employee=each, matter="rating", as_of=START, recorded_at=NOW) for each in colleagues
    )
    assert sweep() == without
    assert not PersonnelChange.objects.filter(handled_at__isnull=True).exists()
