"""The clock over a department: months of HR, days of people, sweeps as often as they come."""

import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from agreements import tasks
from agreements.models import Agreement
from agreements.services.closures import add_closure
from demo.simulation import before, feed, habits
from demo.simulation.chance import days
from deto import tasks as overseas
from eligibility.models import RoleAssignment
from eligibility.sample.extract import write_extract
from telework.models import AuditEvent, OutboxMessage
from telework.roles import Role

WASHINGTON = ZoneInfo("America/New_York")
MORNING, NOON, EVENING = time(6), time(12), time(20)
# At the end nothing new is begun and every day is swept, so that what is under way comes to its end.
SETTLING_DAYS = 75
CLOSURES = 3
# A reminder that a later one, or the act itself, has overtaken is not sent: a gap leaves some out.
REMINDERS = frozenset({"step_reminder", "step_overdue", "yearly_reminder", "review_late", "start_held"})


@dataclass
class Totals:
    """What a year came to: cases by state and reason, letters by template and by whom they concern."""

    people: int
    states: Counter[str] = field(default_factory=Counter)
    letters: Counter[str] = field(default_factory=Counter)
    reminders: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    failed: int = 0


Swept = Callable[[int], tuple[time, ...]]


def daily(day: int) -> tuple[time, ...]:
    return (MORNING,)


def twice(day: int) -> tuple[time, ...]:
    return (MORNING, EVENING)


def with_gaps(day: int) -> tuple[time, ...]:
    """Now and then two days are left out, and once in a quarter a week."""
    is_away = day % 13 in (5, 6) or day % 90 in range(40, 47)
    return () if is_away else (MORNING,)


RHYTHMS: dict[str, Swept] = {"daily": daily, "twice": twice, "gaps": with_gaps}


def simulate(
    *,
    people: int,
    begin: date,
    number: int,
    rhythm: str,
    seed: int,
    say: Callable[[str], None] = lambda _: None,
) -> Totals:
    """Play `number` days of a department of `people`, which must be empty before; what they came to.

    begin   the first day, Washington's date
    rhythm  how often is swept: daily, twice, gaps
    say     is told what month it is
    """
    totals = Totals(people)
    with tempfile.TemporaryDirectory(prefix="etelework-") as folder:
        write_extract(Path(folder), people=people, seed=seed, on=begin)
        for day in range(number):
            today = begin + timedelta(days=day)
            is_settling = day >= number - SETTLING_DAYS
            if day % 30 == 0 and not is_settling:
                say(f"{today:%B %Y}")
                feed.bring_in(Path(folder), at(today, time(1)), today, month=day // 30)
            if day == 0:
                before.put_on_file(at(today, time(2)))
            times = RHYTHMS["daily" if is_settling else rhythm](day)
            _sweep([one for one in times if one < NOON], today, totals)
            _close_offices(day, at(today, NOON))
            habits.live_a_day(at(today, NOON), begin, is_settling=is_settling)
            _sweep([one for one in times if one > NOON], today, totals)
    return _counted(totals)


def at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, WASHINGTON)


def _sweep(times: list[time], today: date, totals: Totals) -> None:
    for hour in times:
        totals.failed += tasks.sweep_due(at(today, hour)).failed
        overseas.sweep_due(at(today, hour))


def _close_offices(day: int, now: datetime) -> None:
    """A few days a year the offices are closed by order, the day after it is told."""
    if day not in {days(60, 280, "closure", number) for number in range(CLOSURES)}:
        return
    keeper = RoleAssignment.objects.filter(role=Role.ADMINISTRATOR).select_related("employee__user").first()
    tomorrow = now.date() + timedelta(days=1)
    if keeper is None or keeper.employee.user is None or tomorrow.weekday() > 4:
        return
    words = {"authority": "Executive order", "reason": "Snow"}
    add_closure(actor=keeper.employee.user, now=now, day=tomorrow, **words)


def _counted(totals: Totals) -> Totals:
    for case in Agreement.objects.select_related("employee"):
        totals.states[f"{case.employee.number} {case.state} {case.end_reason}".strip()] += 1
    cases = {f"agreement:{c.pk}:": c.employee.number for c in Agreement.objects.select_related("employee")}
    for template, to, key in OutboxMessage.objects.values_list("template", "to", "key"):
        about = cases.get(":".join(key.split(":")[:2]) + ":", "")
        counted = totals.reminders if template in REMINDERS else totals.letters
        counted[f"{template} about {about} to {to}"] += 1
    totals.events = Counter(AuditEvent.objects.values_list("action", flat=True))
    return totals
