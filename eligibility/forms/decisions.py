"""Excepting, designating, ending; emergencies; facts said to be wrong."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from eligibility.forms.roles import LONGEST_SEARCH, GetForm
from eligibility.models import DeclaredEmergency
from eligibility.policy import fam_2018
from eligibility.policy.designation import REASONS
from eligibility.policy.entered import NO, YES, SupervisorsFact
from eligibility.services.deciding import LONGEST_WORDS
from eligibility.services.emergency import LONGEST_AUTHORITY, LONGEST_NAME
from telework.forms import AppForm, DateField, RadioTiles

STATED = "About the work, never about health or family (3 FAM 2362.1(i)). The person reads it."


def words(label: str, help_text: str, missing: str) -> forms.CharField:
    """A text of some sentences; the command says it too where it is too long."""
    return forms.CharField(
        label=label,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=help_text,
        error_messages={
            "required": missing,
            "max_length": f"Write at most {LONGEST_WORDS:,} characters. You wrote %(show_value)s.",
        },
    )


class FindPeopleForm(GetForm):
    """Whose eligibility; empty shows everybody."""

    q = forms.CharField(
        label="Name or employee number",
        required=False,
        max_length=LONGEST_SEARCH,
        help_text="For example “Garcia”, “Ana Garcia” or “E100123”.",
    )


class _DatedForm(AppForm):
    """With a last day and a day to look at it again, both from today and within a year."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("until", "review_on"):
            attrs = self.fields[name].widget.attrs
            attrs["min"] = today.isoformat()
            attrs["max"] = fam_2018.latest_decision_day(today).isoformat()


class ExceptionForm(_DatedForm):
    """Except a person from a rule; the emergency is asked only where the rule needs one."""

    emergency = forms.ModelChoiceField(
        DeclaredEmergency.objects.none(),
        label="Declared emergency",
        empty_label=None,
        help_text="The exception carries its name and ends with it.",
        error_messages={"required": "Choose the emergency. Without one no exception is possible here."},
    )
    reason = words(
        "Reason",
        "Why this person can telework although they do not meet the rule. They read it.",
        "Say why this person is excepted; they read it.",
    )
    until = DateField(label="Last day", error_messages={"required": "Give the last day of the exception."})
    review_on = DateField(
        label="Look at it again on",
        help_text="You get a letter on that day. The last day at the latest.",
        error_messages={"required": "Give the day on which you look at it again."},
    )

    def __init__(self, *args: Any, emergencies: Sequence[DeclaredEmergency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if emergencies:
            keys = [emergency.pk for emergency in emergencies]
            self.fields["emergency"].queryset = DeclaredEmergency.objects.filter(pk__in=keys)  # type: ignore[attr-defined]
        else:
            del self.fields["emergency"]


class DesignationForm(_DatedForm):
    """Designate somebody ineligible, for a work-based reason."""

    reason_code = forms.ChoiceField(
        label="Reason",
        choices=[(reason.code, reason.text) for reason in REASONS],
        widget=RadioTiles(descriptions={reason.code: f"3 FAM {reason.citation}" for reason in REASONS}),
        error_messages={"required": "Choose a reason that lies in the work."},
    )
    reason_text = words(
        "The reason in words",
        "About the work, never about personal circumstances (3 FAM 2362.1(i)). The person reads it.",
        "Put the reason in words; the person reads them.",
    )
    until = DateField(
        label="Last day", required=False, help_text="Leave it empty if you set a day to review."
    )
    review_on = DateField(
        label="Look at it again on",
        required=False,
        help_text="One of the two days is needed. You get a letter on this one.",
    )


class EndForm(AppForm):
    """End an exception, a designation or an emergency."""

    reason = words("Reason", "It stays in the record, and the person reads it.", "Say why it ends.")


class EmergencyForm(AppForm):
    """The Secretary's determination, as it is written."""

    name = forms.CharField(
        label="Name",
        max_length=LONGEST_NAME,
        help_text="Exceptions carry it, for example “Washington flood, May 2027”.",
        error_messages={"required": "Give the emergency a name; exceptions carry it."},
    )
    authority = forms.CharField(
        label="Where the determination is written",
        max_length=LONGEST_AUTHORITY,
        help_text="The Secretary's determination: its date and number, or the cable.",
        error_messages={"required": "Say where the Secretary's determination is written."},
    )
    starts_on = DateField(label="First day", error_messages={"required": "Give the first day."})
    until = DateField(
        label="Last day",
        required=False,
        help_text="Leave it empty if none is set yet. You can end the emergency at any time.",
    )


class ClaimForm(AppForm):
    """What is wrong with a fact."""

    claim = words(
        "What is wrong, and what is right?",
        "Say where the right fact can be found, if you know. Nothing medical is needed.",
        "Say what is wrong, and what is right.",
    )


class StatementForm(AppForm):
    """What a supervisor states about a report: the reason, since when, and for how long."""

    # Kept with the form, so that the same form sent twice states the same thing twice.
    holds = forms.ChoiceField(choices=[(YES, YES), (NO, NO)], widget=forms.HiddenInput)
    statement = words("", STATED, "Say what in the work makes it so; the person reads it.")
    starts_on = DateField(label="Since", error_messages={"required": "Give the day since when it is so."})
    until = DateField(
        label="Last day",
        help_text="At most a year ahead. You can take it back before, or state it again.",
        error_messages={"required": "Give the last day. You can state it again, or take it back before."},
    )

    def __init__(self, *args: Any, stated: SupervisorsFact, holds: bool, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holds"].initial = YES if holds else NO
        self.fields["statement"].label = stated.question if holds else "What has changed in the work?"
        if holds:
            self.fields["statement"].help_text = f"{stated.example} {STATED}"
        else:
            del self.fields["until"]
