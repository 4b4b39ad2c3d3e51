"""Equipment on loan: the list of a bureau, and one piece to confirm, to decline, or to take back (2366.3)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agreements import loans as lists
from agreements import permissions_loan as permissions
from agreements.forms.loan import CONFIRM, DECLINE, RETURN, ConfirmForm, DeclineForm, ReturnForm
from agreements.models import Loan
from agreements.models.loan import LIVE
from agreements.policy.loan import LOAN_READING
from agreements.services import loans as commands
from agreements.views.lookup import reader
from eligibility.permissions import employee_of, holds
from telework import access, clock
from telework.errors import NotPermitted, PolicyRefused
from telework.forms import AppForm
from telework.models import User
from telework.roles import Role

PER_PAGE = 25
READERS = (Role.EXECUTIVE_DIRECTOR, Role.EXECUTIVE_DIRECTOR_DESIGNEE, Role.COORDINATOR)
COMMANDS: dict[str, Callable[..., Loan]] = {
    CONFIRM: commands.confirm_loan,
    DECLINE: commands.decline_loan,
    RETURN: commands.record_return,
}
DONE = {
    CONFIRM: "The loan is confirmed. The employee and the coordinator are told by letter.",
    DECLINE: "The loan is declined. The employee and the coordinator are told by letter.",
    RETURN: "The return is recorded.",
}


@dataclass(frozen=True)
class LoanShown:
    """One loan with the days that it is late."""

    loan: Loan
    days_late: int


@access.rule(holds(*READERS))
@require_safe
def loan_list(request: HttpRequest) -> HttpResponse:
    """What is out and what is to be decided in the reader's bureaus, the overdue first."""
    user, today = reader(request), clock.today()
    found = lists.open_for(user, today)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": shown(page.object_list, today),
        "overdue": found.overdue(today).count(),
        "to_decide": found.to_decide().count(),
        "reading": LOAN_READING.text,
    }
    return render(request, "agreements/loans.html", context)


@access.rule(holds(*READERS))
@require_http_methods(["GET", "HEAD", "POST"])
def loan(request: HttpRequest, pk: int) -> HttpResponse:
    """One piece; the answers that the reader can give."""
    now = clock.now()
    user, today = reader(request), clock.date_of(now)
    found = get_object_or_404(lists.kept_by(user, today), pk=pk)
    answer = request.POST.get("answer", "")
    forms = _forms(request, found, today, answer)
    if answer in COMMANDS and (
        _is_second_click(user, found, answer) or _sent(user, now, found, answer, forms)
    ):
        messages.success(request, DONE[answer])
        return HttpResponseRedirect(reverse("loan", args=[found.pk]))
    context = {
        "shown": LoanShown(found, found.days_late(today)),
        "may_lend": permissions.may_lend(user, found.agreement, today),
        "may_record": permissions.may_record_return(user, found.agreement, today),
        "is_to_decide": found.decided_by_id is None and found.agreement.state in LIVE,
        "is_out": found.is_confirmed and found.returned_on is None,
        "sent": forms.get(answer, ConfirmForm()),
        "reading": LOAN_READING.text,
        **{f"{name}_form": form for name, form in forms.items()},
    }
    return render(request, "agreements/loan.html", context)


def shown(loans: Any, today: date) -> list[LoanShown]:
    """Each with the days that it is late."""
    return [LoanShown(each, each.days_late(today)) for each in loans]


def _forms(request: HttpRequest, found: Loan, today: date, answer: str) -> dict[str, AppForm]:
    def data(name: str) -> Any:
        return request.POST if answer == name else None

    first = clock.date_of(found.decided_at) if found.decided_at is not None else today
    return {
        CONFIRM: ConfirmForm(data(CONFIRM), initial={"serial_number": found.serial_number}),
        DECLINE: DeclineForm(data(DECLINE)),
        RETURN: ReturnForm(data(RETURN), first=first, today=today),
    }


def _sent(user: User, now: datetime, found: Loan, answer: str, forms: dict[str, AppForm]) -> bool:
    """Do it; False when the form has to be shown again. Whoever may not is told so whatever they wrote."""
    form, may = forms[answer], permissions.may_lend
    if answer == RETURN:
        may = permissions.may_record_return
    if not (allowed := may(user, found.agreement, clock.date_of(now))):
        raise NotPermitted(allowed.reason)
    if not form.is_valid():
        return False
    given: dict[str, Any] = form.cleaned_data
    try:
        COMMANDS[answer](actor=user, now=now, loan=found, **given)
    except PolicyRefused as refusal:
        form.add_refusal(refusal)
        return False
    return True


def _is_second_click(user: User, found: Loan, answer: str) -> bool:
    """The same person has done this already."""
    person = employee_of(user)
    if answer == RETURN:
        return found.return_recorded_by == person and found.returned_on is not None
    is_done = found.is_confirmed if answer == CONFIRM else found.is_declined
    return is_done and found.decided_by == person
