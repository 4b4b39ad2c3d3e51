"""Notice of cancellation: its last day, and a supervisor's justification."""

from datetime import date
from typing import Any

from django import forms

from agreements.policy.notice import NoticeRules
from telework.forms import AppForm, DateField

LONGEST_TEXT = 2000


class CancelForm(AppForm):
    """An employee's notice: the last day, and no reason (2362.1(n))."""

    last_day = DateField(label="Last day of the agreement")

    def __init__(self, *args: Any, earliest: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"last_day": earliest}, **kwargs)
        field = self.fields["last_day"]
        field.widget.attrs["min"] = earliest.isoformat()
        field.help_text = f"The earliest is {earliest:%m/%d/%Y}. Month, day, year."
        field.error_messages["required"] = "Give the last day of the agreement."


class SupervisorCancelForm(CancelForm):
    """A supervisor's notice: a work-based reason and a written justification too (2362.1(m), 2362.1(i))."""

    reason_code = forms.ChoiceField(
        widget=forms.RadioSelect,
        help_text="Personal circumstances are never a reason (3 FAM 2362.1(i)).",
    )
    reason_text = forms.CharField(
        label="Written justification",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The employee gets this with the notice.",
    )

    def __init__(self, *args: Any, rules: NoticeRules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_reasons(self.fields["reason_code"], rules)
        self.fields["reason_text"].error_messages["required"] = (
            f"Write the justification; the employee gets it (3 FAM {rules.by_supervisor})."
        )


def name_reasons(field: forms.Field, rules: NoticeRules) -> None:
    """Offer the reasons on which management's notice of this kind can rest."""
    assert isinstance(field, forms.ChoiceField), "a reason is chosen"
    field.choices = [(r.code, f"{r.text} (3 FAM {r.citation})") for r in rules.reasons]
    field.label = f"{rules.reason_label[0].upper()}{rules.reason_label[1:]}"
    field.error_messages["required"] = f"Choose the {rules.reason_label} (3 FAM {rules.by_supervisor})."
