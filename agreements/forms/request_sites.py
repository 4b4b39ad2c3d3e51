"""One telework site, and the safety checklist of its address."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField

from agreements.facts import TermsFacts
from agreements.forms.request_answers import ANSWER_THIS, radios
from agreements.forms.request_words import refusal_words
from agreements.models import SafetyChecklist, Worksite
from agreements.policy import abroad, safety, sites
from agreements.policy.safety import Answer, Question, Reply, SafetySection
from telework.countries import COUNTRIES
from telework.forms import AppForm, DateField, RadioTiles
from telework.policy import Rule

ABROAD = "abroad"
# The two-letter codes of the Postal Service: states, the District, territories.
REGIONS = (
    *("AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS"),
    *("KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC"),
    *("ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY"),
    *("AS", "GU", "MP", "PR", "VI"),
)
KIND_MEANS = {
    Worksite.Kind.TELECENTER.value: (
        "An office that several agencies share. It costs money: your bureau's executive director has to "
        "confirm the funds (3 FAM 2366.1)."
    ),
    Worksite.Kind.OTHER.value: "For example the home of a relative, or a second home.",
}


class WorksiteForm(AppForm):
    """The address of a site in the United States, a place where somebody can work (2361.4)."""

    kind = forms.ChoiceField(
        label="What kind of place is it?",
        choices=Worksite.Kind.choices,
        widget=RadioTiles(descriptions=KIND_MEANS),
        error_messages={"required": ANSWER_THIS},
    )
    name = forms.CharField(
        label="Your name for it",
        help_text="For example Home, or Library. It tells your sites apart.",
        max_length=120,
        required=False,
    )
    country = forms.ChoiceField(
        label="Where is it?",
        choices=[(sites.UNITED_STATES, "In the United States"), (ABROAD, "Abroad")],
        widget=forms.RadioSelect,
        initial=sites.UNITED_STATES,
        error_messages={"required": ANSWER_THIS, "invalid_choice": refusal_words(sites.DOMESTIC)},
    )
    street = forms.CharField(
        label="Street address",
        help_text="Number, street and unit. Not a post office box.",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
        error_messages={"required": "Give the street address."},
    )
    city = forms.CharField(
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
        error_messages={"required": "Give the city."},
    )
    region: forms.Field = forms.ChoiceField(
        label="State or territory",
        choices=[("", "Choose"), *((code, code) for code in REGIONS)],
        widget=forms.Select(attrs={"autocomplete": "address-level1"}),
        error_messages={"required": "Choose the state or territory."},
    )
    postal_code: forms.Field = forms.RegexField(
        label="ZIP code",
        regex=r"\A[0-9]{5}(-[0-9]{4})?\Z",
        strip=True,
        help_text="Five digits, or nine: 22201 or 22201-1234.",
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
        error_messages={"required": "Give the ZIP code.", "invalid": "Write the ZIP code as 22201."},
    )
    work_area = forms.CharField(
        label="Where in it do you work?",
        help_text="For example the study on the second floor. The safety checklist is about this area.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say where in it you work."},
    )

    # Why a military or diplomatic mail address is none.
    no_mail: ClassVar[Rule[TermsFacts]] = sites.DOMESTIC

    @staticmethod
    def initial_from(worksite: Worksite) -> dict[str, Any]:
        return {name: getattr(worksite, name) for name in WorksiteForm.base_fields}

    def clean_street(self) -> str:
        street: str = self.cleaned_data["street"]
        if sites.POST_OFFICE_BOX.search(street):
            raise forms.ValidationError(refusal_words(sites.REAL_ADDRESS))
        if sites.is_military_mail(street, ""):
            raise forms.ValidationError(refusal_words(self.no_mail))
        return street

    def clean_city(self) -> str:
        city: str = self.cleaned_data["city"]
        if sites.is_military_mail("", city):
            raise forms.ValidationError(refusal_words(self.no_mail))
        return city

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("country") == ABROAD:
            # The rest of a foreign address does not fit our fields; one answer is enough.
            for name in ("street", "region", "postal_code"):
                self.errors.pop(name, None)
            self.add_error("country", refusal_words(sites.DOMESTIC))
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """What `save_worksite` takes; only after validation."""
        return dict(self.cleaned_data)


COUNTRIES_BY_NAME: list[tuple[str, str]] = sorted(COUNTRIES.items(), key=lambda choice: choice[1])


class WorksiteAtPostForm(WorksiteForm):
    """The address of a site of an arrangement of a post: in any country, as addresses are written there."""

    country = forms.ChoiceField(
        label="In which country is it?",
        choices=COUNTRIES_BY_NAME,
        error_messages={"required": ANSWER_THIS},
    )
    region = forms.CharField(
        label="State or province",
        help_text="Leave it empty where addresses have none.",
        max_length=60,
        required=False,
    )
    postal_code = forms.CharField(
        label="Postal code",
        help_text="Leave it empty where addresses have none.",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
    )
    no_mail = abroad.NO_MAILBOX

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField), "declared above"
        kind.choices = [
            (code, label) for code, label in Worksite.Kind.choices if code != Worksite.Kind.TELECENTER
        ]


@dataclass(frozen=True)
class QuestionFields:
    """One question of the checklist with its three fields."""

    answer: BoundField
    remedy: BoundField
    remedy_on: BoundField

    @property
    def has_remedy_error(self) -> bool:
        return bool(self.remedy.errors or self.remedy_on.errors)


class ChecklistForm(AppForm):
    """Every question about one site; a "no" says what is done about it and by when (2362.1(k), 2367(b))."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for question in safety.QUESTIONS:
            self._add(question)
        self.fields["certified"] = forms.BooleanField(
            label=safety.CERTIFICATION,
            error_messages={"required": "Certify the checklist, or come back when you can."},
        )

    def _add(self, question: Question) -> None:
        replies = [reply for reply in Reply if reply is not Reply.NOT_APPLICABLE or question.may_not_apply]
        self.fields[question.code] = radios(question.text, [(reply.value, reply.label) for reply in replies])
        self.fields[f"{question.code}_remedy"] = forms.CharField(
            label="If no: what will you do about it?",
            max_length=300,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.fields[f"{question.code}_remedy_on"] = DateField(
            label="By when?", required=False, earliest=self.today
        )

    @staticmethod
    def initial_from(checklist: SafetyChecklist | None) -> dict[str, Any]:
        """The answers as given before; the certification is always given anew."""
        values: dict[str, Any] = {}
        for code, data in (checklist.answers if checklist is not None else {}).items():
            answer = Answer.from_json(data)
            values[code] = answer.reply.value
            values[f"{code}_remedy"] = answer.remedy
            values[f"{code}_remedy_on"] = answer.remedy_on
        return values

    @property
    def sections(self) -> Iterator[tuple[SafetySection, list[QuestionFields]]]:
        for section in SafetySection:
            asked = [question for question in safety.QUESTIONS if question.section is section]
            yield section, [self._fields_of(question.code) for question in asked]

    def _fields_of(self, code: str) -> QuestionFields:
        return QuestionFields(self[code], self[f"{code}_remedy"], self[f"{code}_remedy_on"])

    def clean(self) -> dict[str, Any]:
        for question in safety.QUESTIONS:
            if self.cleaned_data.get(question.code) == Reply.NO:
                self._check_remedy(question)
        return self.cleaned_data

    def _check_remedy(self, question: Question) -> None:
        remedy, remedy_on = f"{question.code}_remedy", f"{question.code}_remedy_on"
        if not self.cleaned_data.get(remedy) and not self.has_error(remedy):
            self.add_error(remedy, f"Say what you will do about this: {question.text}")
        if self.has_error(remedy_on):
            return
        day = self.cleaned_data.get(remedy_on)
        if day is None:
            self.add_error(remedy_on, f"Give the day by which this is put right: {question.text}")
        elif day < self.today:
            self.add_error(remedy_on, "This day is over. Give a later one, or answer yes if it is done.")

    def answers(self) -> Mapping[str, dict[str, Any]]:
        """The answers as `certify_site` takes them; only after validation."""
        return {question.code: self._answer(question.code).to_json() for question in safety.QUESTIONS}

    def _answer(self, code: str) -> Answer:
        reply = Reply(self.cleaned_data[code])
        if reply is not Reply.NO:
            return Answer(reply)
        return Answer(reply, self.cleaned_data[f"{code}_remedy"], self.cleaned_data[f"{code}_remedy_on"])
