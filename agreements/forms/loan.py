"""A loan of equipment: confirmed, declined, or back."""

from datetime import date
from typing import Any

from django import forms

from agreements.policy.loan import LONGEST_REASON, LONGEST_SERIAL
from telework.forms import AppForm, DateField

CONFIRM, DECLINE, RETURN = "confirm", "decline", "return"


class ConfirmForm(AppForm):
    """The serial number of the piece that is lent."""

    serial_number = forms.CharField(
        label="Serial number",
        max_length=LONGEST_SERIAL,
        help_text="As it stands on the piece.",
        error_messages={"required": "Give the serial number."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix=CONFIRM, **kwargs)


class DeclineForm(AppForm):
    """Why the piece is not lent."""

    reason = forms.CharField(
        label="Why it is not lent",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The employee and the coordinator read this.",
        error_messages={"required": "Say why; the employee reads it."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix=DECLINE, **kwargs)


class ReturnForm(AppForm):
    """The day on which the piece came back."""

    returned_on = DateField(
        label="Day on which it came back", error_messages={"required": "Give the day on which it came back."}
    )

    def __init__(self, *args: Any, first: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, prefix=RETURN, initial={"returned_on": today}, **kwargs)
        self.fields["returned_on"].widget.attrs |= {"min": first.isoformat(), "max": today.isoformat()}
