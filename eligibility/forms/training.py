"""Courses: one's own certificate, the coordinator's check, and what the coordinator records."""

from datetime import date
from typing import Any

from django import forms

from eligibility.certificate_files import WHAT_IS_TAKEN
from eligibility.forms.decisions import words
from eligibility.models import TrainingCertificate
from eligibility.policy.courses import EARLIEST_COURSE
from eligibility.services.training import LONGEST_EVIDENCE
from eligibility.training import Course
from telework.forms import AppForm, DateField, RadioTiles

EXEMPTION = "exemption"
NO_COURSE = "Choose the course."


class CertificateForm(AppForm):
    """One's own certificate."""

    course = forms.ChoiceField(
        label="Course",
        choices=Course.choices,
        widget=RadioTiles(),
        error_messages={"required": NO_COURSE},
    )
    completed_on = DateField(
        label="Completed on",
        help_text="The day on the certificate. Month, day, year, for example 10/30/2026.",
        error_messages={"required": "Give the day on which you completed the course."},
    )
    file = forms.FileField(
        label="The certificate",
        help_text=WHAT_IS_TAKEN,
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
        error_messages={
            "required": f"Choose the file. {WHAT_IS_TAKEN}",
            "missing": f"Choose the file. {WHAT_IS_TAKEN}",
            "empty": f"The file is empty. {WHAT_IS_TAKEN}",
        },
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attrs = self.fields["completed_on"].widget.attrs
        attrs["min"], attrs["max"] = EARLIEST_COURSE.isoformat(), today.isoformat()


class CheckForm(AppForm):
    """What the coordinator found."""

    outcome = forms.ChoiceField(
        label="Your answer",
        choices=[
            (TrainingCertificate.Outcome.ACCEPTED, "I accept it"),
            (TrainingCertificate.Outcome.REFUSED, "I do not accept it"),
        ],
        widget=RadioTiles(
            descriptions={
                "accepted": "The course is recorded as completed, at once.",
                "refused": "Nothing is recorded. The person gets your reason and can upload another file.",
            }
        ),
        error_messages={"required": "Say whether you accept the certificate."},
    )
    reason = words(
        "Reason, if you do not accept it",
        "For example: another person's name, another course, the date cannot be read.",
        "",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False


class RecordForm(AppForm):
    """What the coordinator records without a certificate in the system."""

    what = forms.ChoiceField(
        label="What you record",
        choices=[*Course.choices, (EXEMPTION, "Exemption from the course for employees")],
        widget=RadioTiles(
            descriptions={
                Course.EMPLOYEE: "Completed.",
                Course.MANAGER: "Completed.",
                EXEMPTION: "A paper proves a telework arrangement in effect before 9 December 2010.",
            }
        ),
        error_messages={"required": "Choose what you record."},
    )
    day = DateField(
        label="Day",
        help_text="The day the course was completed, or the date of the paper that proves the exemption. "
        "Month, day, year.",
        error_messages={"required": "Give the day of the completion, or of the paper."},
    )
    evidence = forms.CharField(
        label="What you saw",
        max_length=LONGEST_EVIDENCE,
        help_text="For example the certificate and its number, or the agreement and who signed it.",
        error_messages={
            "required": "Say what you saw, for example the certificate and its number.",
            "max_length": f"Write at most {LONGEST_EVIDENCE} characters. You wrote %(show_value)s.",
        },
    )
