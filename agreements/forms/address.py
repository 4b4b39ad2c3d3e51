"""Why somebody's address is read."""

from django import forms

from agreements.services.address_looks import LONGEST_WORDS
from telework.forms import AppForm


class AddressLookForm(AppForm):
    """One reason; it stays on the record of the case."""

    why = forms.CharField(
        label="Why you read it",
        max_length=LONGEST_WORDS,
        help_text="For example “Audit 26-014, item 3”. The employee and the people who decide read this.",
        error_messages={"required": "Say why you read the address."},
    )
