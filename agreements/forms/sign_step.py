"""Signing what another office decided, and the division's own decision: each asks for what its act needs."""

from collections.abc import Iterable
from typing import Any

from django import forms

from agreements.policy.accommodation import REFERENCE_SHAPE
from agreements.policy.decision import Reason
from telework.forms import AppForm, DateField
from telework.sign_in import ConfirmIdentityForm

SIGN, SEND_BACK, DECIDE, DENY, RETURN = "sign", "send_back", "decide", "deny", "return"
LONGEST_TEXT = 2000
WORK_ONLY = "Write about the work only, never about the person or anybody's health."


class SigningForm(ConfirmIdentityForm):
    """A form that signs; with the password when the last proof of identity is too old."""

    def __init__(self, *args: Any, needs_password: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        password = self.fields["password"]
        password.label = "Your password"
        password.help_text = "After this you can sign for ten minutes without it."
        password.error_messages["required"] = "Enter your password: this is your signature."
        if not needs_password:
            self.forget_password()

    def forget_password(self) -> None:
        """Stop asking: the proof has been given."""
        self.fields.pop("password", None)


class SignStepForm(SigningForm):
    """The supervisor's acceptance and signature (2362.1(d), (l))."""

    equal_treatment = forms.BooleanField(
        label="I accept these statements",
        error_messages={"required": "Accept that teleworkers are treated the same (3 FAM 2362.1(l))."},
    )
    field_order = ("equal_treatment", "password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix=SIGN, **kwargs)


class SendBackForm(AppForm):
    """What about the work does not fit."""

    text = forms.CharField(
        label="What about the work does not fit?",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"The office that decides and the employee read this. {WORK_ONLY}",
        error_messages={"required": "Say what about the work does not fit."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix=SEND_BACK, **kwargs)


class DivisionForm(SigningForm):
    """The reference and the date of the division's decision, and nothing else of it (2361.3(c))."""

    reference = forms.CharField(
        label="Reference number of your decision",
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=REFERENCE_SHAPE,
        error_messages={"required": "Give the reference number of your decision."},
    )
    decided_on = DateField(
        label="Date of your decision",
        help_text="Today or a day before it. Month, day, year, for example 11/20/2026.",
        error_messages={"required": "Give the date of your decision."},
    )
    field_order = ("reference", "decided_on", "password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix=DECIDE, **kwargs)


class DivisionDenyForm(AppForm):
    """A reason from the division's own list, with words that say nothing about the person."""

    reason_code = forms.ChoiceField(
        label="Reason", widget=forms.RadioSelect, error_messages={"required": "Choose the reason."}
    )
    text = forms.CharField(
        label="Explanation",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"The employee reads this. {WORK_ONLY}",
        error_messages={"required": "Explain the denial in your own words; the employee reads them."},
    )

    def __init__(self, *args: Any, reasons: Iterable[Reason], **kwargs: Any) -> None:
        super().__init__(*args, prefix=DENY, **kwargs)
        choices = [(reason.code, f"{reason.text} (3 FAM {reason.citation})") for reason in reasons]
        self.fields["reason_code"].choices = choices  # type: ignore[attr-defined]
