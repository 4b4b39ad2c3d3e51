"""The sections that only one kind of arrangement has: one address for all, one page a section."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from agreements.forms.evacuation import WorkForm
from agreements.forms.request_abroad import AbroadForm
from agreements.forms.request_answers import SectionForm
from agreements.policy.abroad import POST_POLICY
from agreements.services.drafting import save_details
from agreements.views.request.case import Draft, address_of, after_saving, assessment_first, open_draft
from eligibility.permissions import employee_only
from telework import access
from telework.errors import PolicyRefused
from telework.policy import Reading


@dataclass(frozen=True)
class KindPage:
    """How a section is asked: `form` reads and writes the kind's own table.

    at_once  codes of rules that no answer on the page meets: said before anything is answered
    readings how the regulation is read in this part; shown below the form
    """

    form: type[SectionForm]
    at_once: frozenset[str] = frozenset()
    template: str = "agreements/request/details.html"
    readings: tuple[Reading, ...] = ()


# By the code of the section, as the kind's record names it; another app registers its own.
PAGES: dict[str, KindPage] = {
    form.section: KindPage(form, at_once=frozenset({POST_POLICY})) for form in (AbroadForm, WorkForm)
}


def register(page: KindPage) -> None:
    """Add the page of a section at start-up; the same section twice is a mistake."""
    if page.form.section in PAGES:
        raise ValueError(f"section {page.form.section} has a page already")
    PAGES[page.form.section] = page


def forget(section: str) -> None:
    """Take a page out again: for tests that add a kind."""
    del PAGES[section]


@access.rule(employee_only)
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest, number: str, section: str) -> HttpResponse:
    """A section of the request's kind; one of another kind is not there."""
    draft = open_draft(request, number)
    if section not in {one.code for one in draft.agreement.kind_record.sections}:
        raise Http404
    return assessment_first(draft) or _section(draft, PAGES[section])


def _section(draft: Draft, page: KindPage) -> HttpResponse:
    section = page.form.section
    data = draft.request.POST if draft.request.method == "POST" else None
    form = page.form.of(draft.terms, data)
    if form.is_valid():
        try:
            terms = save_details(
                actor=draft.actor,
                now=draft.now,
                agreement=draft.agreement,
                section=section,
                answers=form.answers(),
            )
        except PolicyRefused as refusal:
            form.add_refusal(refusal)
        else:
            return after_saving(draft, terms, section, address_of(draft.agreement, section) + draft.query)
    kind = draft.agreement.kind_record
    left = () if form.is_bound else draft.readiness.first_left(section)
    if not any(form.initial.values()):
        left = tuple(finding for finding in left if finding.code in page.at_once)
    follows = [row for row in kind.follows(draft.terms) if row.section == section]
    context = draft.context(section, form=form, left=left, kind=kind, follows=follows, readings=page.readings)
    return render(draft.request, page.template, context)
