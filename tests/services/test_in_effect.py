"""One agreement in effect per employee and site country, held by the database: by state on both, by dates on
PostgreSQL.
"""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from agreements.models import Agreement
from tests.cast import NOW, Cast, make_cast

FIRST, MIDDLE, LAST, AFTER = date(2026, 1, 5), date(2026, 6, 1), date(2026, 9, 30), date(2026, 10, 1)
BY_INDEX = {"sqlite", "postgresql"}
BY_RANGE = {"postgresql"}
NOT_AT_ALL: set[str] = set()


def ended(starts_on: date | None, ended_on: date) -> dict[str, Any]:
    return {"state": "ended", "starts_on": starts_on, "ended_on": ended_on, "end_reason": "expired"}


def in_force(starts_on: date, state: str = "active", **values: Any) -> dict[str, Any]:
    return {"state": state, "starts_on": starts_on, "approved_at": NOW, **values}


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def case(cast: Cast, kind: str, **values: Any) -> Agreement:
    given = {"employee": cast.employee, "bureau": cast.bureau, "opened_at": NOW, "state_since": NOW}
    with transaction.atomic():
        return Agreement.objects.create(**{**given, "kind": kind, **values})


@pytest.mark.parametrize(
    ("one", "other", "refused_by"),
    [
        pytest.param(in_force(FIRST), in_force(AFTER), BY_INDEX, id="two in effect"),
        pytest.param(ended(FIRST, LAST), in_force(MIDDLE), BY_RANGE, id="began before the other's last day"),
        pytest.param(ended(FIRST, LAST), in_force(LAST), BY_RANGE, id="began on the other's last day"),
        pytest.param(ended(FIRST, LAST), in_force(AFTER), NOT_AT_ALL, id="began on the day after"),
        pytest.param(ended(FIRST, LAST), ended(MIDDLE, AFTER), BY_RANGE, id="both ended, days shared"),
        pytest.param(ended(FIRST, FIRST), ended(FIRST, FIRST), BY_RANGE, id="the same single day"),
        pytest.param(
            in_force(MIDDLE, ends_on=LAST), ended(AFTER, AFTER), BY_RANGE, id="an agreed end is only a plan"
        ),
        pytest.param(
            ended(FIRST, LAST), in_force(MIDDLE, site_country="FR"), NOT_AT_ALL, id="another country"
        ),
        pytest.param(in_force(FIRST, "suspended"), in_force(MIDDLE), NOT_AT_ALL, id="beside a suspended one"),
        pytest.param(in_force(FIRST), in_force(MIDDLE, "approved"), NOT_AT_ALL, id="not started yet"),
        pytest.param(ended(MIDDLE, FIRST), in_force(FIRST), NOT_AT_ALL, id="ended before it started"),
        pytest.param(ended(None, MIDDLE), in_force(FIRST), NOT_AT_ALL, id="ended and never started"),
    ],
)
def test_agreements_of_one_employee_in_one_country_are_in_effect_one_after_the_other(
    cast: Cast, one: dict[str, Any], other: dict[str, Any], refused_by: set[str]
) -> None:
    case(cast, "domestic", **one)
    if connection.vendor in refused_by:
        with pytest.raises(IntegrityError, match=r"one_agreement_in_effect|UNIQUE constraint failed"):
            case(cast, "another", **other)
    else:
        assert case(cast, "another", **other).pk


def test_another_employee_is_in_effect_on_the_same_days(cast: Cast) -> None:
    case(cast, "domestic", **in_force(FIRST))
    assert case(cast, "domestic", **in_force(FIRST), employee=cast.stranger).pk
