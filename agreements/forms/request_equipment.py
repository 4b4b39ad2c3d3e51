"""What is used at the telework site and whose it is, and the way into the Department's systems (2366.3)."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from agreements.forms.request_answers import ANSWER_THIS, radios
from agreements.models import EquipmentItem, TermsVersion
from agreements.models.terms import RemoteAccess
from agreements.policy import terms as terms_rules
from telework.forms import AppForm

MOST_ITEMS = 30
PREFIX = "items"


class EquipmentForm(AppForm):
    """Remote access, and the statement that there is no equipment."""

    remote_access = radios("How do you get into the Department's systems?", RemoteAccess.choices)
    nothing = forms.BooleanField(
        label="I use no equipment at the site",
        help_text="Tick this only if you have listed no piece.",
        required=False,
    )

    @staticmethod
    def initial_from(terms: TermsVersion) -> dict[str, Any]:
        return {"remote_access": terms.remote_access, "nothing": terms.equipment_none}


class ItemForm(AppForm):
    """One piece of equipment; a row left empty does not count."""

    legend = "Piece"
    name = forms.CharField(label="What is it?", max_length=120, required=False)
    owner = forms.ChoiceField(
        label="Whose is it?",
        choices=[("", "Choose"), *EquipmentItem.Owner.choices],
        required=False,
    )
    serial_number = forms.CharField(
        label="Serial number",
        help_text="Of Government equipment, if you have it.",
        max_length=60,
        required=False,
    )
    remove = forms.BooleanField(label="Take this piece off the list", required=False)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("remove"):
            self.errors.clear()
        elif said.get("owner") or said.get("serial_number") or said.get("name"):
            if not said.get("name") and not self.has_error("name"):
                self.add_error("name", "Say what it is.")
            if not said.get("owner") and not self.has_error("owner"):
                self.add_error("owner", ANSWER_THIS)
        return said

    @property
    def item(self) -> dict[str, str] | None:
        """The piece as `save_equipment` takes it; None for a row that does not count."""
        said = self.cleaned_data
        if said.get("remove") or not said.get("name"):
            return None
        return {name: said[name] for name in ("name", "owner", "serial_number")}


_Items = forms.formset_factory(ItemForm, extra=1, max_num=MOST_ITEMS, absolute_max=MOST_ITEMS)
_CHANGED_ON_THE_WAY = {
    "missing_management_form": "The list did not arrive whole. Nothing was saved; enter the equipment again."
}


class EquipmentPage:
    """The form and its rows as one thing: read, validated and shown together."""

    def __init__(self, terms: TermsVersion, data: QueryDict | None) -> None:
        if data is not None:
            self.form = EquipmentForm(data)
            self.items = _Items(data, prefix=PREFIX, error_messages=_CHANGED_ON_THE_WAY)
            return
        rows = [
            {"name": item.name, "owner": item.owner, "serial_number": item.serial_number}
            for item in terms.equipment.all()
        ]
        self.form = EquipmentForm(initial=EquipmentForm.initial_from(terms))
        self.items = _Items(initial=rows, prefix=PREFIX)

    @classmethod
    def with_another_row(cls, terms: TermsVersion, data: QueryDict) -> "EquipmentPage":
        """What was typed, unchecked, and one more empty row."""
        page = cls(terms, None)
        typed = cls(terms, data)
        rows = [
            {name: data.get(row.add_prefix(name), "") for name in row.fields} for row in typed.items.forms
        ]
        page.form = EquipmentForm(
            initial={"remote_access": data.get("remote_access", ""), "nothing": "nothing" in data}
        )
        page.items = _Items(initial=rows, prefix=PREFIX)
        return page

    def is_valid(self) -> bool:
        # Both are asked, so that every mistake is shown at once.
        valid = all([self.form.is_valid(), self.items.is_valid()])
        if valid and bool(self.listed) is self.form.cleaned_data["nothing"]:
            rule = terms_rules.EQUIPMENT
            self.form.add_error("nothing", f"{rule.refusal} {rule.would_change}")
            return False
        return valid

    @property
    def remote_access(self) -> str:
        return str(self.form.cleaned_data["remote_access"])

    @property
    def listed(self) -> Sequence[Mapping[str, str]]:
        return [row.item for row in self.items.forms if row.item is not None]
