"""What the employee reports of an injury at the site: never of health (2367(c))."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from agreements.models import Worksite
from agreements.policy.injury import LONGEST_ACCOUNT
from telework.forms import AppForm, DateField

ANSWERS = {"yes": True, "no": False}
NOTHING_OF_HEALTH = (
    "Say what happened in the workplace, for example: a shelf fell on the desk. Write nothing about health: "
    "no diagnosis, no treatment, no part of the body. The Department of Labor's forms carry that."
)


class TimeInput(forms.TimeInput):
    """The browser's own field for a time; without one, a text field that takes 14:30 and 2:30 pm."""

    input_type = "time"


class InjuryForm(AppForm):
    """When, at which site, whether on official duty, and what happened there."""

    happened_on = DateField(label="Day", error_messages={"required": "Give the day on which it happened."})
    happened_time = forms.TimeField(
        label="Time",
        widget=TimeInput(format="%H:%M", attrs={"class": "app-date"}),
        input_formats=("%H:%M", "%I:%M %p", "%I:%M%p"),
        error_messages={
            "required": "Give the time at which it happened.",
            "invalid": "Write a time as hours and minutes, for example 14:30 or 2:30 pm.",
        },
    )
    worksite = forms.TypedChoiceField(
        label="Site of the agreement",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the site of the agreement at which it happened."},
    )
    on_duty = forms.TypedChoiceField(
        label="Were you on official duty?",
        choices=[("yes", "Yes"), ("no", "No, or it is not sure")],
        coerce=ANSWERS.__getitem__,
        widget=forms.RadioSelect,
        help_text="Your answer decides nothing: the Department of Labor looks at each claim itself.",
        error_messages={"required": "Say whether you were on official duty."},
    )
    account = forms.CharField(
        label="What happened in the workplace",
        max_length=LONGEST_ACCOUNT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=NOTHING_OF_HEALTH,
        error_messages={"required": "Say what happened in the workplace."},
    )

    def __init__(
        self, *args: Any, sites: Sequence[Worksite], clock: str, first_day: date, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        day, at = self.fields["happened_on"], self.fields["happened_time"]
        day.widget.attrs |= {"min": first_day.isoformat(), "max": today.isoformat()}
        at.help_text = f"{clock[0].upper()}{clock[1:]}, for example 2:30 pm."
        if not sites:
            del self.fields["worksite"]
            return
        site = self.fields["worksite"]
        assert isinstance(site, forms.TypedChoiceField), "a site is chosen"
        found = {str(each.pk): each for each in sites}
        site.choices = [(key, str(each)) for key, each in found.items()]
        site.coerce = found.__getitem__

    def report(self) -> dict[str, Any]:
        """What was filled in, as the command takes it."""
        return {"worksite": None, **self.cleaned_data}
