"""What an arrangement abroad asks beyond the others (2362.2(b), 2362.3)."""

from collections.abc import Mapping
from typing import Any

from django import forms

from agreements.forms.request_answers import ANSWER_THIS, NO, YES, SectionForm, radios, text_area
from agreements.models import TermsVersion
from agreements.policy import abroad
from telework.countries import COUNTRIES


def country_choices() -> list[tuple[str, str]]:
    """Every country but the United States, by name."""
    return sorted(((c, n) for c, n in COUNTRIES.items() if c != "US"), key=lambda choice: choice[1])


class AbroadForm(SectionForm):
    """Special circumstances, where the person lives, and how near that is to the mission."""

    section = abroad.SECTION
    special_circumstances = text_area(
        "Which special circumstances of the work speak for telework at your post?",
        "Only the work: what you would do, and why it goes well from there. Write nothing medical and "
        "nothing about your family; it is not asked for and counts for nothing.",
        "State the special circumstances.",
        rows=5,
    )
    in_third_country = radios(
        "Where do you live?",
        [(NO, "In the country of my post"), (YES, "In another country")],
        "Neither your own country nor that of the post: a third country may weigh in the decision.",
    )
    third_country = forms.ChoiceField(
        label="Which country?",
        help_text="Only if it is another one.",
        choices=[("", "Choose"), *country_choices()],
        required=False,
    )
    proximity = text_area(
        "How near is your telework site to the mission?",
        "The distance, and how long the way takes on an ordinary day.",
        "Say how near it is.",
        rows=2,
    )

    @classmethod
    def initial_from(cls, terms: TermsVersion) -> dict[str, Any]:
        details = terms.abroad
        lives = {None: "", True: YES, False: NO}[details.in_third_country]
        return {
            "special_circumstances": details.special_circumstances,
            "in_third_country": lives,
            "third_country": details.third_country,
            "proximity": details.proximity,
        }

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        names_none = not said.get("third_country") and not self.has_error("third_country")
        if said.get("in_third_country") == YES and names_none:
            self.add_error("third_country", ANSWER_THIS)
        return said

    def answers(self) -> Mapping[str, Any]:
        said = self.cleaned_data
        is_third = said["in_third_country"] == YES
        return {
            "special_circumstances": said["special_circumstances"],
            "proximity": said["proximity"],
            "in_third_country": is_third,
            "third_country": said["third_country"] if is_third else "",
        }
