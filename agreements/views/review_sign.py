"""The employee's side of a yearly review: read the agreement again, sign that it holds (2362.1(e))."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agreements import permissions
from agreements import permissions_terms as terms
from agreements.forms.review import SignReviewForm
from agreements.models import Agreement
from agreements.policy import yearly
from agreements.services import yearly as commands
from agreements.views.lookup import case_or_404, reader
from agreements.views.signed_terms import shown
from telework import access, clock
from telework.errors import NotPermitted, WrongState

SIGNED = "You have signed the yearly review. It is on the record of the agreement."


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def review_sign(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The terms as they stand, and one box to tick; the same signature twice is one."""
    now, user = clock.now(), reader(request)
    today = clock.date_of(now)
    case = case_or_404(request, number, today)
    review = get_object_or_404(case.reviews.filter(cause=yearly.CAUSE), pk=pk)
    review.agreement = case
    may = permissions.may_sign_review(user, review, today)
    if not may:
        raise NotPermitted(may.reason)
    if not review.waits_for_employee:
        messages.info(request, commands.why_not_signed(review))
        return _to(case)
    form = SignReviewForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            commands.sign_review(actor=user, now=now, review=review)
            messages.success(request, SIGNED)
        except WrongState as overtaken:
            messages.info(request, str(overtaken))
        return _to(case)
    context = {
        "agreement": case,
        "review": review,
        "form": form,
        "signed": shown(case.terms_in_force(), with_home_address=True),
        "reading": yearly.YEARLY_READING.text,
        "may_change": bool(terms.may_change_terms(user, case, today)),
        "days_late": max(0, (today - review.due_on).days),
    }
    return render(request, "agreements/review_sign.html", context)


def _to(case: Agreement) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("agreement", args=[case.number]))
