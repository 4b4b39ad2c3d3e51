"""Injuries at the site, in the walks: reports that there are, and how one is made."""

from collections.abc import Callable, Mapping
from datetime import time
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from agreements.injuries import sites_of
from agreements.models import Agreement, InjuryReport
from agreements.services import injuries
from tests.cast import NOW, TODAY

if TYPE_CHECKING:
    from tests.walks.attempts import Attempt

PAGES = frozenset({"injury_report", "injury"})
REPORTED = ("active", "suspended", "ended")
WORDS = "A shelf fell on the desk."


def reported(case: Agreement) -> InjuryReport:
    """A report on `case`, made where there is none."""
    given = {
        "worksite": case.latest_terms().worksites.first(),
        "happened_at": NOW,
        "on_duty": True,
        "account": WORDS,
        "reported_at": NOW,
    }
    return InjuryReport.objects.get_or_create(agreement=case, defaults=given)[0]


def add_reports(cases: Mapping[str, Agreement]) -> None:
    """For the walk of commands: one that waits, in each state in which one can."""
    for name in REPORTED:
        reported(cases[name])


def address(name: str, case: Agreement | None) -> str:
    """The address of a page about an injury; without a case, of nothing."""
    number = str(case.number) if case is not None else "TW-2000-999999"
    if name == "injury":
        return reverse(name, args=[number, reported(case).pk if case is not None else 999999])
    return reverse(name, args=[number])


def report_as(attempt: "Attempt") -> Any:
    """On the first day of the agreement, at its first site."""
    return injuries.report_injury(
        **attempt.given,
        happened_on=attempt.case.starts_on or TODAY,
        happened_time=time(9, 30),
        worksite=next(iter(sites_of(attempt.case)), None),
        on_duty=True,
        account=WORDS,
    )


INJURY_CALLS: Mapping[str, Callable[["Attempt"], object]] = {
    "report_injury": report_as,
    "acknowledge_injury": lambda a: injuries.acknowledge_injury(
        actor=a.actor, now=NOW, report=InjuryReport.objects.get(agreement=a.case)
    ),
}
