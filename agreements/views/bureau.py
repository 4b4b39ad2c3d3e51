"""The telework coordinator's list: every agreement of exactly their bureaus (2363.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agreements import seal, selectors
from agreements.forms.bureau import STATES, BureauFilter
from agreements.gaps import Gap, with_dates, with_gap, with_pattern
from agreements.models import Agreement, ApprovalStep
from agreements.models.agreement import AgreementQuerySet
from agreements.policy.deadlines import DECISION_READING
from agreements.policy.schedule import Pattern
from agreements.step_times import waiting_in
from agreements.undelivered import letters_that_failed
from agreements.views.lookup import reader
from eligibility.models import Bureau
from eligibility.permissions import bureaus_where, holds
from telework import access, clock
from telework.models import User
from telework.roles import Role

PER_PAGE = 25


@dataclass(frozen=True)
class Row:
    """One agreement of the list, in words."""

    agreement: Agreement
    pattern: str
    missing: str
    with_whom: str
    start: date | None
    end: date | None
    is_noticed: bool


@dataclass(frozen=True)
class StateCount:
    """How many agreements are in one state."""

    state: str
    label: str
    number: int


@access.rule(holds(Role.COORDINATOR))
@require_safe
def bureau(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    everything = selectors.bureau_list(request.user, today)
    listed = with_gap(with_dates(with_pattern(everything)), today).select_related("employee", "bureau")
    filtered = BureauFilter(request.GET or None, queryset=listed)
    page = Paginator(filtered.qs, PER_PAGE).get_page(request.GET.get("page"))
    counts = _counts(everything)
    bureaus = bureaus_where(request.user, frozenset({Role.COORDINATOR}), today)
    context = {
        "bureaus": Bureau.objects.filter(pk__in=bureaus),
        "undelivered": letters_that_failed(bureaus),
        "waiting": waiting_in(bureaus, reader(request), clock.now()),
        "time_reading": DECISION_READING.text,
        "form": filtered.form,
        "page": page,
        "rows": _rows(page.object_list, reader(request), today),
        "counts": counts,
        "total": sum(count.number for count in counts),
        "is_filtered": any(request.GET.get(name) for name in filtered.filters),
    }
    return render(request, "agreements/bureau.html", context)


def _counts(agreements: AgreementQuerySet) -> list[StateCount]:
    numbers = dict(agreements.order_by().values_list("state").annotate(Count("pk")))
    return [StateCount(state, label, numbers[state]) for state, label in STATES if numbers.get(state)]


def _rows(agreements: Iterable[Agreement], user: User, today: date) -> list[Row]:
    """The rows of one page, with one more query for whoever has them."""
    shown = list(agreements)
    closed = seal.closed_to(user, shown, today)
    waiting = {
        step.terms.agreement_id: step
        for step in ApprovalStep.objects.filter(
            terms__agreement__in=shown, opened_at__isnull=False, closed_at__isnull=True
        ).select_related("terms", "bureau", "post", "assignee")
    }
    return [_row(a, waiting.get(a.pk), is_open=a.pk not in closed) for a in shown]


def _holder(step: ApprovalStep) -> str:
    return step.assignee.full_name if step.assignee is not None else step.office


def _row(agreement: Agreement, step: ApprovalStep | None, *, is_open: bool) -> Row:
    pattern, gap = getattr(agreement, "pattern", None), getattr(agreement, "gap", None)
    noticed = getattr(agreement, "noticed_last_day", None)
    # Before the approval, the last day is the one asked for.
    ends = (noticed, agreement.ends_on if agreement.starts_on else getattr(agreement, "asked_end", None))
    with_whom = ""
    if step is not None:
        with_whom = _holder(step) if is_open else seal.OFFICE
    return Row(
        agreement,
        pattern=Pattern(pattern).label if pattern else "",
        missing=Gap(gap).label if gap else "",
        with_whom=with_whom,
        start=agreement.starts_on or getattr(agreement, "asked_start", None),
        end=agreement.ended_on or min((day for day in ends if day is not None), default=None),
        is_noticed=noticed is not None,
    )
