"""The calculators: each asks the function that the product itself uses, and gives the answer as data."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from agreements.policy import medevac, notice, review, worksite
from agreements.policy.schedule import Pattern, Place, Schedule, ScheduledDay
from deto.policy import clearance
from deto.policy import notice as deto_notice
from telework.calendar import FederalCalendar, PayPeriod, WorkdayCount, pay_period
from telework.policy import in_words

WEEKDAY_CODES = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
DOMESTIC, DETO = "domestic", "deto"
KINDS = (DOMESTIC, DETO)
WASHINGTON, OTHER = "washington", "other"
AREAS = (WASHINGTON, OTHER)


@dataclass(frozen=True)
class Answer:
    """What a calculator says.

    data       the answer as it stands in JSON
    sentence   the answer in words
    citations  the paragraphs it follows
    count      the days of a domestic notice, one by one
    """

    data: dict[str, Any]
    sentence: str
    citations: tuple[str, ...]
    count: WorkdayCount | None = None


def notice_answer(given_on: date, kind: str, area: str, calendar: FederalCalendar, anchor: date) -> Answer:
    """The earliest last day of a notice given on that day, and the days that count."""
    if kind == DETO:
        periods = deto_notice.earliest_last_day(given_on, anchor=anchor)
        return Answer(
            {
                "last_day_in_effect": periods.last_day.isoformat(),
                "counted_days": [day.isoformat() for day in periods.counted_days],
            },
            f"The earliest last day is {_long(periods.last_day)}: two whole pay periods, from "
            f"{in_words(periods.periods[0].start)}, begin after the day of notice.",
            ("2368.6(b)", "2368.6(c)"),
        )
    count = notice.earliest_last_day(given_on, calendar, washington=area == WASHINGTON)
    return Answer(
        {
            "last_day_in_effect": count.last_day.isoformat(),
            "counted_days": [mark.day.isoformat() for mark in count.days if mark.kind == "counted"],
        },
        f"The earliest last day is {_long(count.last_day)}, workday {count.number} after the day of notice.",
        ("2362.1(m)", "2362.1(n)"),
        count,
    )


def pay_period_answer(day: date, anchor: date) -> Answer:
    """The pay period a day lies in."""
    period: PayPeriod = pay_period(day, anchor=anchor)
    return Answer(
        {"start": period.start.isoformat(), "end": period.end.isoformat()},
        f"The pay period runs from {_long(period.start)}, to {_long(period.end)}.",
        ("2364(a)",),
    )


def worksite_answer(week1: Collection[int], week2: Collection[int]) -> Answer:
    """The official work site of somebody scheduled at the regular site on these weekdays (Monday is 0)."""
    days = [
        ScheduledDay(day.week, day.weekday, Place.OFFICE, day.hours)
        if day.weekday in (week1, week2)[day.week - 1]
        else ScheduledDay(day.week, day.weekday, Place.TELEWORK if day.is_duty_day else Place.OFF, day.hours)
        for day in Schedule.at_office().days
    ]
    site = worksite.official_worksite(Schedule.of(days), pattern=Pattern.CORE)
    return Answer(
        {"official_worksite": site.site, "reason": site.reason}, site.reason, (site.citation, "2364.1")
    )


def clearance_answer(start: date, end: date, *, is_extension: bool, has_country_duties: bool) -> Answer:
    """How the chief of mission approves a stay. ValueError where it ends before it starts."""
    found = clearance.clearance(start, end, is_extension=is_extension, has_country_duties=has_country_duties)
    return Answer(
        {"days": found.days, "route": found.route.value},
        f"{found.label}, for {found.days} {'day' if found.days == 1 else 'days'}. {found.reason}",
        (found.citation,),
    )


def medevac_answer(start: date, medevac_end: date) -> Answer:
    """The last day of telework in a medical evacuation. ValueError where that ends before the start."""
    day = medevac.last_day(start, medevac_end)
    assert day is not None, "without days used there is one left"
    why = "the evacuation ends then" if day == medevac_end else "it is the ninetieth day"
    return Answer({"last_day": day.isoformat()}, f"The last day can be {_long(day)}: {why}.", ("2362.5(2)",))


def review_answer(kind: str, start: date) -> Answer:
    """When the next review is due. OverflowError after the year 9999."""
    due_on = review.review_due_on(kind, start)
    months = review.REVIEW_MONTHS[kind]
    return Answer(
        {"due_on": due_on.isoformat()},
        f"The review is due on {_long(due_on)}, {months} months later.",
        ("2362.1(e)",) if kind == DOMESTIC else ("2368.5(c)",),
    )


def _long(day: date) -> str:
    return f"{day:%A}, {in_words(day)}"
