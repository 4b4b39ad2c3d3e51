"""The signature itself: one tick, bound to the content that was shown."""

from typing import Any

from django import forms

from telework.forms import AppForm

CHANGED = (
    "The content has changed since you opened this page, perhaps in another tab or by a new HR extract. "
    "Read it again below, then sign."
)


class SignForm(AppForm):
    """What is signed is what was shown: the digest on the page must still be that of the content."""

    digest = forms.CharField(widget=forms.HiddenInput, required=False)
    agreed = forms.BooleanField(
        label="I have read the content above, and I sign it",
        error_messages={
            "required": "Tick this to sign. If you are not sure, you can leave: nothing is lost."
        },
    )

    def __init__(self, *args: Any, digest: str, **kwargs: Any) -> None:
        super().__init__(*args, initial={"digest": digest}, **kwargs)
        self.present = digest

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("digest") != self.present:
            # The page shows the new content; what was ticked belonged to the old one.
            self.data = {"digest": self.present}
            self.add_error(None, CHANGED)
        return self.cleaned_data
