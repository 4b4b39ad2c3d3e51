"""Consultations: advice, one left out, one more asked for; and the mission's statement."""

from datetime import date
from typing import Any

from django import forms

from agreements.forms.request_answers import NO, YES, radios
from agreements.models import MissionStatement
from agreements.services import answers
from eligibility.models import Employee
from telework.forms import AppForm, DateField

ADVISE = "advise"
LONGEST_TEXT = 2000
LEGAL_OFFICES = ("L/EMP", "L/DL")


def _words(label: str, help_text: str, missing: str, *, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing},
        **more,
    )


class AdviceForm(AppForm):
    """Advice in words; it decides nothing."""

    words = _words(
        "Your advice",
        "The people who decide read it. The employee reads that you advised, not your words.",
        answers.NO_WORDS,
        rows=6,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix=ADVISE, **kwargs)


class ConcurForm(AppForm):
    """Concur or not, and nothing else."""

    concurs = radios("Do you concur?", [(YES, "I concur"), (NO, "I do not concur")])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix=ADVISE, **kwargs)


class NotNeededForm(AppForm):
    """Why a consultation is left out."""

    reason = _words(
        "Why is this consultation not needed here?",
        "It stays on the record. Write about the work and the post only, never about anybody's health.",
        answers.NO_REASON,
    )


class AskFurtherForm(AppForm):
    """Whom a decider asks, as what, and the question (2368.4(b))."""

    office = forms.CharField(
        label="Which office do you ask, or in what capacity?",
        help_text=f"For example {' or '.join(LEGAL_OFFICES)}, the Legal Adviser's offices for employment and "
        "diplomatic law.",
        max_length=120,
        error_messages={"required": answers.NO_OFFICE},
    )
    adviser = forms.EmailField(
        label="Department mail address of the person who answers",
        help_text="The person gets a letter, and sees this agreement from then on.",
        error_messages={"required": "Give the mail address of the person who answers."},
    )
    question = _words(
        "What do you want to know?",
        "The person you ask reads it, and the people who decide. The employee does not.",
        answers.NO_QUESTION,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_adviser(self) -> Employee:
        mail = self.cleaned_data["adviser"]
        found = Employee.objects.serving(self.today).filter(email__iexact=mail, user__isnull=False).first()
        if found is None:
            raise forms.ValidationError(
                "Nobody who can sign in here has this address. Check it, or ask for it."
            )
        return found


class MissionForm(AppForm):
    """What the mission states; every field can be left for later, the approval asks for all (2362.3)."""

    security = _words(
        "Security at the residence", "Say what you rely on, for example advice.", "", required=False
    )
    inviolability = _words(
        "Inviolability of residence, possessions and correspondence",
        "Whether they are inviolable, and what follows for this request.",
        "",
        required=False,
    )
    labor_law = _words("Local labor law", "Whether it touches this arrangement.", "", required=False)
    notification = forms.ChoiceField(
        label="Host country",
        choices=MissionStatement.Notification.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text="The mission decides whether to notify the host country (3 FAM 2362.3(2)).",
    )
    notification_on = DateField(label="On which day was that decided?", required=False)
    notification_by = forms.CharField(label="Who decided it? Name or office", max_length=200, required=False)
    nsdd38_needed = radios(
        "Is an NSDD-38 request needed?",
        [(YES, "Yes"), (NO, "No")],
        "Every arrangement is subject to NSDD-38 (3 FAM 2362.3(5)).",
        required=False,
    )
    nsdd38_reference = forms.CharField(label="If yes: its reference", max_length=120, required=False)
    nsdd38_statement = _words("If no: why none is needed", "", "", rows=2, required=False)

    @staticmethod
    def initial_from(statement: MissionStatement | None) -> dict[str, Any]:
        if statement is None:
            return {}
        said = {name: getattr(statement, name) for name in MissionForm.base_fields}
        return said | {"nsdd38_needed": {None: "", True: YES, False: NO}[statement.nsdd38_needed]}

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("nsdd38_needed") == YES and said.get("nsdd38_statement"):
            self.add_error("nsdd38_statement", "You answered yes. Leave this empty, or answer no.")
        if said.get("nsdd38_needed") == NO and said.get("nsdd38_reference"):
            self.add_error("nsdd38_reference", "You answered no. Leave this empty, or answer yes.")
        return said

    def answers(self) -> dict[str, Any]:
        """As `save_mission_statement` takes them; only after validation."""
        needed = {"": None, YES: True, NO: False}[self.cleaned_data["nsdd38_needed"]]
        return {**self.cleaned_data, "nsdd38_needed": needed}
