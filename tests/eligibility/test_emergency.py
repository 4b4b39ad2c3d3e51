"""Emergencies that the Secretary has declared, and what ends with them (2362.4)."""

from datetime import date, timedelta

import pytest

from eligibility.models import DeclaredEmergency, Employee
from eligibility.services import emergency
from eligibility.services.lapsing import end_due
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import AuditEvent
from tests.cast import NOW, TODAY, Cast, make_cast
from tests.eligibility.deciding import (
    IN_EMERGENCY,
    barred,
    declare,
    grant,
    handles_classified_daily,
    is_eligible_by_record,
    letters,
    refused,
)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.mark.citation("2362.4")
def test_the_managing_officer_enters_what_the_secretary_determined(cast: Cast) -> None:
    made = declare(cast, name="  Washington \n flood ")

    assert (made.name, made.entered_by) == ("Washington flood", cast.managing_officer)
    assert AuditEvent.objects.get(action="declare_emergency").chain == "emergencies"


@pytest.mark.citation("2362.4")
@pytest.mark.parametrize("who", ["employee", "supervisor", "director", "coordinator", "auditor"])
def test_nobody_else_enters_an_emergency(cast: Cast, who: str) -> None:
    refused(NotPermitted, lambda: declare(cast, by=who))


LIMITS = [
    pytest.param({"name": ""}, "name", id="no name"),
    pytest.param({"name": "x" * 120}, "", id="the longest name"),
    pytest.param({"name": "x" * 121}, "name", id="too long a name"),
    pytest.param({"authority": " "}, "authority", id="no authority"),
    pytest.param({"authority": "x" * 201}, "authority", id="too long an authority"),
    pytest.param({"until": None}, "", id="no last day yet"),
    pytest.param({"until": TODAY - timedelta(days=1)}, "until", id="over already"),
    pytest.param({"starts_on": TODAY + timedelta(days=31)}, "until", id="ends before it starts"),
    pytest.param({"starts_on": TODAY - timedelta(days=3)}, "", id="since Friday"),
    pytest.param({"starts_on": date(1, 1, 1)}, "starts_on", id="the year 1"),
    pytest.param({"starts_on": date(9999, 1, 1), "until": None}, "starts_on", id="the year 9999"),
]


@pytest.mark.parametrize(("changes", "field"), LIMITS)
def test_name_authority_and_days_have_their_limits(
    cast: Cast, changes: dict[str, object], field: str
) -> None:
    if field:
        assert set(refused(PolicyRefused, lambda: declare(cast, **changes)).fields) == {field}
    else:
        assert declare(cast, **changes).pk


def test_a_name_is_used_once(cast: Cast) -> None:
    declare(cast)

    assert set(refused(PolicyRefused, lambda: declare(cast, name="WASHINGTON FLOOD")).fields) == {"name"}


def excepted_in(cast: Cast, flood: DeclaredEmergency) -> None:
    handles_classified_daily(cast)
    grant(cast, rule_code=IN_EMERGENCY, emergency=flood, until=TODAY + timedelta(days=20), review_on=TODAY)
    assert barred(cast) == []


@pytest.mark.citation("2362.4")
def test_ending_an_emergency_ends_what_is_tied_to_it_and_tells_the_people(cast: Cast) -> None:
    flood = declare(cast)
    excepted_in(cast, flood)

    emergency.end_emergency(
        actor=cast.user("managing_officer"), now=NOW, emergency=flood, reason="The water is gone."
    )

    assert barred(cast) == [IN_EMERGENCY]
    assert is_eligible_by_record(cast) is False
    assert "The emergency “Washington flood” is over" in letters("exception_ended")["emma"].text
    assert AuditEvent.objects.filter(action__in=["end_emergency", "end_exception"]).count() == 2


@pytest.mark.citation("2362.4")
def test_an_emergency_holds_through_its_last_day_and_ends_with_its_exceptions(cast: Cast) -> None:
    flood = declare(cast, until=None)
    excepted_in(cast, flood)
    last = TODAY + timedelta(days=5)
    DeclaredEmergency.objects.update(until=last)

    assert end_due(NOW + timedelta(days=5))["ended"] == 0
    assert barred(cast, last) == []
    assert barred(cast, last + timedelta(days=1)) == [IN_EMERGENCY]
    assert end_due(NOW + timedelta(days=6))["ended"] == 1
    assert Employee.objects.get(pk=cast.employee.pk).exceptions.get().ended_at is not None


def test_an_emergency_is_ended_by_the_managing_officer_with_a_reason_and_once(cast: Cast) -> None:
    flood = declare(cast)

    def end(by: str, reason: str = "Over.") -> DeclaredEmergency:
        return emergency.end_emergency(actor=cast.user(by), now=NOW, emergency=flood, reason=reason)

    refused(NotPermitted, lambda: end("director"))
    assert set(refused(PolicyRefused, lambda: end("managing_officer", "")).fields) == {"reason"}
    end("managing_officer")
    refused(WrongState, lambda: end("managing_officer"))
