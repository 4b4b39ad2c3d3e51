"""The content of an agreement, which is JSON, put in words by filters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils import dateformat, timezone

from agreements.policy.safety import Reply
from agreements.policy.schedule import WEEKDAYS, WEEKS, Schedule, ScheduledDay
from telework.countries import country_name

register = template.Library()


@dataclass(frozen=True)
class TwoWeeks:
    """The schedule as rows of a table: weekday by weekday, both weeks side by side."""

    rows: tuple[tuple[str, tuple[ScheduledDay, ...]], ...]
    hours: tuple[Decimal, ...]
    telework_days: int


@register.filter
def day(value: str) -> str:
    """ "2026-12-07" as "Monday, 7 December 2026"."""
    return dateformat.format(date.fromisoformat(value), "l, j F Y")


@register.filter
def country(code: str) -> str:
    """ "NO" as "Norway"."""
    return country_name(code)


@register.filter
def moment(value: str) -> str:
    """An instant as the clocks in Washington showed it: "Monday, 23 November 2026, 10:00 a.m."."""
    washington = timezone.get_default_timezone()
    return dateformat.format(datetime.fromisoformat(value).astimezone(washington), "l, j F Y, g:i a")


@register.filter
def two_weeks(days: Iterable[Mapping[str, Any]]) -> TwoWeeks:
    """The stored schedule of a pay period as a table."""
    schedule = Schedule.from_json(days)
    rows = tuple(
        (name, tuple(schedule.week(week)[weekday] for week in WEEKS)) for weekday, name in enumerate(WEEKDAYS)
    )
    hours = tuple(schedule.hours_in_week(week) for week in WEEKS)
    return TwoWeeks(rows, hours, schedule.days_per_pay_period)


@register.filter
def reply(code: str) -> str:
    """A checklist's answer in words."""
    return Reply(code).label


@register.filter
def answered_no(answers: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The points of a checklist that have to be put right."""
    return [answer for answer in answers if answer["answer"] == Reply.NO]


@register.filter
def has_telecenter(sites: Iterable[Mapping[str, Any]]) -> bool:
    return any(site["kind"] == "telecenter" for site in sites)
