"""What is recorded on the way to the chief of mission (2368.4(e), 2368.7(a))."""

from typing import Any

from django import forms

from agreements.forms.request_answers import YES_OR_NO, radios
from deto.models import Determinations
from telework.forms import AppForm, DateField

SUBMIT, CLEAR = "submit", "clear"
LONGEST_TEXT = 2000
LONGEST_REFERENCE = 120


def _reference(label: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_REFERENCE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Give the reference under which it is kept."},
    )


def _words(label: str, help_text: str, missing: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": missing},
    )


def _settled(label: str) -> DateField:
    return DateField(label=label, error_messages={"required": "Give the day on which it was settled."})


class SubmissionForm(AppForm):
    """The request has gone out: its reference and day."""

    reference = _reference("Reference of the request", "The number of the NSDD-38 request or of the cable.")
    submitted_on = DateField(
        label="Submitted on", error_messages={"required": "Give the day on which you submitted it."}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix=SUBMIT, **kwargs)


class AnswerForm(AppForm):
    """What the chief of mission answered."""

    is_approved = radios("Does the chief of mission approve?", YES_OR_NO)
    reference = _reference("Reference of the answer", "The number of the cable or of the NSDD-38 approval.")
    answered_on = DateField(label="Answered on", error_messages={"required": "Give the day of the answer."})
    words = forms.CharField(
        label="If not: what the employee is to read about it",
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Leave it empty where the chief of mission approves.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix=CLEAR, **kwargs)


class DeterminationsForm(AppForm):
    """Privileges and immunities; local law and work authorization: words and day of each (2368.7(a))."""

    immunities = _words(
        "Privileges and immunities",
        "What status the employee has as a spouse or partner, and what follows for the work.",
        "Say what was determined about privileges and immunities.",
    )
    immunities_on = _settled("Privileges settled on")
    work_authorization = _words(
        "Local law and work authorization",
        "Whether local law and agreements allow this work, and whether a permit is needed.",
        "Say what was determined about local law and work authorization.",
    )
    work_authorization_on = _settled("Local law settled on")

    @classmethod
    def initial_from(cls, stated: Determinations | None) -> dict[str, Any]:
        return {name: getattr(stated, name) for name in cls.base_fields} if stated is not None else {}
