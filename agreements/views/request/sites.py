"""Telework sites, and the safety checklist of each."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from agreements.forms.request_sites import ChecklistForm, WorksiteAtPostForm, WorksiteForm
from agreements.models import Worksite
from agreements.policy import fam_2018
from agreements.services.drafting import MOST_SITES, certify_site, remove_worksite, save_worksite
from agreements.standing import day_in_words
from agreements.views.request.case import Draft, after_saving, section_page
from agreements.views.request.task_list import COMPLETED, INCOMPLETE
from telework import clock
from telework.components import Task
from telework.errors import PolicyRefused

SITES, SAFETY = "sites", "safety"
TO_SITES, TO_CHECKLISTS = "Back to your sites", "Back to the checklists"


@section_page(SITES)
def site_list(draft: Draft) -> HttpResponse:
    """The sites so far, and what is wrong with them."""
    found = _sites(draft)
    context = draft.context(
        SITES,
        sites=found,
        add_url=draft.section_url("request_site_add"),
        has_room=len(found) < MOST_SITES,
        most=MOST_SITES,
        left=draft.readiness.first_left(SITES) if found else (),
        readings=(fam_2018.SITES_READING,),
    )
    return render(draft.request, "agreements/request/sites.html", context)


@section_page(SITES)
def site_add(draft: Draft) -> HttpResponse:
    return _edit(draft, None)


@section_page(SITES)
def site_edit(draft: Draft, ordinal: int) -> HttpResponse:
    return _edit(draft, _site(draft, ordinal))


@section_page(SITES)
def site_remove(draft: Draft, ordinal: int) -> HttpResponse:
    """Ask first: the checklist of the site goes with it."""
    worksite = _site(draft, ordinal)
    if draft.request.method == "POST":
        remove_worksite(actor=draft.actor, now=draft.now, agreement=draft.agreement, worksite=worksite)
        messages.success(draft.request, f"Removed: {worksite.name or worksite}.")
        return redirect(draft.section_url("request_sites"))
    points = [f"The site {worksite.name or worksite} at {worksite.address} leaves your request."]
    if worksite.has_checklist:
        points.append("Its safety checklist goes with it.")
    context = draft.context(
        SITES, points=points, back=draft.section_url("request_sites"), back_label=TO_SITES
    )
    return render(draft.request, "agreements/request/site_remove.html", context)


@section_page(SAFETY)
def checklists(draft: Draft) -> HttpResponse:
    """One checklist for each site."""
    found = _sites(draft)
    context = draft.context(
        SAFETY,
        rows=[_checklist_task(draft, site) for site in found],
        sites_url=draft.section_url("request_sites"),
        left=draft.readiness.first_left(SAFETY) if any(site.has_checklist for site in found) else (),
    )
    return render(draft.request, "agreements/request/safety.html", context)


@section_page(SAFETY)
def checklist(draft: Draft, ordinal: int) -> HttpResponse:
    """The safety checklist of one site, in the manner of Form DS-1963 (2367(b))."""
    worksite = _site(draft, ordinal)
    before = worksite.checklist if worksite.has_checklist else None
    form = ChecklistForm(
        draft.request.POST if draft.request.method == "POST" else None,
        initial=ChecklistForm.initial_from(before),
        today=clock.date_of(draft.now),
    )
    if form.is_valid():
        certify_site(
            actor=draft.actor,
            now=draft.now,
            agreement=draft.agreement,
            worksite=worksite,
            answers=form.answers(),
        )
        return after_saving(draft, draft.terms, SAFETY, draft.section_url("request_safety"))
    context = draft.context(
        SAFETY,
        form=form,
        worksite=worksite,
        before=before,
        back=draft.section_url("request_safety"),
        back_label=TO_CHECKLISTS,
        readings=(fam_2018.SAFETY_READING,),
    )
    return render(draft.request, "agreements/request/checklist.html", context)


def _edit(draft: Draft, worksite: Worksite | None) -> HttpResponse:
    post = draft.agreement.post
    # Where the post is still to be named, its country is another one all the same.
    is_domestic = post is None and draft.agreement.kind_record.place is None
    form_class = WorksiteForm if is_domestic else WorksiteAtPostForm
    new = {"country": post.country} if post is not None else None
    form = form_class(
        draft.request.POST if draft.request.method == "POST" else None,
        initial=form_class.initial_from(worksite) if worksite is not None else new,
    )
    if form.is_valid():
        try:
            kept = save_worksite(
                actor=draft.actor,
                now=draft.now,
                agreement=draft.agreement,
                values=form.values(),
                worksite=worksite,
            )
        except PolicyRefused as refusal:
            form.add_refusal(refusal)
        else:
            return _after_site(draft, kept)
    context = draft.context(
        SITES, form=form, worksite=worksite, back=draft.section_url("request_sites"), back_label=TO_SITES
    )
    return render(draft.request, "agreements/request/site.html", context)


def _after_site(draft: Draft, kept: Worksite) -> HttpResponse:
    name = kept.name or str(kept)
    if kept.has_checklist and kept.checklist.is_stale:
        messages.warning(draft.request, f"Saved: {name}. Its address is new, so certify its checklist anew.")
    else:
        messages.success(draft.request, f"Saved: {name}.")
    return redirect(draft.section_url("request_sites"))


def _sites(draft: Draft) -> list[Worksite]:
    return list(draft.terms.worksites.select_related("checklist"))


def _site(draft: Draft, ordinal: int) -> Worksite:
    site = draft.terms.worksites.select_related("checklist").filter(ordinal=ordinal).first()
    if site is None:
        raise Http404
    return site


def _checklist_task(draft: Draft, site: Worksite) -> Task:
    is_current = site.has_checklist and not site.checklist.is_stale
    if is_current:
        hint = f"Certified on {day_in_words(clock.date_of(site.checklist.certified_at))}."
    elif site.has_checklist:
        hint = "The address has changed since you certified it: look at the new place and certify again."
    else:
        hint = ""
    return Task(
        title=f"{site.name or site.get_kind_display()}, {site.address}",
        url=draft.section_url("request_checklist", site.ordinal),
        status=COMPLETED if is_current else INCOMPLETE,
        hint=hint,
        is_done=is_current,
    )
