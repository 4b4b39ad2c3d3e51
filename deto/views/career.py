"""Stays of the Foreign Service for career development: who, where, how long (2368.17)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from deto import listed
from eligibility.permissions import holds
from telework import access, clock
from telework.exports import stream_csv
from telework.roles import Role

PER_PAGE = 25
READERS = (Role.CAREER_DEVELOPMENT, Role.MANAGING_OFFICER, Role.AUDITOR)
HEADER = (
    "agreement",
    "employee_number",
    "name",
    "bureau",
    "post",
    "country",
    "state",
    "starts_on",
    "last_day",
    "arrived_on",
    "left_on",
    "days_so_far",
)


@access.rule(holds(*READERS))
@require_safe
def career_list(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    page = Paginator(listed.of_the_foreign_service(), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(case, listed.days_so_far(case, today)) for case in page]
    return render(request, "deto/career_list.html", {"page": page, "rows": rows, "today": today})


@access.rule(holds(*READERS))
@require_safe
def career_list_csv(request: HttpRequest) -> StreamingHttpResponse:
    today = clock.today()
    return stream_csv(f"overseas-foreign-service-{today.isoformat()}.csv", HEADER, _rows(today))


def _rows(today: date) -> Iterator[tuple[Any, ...]]:
    for case in listed.of_the_foreign_service().iterator(chunk_size=1000):
        stay = getattr(case, "deto_stay", None)
        assert case.post is not None, "a stay has its post"
        yield (
            case.number,
            case.employee.number,
            case.employee.full_name,
            case.bureau.code,
            case.post.name,
            case.post.country,
            case.state_label,
            case.starts_on,
            case.ended_on or case.ends_on,
            stay.arrived_on if stay is not None else None,
            stay.left_on if stay is not None else None,
            listed.days_so_far(case, today),
        )
