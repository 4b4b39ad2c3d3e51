"""The sections that are one plain form each."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from agreements.forms.request_answers import (
    AcknowledgementsForm,
    ClausesForm,
    CommunicationForm,
    RecordsForm,
    SectionForm,
    SelfAssessmentForm,
)
from agreements.policy.clauses import WEATHER_AND_SAFETY_LEAVE
from agreements.services.drafting import save_section
from agreements.views.request.case import Draft, after_saving, section_page


@section_page("self_assessment")
def self_assessment(draft: Draft) -> HttpResponse:
    """Does telework suit me? Must be done before the rest (2363.1)."""
    return _section(draft, SelfAssessmentForm)


@section_page("communication")
def communication(draft: Draft) -> HttpResponse:
    return _section(draft, CommunicationForm)


@section_page("records")
def records(draft: Draft) -> HttpResponse:
    return _section(draft, RecordsForm)


@section_page("clauses")
def clauses(draft: Draft) -> HttpResponse:
    return _section(draft, ClausesForm, {"leave": [WEATHER_AND_SAFETY_LEAVE]})


@section_page("acknowledgements")
def acknowledgements(draft: Draft) -> HttpResponse:
    return _section(draft, AcknowledgementsForm)


def _section(
    draft: Draft, form_class: type[SectionForm], more: Mapping[str, Any] | None = None
) -> HttpResponse:
    section = form_class.section
    data = draft.request.POST if draft.request.method == "POST" else None
    form = form_class.of(draft.terms, data)
    if form.is_valid():
        terms = save_section(
            actor=draft.actor,
            now=draft.now,
            agreement=draft.agreement,
            section=section,
            answers=form.answers(),
        )
        return after_saving(draft, terms, section, draft.section_url(f"request_{section}"))
    context = draft.context(section, form=form, **(more or {}))
    return render(draft.request, f"agreements/request/{section}.html", context)
