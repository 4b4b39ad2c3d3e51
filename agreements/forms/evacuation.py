"""The days of an evacuation, which the post records; and the work during it, which the employee states."""

from collections.abc import Iterable, Mapping
from typing import Any, Self

from django import forms

from agreements.forms.request_answers import SectionForm, radios, text_area
from agreements.models import MedevacDetails, MedicalEvacuation, TermsVersion
from agreements.policy import evacuation
from eligibility.models import Employee
from telework.forms import AppForm, DateField
from telework.policy import in_words

PICK = "Choose one."
NONE_RECORDED = (
    "Your post has recorded no days yet. Ask its management officer or its human resources officer to record "
    "them; you can fill in everything else meanwhile."
)


class EvacuationForm(AppForm):
    """Whose evacuation, its first and its last day; nothing else is recorded."""

    employee = forms.ModelChoiceField(
        queryset=Employee.objects.none(), label="Employee of your post", empty_label="Choose"
    )
    starts_on = DateField(label="First day")
    ends_on = DateField(label="Last day", help_text="It counts. You can change it later. Month, day, year.")

    def __init__(self, *args: Any, people: Iterable[Employee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["employee"]
        field.queryset = people  # type: ignore[attr-defined]
        field.label_from_instance = lambda person: f"{person.full_name} ({person.number})"  # type: ignore[attr-defined]
        field.error_messages["required"] = "Choose the employee."


class LastDayForm(AppForm):
    """Another last day of an evacuation."""

    ends_on = DateField(
        label="New last day",
        help_text="Today or later. An earlier day than before ends telework with it. Month, day, year.",
        error_messages={"required": "Give the new last day."},
    )


class WorkForm(SectionForm):
    """Which evacuation, and which work is done during it (2362.5(3)); nothing else is asked."""

    section = evacuation.SECTION
    recorded = radios("For which days away from your post?", (), "As your post recorded them.")
    work = radios(
        "Which work do you do?", MedevacDetails.Work.choices, "Agree on it with your supervisor first."
    )
    tasks = text_area(
        "Name the duties or tasks",
        "Only the work. Nobody asks here why you are away, or how you are; write nothing about it.",
        "Say in your own words what the work is.",
        rows=5,
    )

    def __init__(self, *args: Any, evacuations: Iterable[MedicalEvacuation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (str(one.pk), f"{in_words(one.starts_on)} to {in_words(one.ends_on)}") for one in evacuations
        ]
        field = self.fields["recorded"]
        field.choices = choices  # type: ignore[attr-defined]
        if not choices:
            field.required = False
            field.help_text = NONE_RECORDED
        elif len(choices) == 1:
            field.initial = choices[0][0]

    @classmethod
    def of(cls, terms: TermsVersion, data: Any) -> Self:
        evacuations = terms.agreement.employee.evacuations.all()
        return cls(data, initial=cls.initial_from(terms), evacuations=evacuations)

    @classmethod
    def initial_from(cls, terms: TermsVersion) -> dict[str, Any]:
        details = terms.medevac
        given = {"work": details.work, "tasks": details.tasks}
        return given | ({"recorded": str(details.evacuation_id)} if details.evacuation_id else {})

    def answers(self) -> Mapping[str, Any]:
        said = self.cleaned_data
        recorded = int(said["recorded"]) if said["recorded"] else None
        return {"evacuation_id": recorded, "work": said["work"], "tasks": said["tasks"]}
