"""Every component and every kind of field on pages of their own; the URL configuration of these tests."""

from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from crispy_forms.layout import HTML, Column, Div, Fieldset, Layout, Row, Submit
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from agreements.policy.schedule import Place, Schedule, ScheduledDay
from telework import access
from telework.calendar import FederalCalendar
from telework.components import SummaryRow, Task, TimelineEvent
from telework.errors import NotPermitted, NotReauthenticated, WrongState
from telework.forms import AppForm, CheckboxTiles, DateField, RadioTiles
from telework.policy import FactUsed, Finding, Outcome, Severity

PLACES = [(place.value, place.label) for place in Place]


class EveryField(AppForm):
    """One field of each kind the pack knows."""

    name = forms.CharField(help_text="As it stands in your personnel record.")
    mail = forms.EmailField(help_text="We write to this address.")
    phone = forms.CharField(widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}))
    start_on = DateField(label="First day", earliest=date(2026, 12, 1))
    hours = forms.DecimalField(label="Hours a day")
    reason = forms.CharField(
        label="Why you ask",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="No medical data.",
    )
    notes = forms.CharField(required=False, widget=forms.Textarea)
    bureau = forms.ChoiceField(choices=[("", "Choose"), ("EUR", "European and Eurasian Affairs")])
    site = forms.ChoiceField(
        choices=[("home", "Home"), ("telecenter", "Telecenter")],
        widget=forms.RadioSelect,
        help_text="Where you will work.",
    )
    pattern = forms.ChoiceField(
        choices=[("core", "Core"), ("situational", "Situational")],
        widget=RadioTiles(descriptions={"core": "Fixed days, every week.", "situational": "Day by day."}),
    )
    equipment = forms.MultipleChoiceField(
        choices=[("laptop", "Laptop"), ("phone", "Phone")], widget=forms.CheckboxSelectMultiple
    )
    records = forms.MultipleChoiceField(
        choices=[("paper", "Paper"), ("files", "Files")],
        widget=CheckboxTiles(descriptions={"paper": "Printed matter."}),
        required=False,
    )
    accepted = forms.BooleanField(label="I accept the terms", help_text="You can withdraw later.")
    evidence = forms.FileField(required=False, help_text="A PDF.")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


class LaidOut(AppForm):
    """Layout objects of crispy."""

    street = forms.CharField()
    city = forms.CharField()
    zip_code = forms.CharField(label="ZIP code")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Fieldset("Address", "street", Row(Column("city"), Column("zip_code")), css_class="address"),
            Div(HTML("<p>Shown as it is.</p>")),
            Submit("save", "Save and continue"),
        )


class Item(AppForm):
    description = forms.CharField()
    legend = "Item"


Items = forms.formset_factory(Item, extra=0, min_num=2)


class Week(AppForm):
    """Two days of the two-week grid."""

    monday_place = forms.ChoiceField(label="Monday, where", choices=PLACES)
    monday_hours = forms.DecimalField(label="Monday, hours", min_value=0)
    tuesday_place = forms.ChoiceField(label="Tuesday, where", choices=PLACES)
    tuesday_hours = forms.DecimalField(label="Tuesday, hours")


class Consequence(NamedTuple):
    title: str
    text: str
    citation: str
    changes: bool


def finding(outcome: Outcome, severity: Severity = Severity.BAR) -> Finding:
    passed = outcome is Outcome.PASSED
    return Finding(
        code="rating",
        citation="2362.2(c)(1)(a)",
        outcome=outcome,
        message="Your latest rating is at least fully successful.",
        would_change="" if passed else "A new rating of record.",
        ask="" if passed else "your HR specialist",
        facts=(FactUsed("rating", "Rating of record", "none", "HR extract", date(2026, 11, 2)),),
        severity=severity,
        statutory=outcome is Outcome.FAILED,
        also=("5 U.S.C. 6502",),
    )


def schedule() -> Schedule:
    days = Schedule.at_office().days
    return Schedule(
        tuple(
            ScheduledDay(day.week, day.weekday, Place.TELEWORK, day.hours) if day.weekday == 2 else day
            for day in days
        )
    )


def parts(request: HttpRequest) -> dict[str, Any]:
    week = Week({"monday_place": "office", "monday_hours": "-1"} if "bound" in request.GET else None)
    rows = [
        ("Monday", week["monday_place"], week["monday_hours"]),
        ("Tuesday", week["tuesday_place"], week["tuesday_hours"]),
    ]
    calendar = FederalCalendar({date(2026, 12, 24): "Closed by executive order"})
    at = datetime(2026, 12, 7, 15, 4, tzinfo=UTC)
    return {
        "tasks": [
            Task("Your details", "/a/", "Completed", is_done=True),
            Task("Where you will work", "/b/", "Not started", hint="Home, telecenter or another place"),
            Task("Sign", "/c/", "Cannot start yet", locked="Complete the tasks above first."),
        ],
        "findings": [finding(outcome) for outcome in Outcome] + [finding(Outcome.FAILED, Severity.ADVICE)],
        "count": calendar.count_workdays(date(2026, 12, 18), 10, washington=True),
        "schedule": schedule(),
        "consequences": [
            Consequence(
                "Official work site", "Your regular work site stays the official one.", "2361.4", False
            ),
            Consequence("Pay", "Your locality pay changes.", "2364.1", True),
        ],
        "events": [
            TimelineEvent("Request begun", at.replace(day=1), "Ana Ruiz"),
            TimelineEvent("Approved", at, "Lee Park", detail="No conditions.", url="/d/"),
        ],
        "rows": [
            SummaryRow("Pattern", "Core", "/change/"),
            SummaryRow("Sites", ["Home", "Telecenter"], "/change/", source="You, 3 December 2026"),
            SummaryRow("Phone", ""),
        ],
        "labels": ["Details", "Sites", "Safety"],
        "page": Paginator(range(500), 25).get_page(request.GET.get("page", 7)),
        "weeks": [("Week 1", rows)],
        "since": date(2026, 12, 7),
        "points": ["The agreement ends.", "You work at your regular work site again."],
        "navigation": [
            {"label": "My agreements", "url": "/", "current": True, "count": 0},
            {"label": "To decide", "url": "/decide/", "current": False, "count": 3},
        ],
        "coordinator_contact": {"name": "Kim Doe", "mail": "telework.coordinators.eur@state.example.gov"},
        "demo": "demo" in request.GET,
    }


COMPONENTS = """
{% extends "base.html" %}{% load components %}
{% block title %}Components{% endblock %}{% block heading_text %}Components{% endblock %}
{% block content %}
{% alert "info" "Something to know" %}{% alert "success" "Done" heading="Saved" %}{% alert "warning" "Look" %}
{% summary_box "In review" "Lee Park, your supervisor" since "A decision by 14 December" %}
<h2>Tasks</h2>{% task_list tasks %}
{% step_indicator labels 2 %}
{% findings findings title="Are you eligible?" %}
<h2>Notice</h2>{% day_strip count washington_note="Inauguration Day counts as a holiday for you." %}
<h2>Schedule</h2>{% schedule_table schedule caption="Your two weeks" %}
<form>{% schedule_grid weeks %}</form>
{% consequences consequences %}
<h2>History</h2>{% timeline events %}
{% definition_summary rows title="Check your answers" %}
{% empty_state "Nothing here" "No agreement waits for you." url="/new/" label="Ask for telework" %}
{% confirm_panel "This ends the agreement" points citation="2362.1(n)" %}
{% receipt_panel "Sent" reference="TW-2026-000123" text="We sent a copy to your mail address." %}
{% pagination page %}
{% include "components/privacy_act_statement.html" %}{% include "components/system_use_notice.html" %}
{% endblock %}
"""

FORMS = """
{% extends "base.html" %}{% load crispy_forms_tags %}
{% block title %}Forms{% endblock %}{% block heading_text %}Forms{% endblock %}
{% block content %}
<form method="post" novalidate enctype="multipart/form-data">{% crispy form %}
<button class="usa-button">Send</button></form>
<form method="post" novalidate>{% crispy laid_out %}</form>
<form method="post" novalidate>{% crispy items helper %}</form>
{% endblock %}
"""


def _page(source: str, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(source.strip()).render(context, request))


@access.rule(access.anyone)
def components(request: HttpRequest) -> HttpResponse:
    return _page(COMPONENTS, request, parts(request))


@access.rule(access.anyone)
def every_field(request: HttpRequest) -> HttpResponse:
    bound = "bound" in request.GET
    data = {"name": "<b>", "mail": "not mail"} if bound else None
    formset_data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-description": ""}
    items = Items(formset_data if bound else None)
    helper = LaidOut().helper
    helper.layout = None
    context = {"form": EveryField(data), "laid_out": LaidOut({} if bound else None, prefix="b")}
    return _page(FORMS, request, context | {"items": items, "helper": helper})


def _refusing(refusal: Exception) -> Any:
    @access.rule(access.anyone)
    def view(request: HttpRequest) -> HttpResponse:
        raise refusal

    return view


urlpatterns = [
    path("components/", components),
    path("forms/", every_field),
    path("not-permitted/", _refusing(NotPermitted("Only the supervisor decides this."))),
    path("wrong-state/", _refusing(WrongState("Somebody decided this a moment ago."))),
    path("not-proven/", _refusing(NotReauthenticated("Confirm that it is you."))),
    path("broken/", _refusing(RuntimeError("secret detail"))),
    path("", include("telework.urls_kernel")),
]
handler400 = "telework.views.bad_request"
handler403 = "telework.views.permission_denied"
handler404 = "telework.views.page_not_found"
handler500 = "telework.views.server_error"
