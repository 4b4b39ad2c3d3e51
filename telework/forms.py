"""The base of every form: rendered by the `uswds` pack, validated by the server alone."""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.validators import EMPTY_VALUES, ProhibitNullCharactersValidator

from telework import clock
from telework.errors import CommandRefused
from telework.policy import Finding

FIRST_DAY = date(1990, 1, 1)
LAST_DAY_AHEAD = timedelta(days=3653)
# They make a text read otherwise than it is written: what is signed must read as it is.
DIRECTION_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Letters and signs by name, yet drawn as nothing.
FILLERS = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")
LINE_CONTROLS = frozenset("\n\r\t")
UNREADABLE = (
    "This text holds a character that cannot be seen or that turns the order of the others around. "
    "It often comes along when text is pasted. Type the text anew."
)


def is_unreadable(character: str, *, lines: bool) -> bool:
    """True for controls, what turns the direction, and halves of a pair; `lines` allows line breaks."""
    if character in LINE_CONTROLS:
        return not lines
    return character in DIRECTION_CONTROLS or unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")


def is_blank(text: str) -> bool:
    """True for a text in which nothing can be seen: spaces, and characters that take no place."""
    return all(c.isspace() or c in FILLERS or unicodedata.category(c) == "Cf" for c in text)


class Blank(list[Any]):
    """What a field of text takes as empty: as Django has it, and a text in which nothing can be seen."""

    def __contains__(self, value: object) -> bool:
        return is_blank(value) if isinstance(value, str) else super().__contains__(value)


def _readable(*, lines: bool) -> Callable[[str], None]:
    def check(text: str) -> None:
        if any(is_unreadable(character, lines=lines) for character in text):
            raise forms.ValidationError(UNREADABLE, code="unreadable")

    return check


class UswdsFormMixin:
    """What `AppForm` gives, for a ModelForm too: the helper, and a place for a refusal's findings."""

    # A browser's own bubbles would come before our error summary, and say less.
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.findings: tuple[Finding, ...] = ()
        self.helper = FormHelper()
        self.helper.form_tag = False
        # A field left out of a layout must be seen, not lost.
        self.helper.render_unmentioned_fields = True

    def full_clean(self) -> None:
        """Validate; every text is asked whether people can see and read it, later fields included."""
        for field in self.fields.values():  # type: ignore[attr-defined]
            if isinstance(field, forms.CharField):
                field.empty_values = Blank(EMPTY_VALUES)
                lines = isinstance(field.widget, forms.Textarea)
                kept = [v for v in field.validators if not isinstance(v, ProhibitNullCharactersValidator)]
                field.validators = [*kept, _readable(lines=lines)]
        super().full_clean()  # type: ignore[misc]

    def add_refusal(self, refusal: CommandRefused) -> None:
        """Show why a command said no: its reason, its fields' messages, its findings."""
        if refusal.reason not in refusal.fields.values():  # else it is said beside the field
            self.add_error(None, refusal.reason)  # type: ignore[attr-defined]
        for name, message in refusal.fields.items():
            known = name if name in self.fields else None  # type: ignore[attr-defined]
            self.add_error(known, message)  # type: ignore[attr-defined]
        self.findings = refusal.findings


class AppForm(UswdsFormMixin, forms.Form):
    """A form; the page writes the form element: `<form method="post" novalidate>{% crispy form %}`."""


class DateInput(forms.DateInput):
    """The browser's own date field; without one, a text field that takes 2026-12-07 and 12/07/2026."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"class": "app-date", **(attrs or {})}, format="%Y-%m-%d")


class DateField(forms.DateField):
    """A day, with a hint how to write it.

    earliest, latest  guide the browser's calendar; what they mean is a rule's to say
    Any day lies between 1990 and ten years from today: what lies outside was mistyped.
    """

    widget = DateInput
    input_formats = ("%Y-%m-%d", "%m/%d/%Y")
    default_error_messages = {"invalid": "Write a date as month, day, year, for example 12/07/2026."}

    def __init__(self, *, earliest: date | None = None, latest: date | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Month, day, year, for example 12/07/2026.")
        super().__init__(**kwargs)
        for name, day in (("min", earliest), ("max", latest)):
            if day:
                self.widget.attrs[name] = day.isoformat()

    def validate(self, value: date | None) -> None:
        super().validate(value)
        last = clock.today() + LAST_DAY_AHEAD
        if value is not None and not FIRST_DAY <= value <= last:
            raise forms.ValidationError(
                f"Give a day from {FIRST_DAY.year} to {last.year}. Check the year.", code="out_of_range"
            )


class RadioTiles(forms.RadioSelect):
    """Radio buttons as tiles; `descriptions` maps a choice's value to a sentence below its label."""

    tiles = True

    def __init__(self, *, descriptions: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.descriptions = dict(descriptions or {})


class CheckboxTiles(forms.CheckboxSelectMultiple):
    """Checkboxes as tiles; `descriptions` as in RadioTiles."""

    tiles = True

    def __init__(self, *, descriptions: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.descriptions = dict(descriptions or {})
