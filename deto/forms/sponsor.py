"""Sponsor and post: on whose orders, where, from when, until when (2368.2, 2368.6(a), 2368.8(a))."""

from typing import Any, Self

from django import forms

from agreements.forms.request_answers import NO, YES, YES_OR_NO, radios
from agreements.forms.request_words import refusal_words
from agreements.models import TermsVersion
from deto.collect import standing_end
from deto.forms.section import DetoForm, why, words_field
from deto.models import DetoDetails
from deto.policy import arrival, sponsor
from deto.policy.sections import SPONSOR
from eligibility.models import Post
from telework import clock
from telework.forms import DateField


class SponsorForm(DetoForm):
    """An independent stay and another arrangement are refused where they are said."""

    section = SPONSOR.code
    yes_or_no = ("is_sponsored", "is_excluded_arrangement")
    is_sponsored = radios(
        "Do you go on the Government orders of your spouse or domestic partner?",
        YES_OR_NO,
        why("Only then is it possible: the Department allows no independent stays.", "2368.2"),
    )
    is_excluded_arrangement = radios(
        "Do you go on a limited noncareer appointment, a hard-to-fill arrangement or a detail overseas?",
        YES_OR_NO,
        why(
            "These have rules of their own. Answer no if you keep your own position and work in it.", "2368.2"
        ),
    )
    relation = radios("Who is your sponsor?", DetoDetails.Relation.choices)
    sponsor_agency = words_field(
        "Which agency assigns your spouse or partner?",
        why("For example Department of State. It decides who pays an evacuation.", "2368.9(b)"),
        "Name the agency.",
    )
    orders_reference = words_field(
        "What is the reference of the orders?",
        why("As it stands on the orders, for example TM-2026-1234.", "2368.2", "2368.7(b)(1)"),
        "Give the reference of the orders.",
    )
    assignment_ends_on = DateField(
        label="When does the assignment of your spouse or partner end?",
        help_text=why("Your stay lasts no longer. Month, day, year, for example 12/07/2026.", "2368.6(a)"),
        error_messages={"required": "Give the last day of the assignment."},
    )
    post = forms.ModelChoiceField(
        Post.objects.all(),
        label="At which post?",
        help_text=why("The bureau in charge of the post is your host bureau.", "2368.2"),
        empty_label="Choose",
        error_messages={"required": "Choose the post.", "invalid_choice": "Choose a post from the list."},
    )
    arrives_on = DateField(
        label="When do you arrive at post?",
        help_text=why(
            "The chief of mission agrees before that day. Month, day, year, for example 12/07/2026.",
            "2368.8(a)",
        ),
        error_messages={"required": "Give the day that is planned."},
    )

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_first = is_first

    @classmethod
    def of(cls, terms: TermsVersion, data: Any) -> Self:
        return cls(data, initial=cls.initial_from(terms), is_first=standing_end(terms) is None)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("is_sponsored") == NO:
            self.add_error("is_sponsored", refusal_words(sponsor.SPONSORED))
        if said.get("is_excluded_arrangement") == YES:
            self.add_error("is_excluded_arrangement", refusal_words(sponsor.ARRANGEMENT))
        day = said.get("arrives_on")
        if self.is_first and day is not None and day < clock.today():
            self.add_error("arrives_on", refusal_words(arrival.ARRIVAL_AHEAD))
        return said
