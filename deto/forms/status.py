"""What is entered about the status of a post or a country, and about a waiver (2368.3(b)(5))."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from agreements.forms.request_abroad import country_choices
from deto.models import PostStatus
from eligibility.models import Post
from telework.forms import AppForm, DateField

LONGEST_TEXT = 2000


def _source() -> forms.CharField:
    return forms.CharField(
        label="Where it stands",
        help_text="For example the number of the cable.",
        max_length=200,
        error_messages={"required": "Say where it stands, for example the number of the cable."},
    )


class StatusForm(AppForm):
    """One status of one post, or of a whole country."""

    status = forms.ChoiceField(
        label="Status",
        choices=PostStatus.Status.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the status."},
    )
    post = forms.ModelChoiceField(
        label="Which post?", queryset=Post.objects.none(), required=False, empty_label="No single post"
    )
    country = forms.ChoiceField(
        label="Or a whole country",
        choices=[("", "No whole country"), *country_choices()],
        required=False,
    )
    starts_on = DateField(
        label="First day of the status", error_messages={"required": "Give the first day of the status."}
    )
    source = _source()

    def __init__(self, *args: Any, posts: "QuerySet[Post]", with_countries: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_countries:
            del self.fields["country"]
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]


class LiftForm(AppForm):
    """The first day without the status, and where that stands."""

    lifted_on = DateField(
        label="First day without the status", error_messages={"required": "Give the first day without it."}
    )
    source = _source()


class WaiverForm(AppForm):
    """The circumstances for which M waives."""

    circumstances = forms.CharField(
        label="Circumstances",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=(
            "At an unaccompanied or partially unaccompanied post: the unusual or compelling ones. No medical "
            "details. The employee and the offices concerned read this."
        ),
        error_messages={"required": "State the circumstances."},
    )


class WithdrawWaiverForm(AppForm):
    """Why a waiver is taken back."""

    because = forms.CharField(
        label="Why is the waiver taken back?",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The employee and the offices concerned read this.",
        error_messages={"required": "Say why the waiver is taken back."},
    )
