"""The calculators as pages, each the same as `manage.py calc`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from guidance import calculators
from guidance.calculators import Answer
from guidance.forms import (
    CalculatorForm,
    ClearanceForm,
    MedevacForm,
    NoticeForm,
    PayPeriodForm,
    ReviewForm,
    WorksiteForm,
)
from guidance.rules import READINGS
from telework import access
from telework.workdays import federal_calendar

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Calculator:
    """One calculator: the words of its page, its form, its function, and the reading it follows."""

    name: str
    title: str
    text: str
    form: type[CalculatorForm]
    answer: Callable[[Values], Answer]
    reading: str

    @property
    def url(self) -> str:
        return reverse(f"calculator_{self.name.replace('-', '_')}")


CALCULATORS = (
    Calculator(
        "notice",
        "When does an agreement end after notice?",
        "Ten workdays in the United States, two pay periods for domestic employees overseas.",
        NoticeForm,
        lambda v: calculators.notice_answer(
            v["on"], v["kind"], v["area"], federal_calendar(), settings.PAY_PERIOD_ANCHOR
        ),
        "10 workdays' notice",
    ),
    Calculator(
        "pay-period",
        "Which pay period is that?",
        "Fourteen days, from a Sunday to a Saturday.",
        PayPeriodForm,
        lambda v: calculators.pay_period_answer(v["on"], settings.PAY_PERIOD_ANCHOR),
        "",
    ),
    Calculator(
        "worksite",
        "Which is the official work site?",
        "Tick the days of the pay period on which the regular work site is scheduled.",
        WorksiteForm,
        lambda v: calculators.worksite_answer(
            [int(day) for day in v["week1"]], [int(day) for day in v["week2"]]
        ),
        "Official work site",
    ),
    Calculator(
        "clearance",
        "NSDD-38 or country clearance?",
        "How the chief of mission approves a stay of a domestic employee overseas.",
        ClearanceForm,
        lambda v: calculators.clearance_answer(
            v["start"], v["end"], is_extension=v["extension"], has_country_duties=v["country_duties"]
        ),
        "Clearance",
    ),
    Calculator(
        "medevac",
        "How long in a medical evacuation?",
        "No longer than the evacuation, and ninety days at most.",
        MedevacForm,
        lambda v: calculators.medevac_answer(v["start"], v["medevac_end"]),
        "Medical evacuation",
    ),
    Calculator(
        "review",
        "When is the next review?",
        "Every year in the United States, every half year overseas.",
        ReviewForm,
        lambda v: calculators.review_answer(v["kind"], v["since"]),
        "Months and years",
    ),
)
BY_NAME = {calculator.name: calculator for calculator in CALCULATORS}


@access.rule(access.signed_in)
@require_safe
def calculator_list(request: HttpRequest) -> HttpResponse:
    return render(request, "guidance/calculators.html", {"calculators": CALCULATORS})


@access.rule(access.signed_in)
@require_safe
def calculator(request: HttpRequest, name: str) -> HttpResponse:
    """The form, and below it the answer once it has been sent."""
    chosen = BY_NAME[name]
    asked = bool(request.GET)
    form = chosen.form(request.GET if asked else None)
    answer = _answer(chosen, form) if asked and form.is_valid() else None
    context = {
        "calculator": chosen,
        "form": form,
        "answer": answer,
        "reading": READINGS.get(chosen.reading),
    }
    return render(request, "guidance/calculator.html", context)


def _answer(chosen: Calculator, form: CalculatorForm) -> Answer | None:
    """The answer; what the function refuses is said on the form."""
    try:
        return chosen.answer(form.cleaned_data)
    except ValueError as problem:
        form.add_error(None, str(problem))
    return None
