"""What the calculators ask, sent by GET: an answer has an address that can be passed on."""

from typing import Any

from django import forms

from agreements.policy.schedule import WEEKDAYS
from guidance import calculators
from telework.forms import AppForm, CheckboxTiles, DateField, RadioTiles

KIND_CHOICES = [
    (calculators.DOMESTIC, "Agreement in the United States"),
    (calculators.DETO, "Domestic employee overseas (DETO)"),
]
AREA_CHOICES = [
    (calculators.WASHINGTON, "In the Washington area, which has Inauguration Day"),
    (calculators.OTHER, "Elsewhere"),
]
WEEKDAY_CHOICES = [(str(number), name) for number, name in enumerate(WEEKDAYS)]
DATE_NEEDED = {"required": "Give the date."}


class CalculatorForm(AppForm):
    """A form that is sent by GET, without a token in its address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.disable_csrf = True


class NoticeForm(CalculatorForm):
    on = DateField(label="Day of notice", error_messages=DATE_NEEDED)
    kind = forms.ChoiceField(
        label="Kind of agreement", choices=KIND_CHOICES, widget=RadioTiles, initial=calculators.DOMESTIC
    )
    area = forms.ChoiceField(
        label="Duty station", choices=AREA_CHOICES, widget=RadioTiles, initial=calculators.WASHINGTON
    )


class PayPeriodForm(CalculatorForm):
    on = DateField(label="Day", error_messages=DATE_NEEDED)


class WorksiteForm(CalculatorForm):
    week1 = forms.MultipleChoiceField(
        label="Days at the regular work site in week 1",
        choices=WEEKDAY_CHOICES,
        widget=CheckboxTiles,
        required=False,
    )
    week2 = forms.MultipleChoiceField(
        label="Days at the regular work site in week 2",
        choices=WEEKDAY_CHOICES,
        widget=CheckboxTiles,
        required=False,
    )


class ClearanceForm(CalculatorForm):
    start = DateField(label="First day overseas", error_messages=DATE_NEEDED)
    end = DateField(label="Last day overseas", error_messages=DATE_NEEDED)
    extension = forms.BooleanField(label="It extends an arrangement that is approved already", required=False)
    country_duties = forms.BooleanField(
        label="The work has to do with the host country or region", required=False
    )


class MedevacForm(CalculatorForm):
    start = DateField(label="First day of telework", error_messages=DATE_NEEDED)
    medevac_end = DateField(label="Last day of the evacuation", error_messages=DATE_NEEDED)


class ReviewForm(CalculatorForm):
    kind = forms.ChoiceField(
        label="Kind of agreement", choices=KIND_CHOICES, widget=RadioTiles, initial=calculators.DOMESTIC
    )
    since = DateField(label="Start, or last review", error_messages=DATE_NEEDED)
