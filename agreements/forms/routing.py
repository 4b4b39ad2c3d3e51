"""Letting somebody decide for a time, and passing steps on."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from agreements import kinds
from agreements.services.handover import LONGEST_REASON
from eligibility.forms.roles import describe
from eligibility.models import Bureau, Employee, Post
from telework.forms import AppForm, DateField, RadioTiles


class _PersonForm(AppForm):
    """A form about one of the people who were found."""

    person = forms.ChoiceField(label="Person", error_messages={"required": "Choose the person."})

    def __init__(self, *args: Any, people: Sequence[Employee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.number: person for person in people}
        self.fields["person"].widget = RadioTiles(
            descriptions={n: describe(p) for n, p in self.people.items()}
        )
        self.fields["person"].choices = [(n, p.full_name) for n, p in self.people.items()]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Employee:
        return self.people[self.cleaned_data["person"]]


class DelegateForm(_PersonForm):
    """Who decides, from when to when, and what."""

    starts_on = DateField(label="First day", error_messages={"required": "Give the first day."})
    ends_on = DateField(
        label="Last day",
        help_text="It ends by itself after this day; at most one year.",
        error_messages={"required": "Give the last day: it ends by itself."},
    )
    kinds = forms.MultipleChoiceField(
        label="Only these kinds of arrangement",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Choose none for every kind, those marked as sealed apart. Of a sealed kind only those who "
        "decide may know, so it is given only where you choose it here.",
    )
    bureau = forms.ModelChoiceField(
        Bureau.objects.all(), label="Only for one bureau", required=False, to_field_name="code"
    )
    post = forms.ModelChoiceField(
        Post.objects.all(), label="Only for one post", required=False, to_field_name="code"
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        records = [kinds.get(code) for code in kinds.codes()]
        self.fields["kinds"].choices = [  # type: ignore[attr-defined]
            (kind.code, f"{kind.label} (sealed)" if kind.is_sealed else kind.label) for kind in records
        ]
        self.fields["bureau"].empty_label = "Every bureau"  # type: ignore[attr-defined]
        self.fields["post"].empty_label = "Every post"  # type: ignore[attr-defined]
        for name in ("starts_on", "ends_on"):
            self.fields[name].widget.attrs["min"] = today.isoformat()


class PassOnForm(_PersonForm):
    """Who decides from now on, and why."""

    reason = forms.CharField(
        label="Reason",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The employee and both deciders read it, and it stays in the record. Write nothing about "
        "anybody's health.",
        error_messages={"required": "Say why. Everybody concerned reads it."},
    )
