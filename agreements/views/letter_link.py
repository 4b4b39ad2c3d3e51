"""Where a link in a letter leads: to the page, or to the name of the office that holds the matter."""

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agreements import links, permissions, permissions_terms, selectors
from agreements.injuries import reports_of
from agreements.links import LetterLink, Page
from agreements.models import Agreement, Review
from agreements.standing import waiting_step
from agreements.views.lookup import reader
from eligibility.permissions import employee_of
from telework import access, clock
from telework.models import User
from telework.roles import ROLES, Role

UNREAD_FIRST = F("acknowledged_at").asc(nulls_first=True)


@access.rule(access.signed_in)
@require_safe
def letter_link(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever may see the case goes on to the page; others learn which office to turn to, and no more."""
    link = links.read(token)
    if link is None:
        raise Http404
    today = clock.today()
    agreement = get_object_or_404(Agreement.objects.select_related("bureau"), pk=link.agreement)
    if selectors.visible_to(request.user, today).filter(pk=agreement.pk).exists():
        return HttpResponseRedirect(_address(link, agreement, reader(request)))
    context = {"office": _office(agreement, reader(request))}
    return render(request, "agreements/letter_not_yours.html", context, status=403)


def _address(link: LetterLink, agreement: Agreement, user: User) -> str:
    if link.page is Page.DECIDE:
        waiting = selectors.waiting_for(user, clock.today())
        step = waiting.filter(terms__agreement=agreement).first()
        if step is not None:
            return reverse("decide", args=[agreement.number, step.pk])
    if link.page is Page.REVIEW:
        review = (
            Review.objects.open().filter(agreement=agreement).select_related("agreement__employee").first()
        )
        if review is not None and permissions.may_decide_review(user, review, clock.today()):
            return reverse("review", args=[agreement.number, review.pk])
        unsigned = Review.objects.unsigned().filter(agreement=agreement).first()
        if unsigned is not None and employee_of(user) == agreement.employee:
            return reverse("review_sign", args=[agreement.number, unsigned.pk])
    if link.page is Page.SIGN:
        asked = waiting_step(agreement)
        if asked is not None and permissions_terms.may_sign_own(user, asked, clock.today()):
            return reverse("terms_sign", args=[agreement.number, asked.pk])
    if link.page is Page.TASKS and permissions.may_edit(user, agreement):
        return reverse("request_tasks", args=[agreement.number])
    if link.page is Page.INJURY:
        return _address_of_report(agreement, user)
    return reverse("agreement", args=[agreement.number])


def _address_of_report(agreement: Agreement, user: User) -> str:
    """The report of an injury that waits for the supervisor, or the newest; for others the case."""
    report = reports_of(user, agreement, clock.today()).order_by(UNREAD_FIRST, "-pk").first()
    if report is None:
        return reverse("agreement", args=[agreement.number])
    return reverse("injury", args=[agreement.number, report.pk])


def _office(agreement: Agreement, user: User) -> str:
    """Who holds the matter; of a sealed kind the coordinator, who can say no more."""
    is_open = permissions.may_read_kind(user, agreement, clock.today())
    step = waiting_step(agreement) if is_open else None
    return step.office if step is not None else f"{ROLES[Role.COORDINATOR].title}, {agreement.bureau.code}"
