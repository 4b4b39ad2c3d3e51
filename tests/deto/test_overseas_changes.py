"""The same pages while the terms of a stay are changed: what was agreed counts beside the answers."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from agreements.models import Agreement
from agreements.services import drafting
from deto.papers import papers_of
from eligibility.models import Post
from tests.browsing import page, signed_in, words
from tests.changing import begin
from tests.overseas import LAST_DAY, OverseasCast, active, make_overseas_cast
from tests.overseas_pages import part, typed, upload
from tests.requesting import url

LATER = datetime(2027, 9, 1, 15, 0, tzinfo=UTC)
START = date(2027, 10, 4)


@pytest.fixture(autouse=True)
def _september(db: None) -> Iterator[None]:
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def berlin() -> OverseasCast:
    return make_overseas_cast()


def extending(cast: OverseasCast, last_day: date) -> Agreement:
    """Terms with a later last day, being written in the course of the stay."""
    agreement = active(cast)
    given: dict[str, Any] = {"actor": cast.user("employee"), "now": LATER}
    begin(cast, agreement, LATER, takes_effect_on=START)
    drafting.save_section(
        **given, agreement=agreement, section="schedule", answers={"requested_end_on": last_day}
    )
    return Agreement.objects.get(pk=agreement.pk)


@pytest.mark.citation("2368.6(a)")
def test_extension_beyond_the_assignment_is_refused_until_amended_orders_are_stated(
    berlin: OverseasCast,
) -> None:
    agreement = extending(berlin, date(2029, 8, 31))
    emma = signed_in(berlin, "employee")
    assert "longer than the assignment" in page(emma, url("request_check", agreement))
    posted = typed(berlin, "deto_sponsor", assignment_ends_on=date(2029, 8, 31))
    assert emma.post(part(agreement, "deto_sponsor"), posted).status_code == 302
    checked = page(emma, url("request_check", agreement))
    assert "longer than the assignment" not in checked
    assert "Every extension goes through NSDD-38 again." in checked


@pytest.mark.citation("2368.6(a)")
@pytest.mark.parametrize(("last_day", "is_refused"), [(date(2029, 11, 30), False), (date(2029, 12, 1), True)])
def test_extension_reaches_two_years_beyond_the_day_agreed_before(
    berlin: OverseasCast, last_day: date, is_refused: bool
) -> None:
    assert date(2027, 11, 30) == LAST_DAY
    checked = page(signed_in(berlin, "employee"), url("request_check", extending(berlin, last_day)))
    assert ("more than two years beyond the last day agreed before" in checked) is is_refused


def test_arrival_that_was_stays_as_it_was(berlin: OverseasCast) -> None:
    agreement = extending(berlin, LAST_DAY)
    emma = signed_in(berlin, "employee")
    assert emma.post(part(agreement, "deto_sponsor"), typed(berlin, "deto_sponsor")).status_code == 302
    assert "The day of arrival is past" not in page(emma, url("request_check", agreement))


def test_another_post_is_refused_beside_the_field(berlin: OverseasCast) -> None:
    agreement = extending(berlin, LAST_DAY)
    paris = Post.objects.create(
        code="PARIS", name="Embassy Paris", country="FR", bureau=berlin.host_bureau, time_zone="Europe/Paris"
    )
    posted = typed(berlin, "deto_sponsor", post=paris.pk)
    shown = words(signed_in(berlin, "employee").post(part(agreement, "deto_sponsor"), posted))
    assert "An agreement stays with its post." in shown
    assert Agreement.objects.get(pk=agreement.pk).post == berlin.post


def test_newer_file_belongs_to_the_changed_terms_alone(berlin: OverseasCast) -> None:
    agreement = extending(berlin, LAST_DAY)
    agreed = agreement.terms_in_force()
    (before,) = papers_of(agreed)
    assert upload(signed_in(berlin, "employee"), agreement).status_code == 302
    assert [paper.pk for paper in papers_of(agreed)] == [before.pk]
    assert before.pk not in [paper.pk for paper in papers_of(agreement.latest_terms())]
