"""How long each step takes: since when it is with whom, in workdays of the case's duty station."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from agreements import seal
from agreements.case_days import in_washington
from agreements.models import Agreement, ApprovalStep
from agreements.policy.deadlines import workdays_taken
from agreements.selectors import DECIDED_ON
from telework import clock
from telework.calendar import FederalCalendar
from telework.models import User
from telework.workdays import federal_calendar


@dataclass(frozen=True)
class StepTime:
    """The time of one step that was opened.

    until     the day on which it was closed; None while it waits
    workdays  taken after the day on which it opened, through `until` or today
    """

    agreement: Agreement
    office: str
    who: str
    since: date
    until: date | None
    workdays: int
    due_on: date | None
    is_late: bool


def times_of(case: Agreement, now: datetime) -> list[StepTime]:
    """Every step of the case that was opened, in the order in which they were; two queries."""
    steps = ApprovalStep.objects.filter(terms__agreement=case, opened_at__isnull=False)
    steps = steps.select_related("bureau", "post", "assignee", "decided_by").order_by("opened_at", "ordinal")
    calendar = federal_calendar()
    return [_time(step, case, calendar, now, is_open=True) for step in steps]


def waiting_in(bureaus: Collection[int], user: User, now: datetime) -> list[StepTime]:
    """What waits in these bureaus, the longest first, in a constant number of queries.

    Of a sealed kind neither the office nor the person is named.
    """
    steps = list(
        ApprovalStep.objects.filter(
            opened_at__isnull=False,
            closed_at__isnull=True,
            terms__agreement__bureau__in=bureaus,
            terms__agreement__state__in=DECIDED_ON,
        )
        .select_related("terms__agreement__employee__position", "bureau", "post", "assignee")
        .order_by("opened_at", "pk")
    )
    closed = seal.closed_to(user, _cases(steps), clock.date_of(now))
    calendar = federal_calendar()
    return [
        _time(step, step.terms.agreement, calendar, now, is_open=step.terms.agreement_id not in closed)
        for step in steps
    ]


def _cases(steps: Iterable[ApprovalStep]) -> list[Agreement]:
    return list({step.terms.agreement_id: step.terms.agreement for step in steps}.values())


def _time(
    step: ApprovalStep, case: Agreement, calendar: FederalCalendar, now: datetime, *, is_open: bool
) -> StepTime:
    assert step.opened_at is not None, "only what was opened takes time"
    today, since = clock.date_of(now), clock.date_of(step.opened_at)
    until = clock.date_of(step.closed_at) if step.closed_at is not None else None
    person = step.decided_by if step.closed_at is not None else step.assignee
    return StepTime(
        agreement=case,
        office=seal.office_shown(step, is_open=is_open),
        who=person.full_name if person is not None and is_open else "",
        since=since,
        until=until,
        workdays=workdays_taken(since, until or today, calendar, washington=in_washington(case)),
        due_on=step.due_on,
        is_late=step.due_on is not None and (until or today) > step.due_on,
    )
