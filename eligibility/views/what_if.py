"""What would change for whom if a fact or a rule were another."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eligibility.forms.determination import RATING, WhatIfForm
from eligibility.models import Bureau
from eligibility.permissions import bureaus_where, holds
from eligibility.reach import FACT_READERS, PLANNERS, bureaus_in_reach, people_in_reach
from eligibility.what_if import MOST_PEOPLE, Affected, Change, Supposed, suppose
from telework import access, clock

PER_PAGE = 25


@access.rule(holds(*PLANNERS))
@require_safe
def what_if(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    bureaus = bureaus_in_reach(request.user, today)
    form = WhatIfForm(request.GET if "change" in request.GET else None, bureaus=bureaus)
    context = {"form": form, "most_people": MOST_PEOPLE}
    if form.is_valid():
        change = form.supposed()
        supposed = _supposed(request, form, change, today)
        if supposed is not None:
            named = _named(request, supposed, change, today)
            context |= {
                "supposed": supposed,
                "page": Paginator(named, PER_PAGE).get_page(request.GET.get("page")),
                "unnamed": len(supposed.affected) - len(named),
                "answers": _answers(supposed),
            }
    return render(request, "eligibility/what_if.html", context)


def _supposed(request: HttpRequest, form: WhatIfForm, change: Change, today: date) -> Supposed | None:
    """The answer; None where nobody in reach has that number, which the form then says."""
    people = people_in_reach(request.user, today).order_by("family_name", "given_name", "number")
    bureau: Bureau | None = form.cleaned_data["bureau"]
    if bureau is not None:
        people = people.filter(position__bureau=bureau)
    if form.cleaned_data["change"] == RATING:
        people = people.filter(number__iexact=form.cleaned_data["person"].strip())
        if not people.exists():
            form.add_error("person", "Nobody in your reach has this number. Check it, or the bureau.")
            return None
    return suppose(change, people, today)


def _named(request: HttpRequest, supposed: Supposed, change: Change, today: date) -> list[Affected]:
    """Those who may be named: for conduct and performance only to the offices of their own bureau."""
    if not change.is_personal:
        return list(supposed.affected)
    own = bureaus_where(request.user, FACT_READERS, today)
    return [one for one in supposed.affected if one.person.bureau is not None and one.person.bureau.pk in own]


def _answers(supposed: Supposed) -> list[tuple[str, str, int]]:
    """How many would go from which outcome to which."""
    counts: dict[tuple[str, str], int] = {}
    for one in supposed.affected:
        counts[one.was, one.would_be] = counts.get((one.was, one.would_be), 0) + 1
    return [(was, would_be, number) for (was, would_be), number in sorted(counts.items())]
