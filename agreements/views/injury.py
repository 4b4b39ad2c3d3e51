"""Reporting an injury at the alternate site, and the report with what to file (2367(a), (c))."""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agreements import injuries, permissions_injury
from agreements.forms.injury import InjuryForm
from agreements.models import Agreement, InjuryReport
from agreements.policy import injury as policy
from agreements.services import injuries as commands
from agreements.views.injury_shown import ReportShown, report_shown
from agreements.views.lookup import case_or_404, reader
from telework import access, clock
from telework.components import SummaryRow
from telework.errors import NotPermitted, PolicyRefused, WrongState
from telework.models import User

SENT = "Your supervisor and the bureau's telework coordinators are told at once. You get a receipt by letter."
ACKNOWLEDGED = "You have acknowledged the report. The employee and the coordinators see it."


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def injury_report(request: HttpRequest, number: str) -> HttpResponse:
    """The employee's one page: when, where, whether on duty, and what happened."""
    now = clock.now()
    user, case = reader(request), case_or_404(request, number, clock.date_of(now))
    may = permissions_injury.may_report(user, case, clock.date_of(now))
    if not may:
        raise NotPermitted(may.reason)
    if not injuries.is_open_to_reports(case, clock.date_of(now)):
        raise WrongState(commands.NOT_OPEN)
    form = _form(request, case, now)
    if form.is_valid() and (report := _sent(user, case, now, form)):
        messages.success(request, SENT)
        return HttpResponseRedirect(reverse("injury", args=[case.number, report.pk]))
    context = {"agreement": case, "form": form, "forms": policy.LABOR_FORMS, "acts": policy.ACTS}
    context |= {"reading": policy.INJURY_READING.text}
    return render(request, "agreements/injury_report.html", context)


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def injury(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """One report, for whoever may read it; the supervisor acknowledges it with one click."""
    now = clock.now()
    today = clock.date_of(now)
    user, case = reader(request), case_or_404(request, number, today)
    report = get_object_or_404(injuries.reports_of(user, case, today), pk=pk)
    report.agreement = case
    if request.method == "POST":
        if not _is_second_click(user, report):
            commands.acknowledge_injury(actor=user, now=now, report=report)
        messages.success(request, ACKNOWLEDGED)
        return HttpResponseRedirect(reverse("injury", args=[case.number, report.pk]))
    shown = report_shown(user, case, report, today)
    context = {
        "agreement": case,
        "shown": shown,
        "rows": _rows(shown),
        "notice_due_on": policy.notice_due_on(_local_day(case, report.happened_at)),
        "forms": policy.LABOR_FORMS,
        "acts": policy.ACTS,
        "reading": policy.INJURY_READING.text,
    }
    return render(request, "agreements/injury.html", context)


def _form(request: HttpRequest, case: Agreement, now: datetime) -> InjuryForm:
    assert case.starts_on is not None, "what is or was in effect has its first day"
    return InjuryForm(
        request.POST if request.method == "POST" else None,
        sites=injuries.sites_of(case),
        clock=injuries.clock_of(case),
        first_day=case.starts_on,
        today=_local_day(case, now),
    )


def _sent(user: User, case: Agreement, now: datetime, form: InjuryForm) -> InjuryReport | None:
    """The report, also where the same form was sent before; None when it has to be shown again."""
    given: dict[str, Any] = form.report()
    try:
        return commands.report_injury(actor=user, now=now, agreement=case, **given)
    except PolicyRefused as refusal:
        same = commands.sent_before(case, **given)
        if same is None:
            form.add_refusal(refusal)
        return same


def _rows(shown: ReportShown) -> list[SummaryRow]:
    duty = "Yes" if shown.report.on_duty else "No, or it is not sure"
    return [
        SummaryRow("When", shown.happened),
        SummaryRow("Where", shown.report.place),
        SummaryRow("On official duty", f"{duty}, the employee says"),
        SummaryRow("What happened in the workplace", shown.report.account),
        SummaryRow("Reported", shown.reported),
    ]


def _is_second_click(user: User, report: InjuryReport) -> bool:
    by = report.acknowledged_by
    return by is not None and by.user_id == user.pk


def _local_day(case: Agreement, moment: datetime) -> date:
    return moment.astimezone(injuries.zone_of(case)).date()
