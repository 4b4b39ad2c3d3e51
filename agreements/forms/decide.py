"""The three answers to a request: approve, return for changes, deny."""

from collections.abc import Iterable
from typing import Any

from django import forms

from agreements.policy import fam_2018
from agreements.policy.decision import Section
from telework.forms import AppForm, DateField
from telework.sign_in import ConfirmIdentityForm

APPROVE, RETURN, DENY = "approve", "return", "deny"
LONGEST_TEXT = 2000


class ApproveForm(ConfirmIdentityForm):
    """The statements of an approval; with the password when the last proof of identity is too old.

    needs_password  ask who is there once more, on this form, so that nothing typed gets lost on the way
    needs_funding   a telecenter is listed and this office pays for it (2366.1)
    """

    effect_on_office = forms.CharField(
        label="Effect on the office",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What the arrangement means for your office's programmes (3 FAM 2362.1(a)). "
        "If it means nothing, say so.",
        error_messages={
            "required": "Say what the arrangement means for your office's work (3 FAM 2362.1(a))."
        },
    )
    equal_treatment = forms.BooleanField(
        label="I accept these statements",
        error_messages={
            "required": "Accept the statements. One is that you treat teleworkers the same (3 FAM 2362.1(l))."
        },
    )
    funding_confirmed = forms.BooleanField(
        label="The bureau has the funds for the telecenter (3 FAM 2366.1)",
        error_messages={
            "required": "Confirm that the bureau has the funds, or return the request (3 FAM 2366.1)."
        },
    )
    trial_until = DateField(
        label="Last day of a trial (leave empty for the whole time asked for)",
        required=False,
        help_text="At least 30 days and at most 12 months after the first day. A review opens before it. "
        "Month, day, year.",
    )
    field_order = ("effect_on_office", "trial_until", "equal_treatment", "funding_confirmed", "password")

    def __init__(self, *args: Any, needs_password: bool, needs_funding: bool, **kwargs: Any) -> None:
        super().__init__(*args, prefix=APPROVE, **kwargs)
        password = self.fields["password"]
        password.label = "Your password"
        password.help_text = "Approving is signing. After this you can sign for ten minutes without it."
        password.error_messages["required"] = "Enter your password: approving is signing."
        if not needs_password:
            self.forget_password()
        if not needs_funding:
            del self.fields["funding_confirmed"]

    def forget_password(self) -> None:
        """Stop asking: the proof has been given."""
        self.fields.pop("password", None)


class ReturnForm(AppForm):
    """The parts of the request that have to change, and what about them."""

    sections = forms.MultipleChoiceField(
        label="Which parts have to change?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Name at least one part of the request that has to change."},
    )
    text = forms.CharField(
        label="What has to change?",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The employee reads this.",
        error_messages={"required": "Say what has to change, so that the employee can do it."},
    )

    def __init__(self, *args: Any, sections: Iterable[Section], **kwargs: Any) -> None:
        super().__init__(*args, prefix=RETURN, **kwargs)
        choices = [(section.code, section.label) for section in sections]
        self.fields["sections"].choices = choices  # type: ignore[attr-defined]


class DenyForm(AppForm):
    """A work-based reason with its citation, and the decider's own words (2362.1(i))."""

    reason_code = forms.ChoiceField(
        label="Work-based reason",
        choices=[
            (reason.code, f"{reason.text} (3 FAM {reason.citation})") for reason in fam_2018.DECISION_REASONS
        ],
        widget=forms.RadioSelect,
        help_text="Personal circumstances are never a reason (3 FAM 2362.1(i)).",
        error_messages={"required": "Choose the work-based reason for the denial (3 FAM 2362.1(i))."},
    )
    text = forms.CharField(
        label="Explanation",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="In your own words. The employee reads this.",
        error_messages={"required": "Explain the denial in your own words; the employee reads them."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix=DENY, **kwargs)
