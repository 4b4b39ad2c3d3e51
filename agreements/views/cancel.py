"""Cancelling with notice, the receipt, and taking the notice back (2362.1(m), (n))."""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agreements import permissions
from agreements.forms.cancel import CancelForm, SupervisorCancelForm
from agreements.models import Agreement, Notice
from agreements.policy.notice import NoticeCount
from agreements.services import lifecycle
from agreements.standing import day_in_words
from agreements.states import Party, State
from agreements.views.lookup import case_or_404, reader
from eligibility.permissions import employee_of
from telework import access, clock
from telework.calendar import INAUGURATION_DAY
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import User

NO_NOTICE = "No notice is running for this agreement."


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, number: str) -> HttpResponse:
    now = clock.now()
    user = reader(request)
    case = case_or_404(request, number, clock.date_of(now))
    may, party = permissions.may_give_notice(user, case, clock.date_of(now))
    if party is None:
        raise NotPermitted(may.reason)
    if not may:
        raise WrongState(may.reason)
    if request.method != "POST" and lifecycle.running_notice(case, party) is not None:
        return _to("cancelled", case)
    count = lifecycle.notice_count(case, clock.date_of(now), party)
    form = _form(request, case, party, count.last_day)
    if form.is_valid() and _give(user, now, case, form):
        return _to("cancelled", case)
    context = {
        "agreement": case,
        "form": form,
        "count": count,
        "note": washington_note(count),
        "rules": case.kind_record.notice,
        "beside": lifecycle.running_notice(case),
        "is_supervisor": party is Party.SUPERVISOR,
        "points": _points(case, party),
        "too_late": _ends_before(case, count.last_day),
    }
    return render(request, "agreements/cancel.html", context)


@access.rule(access.signed_in)
@require_safe
def cancelled(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt for the side that gave notice; it can be opened again while the notice runs."""
    today = clock.today()
    case = case_or_404(request, number, today)
    notice = _own_notice(reader(request), case)
    if notice is None or not permissions.may_withdraw_notice(reader(request), _of(notice, case)):
        return _to("agreement", case)
    count = lifecycle.notice_count(case, notice.given_on, notice.party)
    context = {"agreement": case, "notice": notice, "count": count, "note": washington_note(count)}
    return render(request, "agreements/cancelled.html", context)


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def notice_withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Ask once more, then take the notice back; a second click finds it taken back."""
    now = clock.now()
    user = reader(request)
    case = case_or_404(request, number, clock.date_of(now))
    notice = _own_notice(user, case)
    if notice is None:
        messages.info(request, NO_NOTICE)
        return _to("agreement", case)
    may = permissions.may_withdraw_notice(user, _of(notice, case))
    if not may:
        raise NotPermitted(may.reason)
    if request.method == "POST":
        lifecycle.withdraw_notice(actor=user, now=now, notice=notice)
        messages.success(request, f"The notice is taken back. {_goes_on(case)}")
        return _to("agreement", case)
    return render(request, "agreements/notice_withdraw.html", {"agreement": case, "notice": notice})


def washington_note(count: NoticeCount) -> str:
    """A word on Inauguration Day, which is a holiday around Washington alone, where it falls in the count."""
    if any(mark.label == INAUGURATION_DAY for mark in count.days):
        return "Inauguration Day is a holiday for duty stations in the Washington area (5 U.S.C. 6103(c))."
    return ""


def _form(request: HttpRequest, case: Agreement, party: Party, earliest: date) -> CancelForm:
    data = request.POST or None
    if party is Party.SUPERVISOR:
        return SupervisorCancelForm(data, earliest=earliest, rules=case.kind_record.notice)
    return CancelForm(data, earliest=earliest)


def _give(user: User, now: datetime, case: Agreement, form: CancelForm) -> bool:
    """Give the notice; False when the form has to be shown again. The same notice twice is one."""
    given: dict[str, Any] = form.cleaned_data
    try:
        lifecycle.give_notice(actor=user, now=now, agreement=case, **given)
    except PolicyRefused as refusal:
        form.add_refusal(refusal)
        return False
    except WrongState:
        if not _is_same(user, _own_notice(user, case), given["last_day"]):
            raise
    return True


def _is_same(user: User, notice: Notice | None, last_day: date) -> bool:
    person = employee_of(user)
    return (
        notice is not None
        and person is not None
        and (notice.given_by_id, notice.last_day) == (person.pk, last_day)
    )


def _points(case: Agreement, party: Party) -> list[str]:
    """What follows from sending the form, before it is sent."""
    other = "the employee" if party is Party.SUPERVISOR else "your supervisor"
    going_on = "The agreement stays in effect until the last day, and ends by itself after it."
    if case.state == State.APPROVED:
        going_on = (
            "The agreement starts as agreed if its first day comes before, and ends after the last day."
        )
    return [
        f"A letter with the last day goes to {other} and to the bureau telework coordinator.",
        going_on,
        "You can take the notice back while it runs.",
    ]


def _ends_before(case: Agreement, earliest: date) -> str:
    """Why no notice is needed where the agreement is over before one could end it."""
    if case.ends_on is None or case.ends_on > earliest:
        return ""
    return f"This agreement ends by itself on {day_in_words(case.ends_on)}, before a notice could end it."


def _own_notice(user: User, case: Agreement) -> Notice | None:
    """The running notice of the reader's side, or else the one that runs."""
    party = permissions.may_give_notice(user, case, clock.today())[1]
    own = lifecycle.running_notice(case, party) if party is not None else None
    return own or lifecycle.running_notice(case)


def _goes_on(case: Agreement) -> str:
    beside = lifecycle.running_notice(case)
    if beside is None:
        return "The agreement goes on as before."
    return f"The {beside.party}'s notice still runs; its last day is {day_in_words(beside.last_day)}."


def _of(notice: Notice, case: Agreement) -> Notice:
    """`notice` knowing its case, so that nothing is asked of the database again."""
    notice.agreement = case
    return notice


def _to(name: str, case: Agreement) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(name, args=[case.number]))
