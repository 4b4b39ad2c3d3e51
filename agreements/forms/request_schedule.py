"""Pattern, dates and the two-week grid; and what they bring with them, as far as they can be read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField

from agreements.forms.request_answers import SectionForm
from agreements.forms.request_words import refusal_words
from agreements.models import TermsVersion, Worksite
from agreements.policy import tour
from agreements.policy.schedule import (
    WEEKDAYS,
    WEEKS,
    Pattern,
    Place,
    Schedule,
    ScheduledDay,
    WorkSchedule,
    day_problem,
)
from agreements.policy.worksite import Consequence, consequences
from telework.forms import DateField, RadioTiles
from telework.policy import in_words

GRID = "week"
NOT_A_NUMBER = "Write the hours as a number, for example 8 or 8.25."
PATTERN_MEANS = {
    Pattern.CORE.value: (
        "Fixed days, at least one in each week. They can change where you officially work, and with it "
        "your pay; the Department's central account pays for a remote-access device."
    ),
    Pattern.SITUATIONAL.value: (
        "No fixed days: you ask for each day and your supervisor answers. Your official work site stays, "
        "and your bureau pays for a remote-access device."
    ),
}


class HoursField(forms.DecimalField):
    """Hours as people write them; Python would take "1_0" and digits of other scripts too."""

    def to_python(self, value: Any) -> Any:
        if value and not re.fullmatch(r"\s*-?[0-9]*\.?[0-9]*\s*", str(value)):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class GridRow(NamedTuple):
    """One day of the grid, as the component `schedule_grid` takes it."""

    day: str
    place: BoundField
    hours: BoundField


@dataclass(frozen=True)
class Preview:
    """What the schedule as typed brings with it, or why that cannot be said yet."""

    consequences: tuple[Consequence, ...] = ()
    obstacles: tuple[str, ...] = ()


NOT_CHOSEN = Preview(obstacles=("Choose core or situational telework, and we show what it means.",))


class ScheduleForm(SectionForm):
    """The answers of the section `schedule`; rules over several days are asked when it is saved."""

    # False where another rule than that of a new request says which first day can be.
    judges_start = True

    section = "schedule"
    pattern = forms.ChoiceField(
        label="Which kind of telework do you ask for?",
        choices=[(pattern.value, pattern.label) for pattern in Pattern],
        widget=RadioTiles(descriptions=PATTERN_MEANS),
        error_messages={"required": tour.PATTERN_STATED.refusal},
    )
    situational_allowed = forms.BooleanField(
        label="With core telework: I may also ask for single days beyond the fixed ones",
        help_text="Your supervisor answers each time.",
        required=False,
    )
    requested_start_on = DateField(
        label="First day", error_messages={"required": "Give the day on which it should start."}
    )
    requested_end_on = DateField(label="Last day, if there is one", required=False)
    work_schedule = forms.ChoiceField(
        label="Your work schedule",
        choices=[("", "Choose"), *((kind.value, kind.label) for kind in WorkSchedule)],
        help_text="The one that you work under now. Telework does not change it.",
        error_messages={"required": tour.WORK_SCHEDULE_STATED.refusal},
    )
    varies_within_locality = forms.BooleanField(
        label="My place of work changes on a recurring basis inside my locality pay area",
        help_text="For example audits or visits in several places. Most people leave this empty.",
        required=False,
    )
    temporary_until = DateField(
        label="If you are away from your regular work site only for a time: when do you expect to be back?",
        help_text="For example after a long official trip. No medical details. Otherwise leave it empty.",
        required=False,
    )

    def __init__(
        self, *args: Any, today: date, worksites: list[Worksite] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for name in ("requested_start_on", "requested_end_on"):
            self.fields[name].widget.attrs["min"] = today.isoformat()
        places = _places(worksites or [])
        for week in WEEKS:
            for weekday, day in enumerate(WEEKDAYS):
                self.fields[_name(week, weekday, "place")] = forms.ChoiceField(
                    label=f"Where you work on {day} of week {week}", choices=places
                )
                self.fields[_name(week, weekday, "hours")] = HoursField(
                    label=f"Hours on {day} of week {week}",
                    required=False,
                    max_digits=5,
                    widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
                    error_messages={"invalid": NOT_A_NUMBER, "max_digits": NOT_A_NUMBER},
                )

    @classmethod
    def initial_from(cls, terms: TermsVersion) -> dict[str, Any]:
        values = {name: getattr(terms, name) for name in cls.base_fields}
        for day in (terms.schedule or Schedule.at_office()).days:
            place = f"{day.place.value}:{day.site}" if day.site is not None else day.place.value
            values[_name(day.week, day.weekday, "place")] = place
            values[_name(day.week, day.weekday, "hours")] = in_words(day.hours)
        return values

    @property
    def opening_fields(self) -> list[BoundField]:
        return [self["pattern"], self["situational_allowed"]]

    @property
    def date_fields(self) -> list[BoundField]:
        return [self["requested_start_on"], self["requested_end_on"], self["work_schedule"]]

    @property
    def exception_fields(self) -> list[BoundField]:
        return [self["varies_within_locality"], self["temporary_until"]]

    @property
    def weeks(self) -> list[tuple[str, list[GridRow]]]:
        """The grid, for the component."""
        return [
            (
                f"Week {week}",
                [
                    GridRow(day, self[_name(week, weekday, "place")], self[_name(week, weekday, "hours")])
                    for weekday, day in enumerate(WEEKDAYS)
                ],
            )
            for week in WEEKS
        ]

    def clean(self) -> dict[str, Any]:
        for week in WEEKS:
            for weekday in range(len(WEEKDAYS)):
                self._check_day(week, weekday)
        self._check_dates()
        return self.cleaned_data

    def _check_day(self, week: int, weekday: int) -> None:
        day = self._day(week, weekday)
        problem = day_problem(day) if day is not None else None
        if problem:
            self.add_error(_name(week, weekday, "hours"), problem)

    def _check_dates(self) -> None:
        start = self.cleaned_data.get("requested_start_on")
        if start is None:
            return
        end, back = self.cleaned_data.get("requested_end_on"), self.cleaned_data.get("temporary_until")
        if self.judges_start and not self.today <= start <= self.today + tour.START_AHEAD:
            self.add_error("requested_start_on", refusal_words(tour.START))
        if end is not None and end < start:
            self.add_error("requested_end_on", refusal_words(tour.END))
        if back is not None and back <= start:
            self.add_error("temporary_until", refusal_words(tour.RETURN_DATE))

    def answers(self) -> Mapping[str, Any]:
        """What `save_section` takes; only after validation."""
        schedule = self.schedule
        assert schedule is not None, "a valid form has fourteen days"
        said = {name: self.cleaned_data[name] for name in self.base_fields}
        if said["pattern"] != Pattern.CORE:
            said["situational_allowed"] = False
        return {**said, "schedule_data": schedule.to_json()}

    @property
    def schedule(self) -> Schedule | None:
        """The fourteen days as typed; None where one of them cannot be read."""
        days = [self._day(week, weekday) for week in WEEKS for weekday in range(len(WEEKDAYS))]
        whole = [day for day in days if day is not None]
        return Schedule.of(whole) if len(whole) == len(days) else None

    def preview(self) -> Preview:
        """What this schedule means, from whatever of the form can be read; saves nothing."""
        self.full_clean()
        pattern, schedule = self.cleaned_data.get("pattern"), self.schedule
        if not pattern:
            return NOT_CHOSEN
        if schedule is None:
            return Preview(obstacles=tuple(self._grid_problems()))
        return preview_of(
            schedule,
            pattern,
            varies_within_locality=self.cleaned_data.get("varies_within_locality", False),
            temporary_until=self.cleaned_data.get("temporary_until"),
        )

    def leave_out_missing(self) -> None:
        """Keep only what is wrong in the grid: while nobody saves, an empty field is no mistake."""
        for name in [name for name in self.errors if not name.startswith(GRID)]:
            del self.errors[name]

    def _grid_problems(self) -> Iterator[str]:
        for name, messages in self.errors.items():
            if name.startswith(GRID):
                yield f"{self.fields[name].label}: {messages[0]}"

    def _day(self, week: int, weekday: int) -> ScheduledDay | None:
        place = self.cleaned_data.get(_name(week, weekday, "place"))
        name = _name(week, weekday, "hours")
        if not place or name not in self.cleaned_data:
            return None
        code, _, site = place.partition(":")
        hours = self.cleaned_data[name] or Decimal(0)
        return ScheduledDay(week, weekday, Place(code), hours, int(site) if site else None)


def preview_of(
    schedule: Schedule, pattern: str, *, varies_within_locality: bool, temporary_until: date | None
) -> Preview:
    """The consequences of a schedule and a pattern."""
    found = consequences(
        schedule,
        pattern=Pattern(pattern),
        varies_within_locality=varies_within_locality,
        temporary_until=temporary_until,
    )
    return Preview(consequences=found)


def _name(week: int, weekday: int, part: str) -> str:
    return f"{GRID}{week}_{WEEKDAYS[weekday].lower()}_{part}"


def _places(worksites: list[Worksite]) -> list[tuple[str, str]]:
    """Where a day can be worked; with several sites a telework day may name its own."""
    telework = [(Place.TELEWORK.value, Place.TELEWORK.label)]
    if len(worksites) > 1:
        telework = [
            (Place.TELEWORK.value, "Telework at any site"),
            *(
                (f"{Place.TELEWORK.value}:{site.ordinal}", f"Telework: {site.name or site}")
                for site in worksites
            ),
        ]
    return [(Place.OFFICE.value, Place.OFFICE.label), *telework, (Place.OFF.value, Place.OFF.label)]
