"""The report of who pays for remote-access devices, as a page and as a file (2366.2)."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agreements import fob_billing as report
from agreements.policy.worksite import FOB_READING
from agreements.views.lookup import reader
from eligibility.permissions import holds
from telework import access, clock
from telework.exports import stream_csv
from telework.roles import Role

PER_PAGE = 25
READERS = (Role.COORDINATOR, Role.MANAGING_OFFICER)
HEADER = ("agreement", "employee_number", "name", "bureau", "pattern", "account", "why")


@access.rule(holds(*READERS))
@require_safe
def fob_billing(request: HttpRequest) -> HttpResponse:
    """One page of agreements with a device, and the totals of all of them."""
    found = report.with_devices(reader(request), clock.today())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [report.billed(each) for each in page.object_list],
        "totals": report.totals(found),
        "reading": FOB_READING.text,
    }
    return render(request, "agreements/fob_billing.html", context)


@access.rule(holds(*READERS))
@require_safe
def fob_billing_csv(request: HttpRequest) -> StreamingHttpResponse:
    """All of them as a file."""
    today = clock.today()
    rows = report.rows(report.with_devices(reader(request), today))
    return stream_csv(f"remote-access-{today.isoformat()}.csv", HEADER, rows)
