"""Sections of plain answers: self-assessment, communication, records, clauses, acknowledgements."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self

from django import forms

from agreements.forms.request_words import citations, cite, refusal_words
from agreements.models import TermsVersion
from agreements.policy import abroad, clauses
from agreements.policy import terms as terms_rules
from telework.forms import AppForm

YES, NO = "yes", "no"
YES_OR_NO = [(YES, "Yes"), (NO, "No")]
ANSWER_THIS = "Choose an answer."


class SectionForm(AppForm):
    """A form for one section: `section` names it, `initial_from` reads it, `answers` writes it."""

    section: ClassVar[str]

    @classmethod
    def of(cls, terms: TermsVersion, data: Any) -> Self:
        """The form of these terms; `data` is what was posted, or None."""
        return cls(data, initial=cls.initial_from(terms))

    @classmethod
    def initial_from(cls, terms: TermsVersion) -> dict[str, Any]:
        raise NotImplementedError

    def answers(self) -> Mapping[str, Any]:
        """The section's fields as `save_section` takes them; only after validation."""
        raise NotImplementedError


def radios(label: str, choices: Any, help_text: str = "", *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=help_text,
        widget=forms.RadioSelect,
        required=required,
        error_messages={"required": ANSWER_THIS},
    )


def text_area(label: str, help_text: str, missing: str, *, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing},
        **more,
    )


class SelfAssessmentForm(SectionForm):
    """The questions people put to themselves before they ask (2363.1); no answer bars anything."""

    section = "self_assessment"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in clauses.SELF_ASSESSMENT:
            self.fields[question.code] = radios(
                question.text, clauses.SELF_ASSESSMENT_ANSWERS, cite(question.citation)
            )

    @classmethod
    def initial_from(cls, terms: TermsVersion) -> dict[str, Any]:
        return dict(terms.self_assessment)

    def answers(self) -> Mapping[str, Any]:
        return {"self_assessment": dict(self.cleaned_data)}


class CommunicationForm(SectionForm):
    """How and when the teleworker is reached (2362.1(h))."""

    section = "communication"
    communication_methods = text_area(
        "How are you reached while you telework?",
        "For example telephone, mail, chat and video meetings, and how fast you answer.",
        "Say how you are reached.",
    )
    communication_hours = forms.CharField(
        label="At what hours?",
        help_text="For example 8 am to 4:30 pm, with a break at noon.",
        max_length=200,
        error_messages={"required": "Say at what hours you are reached."},
    )
    telework_phone = forms.CharField(
        label="Telephone number at your telework site",
        help_text="Leave it empty if you are reached in other ways. Your supervisor and coordinator see it.",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )

    @classmethod
    def initial_from(cls, terms: TermsVersion) -> dict[str, Any]:
        return {name: getattr(terms, name) for name in cls.base_fields}

    def answers(self) -> Mapping[str, Any]:
        return dict(self.cleaned_data)


class RecordsForm(SectionForm):
    """Which records leave the office, and their protection; never classified ones (2362.1(p), 2362.6)."""

    section = "records"
    takes_records = radios(
        "Do you take records out of the office, on paper or on a device?",
        YES_OR_NO,
        "Files that you only open on the Department's systems stay there: answer no.",
    )
    has_classified_records = radios("Are any of them classified?", YES_OR_NO, required=False)
    has_sensitive_records = radios(
        "Are any of them sensitive but unclassified, or do they hold personal data?",
        YES_OR_NO,
        "Abroad such records never leave the mission for telework (3 FAM 2362.3(4)).",
        required=False,
    )
    records = text_area(
        "Which records do you take?",
        "Say what kind, and whether they are sensitive but unclassified or hold personal data.",
        "",
        required=False,
    )
    safeguards = text_area(
        "How do you protect them?",
        "On the way, at your telework site, and when you bring them back.",
        "",
        required=False,
    )

    def __init__(self, *args: Any, is_at_post: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_at_post = is_at_post
        if not is_at_post:
            del self.fields["has_sensitive_records"]

    @classmethod
    def of(cls, terms: TermsVersion, data: Any) -> Self:
        is_at_post = terms.agreement.kind_record.is_at_post
        return cls(data, initial=cls.initial_from(terms), is_at_post=is_at_post)

    @classmethod
    def initial_from(cls, terms: TermsVersion) -> dict[str, Any]:
        if terms.takes_records is None:
            return {}
        sensitive = {None: "", True: YES, False: NO}[terms.has_sensitive_records]
        return {
            "has_sensitive_records": sensitive,
            "takes_records": YES if terms.takes_records else NO,
            "has_classified_records": (YES if terms.has_classified_records else NO)
            if terms.takes_records
            else "",
            "records": terms.records,
            "safeguards": terms.safeguards,
        }

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("takes_records") == YES:
            if said.get("has_classified_records") == YES:
                self.add_error("has_classified_records", refusal_words(terms_rules.NOTHING_CLASSIFIED))
            elif not said.get("has_classified_records") and not self.has_error("has_classified_records"):
                self.add_error("has_classified_records", ANSWER_THIS)
            self._check_sensitive(said)
            for name, missing in (
                ("records", "Say which records you take."),
                ("safeguards", "Say how you protect the records."),
            ):
                if not said.get(name) and not self.has_error(name):
                    self.add_error(name, f"{missing} ({cite(terms_rules.SAFEGUARDS.citation)})")
        return said

    def _check_sensitive(self, said: dict[str, Any]) -> None:
        if said.get("has_sensitive_records") == YES:
            self.add_error("has_sensitive_records", refusal_words(abroad.NOTHING_SENSITIVE))
        elif self.is_at_post and not said.get("has_sensitive_records"):
            self.add_error("has_sensitive_records", ANSWER_THIS)

    def answers(self) -> Mapping[str, Any]:
        takes = self.cleaned_data["takes_records"] == YES
        return {
            "takes_records": takes,
            "has_classified_records": False,
            "has_sensitive_records": False if takes and self.is_at_post else None,
            "records": self.cleaned_data["records"] if takes else "",
            "safeguards": self.cleaned_data["safeguards"] if takes else "",
        }


class ClausesForm(SectionForm):
    """What happens when offices close, and the part in continuity of operations (2364.4(a), 2365(b))."""

    section = "clauses"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for clause in clauses.CLAUSES:
            hint = f"{clause.hint} {cite(clause.citation)}".strip()
            self.fields[clause.code] = radios(clause.text, clause.choices, hint)

    @classmethod
    def initial_from(cls, terms: TermsVersion) -> dict[str, Any]:
        return {clause.code: clause_answer(terms, clause) for clause in clauses.CLAUSES}

    def answers(self) -> Mapping[str, Any]:
        return {
            clause.code: self.cleaned_data[clause.code] == YES
            if clause.choices == clauses.YES_OR_NO
            else self.cleaned_data[clause.code]
            for clause in clauses.CLAUSES
        }


def clause_answer(terms: TermsVersion, clause: clauses.ClauseQuestion) -> str:
    """The code of the answer that `terms` hold; empty while there is none."""
    value = getattr(terms, clause.code)
    if value is None or isinstance(value, str):
        return value or ""
    return YES if value else NO


class AcknowledgementsForm(SectionForm):
    """Every statement accepted on its own, with its citation (2362.1(d))."""

    section = "acknowledgements"

    def __init__(self, *args: Any, statements: Sequence[clauses.Statement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.statements = statements
        for statement in statements:
            self.fields[statement.code] = forms.BooleanField(
                label=statement.text,
                help_text=citations(statement),
                error_messages={
                    "required": "Tick this if you accept it. Without it there can be no agreement "
                    f"({citations(statement)}). If you have doubts, ask {terms_rules.COORDINATOR}."
                },
            )

    @classmethod
    def initial_from(cls, terms: TermsVersion) -> dict[str, Any]:
        return dict.fromkeys(terms.acknowledged, True)

    @classmethod
    def of(cls, terms: TermsVersion, data: Any) -> Self:
        statements = terms.agreement.kind_record.all_statements
        return cls(data, initial=cls.initial_from(terms), statements=statements)

    def answers(self) -> Mapping[str, Any]:
        return {"acknowledged": [s.code for s in self.statements]}
