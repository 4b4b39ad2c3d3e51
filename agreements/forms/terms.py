"""Changing the terms: asked for by the employee, proposed by a decider, adjusted by the supervisor."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from agreements.forms.cancel import name_reasons
from agreements.forms.request_answers import ClausesForm
from agreements.forms.request_schedule import ScheduleForm
from agreements.forms.sign_step import SigningForm
from agreements.models import TermsVersion
from agreements.policy.notice import NoticeRules
from telework.errors import CommandRefused
from telework.forms import AppForm, DateField

LONGEST_TEXT = 2000


class ChangeForm(AppForm):
    """Why the terms should change, and from which day (2362.1(n))."""

    justification = forms.CharField(
        label="Why should the terms change?",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Everybody who decides reads this. No medical details.",
        error_messages={"required": "Say why the terms should change (3 FAM 2362.1(n))."},
    )
    takes_effect_on = DateField(
        label="From which day?",
        error_messages={"required": "Give the first day of the changed terms."},
    )


class RenewForm(SigningForm):
    """The last day, if there is one, and the signature."""

    last_day = DateField(label="New last day, if there is one", required=False)
    agreed = forms.BooleanField(
        label="I have read the terms above, they are still right, and I sign them anew",
        error_messages={"required": "Tick this to sign. To change something, ask for changed terms."},
    )
    field_order = ("last_day", "agreed", "password")


class WrittenSchedule(ScheduleForm):
    """The schedule as somebody else than the employee writes it."""

    labels: Mapping[str, str] = {
        "pattern": "Which kind of telework?",
        "situational_allowed": "With core telework: single days beyond the fixed ones can be asked for",
        "requested_start_on": "First day of these terms",
        "work_schedule": "Work schedule",
        "varies_within_locality": "The place of work changes regularly inside the locality pay area",
        "temporary_until": "If the absence from the regular work site is only for a time: until when?",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.labels.items():
            self.fields[name].label = label
        self.fields["work_schedule"].help_text = ""
        self.fields["situational_allowed"].help_text = "The supervisor answers each time."
        self.fields["varies_within_locality"].help_text = ""
        self.fields["temporary_until"].help_text = "No medical details. Otherwise leave it empty."


class AdjustForm(SigningForm):
    """The work-based reason, the justification, and the supervisor's signature (2362.1(m))."""

    reason_code = forms.ChoiceField(
        widget=forms.RadioSelect,
        help_text="Personal circumstances are never a reason (3 FAM 2362.1(i)).",
    )
    text = forms.CharField(
        label="Written justification",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The employee gets this with the new terms.",
    )
    field_order = ("reason_code", "text", "password")

    def __init__(self, *args: Any, rules: NoticeRules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_reasons(self.fields["reason_code"], rules)
        self.fields["text"].error_messages["required"] = (
            f"Write the justification; the employee gets it (3 FAM {rules.by_supervisor})."
        )


class ProposeForm(SigningForm):
    """Why other terms, what they mean for the office, and the proposer's signature."""

    text = forms.CharField(
        label="Why do you propose other terms?",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The employee reads this.",
        error_messages={"required": "Say why you propose other terms; the employee reads it."},
    )
    effect_on_office = forms.CharField(
        label="Effect on the office",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What these terms mean for your office's programmes (3 FAM 2362.1(a)).",
        error_messages={
            "required": "Say what the arrangement means for your office's work (3 FAM 2362.1(a))."
        },
    )
    equal_treatment = forms.BooleanField(
        label="I accept these statements",
        error_messages={"required": "Accept that teleworkers are treated the same (3 FAM 2362.1(l))."},
    )
    funding_confirmed = forms.BooleanField(
        label="The bureau has the funds for the telecenter (3 FAM 2366.1)",
        error_messages={"required": "Confirm that the bureau has the funds (3 FAM 2366.1)."},
    )
    field_order = ("text", "effect_on_office", "equal_treatment", "funding_confirmed", "password")

    def __init__(self, *args: Any, needs_funding: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_funding:
            del self.fields["funding_confirmed"]


class WrittenTerms:
    """The forms of one page on which somebody writes terms: schedule, clauses, and their own words."""

    def __init__(
        self,
        data: Any,
        base: TermsVersion,
        words: SigningForm,
        *,
        today: date,
        starts_on: date,
        has_notice: bool = False,
    ) -> None:
        """has_notice  the command says which first day can be, by the days of the notice"""
        initial = {**WrittenSchedule.initial_from(base), "requested_start_on": starts_on}
        sites = list(base.worksites.all())
        self.schedule = WrittenSchedule(data, initial=initial, today=today, worksites=sites)
        self.schedule.judges_start = not has_notice
        self.clauses = ClausesForm(data, initial=ClausesForm.initial_from(base))
        self.words = words

    @property
    def forms(self) -> tuple[AppForm, AppForm, AppForm]:
        return self.schedule, self.clauses, self.words

    def is_valid(self) -> bool:
        """True when all three are; each is asked, so that all mistakes show at once."""
        return not [form for form in self.forms if not form.is_valid()]

    @property
    def changes(self) -> dict[str, Any]:
        """What the command takes; only after validation."""
        return {**self.schedule.answers(), **self.clauses.answers()}

    def add_refusal(self, refusal: CommandRefused) -> None:
        """Say beside its field what the command refused; the rest above the form."""
        first_day = refusal.fields.get("takes_effect_on")
        if first_day:
            self.schedule.add_error("requested_start_on", first_day)
        others = {name: text for name, text in refusal.fields.items() if name != "takes_effect_on"}
        if others or not first_day:
            self.words.add_refusal(type(refusal)(refusal.reason, findings=refusal.findings, fields=others))
        self.words.forget_password()
