"""Deciding a review on one page, and the coordinator's list of unfinished reviews (2362.1(e))."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agreements import permissions, selectors
from agreements.collect import person_findings
from agreements.forms.review import (
    CONTINUES,
    ENDS,
    NOTICE,
    ContinueForm,
    ReviewNoticeForm,
    TrialEndsForm,
    YearlyContinueForm,
)
from agreements.models import Agreement, Review
from agreements.permissions_terms import is_open_to_changes, may_adjust
from agreements.policy import yearly
from agreements.policy.changes import REVIEW_READING
from agreements.policy.trial import TRIAL_READING
from agreements.services import lifecycle
from agreements.services import reviews as commands
from agreements.states import Party
from agreements.views.cancel import washington_note
from agreements.views.lookup import case_or_404, reader
from agreements.views.signed_terms import shown
from eligibility.permissions import employee_of, holds
from telework import access, clock
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.forms import AppForm
from telework.models import User
from telework.policy import Outcome, bars
from telework.roles import Role

PER_PAGE = 25
REFUSED = "Nothing was decided. Please look at the following"
DONE = {
    CONTINUES: "The review is decided: the agreement goes on. The employee gets your statement by letter.",
    NOTICE: "The review is decided: notice is given. The employee and the coordinator are told by letter.",
    ENDS: "The review is decided: the trial ends on its day. The employee gets your words by letter.",
}


@dataclass
class Forms:
    """The forms of the page, of which a trial shows other ones; the one that was sent is bound."""

    go_on: ContinueForm
    notice: ReviewNoticeForm
    ends: TrialEndsForm

    def of(self, answer: str) -> AppForm:
        forms: dict[str, AppForm] = {CONTINUES: self.go_on, NOTICE: self.notice, ENDS: self.ends}
        return forms[answer]


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """What changed, what the rules say today, and the two answers; the supervisor's page."""
    now = clock.now()
    user = reader(request)
    case = case_or_404(request, number, clock.date_of(now))
    asked = get_object_or_404(case.reviews.select_related("decided_by"), pk=pk)
    asked.agreement = case
    may = permissions.may_decide_review(user, asked, clock.date_of(now))
    if not may:
        raise NotPermitted(may.reason)
    if not asked.is_open:
        return _closed(request, user, case, asked)
    answer = request.POST.get("answer", "")
    filled = _forms(request, asked, now, answer)
    if answer in DONE and _send(user, asked, now, answer, filled):
        messages.success(request, DONE[answer])
        return _to(case)
    may_end = permissions.may_end_for_management(user, case, clock.date_of(now))
    context = _context(case, asked, now, filled)
    if asked.is_yearly:
        context |= _as_it_stands(user, case, clock.date_of(now))
    if not may_end:
        context |= {"why_no_notice": may_end.reason, "why_not_on": commands.CANNOT_GO_ON_NOW}
    return render(request, "agreements/review.html", context)


@access.rule(holds(Role.COORDINATOR))
@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """The unfinished reviews of the coordinator's bureaus, the late ones first; the missed ones counted."""
    today = clock.today()
    page = Paginator(selectors.bureau_reviews(request.user, today), PER_PAGE).get_page(
        request.GET.get("page")
    )
    rows = [
        {
            "review": each,
            "days_late": (today - each.due_on).days,
            "is_missed": each.is_yearly and yearly.is_missed(each.due_on, today),
        }
        for each in page.object_list
    ]
    missed = selectors.bureau_reviews(request.user, today).missed(today).count()
    return render(request, "agreements/reviews.html", {"page": page, "rows": rows, "missed": missed})


def _forms(request: HttpRequest, asked: Review, now: datetime, answer: str) -> Forms:
    data = {answer: request.POST} if request.method == "POST" else {}
    case, go_on = asked.agreement, YearlyContinueForm if asked.is_yearly else ContinueForm
    count = lifecycle.notice_count(case, clock.date_of(now), Party.SUPERVISOR)
    return Forms(
        go_on(data.get(CONTINUES)),
        ReviewNoticeForm(data.get(NOTICE), earliest=count.last_day, rules=case.kind_record.notice),
        TrialEndsForm(data.get(ENDS)),
    )


def _send(user: User, asked: Review, now: datetime, answer: str, filled: Forms) -> bool:
    """Decide; False when the form has to be shown again. The same answer twice is one."""
    form = filled.of(answer)
    if not form.is_valid():
        return False
    given = form.cleaned_data
    try:
        commands.decide_review(
            actor=user,
            now=now,
            review=asked,
            outcome=answer,
            statement=given["reason_text" if answer == NOTICE else "statement"],
            reason_code=given.get("reason_code", ""),
            last_day=given.get("last_day"),
            complies=given.get("complies", False),
        )
    except PolicyRefused as refusal:
        form.add_refusal(refusal)
        return False
    except WrongState:
        asked.refresh_from_db(fields=["outcome", "decided_by"])
        if not _is_mine(user, asked) or asked.outcome != answer:
            raise
    return True


def _is_mine(user: User, asked: Review) -> bool:
    person = employee_of(user)
    return person is not None and asked.decided_by_id == person.pk


def _closed(request: HttpRequest, user: User, case: Agreement, asked: Review) -> HttpResponseRedirect:
    if _is_mine(user, asked):
        messages.info(request, "You have decided this review already.")
    else:
        messages.info(request, commands.closed_because(asked))
    return _to(case)


def _context(case: Agreement, asked: Review, now: datetime, filled: Forms) -> dict[str, Any]:
    today = clock.date_of(now)
    findings = person_findings(case, today)
    in_the_way = bars(findings)
    count = lifecycle.notice_count(case, today, Party.SUPERVISOR)
    others = case.reviews.exclude(pk=asked.pk).filter(decided_at__isnull=True, lapsed_at__isnull=True)
    return {
        "agreement": case,
        "review": asked,
        "changes": asked.details.splitlines(),
        "findings": findings,
        "in_the_way": in_the_way,
        "cannot_go_on": any(finding.outcome is Outcome.FAILED for finding in in_the_way),
        "why_not_on": commands.CANNOT_GO_ON,
        "forms": filled,
        "refused": REFUSED,
        "count": count,
        "note": washington_note(count),
        "rules": case.kind_record.notice,
        "review_reading": _reading(asked),
        "notice": lifecycle.running_notice(case, Party.SUPERVISOR),
        "suspended": case.suspensions.filter(lifted_at__isnull=True).first(),
        "others": list(others),
        "days_late": _days_late(asked.due_on, today),
    }


def _reading(asked: Review) -> str:
    if asked.is_yearly:
        return yearly.YEARLY_READING.text
    return TRIAL_READING.text if asked.is_of_trial else REVIEW_READING.text


def _as_it_stands(user: User, case: Agreement, today: date) -> dict[str, Any]:
    """What a yearly review looks at, as far as the reader reads it, and whether they can write new terms."""
    sees_address = bool(permissions.may_see_home_address(user, case, today))
    reads = permissions.may_read_kind(user, case, today)
    return {
        "signed": shown(case.terms_in_force(), with_home_address=sees_address) if reads else None,
        "may_adjust": bool(may_adjust(user, case, today) and is_open_to_changes(case)),
    }


def _days_late(due_on: date, today: date) -> int:
    return max(0, (today - due_on).days)


def _to(case: Agreement) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("agreement", args=[case.number]))
