"""A reported injury for the walk for accessibility, and what fills the addresses of its pages."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from typing import Any

from agreements.injuries import sites_of
from agreements.models import Agreement
from agreements.services import injuries
from tests.cast import START

Arguments = list[dict[str, Any]]
DAY_AFTER = datetime(START.year, START.month, START.day + 1, 17, 0, tzinfo=UTC)


def add_report(case: Agreement) -> None:
    """On the first day of `case`; it waits for the supervisor."""
    assert case.employee.user is not None
    injuries.report_injury(
        actor=case.employee.user,
        now=DAY_AFTER,
        agreement=case,
        happened_on=START,
        happened_time=time(14, 30),
        worksite=sites_of(case)[0],
        on_duty=True,
        account="A shelf fell on the desk.",
    )


def _reports(cases: Mapping[str, Agreement]) -> Arguments:
    return [{"number": cases["active"].number, "pk": cases["active"].injuries.get().pk}]


FILLINGS: dict[str, Callable[[Mapping[str, Agreement]], Arguments]] = {
    "injury": _reports,
    "injury_report": lambda cases: [{"number": cases[name].number} for name in ("active", "in_review")],
}
