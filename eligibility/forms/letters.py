"""How what only informs comes."""

from django import forms

from telework.forms import AppForm, RadioTiles
from telework.models import LetterPreference

Informing = LetterPreference.Informing
MEANS = {
    Informing.AT_ONCE.value: "A mail for each, as it happens.",
    Informing.DAILY.value: "One mail with all of them, early in the morning (Washington time).",
}


class InformingForm(AppForm):
    """At once or once a day; never is no answer, because somebody may rely on their having been told."""

    informing = forms.ChoiceField(
        label="Letters that only inform you come",
        choices=Informing.choices,
        widget=RadioTiles(descriptions=MEANS),
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose one of the two."),
    )
