"""The schedule of one pay period: fourteen days, each with a place and hours. No Django."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

WEEKS = (1, 2)
WEEKDAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
WORKWEEK = range(5)
HOURS_OF_A_DAY = Decimal(24)
FULL_DAY = Decimal(8)
QUARTER_HOUR = Decimal("0.25")


class Place(StrEnum):
    """Where a day is worked."""

    OFFICE = "office"
    TELEWORK = "telework"
    OFF = "off"

    @property
    def label(self) -> str:
        return {
            "office": "Regular work site",
            "telework": "Telework",
            "off": "Day off",
        }[self.value]


class Pattern(StrEnum):
    """Core: fixed days, at least one every week. Situational: days agreed one by one (2361.4)."""

    CORE = "core"
    SITUATIONAL = "situational"

    @property
    def label(self) -> str:
        return {"core": "Core telework", "situational": "Situational telework"}[self.value]


class WorkSchedule(StrEnum):
    """Kinds of work schedule that telework goes together with (2364.3)."""

    FIXED = "fixed"
    FLEXITOUR = "flexitour"
    GLIDING = "gliding"
    MAXIFLEX = "maxiflex"
    FIVE_FOUR_NINE = "5/4-9"
    FOUR_TEN = "4/10"
    PART_TIME = "part_time"

    @property
    def label(self) -> str:
        return WORK_SCHEDULE_LABELS[self]


WORK_SCHEDULE_LABELS: Mapping[WorkSchedule, str] = {
    WorkSchedule.FIXED: "Fixed: eight hours a day, same times",
    WorkSchedule.FLEXITOUR: "Flexitour: eight hours a day, start time chosen once",
    WorkSchedule.GLIDING: "Gliding: eight hours a day, start time varies",
    WorkSchedule.MAXIFLEX: "Maxiflex: hours vary by day and week",
    WorkSchedule.FIVE_FOUR_NINE: "5/4-9: eight days of nine hours, one of eight, one weekday off",
    WorkSchedule.FOUR_TEN: "4/10: four days of ten hours a week",
    WorkSchedule.PART_TIME: "Part-time",
}


@dataclass(frozen=True)
class ScheduledDay:
    """One day of the pay period.

    weekday  0 Monday to 6 Sunday
    hours    hours of duty, without the meal break
    site     ordinal of the alternate work site of a telework day; None: any site of the agreement
    """

    week: int
    weekday: int
    place: Place
    hours: Decimal
    site: int | None = None

    @property
    def name(self) -> str:
        return f"{WEEKDAYS[self.weekday]} of week {self.week}"

    @property
    def is_duty_day(self) -> bool:
        return self.place is not Place.OFF

    def to_json(self) -> dict[str, Any]:
        """Hours as text with two decimals: the same schedule always gives the same bytes."""
        return {
            "week": self.week,
            "weekday": self.weekday,
            "place": self.place.value,
            "hours": f"{self.hours:.2f}",
            "site": self.site,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "ScheduledDay":
        hours = Decimal(data["hours"])
        return cls(data["week"], data["weekday"], Place(data["place"]), hours, data.get("site"))


@dataclass(frozen=True)
class Schedule:
    """The fourteen days of a pay period, Monday of week 1 first. ValueError if a day is missing or twice."""

    days: tuple[ScheduledDay, ...]

    def __post_init__(self) -> None:
        expected = [(week, weekday) for week in WEEKS for weekday in range(7)]
        if [(day.week, day.weekday) for day in self.days] != expected:
            raise ValueError("a schedule has fourteen days, Monday of week 1 to Sunday of week 2")

    @classmethod
    def of(cls, days: Iterable[ScheduledDay]) -> "Schedule":
        """A schedule from its days in any order."""
        return cls(tuple(sorted(days, key=lambda day: (day.week, day.weekday))))

    @classmethod
    def at_office(cls) -> "Schedule":
        """Monday to Friday at the regular work site, eight hours a day: where the form begins."""
        return cls.of(
            ScheduledDay(week, weekday, Place.OFFICE, FULL_DAY)
            if weekday in WORKWEEK
            else ScheduledDay(week, weekday, Place.OFF, Decimal(0))
            for week in WEEKS
            for weekday in range(7)
        )

    @property
    def telework_days(self) -> tuple[ScheduledDay, ...]:
        return tuple(day for day in self.days if day.place is Place.TELEWORK)

    @property
    def office_days(self) -> tuple[ScheduledDay, ...]:
        return tuple(day for day in self.days if day.place is Place.OFFICE)

    @property
    def duty_days(self) -> tuple[ScheduledDay, ...]:
        return tuple(day for day in self.days if day.is_duty_day)

    @property
    def days_per_pay_period(self) -> int:
        """Telework days in the two weeks."""
        return len(self.telework_days)

    @property
    def hours(self) -> Decimal:
        """Hours of duty in the pay period."""
        return sum((day.hours for day in self.days), Decimal(0))

    def week(self, number: int) -> tuple[ScheduledDay, ...]:
        return tuple(day for day in self.days if day.week == number)

    def hours_in_week(self, number: int) -> Decimal:
        return sum((day.hours for day in self.week(number)), Decimal(0))

    def telework_days_in_week(self, number: int) -> int:
        return sum(day.place is Place.TELEWORK for day in self.week(number))

    def to_json(self) -> list[dict[str, Any]]:
        return [day.to_json() for day in self.days]

    @classmethod
    def from_json(cls, data: Iterable[Mapping[str, Any]]) -> "Schedule":
        return cls.of(ScheduledDay.from_json(day) for day in data)


def day_problem(day: ScheduledDay) -> str | None:
    """What is wrong with the hours of one day, in words for the form; None when nothing is."""
    if not day.is_duty_day:
        return f"{day.name} is a day off, so it has no hours." if day.hours else None
    if day.hours <= 0:
        return f"Enter the hours for {day.name}, or make it a day off."
    if day.hours > HOURS_OF_A_DAY:
        return f"{day.name} has more than 24 hours."
    if day.hours % QUARTER_HOUR:
        return f"Enter the hours for {day.name} in quarter hours, for example 8 or 8.25."
    return None


def problems(schedule: Schedule) -> tuple[str, ...]:
    """Everything wrong with the hours of the single days."""
    return tuple(problem for day in schedule.days if (problem := day_problem(day)))
