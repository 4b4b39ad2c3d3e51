"""The own calendar: its page, where its secret address is made and revoked, and the feed behind that."""

from django.conf import settings
from django.contrib import messages
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotFound,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agreements import own_calendar
from agreements.calendar_feeds import feed_of, opened_by
from agreements.models import CalendarFeed
from agreements.policy.telework_days import WEEKS_READING
from agreements.services.calendar_feed import create_feed, revoke_feed
from agreements.views.lookup import reader
from eligibility.permissions import employee_of, employee_only
from telework import access, clock, sessions

NEXT_FEW = 5
CLOSED = "There is no calendar at this address.\n"


@access.rule(employee_only)
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """What the calendar holds, and its address: shown once, in the answer that makes it."""
    if request.method != "POST":
        return _page(request)
    sent = request.POST.get("feed", "")
    key = int(sent) if sent.isascii() and sent.isdigit() else None
    if request.POST.get("answer") == "revoke":
        feed = get_object_or_404(CalendarFeed, pk=key, employee=employee_of(request.user))
        revoke_feed(actor=reader(request), now=clock.now(), feed=feed)
        messages.success(request, "The address is revoked. Nobody can read your calendar there any more.")
        return HttpResponseRedirect(reverse("calendar"))
    _, token = create_feed(actor=reader(request), now=clock.now(), replaces=key)
    return _page(request, settings.SITE_URL + reverse("calendar_feed", args=[token]))


def _page(request: HttpRequest, address: str = "") -> HttpResponse:
    """`address`  the one that was just made; it is kept nowhere, so this is the only time that it is shown"""
    person = employee_of(request.user)
    assert person is not None, "the page's rule lets in only employees"
    dates = own_calendar.dates_of(person, reader(request), today := clock.today())
    to_come = [one for one in dates if one.day >= today]
    context = {
        "feed": feed_of(person),
        "address": address,
        "dates": to_come[:NEXT_FEW],
        "count": len(to_come),
        "weeks_reading": WEEKS_READING,
    }
    return render(request, "agreements/calendar.html", context)


@access.rule(access.anyone)
@sessions.not_activity
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """The calendar for whoever has the address; calendar programs do not sign in."""
    now = clock.now()
    feed = opened_by(token, clock.date_of(now))
    response: HttpResponse
    if feed is None or feed.employee.user is None:
        response = HttpResponseNotFound(CLOSED, content_type="text/plain; charset=utf-8")
    else:
        written = own_calendar.feed(feed.employee, feed.employee.user, now)
        response = HttpResponse(written, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = 'inline; filename="telework.ics"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    # The address is the secret: it goes nowhere else.
    response["Referrer-Policy"] = "no-referrer"
    return response
