"""Roles that nobody holds, for the administrator and for the bureau itself."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eligibility.permissions import grantable_roles, has_role, holds
from eligibility.vacancies import vacancies
from telework import access, clock
from telework.roles import Role

PER_PAGE = 25


@access.rule(holds(Role.ADMINISTRATOR, Role.COORDINATOR, Role.EXECUTIVE_DIRECTOR))
@require_safe
def roles_vacant(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    places = vacancies(request.user, today)
    context = {
        "page": Paginator(places, PER_PAGE).get_page(request.GET.get("page")),
        "count": sum(len(place.vacancies) for place in places),
        "grantable": grantable_roles(request.user, today),
        "everywhere": has_role(request.user, Role.ADMINISTRATOR, today),
    }
    return render(request, "eligibility/roles_vacant.html", context)
