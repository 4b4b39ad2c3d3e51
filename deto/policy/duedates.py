"""What follows an approval, and by which day (2368.4(g), (h), 2368.5, 2368.7(b)(5), 2368.8(c), 2368.10)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from agreements.policy.review import months_after
from agreements.policy.worksite import sf50_due_on
from telework.policy import Reading
from telework.roles import Role

CHECKLIST_DAYS = 30
BRIEFING_DAYS = 14
EQUIPMENT_DAYS = 14
REMIND_DAYS_BEFORE = (14, 3, 0)

SF50_IN, SF50_OUT, DS1963, BRIEFING = "sf50_in", "sf50_out", "ds1963", "briefing"
MIDYEAR, APPRAISAL, REVIEW, EQUIPMENT = "midyear", "appraisal", "review", "equipment"
# Done once, it is done, even where its day moves afterwards; the others come again with every new day.
DONE_ONCE = frozenset({SF50_IN, SF50_OUT, DS1963, BRIEFING, EQUIPMENT})
AT_THE_END = frozenset({SF50_OUT, EQUIPMENT})
CITATIONS = {
    SF50_IN: "2368.10",
    SF50_OUT: "2368.10",
    DS1963: "2368.4(g)",
    BRIEFING: "2368.8(c)",
    MIDYEAR: "2368.5(b)",
    APPRAISAL: "2368.5(b)",
    REVIEW: "2368.5(c)",
    EQUIPMENT: "2366.3",
}

SF50_READING = Reading(
    "Form SF-50",
    "The text names no day. We expect the change of duty station by the last day of the first pay period "
    "that begins after the start, and the change back by that of the first that begins after the end.",
)
BRIEFING_READING = Reading(
    "Briefing and return of equipment",
    "The text names no day. We expect the briefing within 14 days of the arrival, or of the start where no "
    "arrival is known, and Government equipment back within 14 days of the end.",
)
SEMIANNUAL_READING = Reading(
    "Semiannual review",
    "Every six months from the start, through the last day: the same day of the month, or its last day where "
    "the month is shorter. A review counts for a day when it is held less than six months before it.",
)
READINGS = (SF50_READING, BRIEFING_READING, SEMIANNUAL_READING)


@dataclass(frozen=True)
class Planned:
    """One thing to do: what, whose it is (a role), and by which day."""

    code: str
    owner: Role
    due_on: date


@dataclass(frozen=True)
class Dates:
    """What the days are computed from. None: not known, or not yet.

    start    first day in effect
    end      last day, where one is known
    arrival  at the post
    """

    start: date
    end: date | None = None
    arrival: date | None = None
    midyear: date | None = None
    appraisal: date | None = None


def checklist_due_on(start: date) -> date:
    """Thirty days after the start, the start itself not counted (2368.4(h))."""
    return start + timedelta(days=CHECKLIST_DAYS)


def briefing_due_on(start: date, arrival: date | None) -> date:
    return (arrival or start) + timedelta(days=BRIEFING_DAYS)


def reviews_due_on(start: date, end: date | None) -> Iterator[date]:
    """Every six months from the start through the end; without an end the first alone (2368.5(c))."""
    number, day = 1, months_after(start, 6)
    while day <= (end or day):
        yield day
        if end is None:
            return
        number += 1
        day = months_after(start, 6 * number)


def while_it_lasts(dates: Dates) -> tuple[Planned, ...]:
    """Everything to do from the approval to the end."""
    found = [
        Planned(SF50_IN, Role.HR_SPECIALIST, sf50_due_on(dates.start)),
        Planned(DS1963, Role.EMPLOYEE, checklist_due_on(dates.start)),
        Planned(BRIEFING, Role.EMPLOYEE, briefing_due_on(dates.start, dates.arrival)),
    ]
    stated = ((MIDYEAR, dates.midyear), (APPRAISAL, dates.appraisal))
    within = ((code, day) for code, day in stated if day is not None and _falls_within(day, dates))
    found += [Planned(code, Role.SUPERVISOR, day) for code, day in within]
    found += [Planned(REVIEW, Role.SUPERVISOR, day) for day in reviews_due_on(dates.start, dates.end)]
    return tuple(found)


def after_the_end(ended_on: date, *, has_equipment: bool) -> tuple[Planned, ...]:
    """What is left when it is over; `has_equipment`: of the Government's, at the site."""
    found = [Planned(SF50_OUT, Role.HR_SPECIALIST, sf50_due_on(ended_on))]
    if has_equipment:
        found.append(Planned(EQUIPMENT, Role.EMPLOYEE, ended_on + timedelta(days=EQUIPMENT_DAYS)))
    return tuple(found)


def reminder_day(due_on: date, today: date) -> date | None:
    """The latest day of a reminder that has come: 14 and 3 days before, and the day itself."""
    days = [due_on - timedelta(days=before) for before in REMIND_DAYS_BEFORE]
    return max((day for day in days if day <= today), default=None)


def _falls_within(day: date, dates: Dates) -> bool:
    return dates.start <= day and (dates.end is None or day <= dates.end)
