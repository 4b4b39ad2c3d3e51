"""M's page: which requests and stays a status touches, and the waivers (2368.3(b)(5); 3 FAM 3776)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from agreements.models import Agreement
from agreements.views.lookup import reader
from deto import standing_status
from deto.forms.status import WaiverForm, WithdrawWaiverForm
from deto.models import PostStatus, Waiver
from deto.services.waivers import grant_waiver, withdraw_waiver
from eligibility.permissions import holds
from telework import access, clock
from telework.errors import PolicyRefused
from telework.roles import Role

PER_PAGE = 25
RULE = holds(Role.UNDER_SECRETARY_MANAGEMENT)


@access.rule(RULE)
@require_safe
def waivers(request: HttpRequest) -> HttpResponse:
    """Requests and stays where a status stands, with their waivers."""
    today = clock.today()
    found = standing_status.touched(today).exclude(employee__user=reader(request))
    found = found.select_related("employee", "bureau", "post").order_by("post__name", "employee", "pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    statuses = list(PostStatus.objects.not_over(today))
    given = Waiver.objects.filter(agreement__in=[case.pk for case in page], withdrawn_at__isnull=True)
    waived = {(one.agreement_id, one.status_id): one for one in given}
    rows = [
        (case, [(status, waived.get((case.pk, status.pk))) for status in statuses if _is_at(status, case)])
        for case in page
    ]
    return render(request, "deto/waivers.html", {"page": page, "rows": rows})


@access.rule(RULE)
@require_http_methods(["GET", "HEAD", "POST"])
def waiver_grant(request: HttpRequest, number: str, status: int) -> HttpResponse:
    now, user = clock.now(), reader(request)
    touched = standing_status.touched(clock.date_of(now)).exclude(employee__user=user)
    case = get_object_or_404(touched.select_related("employee", "post", "bureau"), number=number)
    assert case.post is not None, "a status touches only a stay with its post"
    standing = get_object_or_404(PostStatus.objects.not_over(clock.date_of(now)).at(case.post), pk=status)
    form = WaiverForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            grant_waiver(actor=user, now=now, agreement=case, status=standing, **form.cleaned_data)
        except PolicyRefused as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Waived for {case.employee.full_name}.")
            return redirect("waivers")
    context = {"agreement": case, "status": standing, "form": form}
    return render(request, "deto/waiver_grant.html", context)


@access.rule(RULE)
@require_http_methods(["GET", "HEAD", "POST"])
def waiver_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    now, user = clock.now(), reader(request)
    running = Waiver.objects.filter(withdrawn_at__isnull=True).exclude(agreement__employee__user=user)
    waiver = get_object_or_404(running.select_related("agreement__employee", "status"), pk=pk)
    form = WithdrawWaiverForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            withdraw_waiver(actor=user, now=now, waiver=waiver, **form.cleaned_data)
        except PolicyRefused as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "The waiver is taken back.")
            return redirect("waivers")
    return render(request, "deto/waiver_withdraw.html", {"waiver": waiver, "form": form})


def _is_at(status: PostStatus, case: Agreement) -> bool:
    assert case.post is not None, "a stay that a status touches has its post"
    return status.post_id == case.post.pk or status.country == case.post.country
