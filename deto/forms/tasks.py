"""Saying that a task is done."""

from datetime import date
from typing import Any

from django import forms

from deto.models import Task
from deto.services.tasks import NEEDS_REFERENCE, NO_REFERENCE, NO_STATEMENT
from telework.forms import AppForm, DateField

LONGEST_STATEMENT = 2000


class TaskDoneForm(AppForm):
    """The day; of an SF-50 its number, of a semiannual review what it found."""

    def __init__(self, *args: Any, task: Task, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done_on"] = DateField(
            label="On which day was it done?",
            latest=today,
            error_messages={"required": "Give the day on which it was done."},
        )
        if task.code in NEEDS_REFERENCE:
            self.fields["reference"] = forms.CharField(
                label="Number of the Form SF-50", max_length=120, error_messages={"required": NO_REFERENCE}
            )
        if task.code == Task.Code.REVIEW:
            self.fields["statement"] = forms.CharField(
                label="What did the review find?",
                help_text="Does the arrangement meet the needs of the office and of the employee? Does the "
                "work comply with the agreement? The employee reads it. Nothing about anybody's health.",
                max_length=LONGEST_STATEMENT,
                widget=forms.Textarea(attrs={"rows": 5}),
                error_messages={"required": NO_STATEMENT},
            )
