"""The two answers to a review: the agreement goes on, or notice of cancellation (2362.1(e), (m))."""

from typing import Any

from django import forms

from agreements.forms.cancel import LONGEST_TEXT, SupervisorCancelForm
from telework.forms import AppForm

CONTINUES, NOTICE, ENDS = "continues", "notice", "ends"


class ContinueForm(AppForm):
    """The supervisor's statement that the agreement may go on."""

    statement = forms.CharField(
        label="Your statement",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="State that performance complies and that the agreement serves the office, and why. "
        "The employee gets this.",
        error_messages={
            "required": "State that performance complies, and why the agreement can go on (3 FAM 2362.1(e))."
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix=CONTINUES, **kwargs)


class YearlyContinueForm(ContinueForm):
    """The supervisor's yes to a yearly review, with what it attests."""

    complies = forms.BooleanField(
        label="Performance complies with the agreement",
        error_messages={
            "required": "State that performance complies. If it does not, change the terms with the employee "
            "or give notice (3 FAM 2362.1(e))."
        },
    )
    field_order = ("complies", "statement")


class SignReviewForm(AppForm):
    """The employee's side of a yearly review."""

    holds = forms.BooleanField(
        label="I have read the agreement, its sites, days and safety checklist. All of it still holds.",
        error_messages={
            "required": "Tick the box to sign. If something has changed, ask for changed terms instead "
            "(3 FAM 2362.1(e))."
        },
    )


class ReviewNoticeForm(SupervisorCancelForm):
    """A supervisor's notice, on the page of the review."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix=NOTICE, **kwargs)


class TrialEndsForm(AppForm):
    """Why a trial ends on its day."""

    statement = forms.CharField(
        label="Why it ends",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="In your own words, about the work. The employee gets this.",
        error_messages={
            "required": "Say why the trial ends on its day; the employee gets it (3 FAM 2362.1(i))."
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix=ENDS, **kwargs)
