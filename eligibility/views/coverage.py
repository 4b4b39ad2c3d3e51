"""Who has been determined and told: bureau by bureau, and person by person."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eligibility.coverage import coverage as figures
from eligibility.coverage import people_listed, total
from eligibility.forms.determination import PeopleFilter
from eligibility.permissions import has_role, holds
from eligibility.reach import PLANNERS, READERS, bureaus_in_reach
from telework import access, clock

PER_PAGE = 25


@access.rule(holds(*READERS))
@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    rows = figures(request.user, today)
    may_plan = any(has_role(request.user, role, today) for role in PLANNERS)
    context = {"rows": rows, "total": total(rows), "may_plan": may_plan}
    return render(request, "eligibility/coverage.html", context)


@access.rule(holds(*READERS))
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    filtered = PeopleFilter(
        request.GET,
        queryset=people_listed(request.user, today).order_by("family_name", "given_name", "number"),
        bureaus=bureaus_in_reach(request.user, today),
    )
    context = {
        "form": filtered.form,
        "page": Paginator(filtered.qs, PER_PAGE).get_page(request.GET.get("page")),
        "is_filtered": any(request.GET.get(name) for name in filtered.filters),
    }
    return render(request, "eligibility/coverage_people.html", context)
