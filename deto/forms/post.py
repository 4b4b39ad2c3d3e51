"""What the post records about a stay."""

from django import forms

from telework.forms import AppForm


class DayForm(AppForm):
    """One day, as it happened."""

    day = forms.DateField(
        label="On which day?",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Give the day.", "invalid": "Give a day, for example 12/31/2026."},
    )
