"""What the employee says when they ask that a denial is looked at again."""

from django import forms

from agreements.services.looking_again import LONGEST_WORDS
from telework.forms import AppForm


class LookAgainForm(AppForm):
    """Words for the next level; nobody has to give any."""

    words = forms.CharField(
        label="What should the next level know? (optional)",
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Write about the work. Nothing medical, please: nobody asks for it here.",
    )
