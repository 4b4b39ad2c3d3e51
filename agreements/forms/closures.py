"""Closures: entering a day, and taking one out."""

from django import forms

from agreements.services.closures import LONGEST_WORDS
from telework.forms import AppForm, DateField


class ClosureForm(AppForm):
    """A day on which the offices are closed by order."""

    day = DateField(label="Day", error_messages={"required": "Give the day."})
    authority = forms.CharField(
        label="Order",
        max_length=LONGEST_WORDS,
        help_text="For example “Executive order of 18 December 2025”.",
        error_messages={"required": "Name the order that closes the offices."},
    )
    reason = forms.CharField(
        label="Reason",
        max_length=LONGEST_WORDS,
        help_text="What people read beside the day, for example “National Day of Mourning”.",
        error_messages={"required": "Say what people read as the reason."},
    )


class RemoveClosureForm(AppForm):
    """Why a day is taken out again."""

    why = forms.CharField(
        label="Why it is taken out",
        max_length=LONGEST_WORDS,
        error_messages={"required": "Say why the day is taken out."},
    )
