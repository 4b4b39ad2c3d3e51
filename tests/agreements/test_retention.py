"""Until when a case is kept: on the page of a closed case, for whoever sees the case."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured

from agreements import retention
from agreements.models import Agreement
from agreements.services import drafting
from tests.agreements.case_page import address, ended
from tests.browsing import page, signed_in
from tests.cast import NOW, Cast, active, submitted, waiting_step
from tests.deciding import deny, send_back


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def denied(cast: Cast) -> Agreement:
    return deny(cast.user("supervisor"), waiting_step(submitted(cast)))


def returned(cast: Cast) -> Agreement:
    return send_back(cast.user("supervisor"), waiting_step(submitted(cast)))


def withdrawn(cast: Cast) -> Agreement:
    return drafting.withdraw(actor=cast.user("employee"), now=NOW, agreement=submitted(cast))


@pytest.mark.parametrize(
    ("make", "until", "cutoff"),
    [
        (ended, "Saturday, 8 December 2029", "Tuesday, 8 December 2026"),
        (denied, f"{NOW.replace(year=2029):%A, %-d %B %Y}", f"{NOW:%A, %-d %B %Y}"),
        (withdrawn, f"{NOW.replace(year=2029):%A, %-d %B %Y}", f"{NOW:%A, %-d %B %Y}"),
    ],
)
def test_closed_case_says_until_when_it_is_kept(
    cast: Cast, make: Callable[[Cast], Agreement], until: str, cutoff: str
) -> None:
    case = make(cast)
    for name in ("employee", "supervisor", "coordinator", "auditor"):
        text = page(signed_in(cast, name), address(case))
        assert f"Kept until <strong>{until}</strong>, counted from {cutoff}, under GRS 2.3, item 040." in text


@pytest.mark.parametrize("make", [submitted, returned, active])
def test_open_case_has_no_such_day(cast: Cast, make: Callable[[Cast], Agreement]) -> None:
    case = make(cast)
    assert retention.kept(case) is None
    assert "Kept until" not in page(signed_in(cast, "employee"), address(case))


def test_years_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RETENTION_YEARS", raising=False)
    assert retention.years_chosen() == 3
    monkeypatch.setenv("RETENTION_YEARS", "7")
    assert retention.years_chosen() == 7


@pytest.mark.parametrize("wrong", ["0", "many"])
def test_years_that_the_schedule_does_not_allow_stop_the_start(
    monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    monkeypatch.setenv("RETENTION_YEARS", wrong)
    with pytest.raises(ImproperlyConfigured, match="RETENTION_YEARS cannot be used"):
        retention.years_chosen()
