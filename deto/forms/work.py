"""Section 4: work requirements, and the days of review and appraisal (2368.4(c), 2368.5(b))."""

from agreements.forms.request_answers import text_area
from deto.forms.section import DetoForm, why
from deto.policy.sections import WORK
from telework.forms import DateField


class WorkForm(DetoForm):
    """In words, or as a file; for the Civil Service Form DS-7644 is the file."""

    section = WORK.code
    work_requirements = text_area(
        "What are your work requirements and projects?",
        why(
            "Or upload them as a file. In the Civil Service upload the completed Form DS-7644; then you can "
            "leave this empty.",
            "2368.4(c)",
        ),
        "",
        rows=6,
        required=False,
    )
    midyear_on = DateField(
        label="When is your mid-year review?",
        help_text=why("As agreed with your supervisor, for example 06/01/2027.", "2368.5(b)"),
        error_messages={"required": "Give the day of the mid-year review."},
    )
    appraisal_on = DateField(
        label="When is your annual appraisal?",
        help_text=why("As agreed with your supervisor, for example 10/15/2027.", "2368.5(b)"),
        error_messages={"required": "Give the day of the annual appraisal."},
    )
