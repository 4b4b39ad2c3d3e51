"""The policy of a bureau or a post, and its end."""

from typing import Any

from django import forms

from eligibility.policy.overlay import PARAMETERS
from eligibility.services.local_policy import LONGEST_LINE, LONGEST_TEXT
from telework.forms import AppForm, DateField


def _line(label: str, help_text: str, missing: str) -> forms.CharField:
    too_long = f"Write at most {LONGEST_LINE} characters. You wrote %(show_value)s."
    return forms.CharField(
        label=label,
        max_length=LONGEST_LINE,
        help_text=help_text,
        error_messages={"required": missing, "max_length": too_long},
    )


def _text(help_text: str) -> forms.CharField:
    return forms.CharField(
        label="What it says",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=help_text,
        error_messages={
            "required": "Write what the policy says.",
            "max_length": f"Write at most {LONGEST_TEXT:,} characters. You wrote %(show_value)s.",
        },
    )


def _first_day() -> DateField:
    return DateField(label="In force from", error_messages={"required": "Give the first day."})


class BureauPolicyForm(AppForm):
    """The text, and the numbers where they differ from the Department's."""

    title = _line("Title", "For example “Telework in the Bureau of Oceans”.", "Give the policy a title.")
    text = _text("In the Department's terms; the people of the bureau read it before they ask.")
    contact = _line("Who answers questions", "A name or an office, with mail.", "Say who answers questions.")
    effective_on = _first_day()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for parameter in PARAMETERS:
            self.fields[parameter.code] = forms.IntegerField(
                label=parameter.label,
                required=False,
                help_text=f"The Department: {parameter.department_in_words}. Leave it empty for the same.",
                error_messages={"invalid": "Write a whole number, or leave it empty."},
            )

    def values(self) -> dict[str, Any]:
        """What the command takes."""
        given = dict(self.cleaned_data)
        numbers = {one.code: given.pop(one.code) for one in PARAMETERS}
        return {**given, "parameters": {code: n for code, n in numbers.items() if n is not None}}


class PostPolicyForm(AppForm):
    """The policy as the post established it."""

    text = _text("The policy, or where it is found: the management notice and its number.")
    approving_official = _line(
        "Approved by", "Name and title, under the chief of mission.", "Say who approved it."
    )
    effective_on = _first_day()

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class EndPolicyForm(AppForm):
    """The last day of a policy."""

    ends_on = DateField(label="Last day", error_messages={"required": "Give the last day."})
