"""Comments and attachments beside a case."""

from typing import Any

from django import forms

from agreements.models.file import Audience
from agreements.services.filing import LONGEST_COMMENT, LONGEST_TITLE
from telework.forms import AppForm


def audience_field(*, with_deciders: bool) -> forms.ChoiceField:
    """Who can read it; what is for those who decide, only they and the coordinator write."""
    choices = [c for c in Audience.choices if with_deciders or c[0] == Audience.CASE]
    return forms.ChoiceField(
        label="Who can read it",
        choices=choices,
        initial=Audience.CASE,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who can read it."},
    )


class CommentForm(AppForm):
    """Words beside a case."""

    text = forms.CharField(
        label="Comment",
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="It stays as you write it. Write nothing about health, yours or anybody's.",
        error_messages={"required": "Write your comment."},
    )

    def __init__(self, *args: Any, with_deciders: bool, **kwargs: Any) -> None:
        super().__init__(*args, prefix="comment", **kwargs)
        self.fields["audience"] = audience_field(with_deciders=with_deciders)


class AttachmentForm(AppForm):
    """A file beside a case."""

    title = forms.CharField(
        label="What the file is",
        max_length=LONGEST_TITLE,
        error_messages={"required": "Say what the file is."},
    )
    file = forms.FileField(
        label="File",
        help_text="A PDF, or a picture as PNG or JPEG, of at most 5 MB. It is checked by its content.",
        error_messages={"required": "Choose the file.", "empty": "The file is empty."},
    )

    def __init__(self, *args: Any, with_deciders: bool, **kwargs: Any) -> None:
        super().__init__(*args, prefix="attachment", **kwargs)
        self.fields["audience"] = audience_field(with_deciders=with_deciders)
