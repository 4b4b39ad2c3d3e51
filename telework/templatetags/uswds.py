"""Tags of the crispy pack `uswds`: how a form field becomes U.S. Web Design System markup."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.formsets import BaseFormSet
from django.utils.safestring import SafeString

register = template.Library()

# The order matters: a group of checkboxes is a kind of RadioSelect, a checkbox a kind of Input.
_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
    (forms.widgets.Input, "input"),
)
_CLASSES = {
    "checkboxes": "usa-checkbox__input",
    "radios": "usa-radio__input",
    "checkbox": "usa-checkbox__input",
    "select": "usa-select",
    "textarea": "usa-textarea",
    "file": "usa-file-input",
    "input": "usa-input",
}


@dataclass(frozen=True)
class Option:
    """One radio button or checkbox of a group."""

    tag: SafeString
    id: str
    label: str
    description: str


@register.simple_tag
def usa_kind(field: BoundField) -> str:
    """Which part of field.html renders this field. TypeError for a widget the pack cannot label."""
    for widget_class, kind in _KINDS:
        if isinstance(field.field.widget, widget_class):
            return kind
    raise TypeError(f"the uswds pack has no accessible markup for {type(field.field.widget).__name__}")


@register.simple_tag
def usa_widget(field: BoundField) -> SafeString:
    """The control itself, with its USWDS classes; Django writes aria-describedby and aria-invalid."""
    kind = usa_kind(field)
    attrs: dict[str, str | bool] = {"class": _classes(field, kind)}
    if counts_characters(field):
        attrs["aria-describedby"] = f"{field.auto_id}_count {field.aria_describedby or ''}".strip()
    return field.as_widget(attrs=attrs)


@register.simple_tag
def usa_options(field: BoundField) -> list[Option]:
    """The options of a radio or checkbox group; a widget's `descriptions` explain them one by one."""
    widget = field.field.widget
    kind = usa_kind(field)
    attrs = field.build_widget_attrs({"id": field.auto_id, "class": _classes(field, kind)})
    attrs.pop("required", None)
    descriptions = getattr(widget, "descriptions", {})
    return [
        Option(
            tag=BoundWidget(widget, data, field.form.renderer).tag(),
            id=data["attrs"]["id"],
            label=data["label"],
            description=descriptions.get(str(data["value"]), ""),
        )
        for data in widget.subwidgets(field.html_name, field.value(), attrs=attrs)
    ]


@register.filter
def counts_characters(field: BoundField) -> bool:
    """True for a text area with a limit: it shows how many characters are left."""
    return isinstance(field.field.widget, forms.Textarea) and "maxlength" in field.field.widget.attrs


@register.filter
def has_tiles(field: BoundField) -> bool:
    """True for radio buttons or checkboxes drawn as tiles."""
    return getattr(field.field.widget, "tiles", False)


@register.filter
def button_classes(button: Any) -> str:
    """Classes of a crispy Submit or Button, without the Bootstrap ones that crispy adds."""
    own = [name for name in button.field_classes.split() if not name.startswith("btn")]
    return " ".join(["usa-button", *own])


@register.inclusion_tag("uswds/errors.html")
def error_summary(*forms_shown: Any, title: str = "") -> dict[str, Any]:
    """Everything wrong with these forms and formsets, on top, each entry a link to its field."""
    return {
        "form_error_title": title,
        "entries": [entry for form in forms_shown for entry in _entries(form)],
        "findings": [finding for form in forms_shown for finding in getattr(form, "findings", ())],
    }


def _entries(form: Any) -> Iterator[dict[str, str]]:
    if isinstance(form, BaseFormSet):
        for message in form.non_form_errors() if form.is_bound else ():
            yield {"target": "", "label": "", "message": str(message)}
        for member in form.forms:
            yield from _entries(member)
        return
    for message in form.non_field_errors():
        yield {"target": "", "label": "", "message": str(message)}
    for field in form:
        for message in field.errors:
            yield {
                "target": _focusable(field),
                "label": _before_message(field.label),
                "message": str(message),
            }


def _before_message(label: str) -> str:
    """A label with a colon; one that ends in a mark of its own, such as a question, keeps that one."""
    return label if not label or label[-1] in "?!.:" else f"{label}:"


def _focusable(field: BoundField) -> str:
    """The id a link to this field must name: of a group, the first option."""
    if field.is_hidden:
        return ""
    return f"{field.auto_id}_0" if field.use_fieldset else field.auto_id


def _classes(field: BoundField, kind: str) -> str:
    names = [_CLASSES[kind], *str(field.field.widget.attrs.get("class", "")).split()]
    if kind in ("radios", "checkboxes") and has_tiles(field):
        names.append(f"{_CLASSES[kind]}--tile")
    if field.errors and kind in ("input", "select", "textarea"):
        names.append("usa-input--error")
    return " ".join(dict.fromkeys(names))
