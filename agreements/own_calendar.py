"""A person's own calendar: telework days, first and last days, and what waits for them by a day.

It leaves the house, so it says no more than that there is an agreement, and its number: every kind in the
same words, because a calendar is shared and a sealed kind must not stand out (2361.3(c), 2362.5).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.urls import reverse

from agreements import inbox
from agreements.case_days import in_washington
from agreements.case_periods import CasePeriods, periods_of
from agreements.inbox import Source
from agreements.kinds import SEALED_LABEL
from agreements.models import Agreement, ApprovalStep, Review, TermsVersion
from agreements.policy.telework_days import telework_days
from agreements.states import WAITING_TO_END, State
from eligibility.models import Employee
from telework import clock
from telework.calendar import FederalCalendar
from telework.ics import DayEvent, calendar_of
from telework.models import User
from telework.workdays import federal_calendar

NAME = "Telework"
TELEWORK_DAY = "Telework day"
# Days ahead that telework days are shown for; the feed is read again all the time.
AHEAD = timedelta(days=365)
# What waits, of that which has a day.
STEPS = (Source.STEP, Source.OWN_SIGNATURE)
REVIEWS = (Source.REVIEW, Source.OWN_REVIEW)


@dataclass(frozen=True)
class OwnDate:
    """One date of somebody's own.

    key     what it is, the same whenever it is told
    number  of the agreement; empty where it is about none
    """

    key: str
    day: date
    title: str
    number: str = ""


# Dates that other apps know of, for the person behind a login.
Dates = Callable[[User, date], list[OwnDate]]
_more: list[Dates] = []


def add_dates(dates: Dates) -> None:
    """Ask `dates` too, from start-up on."""
    _more.append(dates)


def feed(person: Employee, user: User, now: datetime) -> bytes:
    """The calendar as calendar programs read it."""
    events = (event_of(one) for one in dates_of(person, user, clock.date_of(now)))
    return calendar_of(events, now=now, name=NAME)


def event_of(one: OwnDate) -> DayEvent:
    """The date as an event, which leads to its case; who may not see that learns nothing there."""
    return DayEvent(
        uid=f"{one.key}@{settings.MAIL_DOMAIN}",
        day=one.day,
        summary=one.title,
        description=about(one.number) if one.number else "",
        url=settings.SITE_URL + reverse("agreement", args=[one.number]) if one.number else "",
    )


def about(number: str) -> str:
    return f"{SEALED_LABEL} {number}"


def dates_of(person: Employee, user: User, today: date) -> list[OwnDate]:
    """Everything of `person`, whose login is `user`, by day; in a constant number of queries."""
    found = [*_of_cases(person, today), *_of_what_waits(user, today)]
    found += [one for more in _more for one in more(user, today)]
    return sorted(found, key=lambda one: (one.day, one.key))


def first_day(case: Agreement, day: date) -> OwnDate:
    return OwnDate(f"first-{case.number}", day, f"{about(str(case))}: first day", str(case))


def last_day(case: Agreement, day: date, *, is_by_notice: bool = False) -> OwnDate:
    """One date a case, whatever brings the last day: a notice moves it."""
    title = f"{about(str(case))}: last day{' of the notice' if is_by_notice else ''}"
    return OwnDate(f"last-{case.number}", day, title, str(case))


def new_terms(terms: TermsVersion) -> OwnDate:
    """The first day of changed terms."""
    case, day = terms.agreement, terms.takes_effect_on
    assert day is not None, "accepted terms have their day"
    return OwnDate(f"terms-{case.number}-{terms.number}", day, f"{about(str(case))}: new terms", str(case))


def step_due(step: ApprovalStep) -> list[OwnDate]:
    """By when an answer is expected: one date, or none where no day is set."""
    if step.due_on is None:
        return []
    case = step.terms.agreement
    return [OwnDate(f"step-{step.pk}", step.due_on, f"{about(str(case))}: your answer is due", str(case))]


def review_due(review: Review) -> list[OwnDate]:
    case = review.agreement
    return [OwnDate(f"review-{review.pk}", review.due_on, f"{about(str(case))}: review due", str(case))]


def _of_cases(person: Employee, today: date) -> Iterator[OwnDate]:
    cases = list(Agreement.objects.filter(employee=person, state__in=sorted(WAITING_TO_END)))
    calendar = federal_calendar() if any(case.state == State.ACTIVE for case in cases) else None
    for one in periods_of(person, cases):
        yield from _ends(one, today)
        # Before it starts, and while it is suspended, nobody teleworks under it.
        if calendar is not None and one.case.state == State.ACTIVE:
            yield from _days(one, today, calendar)


def _ends(one: CasePeriods, today: date) -> Iterator[OwnDate]:
    starts_on = one.case.starts_on
    assert starts_on is not None, "a case that waits to end has its start"
    # A start that is past and has not come is held: what day it will be nobody knows.
    if one.case.state != State.APPROVED or starts_on >= today:
        yield first_day(one.case, starts_on)
    if one.last_day is not None:
        yield last_day(one.case, one.last_day, is_by_notice=one.is_by_notice)


def _days(one: CasePeriods, today: date, calendar: FederalCalendar) -> Iterator[OwnDate]:
    washington, number = in_washington(one.case), str(one.case)
    for terms, first, last in one.periods(today, today + AHEAD):
        if terms.schedule is None:
            continue
        days = telework_days(
            terms.schedule,
            first,
            last,
            calendar,
            washington=washington,
            anchor=settings.PAY_PERIOD_ANCHOR,
        )
        for day in days:
            yield OwnDate(f"day-{number}-{day:%Y%m%d}", day, TELEWORK_DAY, number)


def _of_what_waits(user: User, today: date) -> Iterator[OwnDate]:
    """Decisions, advice, signatures and reviews that wait for the person, and have their day."""
    rows = list(inbox.everything(user, today))
    for (source, _), one in inbox.read(rows).items():
        if source in STEPS:
            yield from step_due(one)
        elif source in REVIEWS:
            yield from review_due(one)
