"""Pattern and schedule, and beside them what they mean."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect, render

from agreements.forms.request_schedule import NOT_CHOSEN, Preview, ScheduleForm, preview_of
from agreements.models import TermsVersion
from agreements.policy import fam_2018, worksite
from agreements.services.drafting import save_section
from agreements.views.request.case import Draft, after_saving, section_page
from telework import clock

SECTION = ScheduleForm.section
SHOW = "show"
READINGS = (
    worksite.OFFICIAL_WORKSITE_READING,
    fam_2018.START_READING,
    fam_2018.END_READING,
    fam_2018.TOUR_READING,
)


@section_page(SECTION)
def schedule(draft: Draft) -> HttpResponse:
    """The form; the button "Show what this means" shows the consequences and saves nothing."""
    form = _form(draft)
    if draft.request.method != "POST":
        return _page(draft, form, saved_preview(draft.terms))
    if SHOW in draft.request.POST:
        preview = form.preview()
        form.leave_out_missing()
        return _page(draft, form, preview)
    if not form.is_valid():
        return _page(draft, form, form.preview())
    terms = save_section(
        actor=draft.actor, now=draft.now, agreement=draft.agreement, section=SECTION, answers=form.answers()
    )
    return after_saving(draft, terms, SECTION, draft.section_url("request_schedule"))


@section_page(SECTION)
def consequences(draft: Draft) -> HttpResponse:
    """The panel alone, for htmx; opened by address it leads to the page that it is a part of."""
    if draft.request.method != "POST":
        return redirect(draft.section_url("request_schedule"))
    context = {"preview": _form(draft).preview()}
    return render(draft.request, "agreements/request/_consequences.html", context)


def _form(draft: Draft) -> ScheduleForm:
    return ScheduleForm(
        draft.request.POST if draft.request.method == "POST" else None,
        initial=ScheduleForm.initial_from(draft.terms),
        today=clock.date_of(draft.now),
        worksites=list(draft.terms.worksites.all()),
    )


def saved_preview(terms: TermsVersion) -> Preview:
    if terms.schedule is None or not terms.pattern:
        return NOT_CHOSEN
    found = preview_of(
        terms.schedule,
        terms.pattern,
        varies_within_locality=terms.varies_within_locality,
        temporary_until=terms.temporary_until,
    )
    own = terms.agreement.kind_record.consequences_of(terms, found.consequences)
    return replace(found, consequences=own)


def _page(draft: Draft, form: ScheduleForm, preview: Preview) -> HttpResponse:
    left = draft.readiness.first_left(SECTION) if draft.terms.pattern and not form.is_bound else ()
    context = draft.context(SECTION, form=form, preview=preview, left=left, readings=READINGS)
    return render(draft.request, "agreements/request/schedule.html", context)
