"""The crispy pack without a browser: labels, hints and errors that belong together, and nothing inline."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.conf import settings

from telework.errors import PolicyRefused
from telework.forms import UNREADABLE, AppForm, DateField
from telework.policy import Outcome
from tests.frontend.gallery import EveryField, Items, LaidOut, finding


class Reader(HTMLParser):
    """Collects every element with its attributes, and the text of labels and legends."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def of(self, *tags: str) -> list[dict[str, str]]:
        return [attrs for tag, attrs in self.elements if tag in tags]

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs in self.elements if "id" in attrs]


def controls(page: Reader) -> list[dict[str, str]]:
    return [field for field in page.of("input", "select", "textarea") if field.get("type") != "hidden"]


FORMS = {
    "blank": lambda: EveryField(),
    "empty": lambda: EveryField({}),
    "wrong": lambda: EveryField({"mail": "no", "start_on": "soon", "hours": "x", "site": "boat"}),
    "laid out": lambda: LaidOut({}),
    "prefixed": lambda: LaidOut({}, prefix="second"),
}


@pytest.fixture(params=FORMS)
def rendered(request: pytest.FixtureRequest) -> Reader:
    return Reader(render_crispy_form(FORMS[request.param]()))


def test_every_control_has_a_label(rendered: Reader) -> None:
    labelled = {label["for"] for label in rendered.of("label")}
    assert controls(rendered)
    assert {field["id"] for field in controls(rendered)} == labelled


def test_every_description_that_is_pointed_at_exists(rendered: Reader) -> None:
    for _, attrs in rendered.elements:
        for described_by in attrs.get("aria-describedby", "").split():
            assert described_by in rendered.ids


def test_every_link_of_the_error_summary_leads_to_a_control(rendered: Reader) -> None:
    for link in rendered.of("a"):
        assert link["href"].removeprefix("#") in {field["id"] for field in controls(rendered)}


def test_label_in_the_error_summary_has_a_colon_unless_it_asks() -> None:
    class Asking(AppForm):
        name = forms.CharField(label="Name", error_messages={"required": "Write it."})
        why = forms.CharField(label="Why do you ask?", error_messages={"required": "Say why."})

    page = render_crispy_form(Asking({}))
    assert ">Name: Write it.</a>" in page
    assert ">Why do you ask? Say why.</a>" in page


def test_no_id_is_used_twice(rendered: Reader) -> None:
    assert len(rendered.ids) == len(set(rendered.ids))


def test_group_of_options_is_described_as_a_group() -> None:
    page = Reader(render_crispy_form(EveryField({})))
    described = [fieldset.get("aria-describedby") for fieldset in page.of("fieldset")]
    assert described == ["id_site_helptext id_site_error", "id_pattern_error", "id_equipment_error", None]


def test_wrong_fields_are_marked_and_right_ones_are_not() -> None:
    page = Reader(render_crispy_form(EveryField({"name": "Ana", "mail": "no"})))
    by_id = {field["id"]: field for field in controls(page)}
    assert by_id["id_mail"]["aria-invalid"] == "true"
    assert by_id["id_mail"]["aria-describedby"] == "id_mail_helptext id_mail_error"
    assert "aria-invalid" not in by_id["id_name"]


def test_browser_does_not_check_before_the_server() -> None:
    page = Reader(render_crispy_form(EveryField()))
    assert not [field for field in controls(page) if "required" in field]


def test_what_was_typed_is_escaped() -> None:
    html = render_crispy_form(EveryField({"name": "<script>", "reason": "</textarea><b>", "mail": "<i>"}))
    assert "<script>" not in html
    assert "</textarea><b>" not in html
    assert "<i>" not in html


def test_label_help_and_choices_are_escaped() -> None:
    class Hostile(AppForm):
        field = forms.ChoiceField(
            label="<u>l", help_text="<u>h", choices=[("a", "<u>c")], widget=forms.RadioSelect
        )

    assert "<u>" not in render_crispy_form(Hostile())


def test_required_fields_say_so_in_words() -> None:
    class Two(AppForm):
        needed = forms.CharField()
        free = forms.CharField(required=False)

    html = render_crispy_form(Two())
    assert html.count("(required)") == 1


def test_layout_keeps_its_buttons_and_the_fields_it_forgot() -> None:
    class Forgetful(LaidOut):
        extra = forms.CharField()

    html = render_crispy_form(Forgetful())
    assert 'name="extra"' in html
    assert '<button type="submit" name="save"' in html
    assert "btn" not in html


def test_formset_lists_the_errors_of_all_its_forms() -> None:
    formset = Items({"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0"})
    page = Reader(render_crispy_form(formset))
    assert [link["href"] for link in page.of("a")] == ["#id_form-0-description", "#id_form-1-description"]
    assert "id_form-TOTAL_FORMS" in page.ids


def test_unlabelled_kinds_of_fields_are_refused() -> None:
    class Split(AppForm):
        at = forms.SplitDateTimeField()

    with pytest.raises(TypeError, match="SplitDateTimeWidget"):
        render_crispy_form(Split())


def test_refusal_shows_reason_fields_and_findings() -> None:
    form = EveryField({"name": "Ana"})
    form.is_valid()
    refusal = PolicyRefused(
        "This cannot be sent yet.",
        findings=[finding(Outcome.FAILED)],
        fields={"name": "Write your whole name.", "gone": "A field of another page."},
    )
    form.add_refusal(refusal)
    html = render_crispy_form(form)
    for words in (
        "This cannot be sent yet.",
        "Name: Write your whole name.",
        "A field of another page.",
        "A new rating of record.",
        "Ask your HR specialist.",
        "3 FAM\N{NO-BREAK SPACE}2362.2(c)(1)(a)",
    ):
        assert words in html


@pytest.mark.parametrize("typed", ["2026-12-07", "12/07/2026"])
def test_date_can_be_typed_both_ways(typed: str) -> None:
    assert DateField().clean(typed).isoformat() == "2026-12-07"


def test_date_in_another_form_is_explained() -> None:
    with pytest.raises(forms.ValidationError, match="month, day, year"):
        DateField().clean("7.12.2026")


@pytest.mark.parametrize("typed", ["9999-12-31", "1989-12-31", "0001-01-01", "01/01/2100"])
def test_date_in_a_year_that_nobody_means_is_refused_in_words(typed: str) -> None:
    with pytest.raises(forms.ValidationError, match="Give a day from 1990 to 20"):
        DateField().clean(typed)


class Words(AppForm):
    """One line, and several."""

    line = forms.CharField()
    lines = forms.CharField(widget=forms.Textarea)


TURNED = [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]


@pytest.mark.parametrize("character", [*TURNED, "\x00", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\ud800"])
@pytest.mark.parametrize("field", ["line", "lines"])
def test_characters_that_hide_or_turn_the_text_are_refused_in_words(field: str, character: str) -> None:
    typed = {"line": "One", "lines": "Two", field: f"Pay {character}nothing"}
    form = Words(typed)
    assert form.errors[field] == [UNREADABLE]
    assert len(form.errors) == 1


@pytest.mark.parametrize("character", ["\n", "\r\n", "\t"])
def test_line_breaks_belong_into_a_text_of_several_lines_only(character: str) -> None:
    typed = f"Two{character}words"
    assert Words({"line": "One", "lines": typed}).is_valid()
    assert Words({"line": typed, "lines": "Two"}).errors["line"] == [UNREADABLE]


def test_words_of_other_languages_and_signs_are_kept() -> None:
    assert Words({"line": "José Müller, אבג, 東京", "lines": "👩\u200d💻 fine"}).is_valid()


TEMPLATES = sorted(
    [*settings.BASE_DIR.glob("templates/**/*.html"), *settings.BASE_DIR.glob("[a-z]*/templates/**/*.html")]
)
HANDLER = re.compile(r"<[^>]*\s(on[a-z]+|style|hx-on[^=]*)\s*=", re.IGNORECASE)
INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>|<style|javascript:", re.IGNORECASE)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_template_has_nothing_inline(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    assert not HANDLER.search(source)
    if "emails" not in template.parts:  # mail has no style sheet to link to
        assert not INLINE.search(source)


@pytest.mark.parametrize(
    "source",
    [
        '<p style="color:red">',
        "<a\n onclick='x()'>",
        '<div hx-on:click="x()">',
        "<script>x()</script>",
        "<style>",
    ],
)
def test_inline_script_and_style_would_be_found(source: str) -> None:
    assert HANDLER.search(source) or INLINE.search(source)
