"""Which arrangement is asked for."""

from collections.abc import Sequence
from typing import Any

from django import forms

from agreements.forms.request_answers import ANSWER_THIS
from agreements.forms.request_words import cite
from agreements.offers import Offer
from telework.forms import AppForm, RadioTiles

NOBODYS = "None of the arrangements is yours."


class StartForm(AppForm):
    """The kinds that are the person's and not open yet; the likely one is chosen already, another one never.

    offers  every kind, as `offers_for` gives them
    """

    kind = forms.CharField(
        label="Which arrangement do you ask for?", required=False, error_messages={"required": ANSWER_THIS}
    )

    def __init__(self, *args: Any, offers: Sequence[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offers = {offer.kind.code: offer for offer in offers}
        self.theirs = [offer for offer in offers if offer.why_not is None]
        open_ = [offer.kind for offer in self.theirs if offer.can_begin]
        self.fields["kind"].widget = RadioTiles(
            choices=[(kind.code, kind.label) for kind in open_],
            descriptions={kind.code: f"{kind.summary} {cite(kind.citation)}" for kind in open_},
        )
        likely = self.theirs[0] if self.theirs else None
        self.fields["kind"].initial = likely.kind.code if likely is not None and likely.can_begin else ""
        self.has_choice = bool(open_)

    def clean_kind(self) -> Offer:
        """The offer that was taken; without a choice the likely one, which stands chosen on the page."""
        code = self.cleaned_data["kind"]
        if not self.theirs:
            raise forms.ValidationError(NOBODYS)
        offer = self.offers.get(code) if code else self.theirs[0]
        if offer is None:
            raise forms.ValidationError(ANSWER_THIS)
        if offer.why_not is not None:
            yours = self.theirs[0].kind
            raise forms.ValidationError(
                f"{offer.why_not.message} Yours is: {yours.label} ({cite(yours.citation)})."
            )
        return offer
