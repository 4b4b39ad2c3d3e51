"""Reports of injuries on the page of a case, for those who read them (2367(c))."""

from dataclasses import dataclass
from datetime import date

from agreements import injuries, permissions_injury
from agreements.models import Agreement, InjuryReport
from telework.models import User


@dataclass(frozen=True)
class ReportShown:
    """One report with its moments in the time of the place."""

    report: InjuryReport
    happened: str
    reported: str
    acknowledged: str
    may_acknowledge: bool


def reports_shown(user: User, case: Agreement, today: date) -> list[ReportShown]:
    """What `user` may read of the case's reports, the newest first."""
    return [report_shown(user, case, each, today) for each in injuries.reports_of(user, case, today)]


def report_shown(user: User, case: Agreement, report: InjuryReport, today: date) -> ReportShown:
    """One report that `user` may read."""
    at = report.acknowledged_at
    return ReportShown(
        report,
        happened=injuries.in_words(case, report.happened_at),
        reported=injuries.in_words(case, report.reported_at),
        acknowledged=injuries.in_words(case, at) if at is not None else "",
        may_acknowledge=at is None and bool(permissions_injury.may_acknowledge(user, case, today)),
    )
