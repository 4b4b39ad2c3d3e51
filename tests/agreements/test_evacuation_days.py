"""The post records the days of an evacuation, shortens and extends them; nobody else does (2362.5(2))."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from agreements.models import MedicalEvacuation
from agreements.services import evacuation
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import AuditEvent, OutboxMessage
from tests import sealed
from tests.abroad import PostCast, make_post_cast
from tests.cast import NOW, TODAY
from tests.traces import refused


@pytest.fixture
def cast(db: None) -> PostCast:
    return make_post_cast()


@pytest.mark.parametrize("officer", ["manager", "hr_officer"])
def test_the_posts_management_and_hr_officers_record_the_days(cast: PostCast, officer: str) -> None:
    recorded = evacuation.record_evacuation(
        actor=cast.user(officer),
        now=NOW,
        employee=cast.employee,
        starts_on=TODAY,
        ends_on=date(2027, 1, 15),
    )
    assert (recorded.post, recorded.recorded_by) == (cast.post, getattr(cast, officer))
    assert list(AuditEvent.objects.values_list("chain", "action")) == [
        (f"evacuation:{recorded.pk}", "record_evacuation")
    ]
    assert OutboxMessage.objects.filter(template="evacuation_recorded").get().to == "ama@example.gov"


@pytest.mark.parametrize(
    "somebody", ["employee", "supervisor", "security_officer", "coordinator", "director"]
)
def test_nobody_else_records_them(cast: PostCast, somebody: str) -> None:
    with refused(NotPermitted):
        evacuation.record_evacuation(
            actor=cast.user(somebody), now=NOW, employee=cast.employee, starts_on=TODAY, ends_on=TODAY
        )


def test_nobody_records_their_own(cast: PostCast) -> None:
    with refused(NotPermitted):
        evacuation.record_evacuation(
            actor=cast.user("manager"), now=NOW, employee=cast.manager, starts_on=TODAY, ends_on=TODAY
        )


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "field"),
    [
        (TODAY, TODAY - timedelta(days=1), "ends_on"),
        (date(2027, 3, 31), date(2027, 4, 30), "starts_on"),
    ],
    ids=["backwards", "falls together with another"],
)
def test_days_that_cannot_be_are_refused(cast: PostCast, starts_on: date, ends_on: date, field: str) -> None:
    sealed.evacuated(cast)
    with refused(PolicyRefused) as refusal:
        evacuation.record_evacuation(
            actor=cast.user("manager"),
            now=NOW,
            employee=cast.employee,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    assert list(refusal.value.fields) == [field]


def _shorten(cast: PostCast, recorded: MedicalEvacuation, ends_on: date) -> None:
    evacuation.shorten_evacuation(actor=cast.user("manager"), now=NOW, evacuation=recorded, ends_on=ends_on)


def _extend(cast: PostCast, recorded: MedicalEvacuation, ends_on: date) -> None:
    evacuation.extend_evacuation(actor=cast.user("manager"), now=NOW, evacuation=recorded, ends_on=ends_on)


@pytest.mark.parametrize(
    ("change", "ends_on", "kind"),
    [
        (_shorten, sealed.AWAY_THROUGH, WrongState),
        (_shorten, TODAY - timedelta(days=1), PolicyRefused),
        (_extend, sealed.AWAY_THROUGH, WrongState),
    ],
    ids=["no earlier day", "a day that is over", "no later day"],
)
def test_a_change_of_the_last_day_that_is_none_is_refused(
    cast: PostCast, change: Callable[..., None], ends_on: date, kind: Any
) -> None:
    recorded = sealed.evacuated(cast)
    with refused(kind):
        change(cast, recorded, ends_on)


def test_whoever_records_nothing_changes_nothing(cast: PostCast) -> None:
    recorded = sealed.evacuated(cast)
    for command in (evacuation.shorten_evacuation, evacuation.extend_evacuation):
        with refused(NotPermitted):
            command(actor=cast.user("supervisor"), now=NOW, evacuation=recorded, ends_on=TODAY)
