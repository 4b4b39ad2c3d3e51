"""Answering that a fact is wrong or stands; a corrected fact is given with the answer, or a day for it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from eligibility.forms.decisions import words
from eligibility.models import FactDispute
from eligibility.policy import fam_2018
from eligibility.policy.disputes import DisputableFact
from eligibility.policy.entered import Way, codes_of, enterable, way_of
from eligibility.services.corrections import Correction
from telework.forms import AppForm, DateField, RadioTiles

IF_CORRECTED = "Only if it is corrected."


class AnswerForm(AppForm):
    """The answer of whoever keeps the fact; each way of correcting adds what it asks for."""

    corrected_means = ""

    outcome = forms.ChoiceField(
        label="What did you find?",
        choices=FactDispute.Outcome.choices,
        widget=RadioTiles(),
        error_messages={"required": "Say whether the fact is corrected or stands."},
    )
    answer = words(
        "Your answer in words",
        "What you looked at, and what you found.",
        "Say what you found; the person reads it.",
    )

    def __init__(self, *args: Any, fact: DisputableFact, service: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].widget.descriptions = {
            "corrected": self.corrected_means,
            "stands": "It is right as it is.",
        }
        self.ask_for(fact, service, today)

    def ask_for(self, fact: DisputableFact, service: str, today: date) -> None:
        """Add what a correction of this fact needs."""

    @property
    def correction(self) -> Correction:
        """What is right instead."""
        asked = ("code", "since", "until", "shows_on")
        return Correction(**{name: self.cleaned_data[name] for name in asked if self.cleaned_data.get(name)})


class EnterAnswerForm(AnswerForm):
    """The right fact is entered here and counts at once."""

    corrected_means = "You enter below what is right. It counts here at once, before the HR extract."

    def ask_for(self, fact: DisputableFact, service: str, today: date) -> None:
        entered = enterable(fact.name)
        assert entered is not None, "the form of a fact that is entered"
        codes = codes_of(entered, service, fam_2018.RATINGS)
        self.fields["code"] = forms.ChoiceField(
            label=f"What is right: {entered.label}",
            required=False,
            choices=[("", "Choose"), *codes.items()],
            help_text=IF_CORRECTED,
        )
        self.fields["since"] = DateField(
            label="Since when",
            required=False,
            latest=today,
            help_text=f"{IF_CORRECTED} Of a rating, its date.",
        )
        if entered.has_last_day:
            self.fields["until"] = DateField(
                label="Last day, if there is one", required=False, earliest=today, help_text=IF_CORRECTED
            )
        self.order_fields(["outcome", "code", "since", "until", "answer"])


class CourseAnswerForm(AnswerForm):
    """A course that is recorded here."""

    corrected_means = "You record the course below. It counts at once."

    def ask_for(self, fact: DisputableFact, service: str, today: date) -> None:
        self.fields["since"] = DateField(
            label="Day on which the course was completed",
            required=False,
            latest=today,
            help_text=IF_CORRECTED,
        )
        self.order_fields(["outcome", "since", "answer"])


class SourceAnswerForm(AnswerForm):
    """A fact that is corrected only where it is kept."""

    corrected_means = "You have corrected it where it is kept. This stays open until it shows here."

    def ask_for(self, fact: DisputableFact, service: str, today: date) -> None:
        self.fields["shows_on"] = DateField(
            label="By when does the correction show here?",
            required=False,
            earliest=today,
            latest=today + fam_2018.CORRECTION_SHOWS_WITHIN,
            help_text=f"{IF_CORRECTED} With the next HR extract; when is it? The person is told.",
        )
        self.order_fields(["outcome", "shows_on", "answer"])


FORMS: Mapping[Way, type[AnswerForm]] = {
    Way.ENTERED: EnterAnswerForm,
    Way.COURSE: CourseAnswerForm,
    Way.AT_ITS_SOURCE: SourceAnswerForm,
}


def form_for(fact: DisputableFact) -> type[AnswerForm]:
    """The form in which a dispute about `fact` is answered."""
    return FORMS[way_of(fact.name)]
