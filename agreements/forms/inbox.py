"""Filters of what waits, and the one signature for several requests."""

from collections.abc import Sequence
from typing import Any

from django import forms

from agreements.forms.decide import ApproveForm
from agreements.inbox import ASKED_LABELS, Wanted
from eligibility.forms.roles import GetForm
from eligibility.models import Bureau


class InboxFilter(GetForm):
    """By what is asked, by bureau, and by kind."""

    asked = forms.ChoiceField(label="What is asked", required=False)
    bureau = forms.ChoiceField(label="Bureau", required=False)
    kind = forms.ChoiceField(label="Kind of arrangement", required=False)

    def __init__(
        self, *args: Any, bureaus: Sequence[Bureau], kinds: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        asked = [(code.value, label) for code, label in ASKED_LABELS.items()]
        offered = [(bureau.code, f"{bureau.name} ({bureau.code})") for bureau in bureaus]
        self.fields["asked"].choices = [("", "Everything"), *asked]  # type: ignore[attr-defined]
        self.fields["bureau"].choices = [("", "Every bureau"), *offered]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", "Every kind"), *kinds]  # type: ignore[attr-defined]
        if len(offered) < 2:
            del self.fields["bureau"]

    @property
    def wanted(self) -> Wanted:
        """What was chosen; what is not among the choices chooses nothing."""
        given = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return Wanted(**{name: given.get(name, "") for name in ("asked", "bureau", "kind")})


class ApproveSeveralForm(ApproveForm):
    """The statements of an approval, given once for several requests."""

    def __init__(self, *args: Any, needs_password: bool, **kwargs: Any) -> None:
        super().__init__(*args, needs_password=needs_password, needs_funding=False, **kwargs)
        # A trial is for one person, and so is its last day.
        self.fields.pop("trial_until", None)
        effect = self.fields["effect_on_office"]
        effect.help_text = (
            "For all of them together: what these arrangements mean for your office's work "
            "(3 FAM 2362.1(a)). If it differs, decide them one by one."
        )
