"""What the pages of this kind's sections share: answers to and from the table, and the files of the part."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms

from agreements.forms.request_answers import ANSWER_THIS, NO, YES, SectionForm
from agreements.forms.request_words import cite
from agreements.models import TermsVersion
from deto.models import Paper
from deto.policy.paper_places import PLACES, papers_for


@dataclass(frozen=True)
class NamedPaper:
    """A file that counts in a section: its code and name, when it is needed, and the provision."""

    code: str
    label: str
    needed: str
    citation: str


class DetoForm(SectionForm):
    """A section whose fields are columns of the kind's table; yes and no are kept as such.

    yes_or_no  the fields that are answered with yes or no
    only_if    fields that count only beside one answer: question and answer by field; else they are emptied
    demanded   of these the fields that must then be answered, with what is said where they are not
    """

    yes_or_no: ClassVar[tuple[str, ...]] = ()
    only_if: ClassVar[Mapping[str, tuple[str, str]]] = {}
    demanded: ClassVar[Mapping[str, str]] = {}

    @property
    def papers(self) -> tuple[NamedPaper, ...]:
        """The files that count in this part."""
        return tuple(
            NamedPaper(code, Paper.Code(code).label, PLACES[code].needed, PLACES[code].citation)
            for code in papers_for(self.section)
        )

    @classmethod
    def initial_from(cls, terms: TermsVersion) -> dict[str, Any]:
        said = {name: getattr(terms.deto, name) for name in cls.base_fields}
        words = {None: "", True: YES, False: NO}
        return {name: words[value] if name in cls.yes_or_no else value for name, value in said.items()}

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        for name, missing in self.demanded.items():
            if self.counts(name) and not said.get(name) and not self.has_error(name):
                self.add_error(name, missing or ANSWER_THIS)
        return said

    def counts(self, name: str) -> bool:
        """Whether a field belongs to the answers given; one that always belongs does."""
        if name not in self.only_if:
            return True
        question, answer = self.only_if[name]
        return bool(self.cleaned_data.get(question) == answer)

    def answers(self) -> Mapping[str, Any]:
        return {name: self._kept(name, value) for name, value in self.cleaned_data.items()}

    def _kept(self, name: str, value: Any) -> Any:
        """As the table has it: what does not count is empty."""
        if name in self.yes_or_no:
            return {YES: True, NO: False}.get(value) if self.counts(name) else None
        if self.counts(name):
            return value
        return None if isinstance(self.fields[name], forms.DateField) else ""


def words_field(label: str, help_text: str = "", missing: str = "", *, longest: int = 120) -> forms.CharField:
    """One line of text; required where `missing` says what to do."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=longest,
        required=bool(missing),
        error_messages={"required": missing},
    )


def why(sentence: str, *provisions: str) -> str:
    """A help text with its citations."""
    return f"{sentence} ({', '.join(cite(provision) for provision in provisions)})"
