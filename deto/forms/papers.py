"""Uploading one of the files that the regulation names (2368.4(c), 2368.11)."""

from django import forms

from deto.models import Paper
from deto.policy.paper_places import PLACES
from telework.forms import AppForm, RadioTiles


class PaperForm(AppForm):
    """Which file it is, and the file."""

    code = forms.ChoiceField(
        label="Which file is it?",
        choices=Paper.Code.choices,
        widget=RadioTiles(descriptions={code: place.needed for code, place in PLACES.items()}),
        error_messages={"required": "Choose which file it is.", "invalid_choice": "Choose one of these."},
    )
    file = forms.FileField(
        label="File",
        help_text="A PDF, or a picture as PNG or JPEG, of at most 5 MB. It is checked by its content.",
        error_messages={"required": "Choose the file.", "empty": "The file is empty."},
    )
