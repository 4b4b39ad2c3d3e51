"""Suspension by management: why, and through which day."""

from datetime import date
from typing import Any

from django import forms

from agreements.policy import fam_2018
from telework.forms import AppForm, DateField

LONGEST_TEXT = 2000
SUSPEND, EXTEND = "suspend", "extend"


class ExtendForm(AppForm):
    """A later last day, and why."""

    until_on = DateField(label="Last day of the suspension")
    reason_text = forms.CharField(
        label="Why",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="In your own words, about the work. The employee reads this.",
        error_messages={"required": "Say why, in words that the employee reads (3 FAM 2362.1(i))."},
    )

    def __init__(self, *args: Any, latest: date, prefix: str = EXTEND, **kwargs: Any) -> None:
        super().__init__(*args, prefix=prefix, **kwargs)
        field = self.fields["until_on"]
        field.widget.attrs["max"] = latest.isoformat()
        field.help_text = f"The latest is {latest:%m/%d/%Y}. Month, day, year."
        field.error_messages["required"] = "Give the last day of the suspension."


class SuspendForm(ExtendForm):
    """The reason, the words and the last day."""

    reason_code = forms.ChoiceField(
        label="Work-based reason",
        choices=[
            (reason.code, f"{reason.text} (3 FAM {reason.citation})") for reason in fam_2018.DECISION_REASONS
        ],
        widget=forms.RadioSelect,
        help_text="Personal circumstances are never a reason (3 FAM 2362.1(i)).",
        error_messages={"required": "Choose the work-based reason (3 FAM 2362.1(i))."},
    )
    field_order = ("reason_code", "reason_text", "until_on")

    def __init__(self, *args: Any, latest: date, **kwargs: Any) -> None:
        super().__init__(*args, latest=latest, prefix=SUSPEND, **kwargs)
