"""Putting agreements from before on file: one by one, or a table with its scans."""

from typing import Any

from django import forms

from agreements.policy.intake import DAYS, PaperAgreement
from agreements.policy.schedule import WEEKDAYS, Pattern
from telework.forms import AppForm, DateField

DAY_CHOICES = [(name, WEEKDAYS[weekday]) for name, weekday in DAYS.items()]


def _day(label: str, help_text: str = "", *, required: bool = False) -> DateField:
    return DateField(
        label=label,
        required=required,
        help_text=help_text or "Month, day, year, for example 12/07/2026.",
        error_messages={"required": f"Enter the day: {label[0].lower()}{label[1:]}."},
    )


class WhoForm(AppForm):
    """Whose request or agreement it is."""

    employee = forms.CharField(
        label="Employee number",
        max_length=20,
        error_messages={"required": "Enter the employee number."},
    )


class IntakeForm(WhoForm):
    """One agreement that was made on paper or in another system."""

    pattern = forms.ChoiceField(
        label="Pattern",
        choices=[(p.value, p.label) for p in Pattern],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the pattern."},
    )
    starts_on = _day("First day in effect", required=True)
    ends_on = _day("Last day", "Leave it empty where the agreement names none.")
    signed_on = _day("Day of the last signature", required=True)
    week1 = forms.MultipleChoiceField(
        label="Telework days of the first week",
        choices=DAY_CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    week2 = forms.MultipleChoiceField(
        label="Telework days of the second week",
        choices=DAY_CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    city = forms.CharField(
        label="Town of the telework site",
        max_length=100,
        error_messages={"required": "Name the town of the telework site."},
    )
    region = forms.CharField(label="State", max_length=60, required=False)
    checklist_on = _day("Day of the safety checklist (DS-1963)", "Leave it empty where you have none.")
    reviewed_on = _day("Day of the last review", "Leave it empty where there was none.")
    file = forms.FileField(
        label="Scan of the signed agreement",
        required=False,
        help_text="A PDF, or a picture as PNG or JPEG, of at most 5 MB. Without one the file is incomplete.",
    )

    def paper(self) -> PaperAgreement:
        """What was filled in."""
        given = self.cleaned_data
        return PaperAgreement(
            pattern=Pattern(given["pattern"]),
            starts_on=given["starts_on"],
            signed_on=given["signed_on"],
            ends_on=given["ends_on"],
            week1=tuple(given["week1"]),
            week2=tuple(given["week2"]),
            city=given["city"],
            region=given["region"],
            checklist_on=given["checklist_on"],
            reviewed_on=given["reviewed_on"],
        )


class SeveralFilesInput(forms.ClearableFileInput):
    """A field that takes more than one file."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """The files chosen, each checked as one file is; none is allowed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=SeveralFilesInput(), required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        chosen = data if isinstance(data, list | tuple) else [data]
        return [super(SeveralFilesField, self).clean(one, initial) for one in chosen if one]


class IntakeFileForm(AppForm):
    """A table of agreements with their scans; a rehearsal first."""

    table = forms.FileField(
        label="Table of agreements",
        help_text="CSV in UTF-8, one agreement a row, at most 500 rows.",
        error_messages={"required": "Choose the table.", "empty": "The table is empty."},
    )
    scans = SeveralFilesField(
        label="Scans",
        help_text="The files that the column “scan” names, each a PDF or a picture of at most 5 MB.",
    )
    is_rehearsal = forms.BooleanField(
        label="Only say what would happen; change nothing", required=False, initial=True
    )
