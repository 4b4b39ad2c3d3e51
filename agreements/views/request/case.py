"""What every page of a request begins with: the employee's own case, and whether it can be written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agreements.models import Agreement, ApprovalStep, TermsVersion
from agreements.policy.decision import SECTIONS, Section
from agreements.states import Decision, State
from agreements.views.lookup import case_or_404, reader
from agreements.views.request.readiness import Readiness, readiness_of
from eligibility.models import Employee
from eligibility.permissions import employee_of, employee_only
from telework import access, clock
from telework.errors import WrongState
from telework.models import User

SELF_ASSESSMENT = "self_assessment"
SECTION_PAGES = {section.code: f"request_{section.code}" for section in SECTIONS}
CHECK = "check"
ASSESS_FIRST = (
    "First ask yourself whether telework suits you (3 FAM 2363.1). The rest of the request opens after that."
)
GONE = {
    State.WITHDRAWN: "You have withdrawn this request. Begin a new one if you still want to telework.",
    State.DENIED: "This request was denied, so it can no longer be changed. You can begin a new one.",
}
SUBMITTED = (
    "You have submitted this request, so its answers can no longer be changed here. "
    "If something is wrong, ask your supervisor to return it, or withdraw it."
)

P = ParamSpec("P")


@dataclass
class Draft:
    """A request while it is being written, with what its pages ask more than once."""

    request: HttpRequest
    agreement: Agreement
    terms: TermsVersion
    now: datetime

    @property
    def actor(self) -> User:
        return reader(self.request)

    @property
    def employee(self) -> Employee:
        return self.agreement.employee

    @cached_property
    def readiness(self) -> Readiness:
        return readiness_of(self.terms, self.now)

    @cached_property
    def returned(self) -> ApprovalStep | None:
        return last_return(self.agreement)

    @cached_property
    def standing(self) -> TermsVersion | None:
        """The terms that hold beside these; None while this is a request."""
        held = self.agreement.terms_in_force()
        held.agreement = self.agreement
        return held if held.pk != self.terms.pk else None

    @property
    def is_self_assessed(self) -> bool:
        return self.readiness.is_complete(SELF_ASSESSMENT)

    @property
    def comes_from_check(self) -> bool:
        return self.request.GET.get("next") == CHECK

    @property
    def onward(self) -> str:
        """Where a saved section leads: back to the page it was opened from."""
        return self.url("request_check" if self.comes_from_check else "request_tasks")

    def url(self, name: str, ordinal: int | None = None) -> str:
        """The address of a page of this request; the way back to the check page goes along."""
        return reverse(name, args=[self.agreement.number, *([ordinal] if ordinal is not None else [])])

    @property
    def query(self) -> str:
        """What keeps the way back to the check page alive from page to page."""
        return f"?next={CHECK}" if self.comes_from_check else ""

    def section_url(self, name: str, ordinal: int | None = None) -> str:
        return self.url(name, ordinal) + self.query

    def context(self, section: str, **more: object) -> dict[str, object]:
        """What the frame of a section's page shows."""
        returned = self.returned
        asked = returned is not None and section in returned.returned_sections
        return {
            "draft": self,
            "agreement": self.agreement,
            "terms": self.terms,
            "section": section,
            "title": label_of(self.agreement, section),
            "why": section_of(self.agreement, section).why,
            "back": self.onward,
            "back_label": "Back to your answers" if self.comes_from_check else "Back to the task list",
            "returned": returned if asked else None,
            **more,
        }


SectionView = Callable[Concatenate[Draft, P], HttpResponse]


def section_page(section: str) -> Callable[[SectionView[P]], Callable[..., HttpResponse]]:
    """A page of the request: the employee's own, while it can be written, the self-assessment first."""

    def wrap(view: SectionView[P]) -> Callable[..., HttpResponse]:
        @access.rule(employee_only)
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def run(request: HttpRequest, number: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            draft = open_draft(request, number)
            before = assessment_first(draft) if section != SELF_ASSESSMENT else None
            return before or view(draft, *args, **kwargs)

        return run

    return wrap


def assessment_first(draft: Draft) -> HttpResponse | None:
    """The way to the self-assessment, until it is done (2363.1)."""
    if draft.is_self_assessed:
        return None
    messages.info(draft.request, ASSESS_FIRST)
    return redirect(draft.url("request_self_assessment"))


def label_of(agreement: Agreement, section: str) -> str:
    """What the page of a section is called."""
    return section_of(agreement, section).label


def section_of(agreement: Agreement, code: str) -> Section:
    """The part of a request of this kind."""
    return next(one for one in agreement.kind_record.all_sections if one.code == code)


def address_of(agreement: Agreement, section: str) -> str:
    """Where a section is answered; those that only one kind has share one address."""
    if section in SECTION_PAGES:
        return reverse(SECTION_PAGES[section], args=[agreement.number])
    return reverse("request_details", args=[agreement.number, section])


def own_case(request: HttpRequest, number: str, now: datetime) -> Agreement:
    """The person's own case; to everybody else it is not there."""
    agreement = case_or_404(request, number, clock.date_of(now))
    if agreement.employee != employee_of(request.user):
        raise Http404
    return agreement


def open_draft(request: HttpRequest, number: str) -> Draft:
    """The case with its unsigned terms; raises WrongState once it was submitted, with the reason."""
    now = clock.now()
    return draft_of(request, own_case(request, number, now), now)


def draft_of(request: HttpRequest, agreement: Agreement, now: datetime) -> Draft:
    """As `open_draft`, for a case that has been read."""
    if not agreement.is_editable:
        raise WrongState(GONE.get(State(agreement.state), SUBMITTED))
    return Draft(request, agreement, agreement.latest_terms(), now)


def page_of(agreement: Agreement) -> str:
    """Where the employee goes on: the task list while the request can be written, else the case's page."""
    name = "request_tasks" if agreement.is_editable else "agreement"
    return reverse(name, args=[agreement.number])


def last_return(agreement: Agreement) -> ApprovalStep | None:
    """The decision that sent the request, or changed terms, back, while the employee works on them."""
    if agreement.state == State.DRAFT or not agreement.is_editable:
        return None
    before = agreement.latest_terms().number - 1
    return (
        ApprovalStep.objects.filter(
            terms__agreement=agreement, terms__number=before, decision=Decision.RETURNED
        )
        .select_related("decided_by", "bureau", "post")
        .order_by("-closed_at")
        .first()
    )


def after_saving(draft: Draft, terms: TermsVersion, section: str, here: str) -> HttpResponse:
    """Go on; or stay at the address `here`, where the page says what is still missing."""
    left = readiness_of(terms, draft.now).left(section)
    label = label_of(draft.agreement, section)
    if left:
        messages.warning(draft.request, f"Saved, but not complete yet: {label}. See what is left below.")
        return redirect(here)
    messages.success(draft.request, f"Saved: {label}.")
    return redirect(draft.onward)
